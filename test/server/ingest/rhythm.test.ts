/** What silence is normal for a source, learned from when it was heard. */
import { expect, test } from "vitest";
import { begun, heardAt, type Rhythm, usualMs } from "../../../server/ingest/rhythm.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../shared/time/interval.ts";

const ZONE = "Europe/Amsterdam";
/** A Monday. */
const MONDAY = Date.parse("2026-01-05T00:00:00+01:00");
const LEAST = 30 * MINUTE_MS;

/** Every ten minutes on weekdays from 09:00 to 17:00, so many weeks, and then once on the next Monday at 09:00. */
function office(weeks: number): Rhythm {
  let rhythm = begun(MONDAY + 9 * HOUR_MS);
  for (let week = 0; week < weeks; week += 1) {
    for (let day = 0; day < 5; day += 1) {
      const midnight = MONDAY + (7 * week + day) * DAY_MS;
      for (let at = 9 * 60; at <= 17 * 60; at += 10) {
        rhythm = heardAt(rhythm, midnight + at * MINUTE_MS, ZONE);
      }
    }
  }
  return heardAt(rhythm, MONDAY + weeks * 7 * DAY_MS + 9 * HOUR_MS, ZONE);
}

const usual = (rhythm: Rhythm, week: number, day: number, hour: number): number =>
  usualMs(rhythm, MONDAY + (7 * week + day) * DAY_MS + hour * HOUR_MS, ZONE, LEAST);

test("[UX-14] in working hours half an hour is unusual, in the night and at the weekend it is not", () => {
  const rhythm = office(2);
  expect(usual(rhythm, 2, 1, 11)).toBe(LEAST); // ten minutes and half as long again is less
  expect(usual(rhythm, 2, 1, 18)).toBe(1.5 * 2 * HOUR_MS); // by 19:00 nothing since 17:00
  expect(usual(rhythm, 2, 2, 8)).toBe(1.5 * 16 * HOUR_MS);
  expect(usual(rhythm, 2, 6, 12)).toBe(1.5 * 44 * HOUR_MS); // Sunday 13:00, nothing since Friday 17:00
});

test("[UX-14] before a week of history its own setting holds", () => {
  const start = begun(MONDAY);
  const later = heardAt(start, MONDAY + 5 * HOUR_MS, ZONE);
  expect(usualMs(later, MONDAY + 6 * DAY_MS, ZONE, LEAST)).toBe(LEAST);
  expect(usualMs(later, MONDAY + 7 * DAY_MS + 4 * HOUR_MS, ZONE, LEAST)).toBe(1.5 * 5 * HOUR_MS);
});

test("[UX-14] a silence is forgotten after four weeks", () => {
  const once = heardAt(
    heardAt(begun(MONDAY), MONDAY + 5 * HOUR_MS, ZONE),
    MONDAY + 6 * HOUR_MS,
    ZONE,
  );
  expect(usual(once, 4, 0, 4)).toBe(1.5 * 5 * HOUR_MS);
  expect(usual(once, 5, 0, 4)).toBe(LEAST);
});

test("[UX-14] it is the hour on the wall: when the clocks change the night stays the night", () => {
  const rhythm = office(11); // until 23 March, clocks change on the 29th
  const tuesday = Date.parse("2026-03-31T08:00:00+02:00");
  expect(usualMs(rhythm, tuesday, ZONE, LEAST)).toBe(1.5 * 16 * HOUR_MS);
});

test("[UX-14] hours with an offset of half an hour are whole hours there", () => {
  const nine = Date.parse("2026-01-05T09:00:00+05:30");
  const rhythm = heardAt(begun(nine - 15 * MINUTE_MS), nine + 50 * MINUTE_MS, "Asia/Kolkata");
  const at = (hour: number) =>
    usualMs(rhythm, nine + 14 * DAY_MS + hour * HOUR_MS, "Asia/Kolkata", 1);
  expect([at(-1), at(0), at(1)]).toEqual([22.5 * MINUTE_MS, 97.5 * MINUTE_MS, 1]);
});

test("[UX-14] what comes in the wrong order or at once teaches nothing", () => {
  const rhythm = office(1);
  expect(heardAt(rhythm, rhythm.lastAt - HOUR_MS, ZONE)).toBe(rhythm);
  expect(heardAt(rhythm, rhythm.lastAt + 5_000, ZONE).weeks).toBe(rhythm.weeks);
});
