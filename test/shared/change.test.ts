/** Higher, lower, no clear change, too few: what may be said of two figures. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import "../support/seed.ts";
import { randomOf } from "../../server/demo/random.ts";
import { change, changeKind, type Side } from "../../shared/kpi/change.ts";
import { adjustedWald, wilson } from "../../shared/kpi/confidence.ts";
import { between } from "../../shared/kpi/difference.ts";
import { meanInterval } from "../../shared/kpi/mean-interval.ts";
import { add, count, type Multiset, percentile, total } from "../../shared/kpi/multiset.ts";
import { orderInterval } from "../../shared/kpi/order-interval.ts";

const rate = (hits: number, n: number): Side => ({
  value: n === 0 ? null : (100 * hits) / n,
  n,
  numerator: hits,
  interval: wilson(hits, n),
});

const nps = (promoters: number, detractors: number, n: number): Side => ({
  value: (100 * (promoters - detractors)) / n,
  n,
  numerator: promoters - detractors,
  interval: adjustedWald(promoters, detractors, n),
});

const times = (n: number, periods = 1): Side => ({
  value: n,
  n,
  numerator: n,
  interval: null,
  periods,
});

const of = (values: Iterable<number>): Multiset => {
  const multiset: number[] = [];
  for (const value of values) add(multiset, value, 1);
  return multiset;
};

const median = (values: Multiset): Side => ({
  value: percentile(values, 50),
  n: count(values),
  numerator: 0,
  interval: orderInterval(values, 50),
});

const mean = (values: Multiset): Side => ({
  value: total(values) / count(values),
  n: count(values),
  numerator: total(values),
  interval: meanInterval(values),
});

describe("[EXP-5] two shares", () => {
  test("[KPIS-7.3] Newcombe's own example: 56 of 70 against 48 of 80 is 20 points, 5.24 to 33.39", () => {
    const { difference, interval, verdict } = change(rate(48, 80), rate(56, 70), "score");
    expect(difference).toBeCloseTo(20, 9);
    expect(interval?.low).toBeCloseTo(5.24, 2);
    expect(interval?.high).toBeCloseTo(33.39, 2);
    expect(verdict).toBe("higher");
    expect(change(rate(56, 70), rate(48, 80), "score").verdict).toBe("lower");
  });

  test("[UX-9] 88 % after 80 % of fifteen answers is no clear change; of fifteen hundred it is", () => {
    expect(change(rate(12, 15), rate(13, 15), "score").verdict).toBe("no clear change");
    expect(change(rate(1_200, 1_500), rate(1_300, 1_500), "score").verdict).toBe("higher");
  });

  test("[R13] nine answers on either side are too few, but the difference is told", () => {
    expect(change(rate(9, 9), rate(0, 1_000), "score")).toEqual({
      verdict: "too few",
      difference: -100,
      interval: null,
    });
    expect(change(rate(0, 0), rate(5, 20), "score")).toMatchObject({ difference: null });
    expect(change(rate(10, 10), rate(0, 1_000), "score").verdict).toBe("lower");
  });

  test("[EXP-5] forwards and backwards agree, and nothing differs clearly from itself", () => {
    const side = fc
      .tuple(fc.integer({ min: 10, max: 400 }), fc.nat())
      .map(([n, chance]) => rate(chance % (n + 1), n));
    fc.assert(
      fc.property(side, side, (one, other) => {
        const there = change(one, other, "score");
        const back = change(other, one, "score");
        expect(back.interval?.low).toBeCloseTo(-(there.interval?.high ?? NaN), 9);
        expect(there.interval?.low).toBeLessThanOrEqual(there.difference ?? NaN);
        expect(there.interval?.high).toBeGreaterThanOrEqual(there.difference ?? NaN);
        expect(change(one, one, "score").verdict).toBe("no clear change");
      }),
    );
  });
});

describe("[KPIS-3] two NPS", () => {
  test("[KPIS-3] SE = √(SE₁² + SE₂²), with the three answers added on each side", () => {
    const error = (promoters: number, detractors: number, n: number) => {
      const [p, d] = [(promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)];
      return { centre: 100 * (p - d), se: 100 * Math.sqrt((p + d - (p - d) ** 2) / (n + 3)) };
    };
    const [was, is] = [error(4, 3, 10), error(30, 0, 30)];
    const half = 1.959963984540054 * Math.sqrt(was.se ** 2 + is.se ** 2);
    const { difference, interval } = change(nps(4, 3, 10), nps(30, 0, 30), "nps");
    expect(difference).toBe(90);
    // The interval of 30 of 30 promoters is cut at 100; the difference is not.
    expect(interval?.low).toBeCloseTo(is.centre - was.centre - half, 9);
    expect(interval?.high).toBeCloseTo(is.centre - was.centre + half, 9);
  });

  test("[KPIS-3] C05: +10 of ten answers, and +40 a week later, is no clear change", () => {
    expect(change(nps(4, 3, 10), nps(6, 2, 10), "nps").verdict).toBe("no clear change");
    expect(change(nps(400, 300, 1_000), nps(600, 200, 1_000), "nps").verdict).toBe("higher");
  });

  test("[KPIS-3] ten of ten promoters after nine of ten is no clear change, though all agree", () => {
    expect(change(nps(9, 0, 10), nps(10, 0, 10), "nps").verdict).toBe("no clear change");
  });
});

describe("[UX-9] two counts", () => {
  test("[UX-9] 110 calls after 100 is chance, 150 is not", () => {
    expect(change(times(100), times(110), "count").verdict).toBe("no clear change");
    expect(change(times(100), times(150), "count").verdict).toBe("higher");
    expect(change(times(150), times(100), "count").verdict).toBe("lower");
  });

  test("[UX-6] four weeks of 400 calls are 100 a week, and surer than one week of 100", () => {
    const one = change(times(100), times(126), "count");
    const four = change(times(400, 4), times(126), "count");
    expect([one.difference, four.difference]).toEqual([26, 26]);
    expect([one.verdict, four.verdict]).toEqual(["no clear change", "higher"]);
  });

  test("[R5] nothing after nothing is no change, and five after nothing is one", () => {
    expect(change(times(0), times(0), "count")).toMatchObject({
      verdict: "no clear change",
      difference: 0,
    });
    expect(change(times(0), times(3), "count").verdict).toBe("no clear change");
    expect(change(times(0), times(5), "count").verdict).toBe("higher");
  });
});

test("[UX-9] two medians: one minute against two of fifty calls each, and against 61 seconds", () => {
  const calls = (middle: number) => of(Array.from({ length: 50 }, (_, at) => middle + at - 25));
  expect(change(median(calls(60)), median(calls(120)), "score").verdict).toBe("higher");
  expect(change(median(calls(60)), median(calls(61)), "score").verdict).toBe("no clear change");
});

test("[UX-9] a difference asks less than that two intervals do not overlap", () => {
  const before = { value: 50, low: 40, high: 60 };
  const after = { value: 66, low: 56, high: 76 };
  expect(after.low).toBeLessThan(before.high);
  // √(10² + 10²) = 14.1 < 16.
  expect(between(before, after).low).toBeCloseTo(16 - Math.SQRT2 * 10, 9);
});

test.each([
  ["csat.score", "%", 10, "csat.positive", "score"],
  ["frt.p50", "s", 10, "frt.seconds", "score"],
  ["nps.score", "points", 10, "nps.raw", "nps"],
  ["nps.relationship.score", "points", 10, "nps.relationship.raw", "nps"],
  ["calls.answered", "count", null, "queue.answered.in_time", "count"],
  ["backlog.open", "count", null, "state.open", null],
  ["waiting.oldest", "s", null, "state.waiting", null],
  ["occupancy", "%", null, "agent.busy", null],
  ["nps.se", "points", 1, "nps.raw", null],
  ["erlang.load", "ratio", 10, "leg.workload", null],
] as const)("[UX-9] changes of %s are judged as what they are", (...row) => {
  const [id, unit, nMin, measure, kind] = row;
  expect(changeKind({ id, unit, nMin, measures: [measure] })).toBe(kind);
});

describe("[UX-9] false alarms: of 2,000 pairs of weeks without any change, about 1 in 20", () => {
  const RUNS = 2_000;
  const alarms = (seed: string, pair: (random: ReturnType<typeof randomOf>) => [Side, Side]) => {
    const random = randomOf(seed);
    let told = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const [before, after] = pair(random);
      const kind = seed.startsWith("nps") ? "nps" : seed.startsWith("count") ? "count" : "score";
      const { verdict } = change(before, after, kind);
      if (verdict === "higher" || verdict === "lower") told += 1;
    }
    return told / RUNS;
  };
  const calls = (random: ReturnType<typeof randomOf>, n: number, middle = 300) =>
    of(Array.from({ length: n }, () => Math.round(random.lognormal(middle, 0.8))));
  const hits = (random: ReturnType<typeof randomOf>, n: number, p: number) =>
    Array.from({ length: n }, () => random.chance(p)).filter(Boolean).length;
  const answers = (random: ReturnType<typeof randomOf>, n: number): Side => {
    const promoters = hits(random, n, 0.5);
    return nps(promoters, hits(random, n - promoters, 0.4), n);
  };

  test.each([
    [10, 50],
    [30, 30],
    [200, 30],
  ])("[UX-9] weeks of %d and %d", (before, after) => {
    const name = `${before} ${after}`;
    expect(
      alarms(`share ${name}`, (r) => [
        rate(hits(r, before, 0.85), before),
        rate(hits(r, after, 0.85), after),
      ]),
    ).toBeLessThan(0.065);
    expect(alarms(`nps ${name}`, (r) => [answers(r, before), answers(r, after)])).toBeLessThan(
      0.065,
    );
    expect(
      alarms(`median ${name}`, (r) => [median(calls(r, before)), median(calls(r, after))]),
    ).toBeLessThan(0.05);
    // Means of so few and so skewed values are the hardest; Student's t would give up to 9 %.
    expect(
      alarms(`mean ${name}`, (r) => [mean(calls(r, before)), mean(calls(r, after))]),
    ).toBeLessThan(0.08);
    expect(
      alarms(`count ${name}`, (r) => [times(r.poisson(before)), times(r.poisson(before))]),
    ).toBeLessThan(0.065);
  });

  test("[UX-9] and a change that is there is found: five minutes become eight", () => {
    expect(
      alarms("median power", (r) => [median(calls(r, 100)), median(calls(r, 100, 480))]),
    ).toBeGreaterThan(0.85);
    expect(
      alarms("share power", (r) => [rate(hits(r, 200, 0.75), 200), rate(hits(r, 200, 0.9), 200)]),
    ).toBeGreaterThan(0.9);
  });
});
