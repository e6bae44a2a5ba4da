/** What sources say they lost, in whatever order they say it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { missingOf, TOLD_MAX, type Told, withTold } from "../../../server/fold/gaps.ts";

const told = (from: number, to: number | null, at: number, isHealed = false): Told => ({
  at,
  from,
  to,
  isHealed,
});
const all = (tellings: readonly Told[]) =>
  missingOf(tellings.reduce<readonly Told[]>(withTold, []));

test("[SCR-15] what goes on has no end until it is told", () => {
  expect(all([told(10, null, 12)])).toEqual([{ from: 10, to: null }]);
  expect(all([told(10, null, 12), told(10, 30, 30)])).toEqual([{ from: 10, to: 30 }]);
});

test("[SCR-15] what was made good is not missing, by whoever told that it was lost", () => {
  expect(all([told(10, null, 12), told(10, 30, 30, true)])).toEqual([]);
  expect(all([told(10, null, 12), told(15, 20, 21), told(5, 30, 30, true)])).toEqual([]);
  expect(all([told(10, 40, 40), told(5, 30, 50, true)])).toEqual([{ from: 10, to: 40 }]);
});

test("[SCR-15] a system that falls silent at once after it was read has a new gap", () => {
  const before = [told(10, null, 12), told(10, 30, 30, true)];
  expect(all([...before, told(30, null, 41)])).toEqual([{ from: 30, to: null }]);
});

const telling = fc
  .record({
    from: fc.nat(20),
    length: fc.option(fc.nat(20)),
    at: fc.nat(40),
    isHealed: fc.boolean(),
  })
  .map(({ from, length, at, isHealed }) =>
    told(from, length === null ? null : from + length, at, isHealed && length !== null),
  );

test("[REL-2] any order and any repeats of what was told leave the same missing", () => {
  const cases = fc
    .array(telling, { maxLength: 8 })
    .chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray([...list, ...list], { minLength: 2 * list.length }),
      ),
    );
  fc.assert(
    fc.property(cases, ([list, again]) => {
      expect(all(again)).toEqual(all(list));
    }),
  );
});

test("[REL-11] of a source that never ends telling the latest stretches are remembered", () => {
  const many = Array.from({ length: TOLD_MAX + 50 }, (_, index) => told(index, index + 1, index));
  const kept = all(many);
  expect(kept).toHaveLength(TOLD_MAX);
  expect(kept.at(-1)).toEqual({ from: TOLD_MAX + 49, to: TOLD_MAX + 50 });
});
