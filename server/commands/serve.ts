/** `deskpulse serve`: the server, on one store file. */
import type { RequestHandler } from "express";
import product from "../../package.json" with { type: "json" };
import { catalog } from "../../shared/kpi/catalog.ts";
import { type Clock, systemClock } from "../../shared/time/clock.ts";
import type { Accounts } from "../accounts/accounts.ts";
import { noteVersions } from "../accounts/audit-versions.ts";
import { setupToken } from "../accounts/first-admin.ts";
import { installSecret, secretFile } from "../accounts/install-secret.ts";
import { createApp } from "../app.ts";
import { type Config, exposureProblem } from "../config.ts";
import type { Core } from "../core.ts";
import { openDesk } from "./open.ts";
import { optionsOf, UsageError } from "./options.ts";
import { type Running, run } from "./running.ts";

export interface Serving {
  readonly config: Config;
  readonly demo?: boolean;
  readonly screens?: RequestHandler;
  readonly clock?: Clock;
  /** False: the history is still being read in. */
  readonly isWhole?: () => boolean;
  readonly say: (line: string) => void;
}

export interface Served extends Running {
  readonly core: Core;
  readonly accounts: Accounts;
  /** On this machine. */
  readonly url: string;
  /** What people open: links begin with it. */
  readonly publicUrl: string;
}

/** Opens the store, folds what is new in its log, and listens. */
export async function serve(serving: Serving): Promise<Served> {
  const { config, demo = false, screens, clock = systemClock, isWhole = () => true, say } = serving;
  const onProblem = (about: string, problem: unknown) =>
    say(`${about}: ${problem instanceof Error ? (problem.stack ?? problem.message) : problem}`);
  const onFailure = (problem: unknown) =>
    onProblem("folding stopped, figures stand still", problem);
  const { core, people } = await openDesk(config.store, { clock, onFailure, onNotice: say });
  const secret = installSecret(config.store);
  const shown = screens === undefined ? {} : { screens };
  const app = createApp(core, {
    demo,
    isWhole,
    onProblem,
    secret,
    people,
    reached: config,
    ...shown,
  });
  await noteVersions(core.store, app.accounts.audit, {
    product: product.version,
    definitions: Object.fromEntries(catalog.map(({ id, version }) => [id, version])),
  });
  const running = await run(core, app, config, onProblem);
  const url = `${config.tls ? "https" : "http"}://localhost:${running.port}`;
  return { ...running, core, accounts: app.accounts, url, publicUrl: config.publicUrl ?? url };
}

/** Stops well on Ctrl-C and on `kill`, with a last checkpoint. */
export function stopOnSignal(stop: () => Promise<void>): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void stop().then(() => process.exit(0));
    });
  }
}

const HELP = `deskpulse serve                  the server; its settings are environment variables
  --insecure-http   on an address others can reach, without https: passwords and figures then
                    cross the network in the clear
  DESKPULSE_PORT  DESKPULSE_STORE  DESKPULSE_HOST  DESKPULSE_PUBLIC_URL  DESKPULSE_TRUST_PROXY
  DESKPULSE_TLS_CERT  DESKPULSE_TLS_KEY
  DESKPULSE_SMTP_HOST  DESKPULSE_SMTP_PORT  DESKPULSE_SMTP_TLS (starttls, implicit, none)
  DESKPULSE_SMTP_USER  DESKPULSE_SMTP_PASSWORD  DESKPULSE_MAIL_FROM`;

export async function serveCommand(
  config: Config,
  args: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  const options = optionsOf(args, [], ["insecure-http", "help"]);
  if (options.has("help")) throw new UsageError(HELP);
  const exposed = exposureProblem(config, options.has("insecure-http"));
  if (exposed !== null) throw new UsageError(`not started: ${exposed}`);
  const served = await serve({ config, say });
  stopOnSignal(() => served.stop());
  const token = await setupToken(served.accounts);
  say(`Deskpulse ${served.url}`);
  if (served.publicUrl !== served.url) say(`People open it at ${served.publicUrl}`);
  if (token !== null) {
    say(`There is no administrator yet. Begin here, once: ${served.publicUrl}/start#${token}`);
  }
  say(
    `Everything is in ${config.store}, its secret beside it in ${secretFile(config.store)}. A source's key: npm run admin -- key /tenant/connector/instance`,
  );
}
