/** A difference taken apart: exact to the last bit, whoever is first, and checkable in the head. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Ranks } from "../../../server/figures/explain/ranks.ts";
import {
  type Pair,
  type Part,
  type Ratio,
  splitCount,
  splitRatio,
} from "../../../server/figures/explain/split.ts";
import { splitRank } from "../../../server/figures/explain/split-rank.ts";
import { inSteps, onGrid, STEP } from "../../../server/figures/explain/steps.ts";
import { type Multiset, merge, percentile } from "../../../shared/kpi/multiset.ts";

const ratio = (numerator: number, denominator: number): Ratio => ({
  value: denominator === 0 ? null : numerator / denominator,
  numerator,
  denominator,
});

/** Σ and n of each group, before and after. */
type Sums = Record<string, readonly [before: [number, number], after: [number, number]]>;

function splitOf(sums: Sums): Part<string>[] {
  const groups = new Map<string, Pair<Ratio>>();
  const whole = { before: [0, 0], after: [0, 0] };
  for (const [group, [before, after]] of Object.entries(sums)) {
    groups.set(group, { before: ratio(...before), after: ratio(...after) });
    for (const at of [0, 1]) {
      whole.before[at] = (whole.before[at] ?? 0) + (before[at] ?? 0);
      whole.after[at] = (whole.after[at] ?? 0) + (after[at] ?? 0);
    }
  }
  const of = ([numerator = 0, denominator = 0]: number[]) => ratio(numerator, denominator);
  return splitRatio(groups, { before: of(whole.before), after: of(whole.after) });
}

const sumOf = (parts: readonly Part<unknown>[]): number =>
  parts.reduce((sum, { mix, within }) => sum + mix + within, 0);

test("[WHY1] a mean that moved because there were more of the longer: all mix", () => {
  // 10 calls of 100 s and 10 chats of 200 s: 150. Then 5 and 15: 175.
  const parts = splitOf({
    phone: [
      [1000, 10],
      [500, 5],
    ],
    chat: [
      [2000, 10],
      [3000, 15],
    ],
  });
  expect(parts).toEqual([
    { group: "phone", mix: 15.625, within: 0 },
    { group: "chat", mix: 9.375, within: 0 },
  ]);
});

test("[WHY1] a mean that moved because one group did: all within, half of it as half are there", () => {
  const parts = splitOf({
    phone: [
      [1000, 10],
      [1000, 10],
    ],
    chat: [
      [2000, 10],
      [2400, 10],
    ],
  });
  expect(parts).toEqual([
    { group: "phone", mix: 0, within: 0 },
    { group: "chat", mix: 0, within: 20 },
  ]);
});

test("[WHY1] the whole may fall while every group rises: the mix says so", () => {
  // Simpson: 90 % of 100 and 50 % of 900, then 92 % of 900 and 52 % of 100, here the other way round.
  const parts = splitOf({
    easy: [
      [810, 900],
      [92, 100],
    ],
    hard: [
      [50, 100],
      [468, 900],
    ],
  });
  const [easy, hard] = parts;
  expect(easy?.within).toBeGreaterThan(0);
  expect(hard?.within).toBeGreaterThan(0);
  expect(sumOf(parts)).toBeCloseTo(0.56 - 0.86, 12);
});

test("[WHY2] a group that came, went, or has no denominator of its own is all mix", () => {
  const parts = splitOf({
    old: [
      [300, 3],
      [0, 0],
    ],
    new: [
      [0, 0],
      [800, 4],
    ],
    stays: [
      [100, 1],
      [100, 1],
    ],
  });
  expect(parts.map(({ within }) => within)).toEqual([0, 0, 0]);
  expect(sumOf(parts)).toBeCloseTo(900 / 5 - 400 / 4, 12);
  // Worked without a plan: seconds worked, none planned.
  const unplanned = splitOf({
    plan: [
      [80, 100],
      [80, 100],
    ],
    none: [
      [0, 0],
      [20, 0],
    ],
  });
  expect(unplanned[1]).toEqual({ group: "none", mix: 0.2, within: 0 });
  expect(sumOf(unplanned)).toBeCloseTo(1 - 0.8, 12);
});

test("[WHY2] a count is the sum of its groups' changes", () => {
  const groups = new Map([
    ["a", { before: 3, after: 5 }],
    ["b", { before: 4, after: 0 }],
  ]);
  expect(splitCount(groups)).toEqual([
    { group: "a", mix: 0, within: 2 },
    { group: "b", mix: 0, within: -4 },
  ]);
});

const seconds = (...values: number[]): Multiset => merge(values.map((value) => [value, 1]));

test("[WHY2] a median that moved within one group, and one that moved by the mix", () => {
  const slower = new Map([
    ["a", { before: seconds(10, 10, 10), after: seconds(20, 20, 20) }],
    ["b", { before: seconds(30), after: seconds(30) }],
  ]);
  expect(splitRank(slower, 50)).toEqual([
    { group: "a", mix: 0, within: 10 },
    { group: "b", mix: 0, within: 0 },
  ]);
  const fewer = new Map([
    ["a", { before: seconds(10, 10, 10), after: seconds(10) }],
    ["b", { before: seconds(30), after: seconds(30, 30, 30) }],
  ]);
  expect(splitRank(fewer, 50).map(({ within }) => within)).toEqual([0, 0]);
  expect(sumOf(splitRank(fewer, 50))).toBe(20);
});

const amount = fc.oneof(fc.nat(3), fc.nat(100_000));
const sums = fc
  .array(fc.tuple(fc.tuple(amount, amount), fc.tuple(amount, amount)), {
    minLength: 1,
    maxLength: 8,
  })
  .map((list) =>
    Object.fromEntries(
      list.map(([[n0, d0], [n1, d1]], at) => [
        `g${at}`,
        [
          [d0 === 0 ? 0 : n0, d0],
          [d1 === 0 ? 0 : n1, d1],
        ] as const,
      ]),
    ),
  ) as fc.Arbitrary<Sums>;

const swapped = (own: Sums): Sums =>
  Object.fromEntries(Object.entries(own).map(([group, [a, b]]) => [group, [b, a] as const]));

const negated = (parts: readonly Part<string>[]): Part<string>[] =>
  parts.map(({ group, mix, within }) => ({ group, mix: 0 - mix, within: 0 - within }));

const wholeOf = (own: Sums, side: 0 | 1): number => {
  const [numerator, denominator] = [0, 1].map((at) =>
    Object.values(own).reduce((sum, pair) => sum + (pair[side][at] ?? 0), 0),
  );
  return (numerator ?? 0) / (denominator ?? 0);
};

test("[WHY1] parts of a ratio, in steps, add up to the difference in any order, to the last bit", () => {
  fc.assert(
    fc.property(sums, fc.infiniteStream(fc.nat()), (own, salt) => {
      const [before, after] = [wholeOf(own, 0), wholeOf(own, 1)];
      fc.pre(Number.isFinite(before) && Number.isFinite(after));
      const difference = onGrid(after) - onGrid(before);
      const parts = inSteps(splitOf(own), difference);
      const numbers = parts.flatMap(({ mix, within }) => [mix, within]);
      const shuffled = numbers
        .map((number) => ({ number, at: salt.next().value ?? 0 }))
        .sort((a, b) => a.at - b.at);
      for (const list of [numbers, [...numbers].reverse(), shuffled.map(({ number }) => number)]) {
        expect(list.reduce((sum, one) => sum + one, 0) + 0).toBe(difference + 0);
      }
      const exact = splitOf(own);
      parts.forEach(({ mix, within }, at) => {
        expect(Math.abs(mix - (exact[at]?.mix ?? 0))).toBeLessThan(3 * STEP);
        expect(Math.abs(within - (exact[at]?.within ?? 0))).toBeLessThan(3 * STEP);
      });
    }),
    { numRuns: 1000 },
  );
});

test("[WHY3] periods swapped, every part is negated; a group that did not change brings 0 within", () => {
  fc.assert(
    fc.property(sums, (own) => {
      const [before, after] = [wholeOf(own, 0), wholeOf(own, 1)];
      fc.pre(Number.isFinite(before) && Number.isFinite(after));
      const difference = onGrid(after) - onGrid(before);
      const parts = inSteps(splitOf(own), difference);
      expect(negated(inSteps(splitOf(swapped(own)), 0 - difference))).toEqual(parts);
      for (const { group, within } of parts) {
        const [[n0, d0], [n1, d1]] = own[group] as Sums[string];
        if (n0 === n1 && d0 === d1) expect(within).toBe(0);
      }
    }),
    { numRuns: 1000 },
  );
});

const values = fc
  .array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 5 })), { maxLength: 8 })
  .map((list): Multiset => merge(list));
const shapes = fc
  .array(fc.record({ before: values, after: values }), { minLength: 1, maxLength: 6 })
  .map((list) => new Map(list.map((pair, at) => [`g${at}`, pair])));

test("[WHY1] [WHY3] parts of a percentile add up exactly, swap sign with the periods, and stay put", () => {
  fc.assert(
    fc.property(shapes, fc.constantFrom(50, 90, 95), (groups, p100) => {
      const all = (side: keyof Pair<unknown>) =>
        percentile(merge([...groups.values()].map((pair) => pair[side])), p100);
      const [before, after] = [all("before"), all("after")];
      fc.pre(before !== null && after !== null);
      const parts = splitRank(groups, p100);
      expect(sumOf(parts)).toBe((after ?? 0) - (before ?? 0));
      expect(inSteps(parts, (after ?? 0) - (before ?? 0))).toEqual(parts);
      const back = new Map(
        [...groups].map(([group, pair]) => [group, { before: pair.after, after: pair.before }]),
      );
      expect(negated(splitRank(back, p100))).toEqual(parts.map((one) => ({ ...one })));
      for (const { group, within } of parts) {
        const pair = groups.get(group);
        if (String(pair?.before) === String(pair?.after)) expect(within).toBe(0);
      }
    }),
    { numRuns: 1000 },
  );
});

test("[WHY1] more than 100,000 values are read by their buckets, as the figure is", () => {
  const many = (value: number): Multiset => [value, 60_000, value + 1, 60_000];
  const groups = new Map([
    ["a", { before: many(1002), after: many(2001) }],
    ["b", { before: seconds(1), after: seconds(1, 2, 3) }],
  ]);
  const all = (side: keyof Pair<unknown>) =>
    percentile(merge([...groups.values()].map((pair) => pair[side])), 90) ?? 0;
  expect(all("before")).not.toBe(1003);
  expect(sumOf(splitRank(groups, 90))).toBe(all("after") - all("before"));
});

test("[WHY1] ranks of what is put in and taken out are those of what is left", () => {
  const step = fc.tuple(values, fc.integer({ min: 1, max: 7 }));
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), values, (steps, extra) => {
      const ranks = new Ranks([...steps.map(([one]) => one), extra]);
      ranks.add(extra, 1 / 3);
      for (const [one, weight] of steps) ranks.add(one, weight);
      ranks.add(extra, -1 / 3);
      const left = merge(
        steps.map(([one, weight]) => one.map((each, at) => (at % 2 === 0 ? each : each * weight))),
      );
      for (const p100 of [1, 50, 90, 95, 100]) {
        if (left.length > 0) expect(ranks.at(p100)).toBe(percentile(left, p100));
      }
    }),
    { numRuns: 1000 },
  );
});

test("[WHY3] half a step is rounded away from nothing, both ways alike; nothing is never minus nothing", () => {
  expect([onGrid(STEP / 2), onGrid(-STEP / 2), onGrid(STEP / 4)]).toEqual([STEP, -STEP, 0]);
  expect(onGrid(-STEP / 4)).toBe(0);
  const parts = [
    { group: "a", mix: STEP / 2, within: 0 },
    { group: "b", mix: STEP / 2, within: STEP },
  ];
  const told = inSteps(parts, 2 * STEP);
  expect(sumOf(told)).toBe(2 * STEP);
  expect(told[0]?.within).toBe(0);
  expect(inSteps(negated(parts), -2 * STEP)).toEqual(negated(told));
});
