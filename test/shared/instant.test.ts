/** RFC 3339 instants, against the runtime's own parser where that is right. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { instantOf } from "../../shared/events/instant.ts";

test.each([
  ["1970-01-01T00:00:00Z", 0],
  ["2026-03-29T01:00:00+01:00", Date.UTC(2026, 2, 29)],
  ["2026-03-03T08:00:00.1234567Z", Date.UTC(2026, 2, 3, 8, 0, 0, 123)],
  ["2026-03-03t08:00:00.5z", Date.UTC(2026, 2, 3, 8, 0, 0, 500)],
  ["1969-12-31T23:59:59-00:30", 1_799_000],
  ["2024-02-29T12:00:00Z", Date.UTC(2024, 1, 29, 12)],
])("[R6] %s is read to the millisecond", (text, expected) => {
  expect(instantOf(text)).toBe(expected);
});

test.each([
  "",
  "2026-03-03",
  "2026-03-03T08:00:00",
  "2026-03-03 08:00:00Z",
  "2026-02-29T00:00:00Z",
  "2026-02-30T00:00:00Z",
  "2026-13-01T00:00:00Z",
  "2026-00-01T00:00:00Z",
  "2026-01-00T00:00:00Z",
  "2026-01-01T24:00:00Z",
  "2026-01-01T00:60:00Z",
  "2026-01-01T00:00:60Z",
  "2026-01-01T00:00:00.Z",
  "2026-01-01T00:00:00+1:00",
  "2026-01-01T00:00:00+24:00",
  "2026-01-01T00:00:00Z ",
  "20x6-01-01T00:00:00Z",
])("[R6] '%s' is not an instant", (text) => {
  expect(instantOf(text)).toBeNaN();
});

test("[R6] every instant of four centuries comes back as it was written", () => {
  const range = { min: Date.UTC(1800, 0, 1), max: Date.UTC(2200, 0, 1) };
  fc.assert(
    fc.property(fc.integer(range), (at) => {
      expect(instantOf(new Date(at).toISOString())).toBe(at);
    }),
    { numRuns: 2_000 },
  );
});
