/** What may be shown of how few cases: the table of UX-9, row by row. */
import { describe, expect, test } from "vitest";
import { catalog } from "../../shared/kpi/catalog.ts";
import { evidence, percentileOf, sideOf, whyNoInterval } from "../../shared/kpi/evidence.ts";
import type { Kpi, Read } from "../../shared/kpi/kpi.ts";

const csat = { id: "csat.score", nMin: 10 };
const p90 = { id: "frt.p90", nMin: 10 };
const p95 = { id: "frt.p95", nMin: 10 };
const calls = { id: "calls.answered", nMin: null };
const nothing = { value: false, status: false, arrow: false, rank: false, interval: "none" };

describe("[UX-9] small samples", () => {
  test("[UX-9] below 5 there is no score, but in one's own view", () => {
    expect(evidence(csat, 4)).toMatchObject(nothing);
    expect(evidence(csat, 4, true)).toMatchObject({ value: true, status: false, rank: false });
    expect(evidence(csat, 0, true)).toMatchObject(nothing);
  });

  test("[R13] from 5 to 9 there is a score, and no colour, arrow, rank or 90th percentile", () => {
    expect(evidence(csat, 5)).toMatchObject({ value: true, status: false, arrow: false });
    expect(evidence(csat, 9)).toMatchObject({ value: true, rank: false, interval: "asked" });
    expect(evidence(p90, 9)).toMatchObject(nothing);
    expect(evidence(p90, 9, true)).toMatchObject(nothing);
  });

  test("[R13] from 10 to 29 there is a status and, for who asks, an interval; no decimals", () => {
    expect([10, 29].map((n) => evidence(csat, n))).toEqual(
      Array(2).fill({
        value: true,
        status: true,
        arrow: true,
        rank: true,
        decimals: false,
        interval: "asked",
      }),
    );
    expect(evidence(p90, 10).value).toBe(true);
  });

  test("[KPIS-9] a 95th percentile needs 20", () => {
    expect(evidence(p95, 19)).toMatchObject(nothing);
    expect(evidence(p95, 20)).toMatchObject({ value: true, status: true });
  });

  test("[UX-9] from 30 on there is everything", () => {
    expect(evidence(csat, 30)).toMatchObject({ decimals: true, interval: "shown" });
  });

  test("[R5] a plain count needs no sample, and is no rank", () => {
    expect(evidence(calls, 0)).toMatchObject({ value: true, status: true, rank: false });
  });
});

test("[R13] every figure without an interval says why", () => {
  const interval = { low: 1, high: 2, level: 95 };
  const why = (id: string, value: number | null, n: number, nMin: number | null = 10) =>
    whyNoInterval({ id, nMin }, { value, n, interval: null });
  expect(whyNoInterval(csat, { value: 80, n: 40, interval })).toBeNull();
  expect(why("frt.p50", null, 0)).toBe("nothing");
  expect(why("calls.answered", 7, 7, null)).toBe("counted");
  expect(why("frt.p90", 300, 28)).toBe("too_few");
  expect(why("frt.p95", 300, 58)).toBe("too_few");
  expect(why("aht.mean", 300, 9)).toBe("too_few");
  expect(why("csat.mean", 5, 12)).toBe("no_spread");
  expect(why("erlang.load", 4.2, 120)).toBe("composed");
});

describe("[R13] the whole catalogue", () => {
  const forty: Read = (measure) =>
    measure.includes(".raw") ? [1, 10, 4, 20, 9, 10] : [0, 25, 1, 15];
  const about = { channel: null, hours: 1 };
  const figures: readonly Kpi[] = catalog;

  test.each(figures.map((kpi) => [kpi.id, kpi] as const))(
    "[R13] %s has an interval around its value, or a reason why not",
    (_, kpi) => {
      const answer = kpi.answer(forty, about);
      const why = whyNoInterval(kpi, answer);
      expect(answer.interval === null).toBe(why !== null);
      expect(["no_spread", "too_few"]).not.toContain(percentileOf(kpi.id) === 95 ? null : why);
      if (answer.interval === null || /^nps\.(se|moe95)$/.test(kpi.id)) return;
      expect(answer.interval.low).toBeLessThanOrEqual(answer.value ?? NaN);
      expect(answer.interval.high).toBeGreaterThanOrEqual(answer.value ?? NaN);
    },
  );

  test("[R5] of nothing there is neither", () => {
    const answers = figures.map((kpi) => ({ kpi, answer: kpi.answer(() => [], about) }));
    expect(answers.filter(({ answer }) => answer.interval !== null)).toEqual([]);
    const scores = answers.filter(({ kpi }) => kpi.nMin !== null);
    expect(scores.filter(({ kpi, answer }) => whyNoInterval(kpi, answer) !== "nothing")).toEqual(
      [],
    );
  });

  test("[KPIS-9] only a 95th percentile needs more than ten, and only a count needs none", () => {
    for (const { id, unit, nMin } of figures) {
      if (percentileOf(id) === 95) expect(nMin).toBe(20);
      else expect([10, 1, null]).toContain(nMin);
      if (unit === "count") expect(nMin).toBeNull();
    }
  });
});

test("[KPIS-7.3] an interval is on one side of a target only as a whole; exactly on it is good", () => {
  expect(sideOf({ low: 85, high: 95 }, 85, "higher")).toBe("better");
  expect(sideOf({ low: 84, high: 95 }, 85, "higher")).toBe("unclear");
  expect(sideOf({ low: 70, high: 84 }, 85, "higher")).toBe("worse");
  expect(sideOf({ low: 12, high: 20 }, 20, "lower")).toBe("better");
  expect(sideOf({ low: 21, high: 30 }, 20, "lower")).toBe("worse");
  expect(sideOf(null, 20, "lower")).toBe("unclear");
});

test("[KPIS-9] a percentile is known by its id", () => {
  expect(["frt.p50", "frt.business.p95", "frt.mean", "aht.p90"].map(percentileOf)).toEqual([
    50,
    95,
    null,
    90,
  ]);
});
