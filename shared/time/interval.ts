/** Intervals of cells and periods of figures, in an IANA zone (R6, KPIS.md 7.4). */
import { TZDate } from "@date-fns/tz";
import { addDays, addMonths, addWeeks, getISOWeek, getISOWeekYear, startOfISOWeek } from "date-fns";
import { instantOf } from "../events/instant.ts";
import { fail, ok, type Result } from "../result.ts";

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

/** Local midnight at or before `at`. */
export function startOfDay(at: number, zone: string): number {
  const local = new TZDate(at, zone);
  return new TZDate(local.getFullYear(), local.getMonth(), local.getDate(), zone).getTime();
}

/** `days` local days later, same wall clock: 23, 24 or 25 hours each. */
export const plusDays = (at: number, days: number, zone: string): number =>
  addDays(new TZDate(at, zone), days).getTime();

/** Where a local day ends: clocks that change at midnight begin a day at 01:00. */
export const endOfDay = (at: number, zone: string): number =>
  startOfDay(plusDays(startOfDay(at, zone), 1, zone), zone);

/** The local date of an instant, `2026-03-02`. */
export function dateOf(at: number, zone: string): string {
  const local = new TZDate(at, zone);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(local.getFullYear()).padStart(4, "0")}-${two(local.getMonth() + 1)}-${two(local.getDate())}`;
}

/** ISO week with its ISO year, `2026-W53`. */
export function weekOf(at: number, zone: string): string {
  const local = new TZDate(at, zone);
  return `${getISOWeekYear(local)}-W${String(getISOWeek(local)).padStart(2, "0")}`;
}

/** Start of the 15-minute intervals that make up `[from, to)`. */
export function intervalsOf(period: Pick<Period, "from" | "to">): number[] {
  const starts: number[] = [];
  for (let at = floorTo(period.from, INTERVAL_MS); at < period.to; at += INTERVAL_MS)
    starts.push(at);
  return starts;
}

/** Whole local days from the one of `from` up to the one of `to`. */
const span = (label: string, from: Date, to: Date, zone: string): Period => ({
  label,
  from: startOfDay(from.getTime(), zone),
  to: startOfDay(to.getTime(), zone),
  rolling: false,
});

const WEEK = /^(\d{4})-W(\d\d)$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const MONTH = /^(\d{4})-(\d\d)$/;
const LAST = /^last-(\d{1,4})(m|h)$/;

/**
 * A period as people write it: `2026-W10`, `2026-03-02`, `2026-03`, `today`, `this-week`, `last-60m`,
 * `last-24h`, or `FROM/TO` in RFC 3339. Rolling windows end with the running minute.
 */
export function periodOf(label: string, zone: string, now: number): Result<Period, string> {
  const last = LAST.exec(label);
  if (last) return rolling(label, Number(last[1]) * (last[2] === "h" ? 60 : 1), now);
  if (label === "today") {
    const from = startOfDay(now, zone);
    return ok({ label, from, to: endOfDay(from, zone), rolling: false });
  }
  if (label === "this-week") {
    const from = startOfISOWeek(new TZDate(now, zone));
    return ok(span(label, from, addWeeks(from, 1), zone));
  }
  const week = WEEK.exec(label);
  if (week) return isoWeek(label, Number(week[1]), zone);
  const date = DATE.exec(label);
  if (date) {
    const from = new TZDate(Number(date[1]), Number(date[2]) - 1, Number(date[3]), zone);
    if (dateOf(from.getTime(), zone) !== label) return fail(`there is no day ${label}`);
    return ok(span(label, from, addDays(from, 1), zone));
  }
  const month = MONTH.exec(label);
  if (month && Number(month[2]) >= 1 && Number(month[2]) <= 12) {
    const from = new TZDate(Number(month[1]), Number(month[2]) - 1, 1, zone);
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
  const first = startOfISOWeek(new TZDate(year, 0, 4, zone));
  const from = addWeeks(first, number - 1);
  if (number < 1 || weekOf(from.getTime(), zone) !== label)
    return fail(`there is no week ${label}`);
  return ok(span(label, from, addWeeks(from, 1), zone));
}

function fromTo(label: string): Result<Period, string> {
  const [from = "", to = "", ...rest] = label.split("/");
  const period = { label, from: instantOf(from), to: instantOf(to), rolling: false };
  if (rest.length > 0 || Number.isNaN(period.from) || Number.isNaN(period.to)) {
    return fail(
      "a period is 2026-W10, 2026-03-02, 2026-03, today, this-week, last-60m, last-24h or FROM/TO in RFC 3339",
    );
  }
  if (period.from >= period.to) return fail("a period must begin before it ends");
  if (period.to - period.from > PERIOD_DAYS_MAX * DAY_MS)
    return fail(`a period has at most ${PERIOD_DAYS_MAX} days`);
  const whole = period.from % INTERVAL_MS === 0 && period.to % INTERVAL_MS === 0;
  return whole ? ok(period) : fail("FROM and TO must lie on a quarter of an hour (UTC)");
}
