/** A server in this process on a store in memory, with a clock that stands still: for tests about accounts. */
import type { Accounts } from "../../server/accounts/accounts.ts";
import type { Entry } from "../../server/accounts/audit-chain.ts";
import { createAuditLog } from "../../server/accounts/audit-log.ts";
import type { Role } from "../../server/accounts/roles.ts";
import { type App, type AppOptions, createApp } from "../../server/app.ts";
import { run } from "../../server/commands/running.ts";
import { type Core, openCore, setOrganisation } from "../../server/core.ts";
import type { Erasure } from "../../server/org/erasure-file.ts";
import { type Mapped, type MappedDeps, openMapped } from "../../server/org/mapped.ts";
import { openMemoryStore } from "../../server/store/memory/memory-store.ts";
import type { Store } from "../../server/store/store.ts";
import type { OrgInput } from "../../shared/org/org.ts";
import { type ManualClock, manualClock } from "../../shared/time/clock.ts";
import { ask, type SignedIn, signIn } from "./sign-in.ts";

export interface AccountDesk {
  readonly url: string;
  readonly store: Store;
  readonly clock: ManualClock;
  readonly app: App;
  readonly core: Core;
  readonly accounts: Accounts;
  /** What the server reported as its own problems. */
  readonly problems: string[];
  /** As nobody, or with a cookie. */
  ask(method: string, path: string, body?: unknown, cookie?: string): Promise<Response>;
  /** A new user, signed in. */
  enter(roles: readonly Role[], email?: string): Promise<SignedIn>;
  /** The audit log, oldest first. */
  noted(): Promise<readonly Entry[]>;
  stop(): Promise<void>;
}

type DeskOptions = Partial<AppOptions> & {
  readonly org?: OrgInput;
  /** As a store that stays: stand-ins for people and words in the log, names and erasures beside it. */
  readonly isKept?: boolean;
};

function peopleBeside(settings: MappedDeps["settings"], now: () => number): Promise<Mapped> {
  const erased: Erasure[] = [];
  const file = { read: () => erased, append: (one: Erasure) => void erased.push(one) };
  const keys = { customers: Buffer.alloc(32, 1), erased: Buffer.alloc(32, 2) };
  return openMapped({ settings, keys, file, now });
}

export async function accountDesk(options: DeskOptions = {}): Promise<AccountDesk> {
  const clock = manualClock(Date.parse("2026-11-02T09:00:00Z"));
  const now = () => clock.now();
  const store = openMemoryStore();
  const { org, isKept = false, ...others } = options;
  const people = isKept ? await peopleBeside(store, now) : undefined;
  const core = await openCore({ store, clock, ...(people && { pseudonyms: people }) });
  if (org !== undefined) await setOrganisation(core, org);
  const problems: string[] = [];
  const onProblem = (about: string, problem: unknown) => problems.push(`${about}: ${problem}`);
  const app = createApp(core, { demo: false, onProblem, ...(people && { people }), ...others });
  const running = await run(core, app, { port: 0, host: "127.0.0.1" }, onProblem);
  const url = `http://127.0.0.1:${running.port}`;
  return {
    url,
    store,
    clock,
    app,
    core,
    accounts: app.accounts,
    problems,
    ask: (method, path, body, cookie) =>
      ask(url, method, path, { body, ...(cookie === undefined ? {} : { cookie }) }),
    enter: (roles, email) => signIn({ url, settings: store, now }, roles, email),
    noted: async () => {
      const { entries } = await createAuditLog(store, now).page({ limit: 1_000 });
      return entries.toReversed();
    },
    stop: () => running.stop(),
  };
}
