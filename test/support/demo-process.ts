/** A living demo in a process of its own, at a busy Monday morning: for browsers. Ends with `stop`. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MAIN = new URL("../../server/main.ts", import.meta.url).pathname;
const MONDAY = "2026-11-16T10:40:00+01:00";

export interface DemoProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** Resolves when its four weeks of history are in. */
export async function startDemoProcess(): Promise<DemoProcess> {
  const folder = mkdtempSync(join(tmpdir(), "deskpulse-demo-"));
  const demo = spawn(process.execPath, [MAIN, "demo", "--at", MONDAY], {
    env: { ...process.env, DESKPULSE_STORE: join(folder, "d.db"), DESKPULSE_PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stop = async () => {
    if (demo.exitCode === null) {
      demo.kill("SIGTERM");
      await once(demo, "exit");
    }
    rmSync(folder, { recursive: true, force: true });
  };
  let said = "";
  const url = await new Promise<string | undefined>((resolve) => {
    demo.once("exit", () => resolve(undefined));
    // Read to the end: a demo whose words nobody takes would end with them.
    demo.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes("as=television")) resolve(/http:\/\/localhost:\d+/.exec(said)?.[0]);
    });
  });
  if (url !== undefined) return { url, stop };
  await stop();
  throw new Error(`the demo did not start: ${said}`);
}
