/** Multisets are a group; a percentile is what sorting says it is (R4, REL-1, KPIS.md 8). */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  bucketOf,
  bucketValue,
  count,
  EMPTY,
  EXACT_VALUES_MAX,
  largest,
  type Multiset,
  merge,
  percentile,
  total,
} from "../../shared/kpi/multiset.ts";

const values = fc.array(fc.integer({ min: -20, max: 5_000 }), { maxLength: 60 });
const of = (list: readonly number[], times = 1): Multiset => {
  const multiset: number[] = [];
  for (const value of list) add(multiset, value, times);
  return multiset;
};

test("[REL-2] merging is commutative and associative, and nothing changes nothing", () => {
  fc.assert(
    fc.property(values, values, values, (a, b, c) => {
      const [x, y, z] = [of(a), of(b), of(c)];
      expect(merge([x, y])).toEqual(merge([y, x]));
      expect(merge([merge([x, y]), z])).toEqual(merge([x, merge([y, z])]));
      expect(merge([x, EMPTY])).toEqual(x);
      expect(merge([x, y, z])).toEqual(of([...a, ...b, ...c]));
    }),
  );
});

/** Durations as they are: mostly minutes, some days, one value very often; some integers of any kind. */
const often = fc.tuple(
  fc.oneof(fc.nat(900), fc.nat(31 * 86_400), fc.integer({ min: -(2 ** 40), max: 2 ** 40 })),
  fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 60_000 })),
);

test("[KPIS-8] count, sum, maximum and every percentile are a function of the merged multiset alone: any split, any order", () => {
  const facts = fc.array(fc.tuple(often, fc.nat(5), fc.nat(3)), { minLength: 1, maxLength: 40 });
  let above = 0;
  fc.assert(
    fc.property(facts, fc.integer({ min: 1, max: 100 }), (all, p100) => {
      const whole = merge(all.map(([fact]) => fact));
      const cells = new Map<number, number[]>();
      for (const [[value, times], cell, split] of all.toReversed()) {
        const values = cells.get(cell) ?? [];
        cells.set(cell, values);
        const first = Math.floor((times * split) / 3);
        if (first > 0) add(values, value, first);
        const other = cells.get((cell + 1) % 6) ?? [];
        cells.set((cell + 1) % 6, other);
        if (times > first) add(other, value, times - first);
      }
      const [one = EMPTY, ...rest] = cells.values();
      const merged = merge([merge(rest), one]);
      expect(merged).toEqual(whole);
      if (count(whole) > EXACT_VALUES_MAX) above += 1;
      expect(percentile(merged, p100)).toBe(percentile(whole, p100));
      expect([count(merged), total(merged), largest(merged)]).toEqual([
        count(whole),
        total(whole),
        largest(whole),
      ]);
    }),
    { numRuns: 500 },
  );
  expect(above).toBeGreaterThan(50);
});

test("[KPIS-8] a percentile of more than 100,000 values is off by at most 2^-8 of the exact one, and exact up to there", () => {
  const seconds = fc.tuple(
    fc.oneof(fc.nat(255), fc.nat(900), fc.nat(31 * 86_400)),
    fc.integer({ min: 1, max: 30_000 }),
  );
  fc.assert(
    fc.property(fc.array(seconds, { minLength: 1, maxLength: 30 }), fc.nat(99), (pairs, below) => {
      const p100 = below + 1;
      const values = merge(pairs);
      const n = count(values);
      const rank = Math.ceil((p100 * n) / 100);
      let at = 0;
      for (let seen = values[1] ?? 0; seen < rank; seen += values[at + 1] ?? Infinity) at += 2;
      const exact = values[at] ?? Number.NaN;
      const found = percentile(values, p100) ?? Number.NaN;
      if (n <= EXACT_VALUES_MAX || exact < 256) expect(found).toBe(exact);
      expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact / 256);
    }),
    { numRuns: 1_000 },
  );
});

test("[R3] what is added and taken back leaves nothing", () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      expect(merge([of(a), of(a, -1)])).toEqual([]);
      const multiset = [...of([...a, ...b])];
      for (const value of b.toReversed()) add(multiset, value, -1);
      expect(multiset).toEqual(of(a));
    }),
  );
});

test("[R10] count, sum and maximum are those of the plain list", () => {
  fc.assert(
    fc.property(values, fc.integer({ min: -20, max: 5_000 }), (list, low) => {
      const multiset = of(list);
      expect(count(multiset)).toBe(list.length);
      expect(count(multiset, low, low + 100)).toBe(
        list.filter((value) => value >= low && value <= low + 100).length,
      );
      expect(total(multiset)).toBe(list.reduce((sum, value) => sum + value, 0));
      expect(largest(multiset)).toBe(list.length === 0 ? null : Math.max(...list));
    }),
  );
});

test("[REL-1] a percentile is the value at its rank in the sorted list", () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 100 }), (list, p100) => {
      const sorted = list.toSorted((a, b) => a - b);
      let rank = 0;
      while (rank * 100 < p100 * list.length) rank += 1;
      expect(percentile(of(list), p100)).toBe(sorted[rank - 1] ?? null);
    }),
  );
});

describe("[REL-1] the histogram for more values than can be kept", () => {
  test("[REL-1] is exact below 256 seconds, and off by at most 2^-8 above", () => {
    const seconds = fc.oneof(fc.nat(1_000), fc.nat(31 * 86_400), fc.nat(2 ** 31 - 1));
    fc.assert(
      fc.property(seconds, (value) => {
        const back = bucketValue(bucketOf(value));
        if (value < 256) expect(back).toBe(value);
        expect(Math.abs(back - value)).toBeLessThanOrEqual(value / 256);
      }),
      { numRuns: 2_000 },
    );
  });

  test("[REL-1] never swaps two values, and 30 days are bucket 1950", () => {
    fc.assert(
      fc.property(fc.nat(31 * 86_400), fc.nat(5_000), (value, more) => {
        expect(bucketOf(value + more)).toBeGreaterThanOrEqual(bucketOf(value));
      }),
    );
    expect(bucketOf(30 * 86_400)).toBe(1950);
  });

  test("[REL-1] is used by the total n, above 100,000 values and not at them", () => {
    const value = 10_001;
    expect(percentile([value, EXACT_VALUES_MAX], 50)).toBe(value);
    expect(percentile([value, EXACT_VALUES_MAX + 1], 50)).toBe(bucketValue(bucketOf(value)));
  });
});
