/** `deskpulse admin verify-audit` and `deskpulse admin audit`: the audit log, beside a running server too. */
import { systemClock } from "../../shared/time/clock.ts";
import type { Broken, Entry } from "../accounts/audit-chain.ts";
import { type AuditLog, createAuditLog } from "../accounts/audit-log.ts";
import type { Config } from "../config.ts";
import { openSettings } from "../store/sqlite/settings.ts";
import { optionsOf, UsageError } from "./options.ts";

const PAGE = 500;

const WHY: Record<Broken, string> = {
  changed: "is not what was written there",
  missing: "is missing",
  extra: "is one too many: it was never noted",
  head: "is where the end of the log was changed: it does not match the entries",
  noted:
    "is the last, and the digest given with --head is nowhere in the log: its end was cut off, or that digest has been trimmed away since",
};

/** The audit log of this store, beside a running server or without one. */
export async function withAudit<T>(
  config: Config,
  work: (audit: AuditLog) => Promise<T>,
): Promise<T> {
  const settings = await openSettings(config.store);
  try {
    return await work(createAuditLog(settings, () => systemClock.now()));
  } finally {
    await settings.close();
  }
}

/** Says that the chain is whole, with its head to note down; or throws a sentence that names the break. */
export async function verifyAudit(config: Config, args: readonly string[]): Promise<string> {
  const head = optionsOf(args, ["head"]).get("head");
  if (head !== undefined && !/^[0-9a-f]{64}$/.test(head)) {
    throw new UsageError("--head is a digest that verify-audit printed: 64 hexadecimal characters");
  }
  const verified = await withAudit(config, (audit) => audit.verify(head));
  if (!verified.ok) {
    const { number, why } = verified;
    throw new UsageError(`The audit log is NOT whole: entry ${number} ${WHY[why]}.`);
  }
  const { count, trimmed } = verified;
  const before = trimmed === 0 ? "" : `, after ${trimmed} that were trimmed`;
  return `The audit log is whole: ${count} ${count === 1 ? "entry" : "entries"}${before}.\nHead: ${verified.head}`;
}

const line = ({ number, at, action, actor, role, subject, detail }: Entry): string =>
  [
    number,
    at,
    action,
    `by ${actor}${role === null ? "" : ` (${role})`}`,
    ...(subject === null ? [] : [`on ${subject}`]),
    ...Object.entries(detail).map(([key, value]) => `${key}=${value}`),
  ].join("  ");

/** The entries since a date, oldest first, one a line. */
export async function printAudit(config: Config, args: readonly string[]): Promise<string> {
  const given = optionsOf(args, ["since"]).get("since");
  const since = given === undefined ? -Infinity : Date.parse(given);
  if (Number.isNaN(since)) {
    throw new UsageError("--since is a date, such as 2026-01-31 or 2026-01-31T08:00:00Z");
  }
  return withAudit(config, async (audit) => {
    const lines: string[] = [];
    let before = Infinity;
    for (;;) {
      const { entries, next } = await audit.page({ before, since, limit: PAGE });
      lines.push(...entries.map(line));
      if (next === null) break;
      before = next;
    }
    return lines.length === 0 ? "no entries" : lines.reverse().join("\n");
  });
}
