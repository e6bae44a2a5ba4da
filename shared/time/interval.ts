/** Intervals of cells and periods of figures, in an IANA zone (R6, KPIS.md 7.4). */
import { addDays, addMonths, addWeeks, getISOWeek, getISOWeekYear, startOfISOWeek } from "date-fns";
import { instantOf } from "../events/instant.ts";
import { fail, ok, type Result } from "../result.ts";
import { instantAt, wallOf } from "./local.ts";

export const MINUTE_MS = 60_000;
export const INTERVAL_MS = 15 * MINUTE_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** How long facts are also kept by the minute, for the rolling windows (KPIS.md 1.2). */
export const RECENT_MS = 25 * HOUR_MS;

/** The longest period anybody may ask for: five years, as long as an archive is usually kept. */
export const PERIOD_DAYS_MAX = 1_830;

/** Half-open `[from, to)`, ms since 1970. `rolling` periods are read from the cells by the minute. */
export interface Period {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly rolling: boolean;
}

/** Start of the interval of `lengthMs` that holds `at`; negative times included. */
export const floorTo = (at: number, lengthMs: number): number =>
  Math.floor(at / lengthMs) * lengthMs;

/**
 * A date for the calendar's arithmetic: noon in the machine's own zone, where no clock is ever changed.
 * Only its year, month and day mean anything.
 */
const calendarDate = (year: number, month: number, day: number): Date =>
  new Date(year, month, day, 12);

/** The date that the wall clock of `zone` shows. */
function localDate(at: number, zone: string): Date {
  const wall = new Date(wallOf(at, zone));
  return calendarDate(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate());
}

/** Where a date begins in `zone`: clocks that change at midnight begin it at 01:00. */
const midnightOf = (date: Date, zone: string): number =>
  instantAt(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()), zone);

/** Local midnight at or before `at`. */
export const startOfDay = (at: number, zone: string): number =>
  instantAt(floorTo(wallOf(at, zone), DAY_MS), zone);

/** `days` local days later, same wall clock: 23, 24 or 25 hours each. */
export const plusDays = (at: number, days: number, zone: string): number =>
  instantAt(wallOf(at, zone) + days * DAY_MS, zone);

/** `months` calendar months later, same wall clock; where that month lacks the day, its last one. */
export function plusMonths(at: number, months: number, zone: string): number {
  const to = addMonths(localDate(at, zone), months);
  const timeOfDay = wallOf(at, zone) - floorTo(wallOf(at, zone), DAY_MS);
  return instantAt(Date.UTC(to.getFullYear(), to.getMonth(), to.getDate()) + timeOfDay, zone);
}

/** Where a local day ends: where the next date begins. */
export const endOfDay = (at: number, zone: string): number =>
  instantAt(floorTo(wallOf(at, zone), DAY_MS) + DAY_MS, zone);

/** The local date of an instant, `2026-03-02`. */
export const dateOf = (at: number, zone: string): string =>
  new Date(wallOf(at, zone)).toISOString().slice(0, 10);

/** ISO week with its ISO year, `2026-W53`. */
export const weekOf = (at: number, zone: string): string => weekLabel(localDate(at, zone));

const weekLabel = (date: Date): string =>
  `${getISOWeekYear(date)}-W${String(getISOWeek(date)).padStart(2, "0")}`;

/** Start of the 15-minute intervals that make up `[from, to)`. */
export function intervalsOf(period: Pick<Period, "from" | "to">): number[] {
  const starts: number[] = [];
  for (let at = floorTo(period.from, INTERVAL_MS); at < period.to; at += INTERVAL_MS)
    starts.push(at);
  return starts;
}

/** Whole local days from one date up to another. */
const span = (label: string, from: Date, to: Date, zone: string): Period => ({
  label,
  from: midnightOf(from, zone),
  to: midnightOf(to, zone),
  rolling: false,
});

const WEEK = /^(\d{4})-W(\d\d)$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const MONTH = /^(\d{4})-(\d\d)$/;
const LAST = /^last-(\d{1,4})(m|h)$/;

/**
 * A period as people write it: `2026-W10`, `2026-03-02`, `2026-03`, `today`, `this-week`, `last-week`,
 * `last-60m`, `last-24h`, or `FROM/TO` in RFC 3339. Rolling windows end with the running minute.
 */
export function periodOf(label: string, zone: string, now: number): Result<Period, string> {
  const last = LAST.exec(label);
  if (last) return rolling(label, Number(last[1]) * (last[2] === "h" ? 60 : 1), now);
  if (label === "today") {
    const from = startOfDay(now, zone);
    return ok({ label, from, to: endOfDay(from, zone), rolling: false });
  }
  if (label === "this-week") {
    const from = startOfISOWeek(localDate(now, zone));
    return ok(span(label, from, addWeeks(from, 1), zone));
  }
  if (label === "last-week") {
    const to = startOfISOWeek(localDate(now, zone));
    return ok(span(label, addWeeks(to, -1), to, zone));
  }
  const week = WEEK.exec(label);
  if (week) return isoWeek(label, Number(week[1]), zone);
  const date = DATE.exec(label);
  if (date) {
    const from = calendarDate(Number(date[1]), Number(date[2]) - 1, Number(date[3]));
    const day = span(label, from, addDays(from, 1), zone);
    return dateOf(day.from, zone) === label ? ok(day) : fail(`there is no day ${label}`);
  }
  const month = MONTH.exec(label);
  if (month && Number(month[2]) >= 1 && Number(month[2]) <= 12) {
    const from = calendarDate(Number(month[1]), Number(month[2]) - 1, 1);
    return ok(span(label, from, addMonths(from, 1), zone));
  }
  return fromTo(label);
}

function rolling(label: string, minutes: number, now: number): Result<Period, string> {
  if (minutes < 1 || minutes > 24 * 60) return fail("a rolling window is last-1m to last-24h");
  const to = floorTo(now, MINUTE_MS) + MINUTE_MS;
  return ok({ label, from: to - minutes * MINUTE_MS, to, rolling: true });
}

function isoWeek(label: string, year: number, zone: string): Result<Period, string> {
  const number = Number(label.slice(-2));
  const from = addWeeks(startOfISOWeek(calendarDate(year, 0, 4)), number - 1);
  if (number < 1 || weekLabel(from) !== label) return fail(`there is no week ${label}`);
  return ok(span(label, from, addWeeks(from, 1), zone));
}

function fromTo(label: string): Result<Period, string> {
  const [from = "", to = "", ...rest] = label.split("/");
  const period = { label, from: instantOf(from), to: instantOf(to), rolling: false };
  if (rest.length > 0 || Number.isNaN(period.from) || Number.isNaN(period.to)) {
    return fail(
      "a period is 2026-W10, 2026-03-02, 2026-03, today, this-week, last-week, last-60m, last-24h or FROM/TO in RFC 3339",
    );
  }
  if (period.from >= period.to) return fail("a period must begin before it ends");
  if (period.to - period.from > PERIOD_DAYS_MAX * DAY_MS)
    return fail(`a period has at most ${PERIOD_DAYS_MAX} days`);
  const whole = period.from % INTERVAL_MS === 0 && period.to % INTERVAL_MS === 0;
  return whole ? ok(period) : fail("FROM and TO must lie on a quarter of an hour (UTC)");
}
