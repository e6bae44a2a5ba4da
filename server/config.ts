/** The operator's settings: the environment, read once, checked, with defaults that work. */
import { resolve } from "node:path";
import { z } from "zod";

const environment = z.object({
  DESKPULSE_PORT: z.coerce.number().int().min(0).max(65_535).default(4600),
  DESKPULSE_STORE: z.string().min(1).default(".data/deskpulse.db"),
});

export interface Config {
  readonly port: number;
  /** The one file that holds everything. */
  readonly store: string;
  /** Until accounts exist the server listens on loopback only. */
  readonly host: "127.0.0.1";
}

/** Throws a sentence that names the variable that is not right. */
export function configOf(env: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`the environment variable ${issue?.path.join(".")}: ${issue?.message}`);
  }
  return {
    port: parsed.data.DESKPULSE_PORT,
    store: resolve(parsed.data.DESKPULSE_STORE),
    host: "127.0.0.1",
  };
}
