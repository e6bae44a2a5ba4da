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
