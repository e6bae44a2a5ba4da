/** Who gets which weekly report, and when, as one record: `reports/schedule` (EXP-9). */
import { createHash } from "node:crypto";
import { z } from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS, weekOf } from "../../shared/time/interval.ts";
import { instantAt, wallOf } from "../../shared/time/local.ts";
import { type Recipient, recipient } from "../../shared/wire/report-schedule.ts";
import { weekBefore, weekPeriod } from "./periods.ts";
import type { Settings } from "./revisions.ts";
import { dueAt, SEAL_TIME } from "./seal-due.ts";

const NAME = "reports/schedule";

/** `since`: nothing that was due and sealed before is sent, ms. */
const entry = recipient.extend({ since: z.int() });
const stored = z.object({ recipients: z.array(entry) });

export type Entry = z.infer<typeof entry>;

export interface Schedule {
  readonly entries: readonly Entry[];
  /** Of what was read: another schedule, another version. */
  readonly version: string;
}

export interface Moment {
  /** 1: Monday … 7: Sunday, of the week after the one that is reported. */
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const versionOf = (text: string | null): string =>
  createHash("sha256")
    .update(text ?? "")
    .digest("hex")
    .slice(0, 16);

export async function readSchedule(settings: Pick<Settings, "setting">): Promise<Schedule> {
  const text = await settings.setting(NAME);
  const entries = text === null ? [] : stored.parse(JSON.parse(text)).recipients;
  return { entries, version: versionOf(text) };
}

const isSame = (a: Pick<Recipient, "user" | "scope">, b: Pick<Recipient, "user" | "scope">) =>
  a.user === b.user && a.scope === b.scope;

/** Who was on the list stays since then. False: the list is not the one of `version` any more. */
export async function putSchedule(
  settings: Settings,
  recipients: readonly Recipient[],
  version: string,
  now: number,
): Promise<boolean> {
  const text = await settings.setting(NAME);
  if (versionOf(text) !== version) return false;
  const before = text === null ? [] : stored.parse(JSON.parse(text)).recipients;
  const entries = recipients.map((one) => ({
    ...one,
    since: before.find((known) => isSame(known, one))?.since ?? now,
  }));
  return settings.putSettings(
    { [NAME]: JSON.stringify({ recipients: entries }) },
    { [NAME]: text },
  );
}

/**
 * When the report of a week is due, ms: the first instant at which the clocks of the zone show that moment of the
 * week after it. A time that a clock change skips is the instant of the change; one that comes twice, its first.
 */
export function momentAt(week: string, zone: string, { day, hour, minute }: Moment): number {
  const monday = Math.floor(wallOf(weekPeriod(week, zone).to, zone) / DAY_MS) * DAY_MS;
  return instantAt(monday + (day - 1) * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS, zone);
}

/** The last `count` weeks that are over, oldest first. */
export function weeksOver(now: number, zone: string, count: number): string[] {
  const { from } = weekPeriod(weekOf(now, zone), zone);
  return Array.from({ length: count }, (_, index) => weekBefore(from, count - index, zone));
}

/** The first moment after `now`, ms. What is to go out before its week is sealed waits for that. */
export function nextMoment(now: number, zone: string, moment: Moment): number {
  const [last = ""] = weeksOver(now, zone, 1);
  const sentAt = (week: string) =>
    Math.max(momentAt(week, zone, moment), dueAt(week, zone, SEAL_TIME));
  const due = sentAt(last);
  return due > now ? due : sentAt(weekOf(now, zone));
}
