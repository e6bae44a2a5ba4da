/** Intervals of shares, NPS and counts, with numbers from the rules and from the literature. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import "../support/seed.ts";
import {
  adjustedWald,
  npsMargin,
  npsStandardError,
  poissonScore,
  wilson,
  Z_95,
} from "../../shared/kpi/confidence.ts";
import { normalUpper, tUpper } from "../../shared/kpi/quantile.ts";
import { createFormat, locales } from "../../shared/text/format.ts";

describe("[KPIS-7.3] the Wilson interval of a share", () => {
  test.each([
    [4, 7, 25.0458, 84.178],
    [1, 1, 20.6549, 100],
    [41, 81, 39.9508, 61.2279],
    [0, 10, 0, 27.7533],
    [10, 10, 72.2467, 100],
  ])("[KPIS-7.3] %d of %d means %d to %d per cent", (hits, n, low, high) => {
    const interval = wilson(hits, n);
    expect(interval?.low).toBeCloseTo(low, 3);
    expect(interval?.high).toBeCloseTo(high, 3);
  });

  test("[KPIS-7.3] 4 of 7 reads 25–84 % on a screen", () => {
    const { low = 0, high = 0 } = wilson(4, 7) ?? {};
    const format = createFormat("en-GB");
    expect([format.percent(low), format.percent(high)]).toEqual(["25%", "84%"]);
  });

  test("[KPIS-7.3] each end is the share of which the hits would just be no surprise", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(), (n, chance) => {
        const hits = chance % (n + 1);
        const { low, high } = wilson(hits, n) ?? { low: NaN, high: NaN };
        const p = (100 * hits) / n;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(100);
        expect(low - 1e-9).toBeLessThanOrEqual(p);
        expect(high + 1e-9).toBeGreaterThanOrEqual(p);
        for (const end of [low, high].filter((one) => one > 1e-9 && one < 100 - 1e-9)) {
          const error = Math.sqrt((end * (100 - end)) / n);
          expect(Math.abs(p - end) / error).toBeCloseTo(Z_95, 6);
        }
      }),
    );
  });

  test("[R5] of nothing there is none", () => {
    expect([wilson(0, 0), adjustedWald(0, 0, 0), npsMargin(0, 0, 0)]).toEqual([null, null, null]);
  });
});

describe("[KPIS-3] the error of an NPS", () => {
  test("[KPIS-3] C05: four promoters and three detractors of ten are +10, give or take 51", () => {
    expect(npsStandardError(4, 3, 10)).toBeCloseTo(26.267851, 6);
    expect(npsMargin(4, 3, 10)).toBeCloseTo(51.484042, 6);
  });

  test("[KPIS-3] C05: adjusted Wald says −36 to +51, around 100 × 1 / 13", () => {
    const { low = 0, high = 0 } = adjustedWald(4, 3, 10) ?? {};
    expect(low).toBeCloseTo(-36.063945, 6);
    expect(high).toBeCloseTo(51.44856, 5);
    expect((low + high) / 2).toBeCloseTo(100 / 13, 9);
    const format = createFormat("en-GB");
    expect([format.signed(low), format.signed(high)]).toEqual(["−36", "+51"]);
  });

  test("[KPIS-3] when all agree the plain error is 0 and the adjusted interval is not", () => {
    expect(npsMargin(10, 0, 10)).toBe(0);
    const { low = 0, high = 0 } = adjustedWald(10, 0, 10) ?? {};
    expect(low).toBeCloseTo(47.5, 0);
    expect(high).toBe(100);
  });

  test("[KPIS-3] it is the error of the mean of +1, 0 and −1", () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.nat(50), (promoters, passives, detractors) => {
        const n = promoters + passives + detractors;
        fc.pre(n > 0);
        const mean = (promoters - detractors) / n;
        const squares =
          promoters * (1 - mean) ** 2 + passives * mean ** 2 + detractors * (1 + mean) ** 2;
        expect(npsStandardError(promoters, detractors, n)).toBeCloseTo(
          (100 * Math.sqrt(squares / n)) / Math.sqrt(n),
          9,
        );
      }),
    );
  });
});

test("[KPIS-7.3] a count of 100 means 82 to 122, and of 0 still 0 to 4", () => {
  const { low, high } = poissonScore(100);
  expect([Math.round(low), Math.round(high)]).toEqual([82, 122]);
  expect(poissonScore(0).low).toBe(0);
  expect(poissonScore(0).high).toBeCloseTo(Z_95 ** 2, 9);
});

test.each([
  [9, 2.262157],
  [10, 2.228139],
  [14, 2.144787],
  [29, 2.04523],
  [99, 1.984217],
])(
  "[KPIS-7.3] Student's t with %d degrees of freedom is %d, as every table has it",
  (freedom, t) => {
    expect(tUpper(freedom)).toBeCloseTo(t, 4);
  },
);

test.each([
  [0.025, 1.959964],
  [0.005, 2.575829],
  [0.0005, 3.290527],
  [0.025 / 276, 3.744],
])("[KPIS-7.3] a normal value exceeds its quantile with probability %d", (tail, z) => {
  expect(Math.abs(normalUpper(tail) - z)).toBeLessThan(0.0006);
});

test("[R10] −37.5 is −38 in every language, and its interval is rounded the same way", () => {
  for (const locale of locales) {
    const format = createFormat(locale);
    expect(format.value(-37.5, "points", "nps.score")).toBe("−38");
    expect(format.value(-0.5, "points", "nps.score")).toBe("−1");
    expect(format.value(37.5, "points", "nps.score")).toBe("+38");
  }
});
