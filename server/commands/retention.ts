/** The daily job that deletes what is too old, and proves it (PRIV-6). */
import { createHash } from "node:crypto";
import { dateOf, HOUR_MS } from "../../shared/time/interval.ts";
import type { AuditLog } from "../accounts/audit-log.ts";
import { createLooked } from "../accounts/looked.ts";
import type { Core } from "../core.ts";
import type { Mapped } from "../org/mapped.ts";
import { policyNow } from "../org/policy.ts";
import { keptFrom } from "../org/retention.ts";
import { type RetentionReport, retain } from "../tail/retention.ts";

const LAST = "retention/last";
/** A machine that sleeps at night does it when it wakes up. */
const OVERDUE_MS = 36 * HOUR_MS;

/** What the last run did, as it is kept; instants in ms. */
export interface RetentionRun extends RetentionReport {
  readonly at: number;
  readonly endedAt: number;
  readonly auditEntries: { readonly removed: number };
  /** SHA-256 over source, id and time of every event that left the log, in its order. */
  readonly digest: string;
  /** Nothing of it is in the file's free pages and its WAL; false: somebody was reading just then. */
  readonly scrubbed: boolean;
}

/** The last run that came to its end; null: there was none yet. */
export async function lastRun({ store }: Pick<Core, "store">): Promise<RetentionRun | null> {
  const text = await store.setting(LAST);
  return text === null ? null : (JSON.parse(text) as RetentionRun);
}

export const isOverdue = async (core: Core): Promise<boolean> =>
  core.clock.now() - ((await lastRun(core))?.at ?? 0) > OVERDUE_MS;

/** Deletes by the policy in force now. Stopped anywhere, the next run goes on. */
export async function runRetention(
  core: Core,
  audit: AuditLog,
  people?: Pick<Mapped, "forgetHashes">,
): Promise<RetentionRun> {
  const { store, tail, clock } = core;
  const at = clock.now();
  const { policy } = await policyNow(store);
  const { auditFrom, ...target } = keptFrom(policy.retention, at);
  const hash = createHash("sha256");
  const report = await retain(
    {
      tail,
      store,
      onRemoved: (event) => hash.update(`${JSON.stringify([event.source, event.id, event.at])}\n`),
    },
    target,
  );
  const { removed } = await audit.trim(auditFrom);
  const zone = () => tail.document().organisation.zone;
  const looked = createLooked({ settings: store, audit, now: () => clock.now(), zone });
  await looked.trim(dateOf(auditFrom, zone()));
  // What recognised events of erased people, should they be sent again: no event is that old any more.
  await people?.forgetHashes(target.from);
  const scrubbed = await store.scrub().then(
    () => true,
    () => false,
  );
  const digest = hash.digest("hex");
  const more = { auditEntries: { removed }, digest, scrubbed };
  const run: RetentionRun = { ...report, at, endedAt: clock.now(), ...more };
  await store.putSetting(LAST, JSON.stringify(run));
  await audit.note({
    actor: "system",
    role: null,
    action: "retention.run",
    detail: {
      entities: report.entities.removed,
      events: report.events.removed,
      agentCells: report.agentCells.before - report.agentCells.after,
      slabs: report.slabs.before - report.slabs.after,
      auditEntries: removed,
      digest,
    },
  });
  return run;
}
