/** Every minute lies in exactly one local day and one ISO week, in every zone (R6, KPIS.md 7.4). */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  DAY_MS,
  dateOf,
  endOfDay,
  HOUR_MS,
  MINUTE_MS,
  type Period,
  periodOf,
  plusDays,
  startOfDay,
  weekOf,
} from "../../shared/time/interval.ts";

/** With the clock change at night, by half an hour, by none; ahead and behind. */
const ZONES = [
  "Europe/Amsterdam",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Asia/Beirut",
  "America/Santiago",
  "Pacific/Apia",
  "UTC",
];
const FROM = Date.parse("2024-01-01T00:00:00Z");
const TO = Date.parse("2031-01-01T00:00:00Z");

function period(label: string, zone: string, now = FROM): Period {
  const found = periodOf(label, zone, now);
  if (!found.ok) throw new Error(`${label} in ${zone}: ${found.problem}`);
  return found.value;
}

describe.each(ZONES)("%s", (zone) => {
  test("[R6] from 2024 to 2030 each day ends where the next begins, and has 23 to 25 hours", () => {
    let at = startOfDay(FROM, zone);
    const lengths = new Set<number>();
    while (at < TO) {
      const day = period(dateOf(at, zone), zone);
      expect(day.from).toBe(at);
      expect(day.to).toBe(endOfDay(at, zone));
      expect(startOfDay(day.to - 1, zone)).toBe(day.from);
      expect(startOfDay(day.to, zone)).toBe(day.to);
      lengths.add((day.to - day.from) / HOUR_MS);
      at = day.to;
    }
    for (const hours of lengths) expect([23, 23.5, 24, 24.5, 25]).toContain(hours);
  });

  test("[R6] each ISO week ends where the next begins, and has its seven days", () => {
    let at = period(weekOf(FROM, zone), zone).from;
    while (at < TO) {
      const label = weekOf(at, zone);
      const week = period(label, zone);
      expect([label, week.from]).toEqual([label, at]);
      expect(week.to).toBe(plusDays(week.from, 7, zone));
      expect(weekOf(week.to - MINUTE_MS, zone)).toBe(label);
      at = week.to;
    }
  });

  test("[R6] any minute lies in the day and the week that are named after it, and today is that day", () => {
    const minute = fc.integer({ min: FROM / MINUTE_MS, max: TO / MINUTE_MS - 1 });
    fc.assert(
      fc.property(minute, (number) => {
        const at = number * MINUTE_MS;
        for (const label of [dateOf(at, zone), weekOf(at, zone), dateOf(at, zone).slice(0, 7)]) {
          const { from, to } = period(label, zone);
          expect([label, from <= at && at < to]).toEqual([label, true]);
        }
        const { from, to } = period(dateOf(at, zone), zone);
        expect(period("today", zone, at)).toMatchObject({ from, to });
        const week = period(weekOf(at, zone), zone);
        expect(period("this-week", zone, at)).toMatchObject({ from: week.from, to: week.to });
      }),
    );
  });
});

test("[R6] the days of the clock change have 23 and 25 hours, their weeks 167 and 169", () => {
  const hours = (label: string) => {
    const { from, to } = period(label, "Europe/Amsterdam");
    return (to - from) / HOUR_MS;
  };
  expect(hours("2026-03-29")).toBe(23);
  expect(hours("2026-10-25")).toBe(25);
  expect(hours("2026-W13")).toBe(167);
  expect(hours("2026-W43")).toBe(169);
});

test("[R6] 1 January 2027 lies in week 53 of 2026, and 2027 has no week 53", () => {
  const at = Date.parse("2027-01-01T12:00:00+01:00");
  expect(weekOf(at, "Europe/Amsterdam")).toBe("2026-W53");
  expect(periodOf("2027-W53", "Europe/Amsterdam", at).ok).toBe(false);
  expect(periodOf("2026-W00", "Europe/Amsterdam", at).ok).toBe(false);
});

test("[R6] a rolling window ends with the running minute and has exactly its minutes", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: FROM, max: TO }),
      fc.integer({ min: 1, max: 1440 }),
      (now, minutes) => {
        const { from, to, rolling } = period(`last-${minutes}m`, "Europe/Amsterdam", now);
        expect(rolling).toBe(true);
        expect(to - from).toBe(minutes * MINUTE_MS);
        expect(to > now && to - MINUTE_MS <= now).toBe(true);
      },
    ),
  );
});

test.each([
  "2026-02-30",
  "2026-13",
  "last-0m",
  "last-25h",
  "yesterday",
  "2026-03-04/2026-03-05",
  "a/b",
])("[R6] %s is no period", (label) =>
  expect(periodOf(label, "Europe/Amsterdam", FROM).ok).toBe(false),
);

test("[R6] a period of two instants is half-open, forward, and on quarters of an hour", () => {
  const ok = (from: string, to: string) => periodOf(`${from}/${to}`, "UTC", FROM).ok;
  expect(ok("2026-03-04T08:00:00Z", "2026-03-04T08:15:00Z")).toBe(true);
  expect(ok("2026-03-04T08:00:00Z", "2026-03-04T08:10:00Z")).toBe(false);
  expect(ok("2026-03-04T08:00:00Z", "2026-03-04T08:00:00Z")).toBe(false);
  expect(ok("2021-01-01T00:00:00Z", "2026-01-01T00:00:00Z")).toBe(true); // five years
  expect(ok("2021-01-01T00:00:00Z", "2026-01-06T00:00:00Z")).toBe(false);
  expect(DAY_MS).toBe(96 * 15 * MINUTE_MS);
});

test("[R6] last week ends where this week begins, also across a year and a clock change", () => {
  const zone = "Europe/Amsterdam";
  for (const at of [
    "2026-11-16T10:40:00+01:00",
    "2026-10-26T00:00:00+01:00",
    "2027-01-04T08:00:00+01:00",
  ]) {
    const now = Date.parse(at);
    const [last, current] = [period("last-week", zone, now), period("this-week", zone, now)];
    expect(last.to).toBe(current.from);
    expect(last.from).toBe(period(weekOf(current.from - 1, zone), zone).from);
  }
});
