/** `deskpulse serve`: the server, on one store file. */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { RequestHandler } from "express";
import { type Clock, systemClock } from "../../shared/time/clock.ts";
import { installSecret } from "../accounts/install-secret.ts";
import { createApp } from "../app.ts";
import type { Config } from "../config.ts";
import { type Core, openCore } from "../core.ts";
import { openSqliteStore } from "../store/sqlite/open.ts";
import { type Running, run } from "./running.ts";

export interface Serving {
  readonly config: Config;
  readonly demo?: boolean;
  readonly screens?: RequestHandler;
  readonly clock?: Clock;
  readonly say: (line: string) => void;
}

export interface Served extends Running {
  readonly core: Core;
  readonly url: string;
}

/** Opens the store, folds what is new in its log, and listens. */
export async function serve(serving: Serving): Promise<Served> {
  const { config, demo = false, screens, clock = systemClock, say } = serving;
  mkdirSync(dirname(config.store), { recursive: true });
  const store = await openSqliteStore(config.store, { onNotice: say });
  const onProblem = (about: string, problem: unknown) =>
    say(`${about}: ${problem instanceof Error ? (problem.stack ?? problem.message) : problem}`);
  const onFailure = (problem: unknown) =>
    onProblem("folding stopped, figures stand still", problem);
  const core = await openCore({ store, clock, onFailure, onNotice: say });
  const secret = installSecret(config.store);
  const shown = screens === undefined ? {} : { screens };
  const app = createApp(core, { demo, onProblem, secret, ...shown });
  const running = await run(core, app, config, onProblem);
  return { ...running, core, url: `http://localhost:${running.port}` };
}

/** Stops well on Ctrl-C and on `kill`, with a last checkpoint. */
export function stopOnSignal(stop: () => Promise<void>): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void stop().then(() => process.exit(0));
    });
  }
}

export async function serveCommand(config: Config, say: (line: string) => void): Promise<void> {
  const served = await serve({ config, say });
  stopOnSignal(() => served.stop());
  say(`Deskpulse ${served.url}`);
  say("It listens on this machine only: accounts do not exist yet, so it must not be reachable.");
  say(
    `Everything is in ${config.store}. A source's key: npm run admin -- key /tenant/connector/instance`,
  );
}
