/** Intervals of medians and percentiles: exact by counting, and as often right as they say. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import "../support/seed.ts";
import { randomOf } from "../../server/demo/random.ts";
import {
  add,
  bucketOf,
  bucketValue,
  EXACT_VALUES_MAX,
  type Multiset,
  percentile,
} from "../../shared/kpi/multiset.ts";
import { orderInterval, orderRanks } from "../../shared/kpi/order-interval.ts";

const of = (values: Iterable<number>): Multiset => {
  const multiset: number[] = [];
  for (const value of values) add(multiset, value, 1);
  return multiset;
};

const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

/** P(B = 0), P(B = 1), … of a binomial with p in hundredths, times 100^n: whole numbers, no rounding. */
function wholeBinomial(n: number, p100: number): bigint[] {
  const terms: bigint[] = [];
  let choose = 1n;
  for (let k = 0n; k <= BigInt(n); k += 1n) {
    terms.push(choose * BigInt(p100) ** k * BigInt(100 - p100) ** (BigInt(n) - k));
    choose = (choose * (BigInt(n) - k)) / (k + 1n);
  }
  return terms;
}

const sum = (terms: readonly bigint[]) => terms.reduce((all, term) => all + term, 0n);

describe("[KPIS-7.3] which ranks hold a percentile", () => {
  test("[KPIS-7.3] the median of ten lies between the 2nd and the 9th in 1002 of 1024 cases", () => {
    expect(orderRanks(10, 50)).toEqual({ low: 2, high: 9, coverage: 1002 / 1024 });
  });

  test("[KPIS-7.3] the median of six lies between all of them in 62 of 64 cases, of five it may not", () => {
    expect(orderRanks(6, 50)).toEqual({ low: 1, high: 6, coverage: 62 / 64 });
    expect(orderRanks(5, 50)).toBeNull();
    expect(orderRanks(0, 50)).toBeNull();
  });

  test("[KPIS-7.3] the median of a hundred lies between the 40th and the 61st", () => {
    expect(orderRanks(100, 50)).toMatchObject({ low: 40, high: 61 });
  });

  test("[KPIS-7.3] p90 has an upper end from 29 values on, for 0.9^29 is 4.7 %, and p95 from 59", () => {
    expect(orderRanks(28, 90)).toBeNull();
    expect(orderRanks(29, 90)).toMatchObject({ low: 21, high: 29 });
    expect(orderRanks(58, 95)).toBeNull();
    expect(orderRanks(59, 95)).toMatchObject({ low: 50, high: 59 });
    // From 0.9^36 = 2.3 % on both ends miss equally seldom.
    expect(orderRanks(36, 90)).toMatchObject({ low: 29, high: 36 });
  });

  test("[KPIS-7.3] a first decile is the mirror image of the ninth", () => {
    for (const n of [28, 29, 36, 100]) {
      const [low, high] = [orderRanks(n, 10), orderRanks(n, 90)];
      expect(low && [n + 1 - low.high, n + 1 - low.low]).toEqual(high && [high.low, high.high]);
    }
  });

  test.each([10, 50, 75, 90, 95])(
    "[KPIS-7.3] p%d: never under 95 % by exact counting, and no end could be moved inwards",
    (p100) => {
      for (let n = 1; n <= 120; n += 1) {
        const terms = wholeBinomial(n, p100);
        const all = sum(terms);
        const below = (rank: number) => sum(terms.slice(0, rank)); // P(B ≤ rank−1)
        const above = (rank: number) => sum(terms.slice(rank)); // P(B ≥ rank)
        const ranks = orderRanks(n, p100);
        if (ranks === null) {
          // Even all of them together miss more than 5 %.
          expect((terms[0] ?? 0n) + (terms[n] ?? 0n)).toBeGreaterThan(all / 20n);
          continue;
        }
        const missed = below(ranks.low) + above(ranks.high);
        expect(missed * 20n).toBeLessThanOrEqual(all);
        expect(ranks.coverage).toBeCloseTo(1 - Number((missed * 10n ** 15n) / all) / 1e15, 12);
        const [moreBelow, moreAbove] = [below(ranks.low + 1), above(ranks.high - 1)];
        expect(moreBelow * 40n > all || (moreBelow + above(ranks.high)) * 20n > all).toBe(true);
        expect(moreAbove * 40n > all || (below(ranks.low) + moreAbove) * 20n > all).toBe(true);
      }
    },
  );

  test("[KPIS-7.3] ranks of large samples, compared with a table made by another program", () => {
    expect(orderRanks(1000, 50)).toMatchObject({ low: 469, high: 532 });
    expect(orderRanks(1000, 90)).toMatchObject({ low: 881, high: 919 });
    expect(orderRanks(100_000, 50)).toMatchObject({ low: 49_690, high: 50_311 });
    expect(orderRanks(100_000, 90)).toMatchObject({ low: 89_814, high: 90_187 });
    expect(orderRanks(3_000_000, 95)).toMatchObject({ low: 2_849_260, high: 2_850_740 });
  });

  test("[KPIS-7.3] the percentile itself is always inside", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 99 }), (n, p) => {
        const rank = Math.floor((p * n + 99) / 100);
        const ranks = orderRanks(n, p);
        if (ranks === null) return;
        expect(ranks.low).toBeLessThanOrEqual(rank);
        expect(ranks.high).toBeGreaterThanOrEqual(rank);
        expect(ranks.coverage).toBeGreaterThanOrEqual(0.95);
      }),
    );
  });
});

describe("[KPIS-7.3] the values at those ranks", () => {
  test("[KPIS-7.3] C28: ten answers from 1 minute to 10 hours, median 5 min, between 2 and 9 min", () => {
    const seconds = of([60, 120, 180, 240, 300, 360, 420, 480, 540, 36_000]);
    expect(percentile(seconds, 50)).toBe(300);
    expect(orderInterval(seconds, 50)).toEqual({ low: 120, high: 540, level: 95 });
    expect(orderInterval(seconds, 90)).toBeNull();
  });

  test("[KPIS-7.3] they are observed values, equal ones counted as often as they are", () => {
    expect(orderInterval(of(upTo(100)), 50)).toMatchObject({ low: 40, high: 61 });
    expect(orderInterval([7, 100], 50)).toMatchObject({ low: 7, high: 7 });
    expect(orderInterval([1, 39, 5, 21, 9, 40], 50)).toMatchObject({ low: 5, high: 9 });
    expect(orderInterval([], 50)).toBeNull();
  });

  test("[REL-1] above 100,000 values they come from the same histogram as the percentile", () => {
    const value = 10_001;
    const many: Multiset = [value, EXACT_VALUES_MAX + 1];
    const shown = bucketValue(bucketOf(value));
    expect(orderInterval(many, 50)).toMatchObject({ low: shown, high: shown });
    expect(orderInterval([value, EXACT_VALUES_MAX], 50)).toMatchObject({ low: value, high: value });
  });

  test.each([
    ["median", 50, 10],
    ["median", 50, 37],
    ["p90", 90, 30],
    ["p90", 90, 100],
  ])(
    "[KPIS-7.3] 4,000 samples: the %s (p%d) of %d lognormal calls is inside in ≥ 95 %",
    (...row) => {
      const [, p100, n] = row;
      const random = randomOf(`order-interval ${p100} ${n}`);
      // The 90th percentile of a lognormal is its median times e^(1.2816 × spread).
      const truth = p100 === 50 ? 200 : 200 * Math.exp(1.2815516 * 0.8);
      let held = 0;
      for (let run = 0; run < 4_000; run += 1) {
        const calls = of(upTo(n).map(() => Math.round(random.lognormal(200, 0.8))));
        const { low, high } = orderInterval(calls, p100) ?? { low: 0, high: 0 };
        if (low <= truth && truth <= high) held += 1;
      }
      const { coverage = 0 } = orderRanks(n, p100) ?? {};
      // Three standard errors of a share near 0.97 of 4,000 are 0.8 %.
      expect(held / 4_000).toBeGreaterThan(coverage - 0.01);
      expect(held / 4_000).toBeLessThan(coverage + 0.015);
    },
  );
});
