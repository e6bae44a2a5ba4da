/** The interval of a mean: Student's where values are even, wider on the long side where they are not. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import "../support/seed.ts";
import { type Random, randomOf } from "../../server/demo/random.ts";
import { meanInterval } from "../../shared/kpi/mean-interval.ts";
import { add, type Multiset, merge } from "../../shared/kpi/multiset.ts";

const of = (values: Iterable<number>): Multiset => {
  const multiset: number[] = [];
  for (const value of values) add(multiset, value, 1);
  return multiset;
};

describe("[KPIS-7.3] the interval of a mean", () => {
  test("[KPIS-7.3] 1 to 10: mean 5.5, s² = 82.5 / 9, t = 2.262, so ± 2.262 × 3.028 / √10 = 2.166", () => {
    const { low = 0, high = 0 } = meanInterval(of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])) ?? {};
    expect([low, high].map((end) => end.toFixed(3))).toEqual(["3.334", "7.666"]);
  });

  test("[UX-9] ten answers with mean 3.2 mean between about 2.1 and 4.3", () => {
    const { low = 0, high = 0 } = meanInterval(of([1, 1, 2, 3, 3, 4, 4, 4, 5, 5]), [1, 5]) ?? {};
    expect(Math.abs(low - 2.1)).toBeLessThan(0.15);
    expect(Math.abs(high - 4.3)).toBeLessThan(0.15);
  });

  test("[R13] fewer than ten values have none, nor do values that are all the same", () => {
    expect(meanInterval(of([1, 2, 3, 4, 5, 6, 7, 8, 9]))).toBeNull();
    expect(meanInterval([5, 40], [1, 5])).toBeNull();
    expect(meanInterval([])).toBeNull();
  });

  test("[KPIS-7.3] it never leaves what a mean can be", () => {
    // One hour among nine short calls: low would be below 0.
    expect(meanInterval([60, 9, 3600, 1])?.low).toBe(0);
    // Nine fives and a one on a scale of 1–5.
    expect(meanInterval([1, 1, 5, 9], [1, 5])?.high).toBeLessThanOrEqual(5);
  });

  test("[KPIS-7.2] one long call makes the upper side the longer one", () => {
    const calls = [200, 5, 240, 5, 300, 5, 360, 4, 1_800, 1] as const;
    const mean = (1_000 + 1_200 + 1_500 + 1_440 + 1_800) / 20;
    const { low = 0, high = 0 } = meanInterval(calls) ?? {};
    expect(high - mean).toBeGreaterThan(1.5 * (mean - low));
  });

  test("[R1] the mean is inside, and the interval is a function of the multiset alone", () => {
    const calls = fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 10, maxLength: 80 });
    fc.assert(
      fc.property(calls, fc.nat(79), (list, cut) => {
        const whole = meanInterval(of(list));
        const parts = merge([of(list.slice(cut).toReversed()), of(list.slice(0, cut))]);
        expect(meanInterval(parts)).toEqual(whole);
        if (whole === null) return;
        const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
        expect(whole.low).toBeLessThanOrEqual(mean);
        expect(whole.high).toBeGreaterThanOrEqual(mean);
      }),
    );
  });

  test("[KPIS-7.3] seconds of a month lose no digits: a shift moves both ends by as much", () => {
    const small = meanInterval(of([1, 2, 3, 4, 5, 6, 7, 8, 9, 30])) ?? { low: 0, high: 0 };
    const month = 2_592_000;
    const large = meanInterval(of([1, 2, 3, 4, 5, 6, 7, 8, 9, 30].map((one) => one + month)));
    expect((large?.low ?? 0) - month).toBeCloseTo(small.low, 6);
    expect((large?.high ?? 0) - month).toBeCloseTo(small.high, 6);
  });
});

/** How often 3,000 samples of n hold the true mean. */
function held(seed: string, n: number, truth: number, draw: (random: Random) => number): number {
  const random = randomOf(seed);
  let times = 0;
  for (let run = 0; run < 3_000; run += 1) {
    const sample = of(Array.from({ length: n }, () => draw(random)));
    const { low, high } = meanInterval(sample) ?? { low: 0, high: -1 };
    if (low <= truth && truth <= high) times += 1;
  }
  return times / 3_000;
}

/** Mean of a lognormal: median × e^(spread² / 2). */
const lognormalMean = (median: number, spread: number) => median * Math.exp(spread ** 2 / 2);

describe("[KPIS-7.3] how often the interval of a mean is right", () => {
  test.each([
    [10, 0.5, 0.92],
    [10, 0.8, 0.9],
    [30, 0.8, 0.92],
    [100, 0.8, 0.93],
    [30, 1, 0.91],
  ])("[KPIS-7.3] %d lognormal calls of spread %d: in more than %d of 1", (n, spread, least) => {
    const share = held(`mean ${n} ${spread}`, n, lognormalMean(300, spread), (random) =>
      Math.round(random.lognormal(300, spread)),
    );
    expect(share).toBeGreaterThan(least);
    expect(share).toBeLessThan(0.97);
  });

  test("[KPIS-7.3] thirty ratings on 1–5, most of them fives: in 95 of 100 or a little more", () => {
    const scale = [5, 5, 5, 5, 5, 5, 4, 4, 3, 1] as const;
    const share = held("ratings", 30, 4.2, (random) => random.pick(scale));
    expect(share).toBeGreaterThan(0.94);
  });
});
