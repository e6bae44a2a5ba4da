/** Builds the screens once before all tests: what is tested is what is served. */
import { fileURLToPath } from "node:url";
import { build } from "vite";

export async function setup(): Promise<void> {
  const configFile = fileURLToPath(new URL("../../client/vite.config.ts", import.meta.url));
  await build({ configFile, logLevel: "error" });
}
