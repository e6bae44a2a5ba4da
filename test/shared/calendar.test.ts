/**
 * The calendar of reports, minute by minute from 2024 to 2030 (R6, KPIS.md 7.4): every minute is counted
 * in the days, the ISO weeks and the months whose period holds it, and the count must be one.
 */
import { afterEach, describe, expect, test } from "vitest";
import {
  DAY_MS,
  dateOf,
  HOUR_MS,
  MINUTE_MS,
  type Period,
  periodOf,
  plusMonths,
  startOfDay,
  weekOf,
} from "../../shared/time/interval.ts";

const FROM = Date.parse("2023-12-31T23:00:00Z");
const TO = Date.parse("2030-12-31T23:00:00Z");
const MINUTES = (TO - FROM) / MINUTE_MS;

/** Written down here, without the code under test: all dates from the last of 2023 to the first of 2031. */
const DATES: string[] = [];
for (let at = Date.parse("2023-12-25"); at <= Date.parse("2031-01-07"); at += DAY_MS)
  DATES.push(new Date(at).toISOString().slice(0, 10));

/** The ISO week of a date: the one whose Thursday it shares, numbered in the year of that Thursday. */
function isoWeekOf(date: string): string {
  const monday = Date.parse(date) - ((new Date(date).getUTCDay() + 6) % 7) * DAY_MS;
  const thursday = new Date(monday + 3 * DAY_MS);
  const dayOfYear = (thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / DAY_MS;
  return `${thursday.getUTCFullYear()}-W${String(Math.floor(dayOfYear / 7) + 1).padStart(2, "0")}`;
}

const unique = (labels: string[]) => [...new Set(labels)];
const WEEKS = unique(DATES.map(isoWeekOf));
const MONTHS = unique(DATES.map((date) => date.slice(0, 7)));

function period(label: string, zone: string): Period {
  const found = periodOf(label, zone, FROM);
  if (!found.ok) throw new Error(`${label} in ${zone}: ${found.problem}`);
  return found.value;
}

const periods = (labels: string[], zone: string) => labels.map((label) => period(label, zone));
const lengthOf = ({ from, to }: Period) => to - from;
const hours = (label: string, zone: string) => lengthOf(period(label, zone)) / HOUR_MS;

/** How many of the periods hold each minute of the seven years. */
function coverage(of: readonly Period[]): Uint8Array {
  const counts = new Uint8Array(MINUTES);
  for (const { from, to } of of) {
    expect([from % MINUTE_MS, to % MINUTE_MS]).toEqual([0, 0]);
    const last = Math.min(MINUTES, (to - FROM) / MINUTE_MS);
    for (let minute = Math.max(0, (from - FROM) / MINUTE_MS); minute < last; minute += 1)
      counts[minute] = (counts[minute] ?? 0) + 1;
  }
  return counts;
}

const others = (counts: Uint8Array) => counts.reduce((sum, count) => sum + Number(count !== 1), 0);

describe.each(["Europe/Amsterdam", "Europe/Brussels"])("%s", (zone) => {
  test("[R6] each of the 3,682,080 minutes of 2024 to 2030 lies in exactly one day, one ISO week, one month", () => {
    expect(MINUTES).toBe(2557 * 24 * 60);
    for (const labels of [DATES, WEEKS, MONTHS])
      expect(others(coverage(periods(labels, zone)))).toBe(0);
  });

  test("[R6] every hour, and every day's first and last minute, has the day, week and month of the wall clock", () => {
    const { format } = new Intl.DateTimeFormat("sv", { timeZone: zone, dateStyle: "short" });
    const days = new Map(periods(DATES, zone).map((day) => [day.label, day]));
    const check = (at: number) => {
      const date = format(at);
      const { from, to } = days.get(date) ?? { from: 0, to: 0 };
      if (
        dateOf(at, zone) !== date ||
        weekOf(at, zone) !== isoWeekOf(date) ||
        at < from ||
        at >= to
      )
        throw new Error(
          `${new Date(at).toISOString()} is ${date}, not ${dateOf(at, zone)} ${weekOf(at, zone)}`,
        );
    };
    for (let at = FROM; at < TO; at += HOUR_MS) check(at);
    for (const { from } of days.values())
      for (const at of [from, from - MINUTE_MS, from - 1]) if (at >= FROM && at < TO) check(at);
  });

  test("[R6] every week is the sum of its seven days, every month of its own", () => {
    const daysBy = (key: (date: string) => string) => Map.groupBy(DATES, key);
    for (const [week, dates] of daysBy(isoWeekOf)) {
      if (dates.length < 7) continue;
      const days = periods(dates, zone);
      expect(days.reduce((sum, day) => sum + lengthOf(day), 0)).toBe(lengthOf(period(week, zone)));
      expect([days[0]?.from, days.at(-1)?.to]).toEqual([
        period(week, zone).from,
        period(week, zone).to,
      ]);
    }
    for (const [month, dates] of daysBy((date) => date.slice(0, 7))) {
      if (month < "2024" || month > "2031") continue;
      const days = periods(dates, zone);
      expect(days.reduce((sum, day) => sum + lengthOf(day), 0)).toBe(lengthOf(period(month, zone)));
    }
  });

  test("[KPIS-7.4] once a year a day has 23 hours and once 25: the last Sundays of March and October", () => {
    const lengths = (count: number) => DATES.filter((date) => hours(date, zone) === count);
    const march = [
      "2024-03-31",
      "2025-03-30",
      "2026-03-29",
      "2027-03-28",
      "2028-03-26",
      "2029-03-25",
      "2030-03-31",
    ];
    const october = [
      "2024-10-27",
      "2025-10-26",
      "2026-10-25",
      "2027-10-31",
      "2028-10-29",
      "2029-10-28",
      "2030-10-27",
    ];
    expect(lengths(23)).toEqual(march);
    expect(lengths(25)).toEqual(october);
    expect(lengths(24)).toHaveLength(DATES.length - 14);
    const weeks = (count: number) =>
      WEEKS.slice(1, -1).filter((week) => hours(week, zone) === count);
    expect([weeks(167).length, weeks(169).length]).toEqual([7, 7]);
    expect([
      hours("2026-W13", zone),
      hours("2026-W43", zone),
      hours("2026-03", zone),
      hours("2026-10", zone),
    ]).toEqual([167, 169, 743, 745]);
  });

  test("[R6] 2026 has a week 53, which ends in 2027; 30 December 2024 lies in 2025-W01", () => {
    const at = (text: string) => Date.parse(text);
    expect(weekOf(at("2024-12-30T00:00:00+01:00"), zone)).toBe("2025-W01");
    expect(weekOf(at("2024-12-29T23:59:59+01:00"), zone)).toBe("2024-W52");
    expect(weekOf(at("2027-01-03T23:59:59+01:00"), zone)).toBe("2026-W53");
    expect(weekOf(at("2027-01-04T00:00:00+01:00"), zone)).toBe("2027-W01");
    expect(period("2026-W53", zone)).toMatchObject({
      from: at("2026-12-28T00:00:00+01:00"),
      to: at("2027-01-04T00:00:00+01:00"),
    });
    const years = [2024, 2025, 2026, 2027, 2028, 2029, 2030];
    expect(years.filter((year) => periodOf(`${year}-W53`, zone, FROM).ok)).toEqual([2026]);
  });
});

describe("on machines that stand in other zones", () => {
  const machine = process.env.TZ;
  afterEach(() => {
    if (machine === undefined) delete process.env.TZ;
    else process.env.TZ = machine;
  });

  const borders = (zone: string) => ({
    days: periods(DATES, zone).map(({ from, to }) => [from, to, startOfDay(to - 1, zone)]),
    weeks: periods(WEEKS, zone).map(({ from, to }) => [from, to, weekOf(from, zone)]),
    months: periods(MONTHS, zone).map(({ from, to }) => [from, to]),
  });

  test.each(["UTC", "Europe/Amsterdam", "America/Santiago"])(
    "[R6] the periods of %s are the same",
    (zone) => {
      process.env.TZ = "UTC";
      const expected = borders(zone);
      for (const elsewhere of ["Atlantic/Azores", "America/New_York", "Australia/Lord_Howe"]) {
        process.env.TZ = elsewhere;
        expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(elsewhere);
        expect(borders(zone)).toEqual(expected);
      }
    },
  );
});

test.each([
  ["2026-03-31T10:00:00Z", -13, "Europe/Amsterdam", "2025-02-28T11:00:00.000Z"],
  ["2026-10-31T23:30:00Z", 1, "Europe/Brussels", "2026-11-30T23:30:00.000Z"],
  ["2026-01-15T00:00:00Z", -1, "America/New_York", "2025-12-15T00:00:00.000Z"],
])(
  "[R6] %s and %i months in %s keep the wall clock, and the last day where there is no such",
  (at, months, zone, to) => {
    expect(new Date(plusMonths(Date.parse(at), months, zone)).toISOString()).toBe(to);
  },
);
