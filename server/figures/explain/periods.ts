/** Which two stretches of time are compared. */
import { fail, ok, type Result } from "../../../shared/result.ts";
import {
  DAY_MS,
  dateOf,
  floorTo,
  INTERVAL_MS,
  type Period,
  periodOf,
  plusDays,
  weekOf,
} from "../../../shared/time/interval.ts";
import { instantAt, wallOf } from "../../../shared/time/local.ts";
import type { Pair } from "./split.ts";

const MONTH = /^\d{4}-\d\d$/;
const WEEK = /^\d{4}-W\d\d$|^(this|last)-week$/;
const WEEK_DAYS = 7;

/** The same period before: the week before, the month before, a day one week earlier. */
function earlier(period: Period, zone: string, now: number): Result<Period, string> {
  const { label, from, to } = period;
  if (MONTH.test(label)) {
    return periodOf(dateOf(plusDays(from, -1, zone), zone).slice(0, 7), zone, now);
  }
  const before = plusDays(from, -WEEK_DAYS, zone);
  if (WEEK.test(label)) return periodOf(weekOf(before, zone), zone, now);
  if (!label.includes("/")) return periodOf(dateOf(before, zone), zone, now);
  const days = Math.max(WEEK_DAYS, Math.ceil((to - from) / DAY_MS));
  const start = plusDays(from, -days, zone);
  const end = plusDays(to, -days, zone);
  const named = [start, end].map((at) => new Date(at).toISOString()).join("/");
  return ok({ label: named, from: start, to: end, rolling: false });
}

/** Of a period that is not over only as much is compared as there has been, to the quarter of an hour. */
function cut(before: Period, after: Period, zone: string, now: number): Period {
  const until = floorTo(now, INTERVAL_MS) + INTERVAL_MS;
  if (until >= after.to || until <= after.from) return before;
  const wall = wallOf(before.from, zone) + wallOf(until, zone) - wallOf(after.from, zone);
  return { ...before, to: Math.min(before.to, instantAt(wall, zone)) };
}

/**
 * The period asked about and what it is compared with: `against`, or the same period before. The rolling
 * windows are not compared: what they were an hour ago nobody keeps.
 */
export function periodsOf(
  after: Period,
  against: string | undefined,
  zone: string,
  now: number,
): Result<Pair<Period>, string> {
  const before = against === undefined ? earlier(after, zone, now) : periodOf(against, zone, now);
  if (!before.ok) return fail(`against: ${before.problem}`);
  if (after.rolling || before.value.rolling) {
    return fail("why it moved is told of days, weeks, months and FROM/TO, not of rolling windows");
  }
  if (before.value.from < after.to && after.from < before.value.to) {
    return fail("the two periods overlap: what lies in both would be compared with itself");
  }
  return ok({ before: cut(before.value, after, zone, now), after });
}
