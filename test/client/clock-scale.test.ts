/** From instants to places on the drawing of a contact's clock (SCR-10). */
import fc from "fast-check";
import { expect, test } from "vitest";
import { foldsOf, type Span, scaleOf } from "../../client/screens/clock/scale.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const span = (from: number, to: number, busy: boolean): Span => ({ from, to, busy });

/** Ten minutes of talk, a night, five minutes of talk. */
const night = [
  span(0, 10 * MINUTE, true),
  span(10 * MINUTE, 14 * HOUR, false),
  span(14 * HOUR, 14 * HOUR + 5 * MINUTE, true),
];
const END = 14 * HOUR + 5 * MINUTE;

test("[SCR-10] a night between two talks is folded, and the talks have the room", () => {
  expect(foldsOf(night, 0, END)).toEqual([{ from: 10 * MINUTE, to: 14 * HOUR }]);
  const { at, folds } = scaleOf(night, 0, END, true);
  expect(folds).toHaveLength(1);
  expect(at(10 * MINUTE)).toBeGreaterThan(60);
  expect(at(14 * HOUR) - at(10 * MINUTE)).toBeCloseTo(5);
  expect(at(END)).toBeCloseTo(100);
});

test("[SCR-10] without folding a second is as wide by night as by day", () => {
  const { at, folds } = scaleOf(night, 0, END, false);
  expect(folds).toEqual([]);
  expect(at(END / 2)).toBeCloseTo(50);
});

test("[SCR-10] neighbours that are quiet are one fold; what somebody works in is never folded", () => {
  const spans = [
    span(0, HOUR, false),
    span(HOUR, 20 * HOUR, false),
    span(20 * HOUR, 20 * HOUR + MINUTE, true),
    span(21 * HOUR, 40 * HOUR, true),
  ];
  expect(foldsOf(spans, 0, 40 * HOUR)).toEqual([{ from: 0, to: 20 * HOUR }]);
});

test("[SCR-10] a short contact is drawn as it was", () => {
  expect(
    foldsOf([span(0, MINUTE, true), span(MINUTE, 15 * MINUTE, false)], 0, 15 * MINUTE),
  ).toEqual([]);
});

const times = fc
  .uniqueArray(fc.integer({ min: 0, max: 200 }), { minLength: 2, maxLength: 12 })
  .map((hours) => hours.sort((a, b) => a - b).map((hour) => hour * HOUR));

test("[SCR-10] later is never further left, everything has a place, and no label stands in a fold", () => {
  fc.assert(
    fc.property(times, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (edges, busy) => {
      const spans = edges
        .slice(0, -1)
        .map((from, at) => span(from, edges[at + 1] ?? from, busy[at] ?? false));
      const [from, to] = [edges[0] ?? 0, edges.at(-1) ?? 0];
      const { at, folds, ticks } = scaleOf(spans, from, to, true);
      const places = Array.from({ length: 101 }, (_, step) =>
        at(from + ((to - from) * step) / 100),
      );
      for (const [step, place] of places.entries()) {
        expect(place).toBeGreaterThanOrEqual((places[step - 1] ?? 0) - 1e-9);
        expect(place).toBeLessThanOrEqual(100 + 1e-9);
      }
      expect(at(from)).toBe(0);
      expect(at(to)).toBeCloseTo(100);
      for (const tick of ticks)
        expect(folds.some((fold) => tick > fold.from && tick < fold.to)).toBe(false);
    }),
  );
});
