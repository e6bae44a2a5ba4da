/** An order that claims no more than it can: bands of agents or teams that cannot be told apart. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import "../support/seed.ts";
import { randomOf } from "../../server/demo/random.ts";
import { type Banded, bands, type Row } from "../../shared/kpi/bands.ts";
import { wilson } from "../../shared/kpi/confidence.ts";
import { between } from "../../shared/kpi/difference.ts";
import { meanInterval } from "../../shared/kpi/mean-interval.ts";
import { add, count, type Multiset, percentile, total } from "../../shared/kpi/multiset.ts";
import { orderInterval } from "../../shared/kpi/order-interval.ts";
import { normalUpper, tUpper } from "../../shared/kpi/quantile.ts";

const csat = (id: string, positive: number, n: number): Row => ({
  id,
  value: n === 0 ? null : (100 * positive) / n,
  n,
  interval: wilson(positive, n),
});

const told = (rows: readonly Banded[]) => rows.map(({ id, band }) => `${id} ${band ?? "too few"}`);

describe("[UX-27] bands", () => {
  test("[UX-27] 95, 94 and 93 of 100 cannot be told apart; 60 of 100 can", () => {
    const rows = [csat("a", 93, 100), csat("b", 60, 100), csat("c", 95, 100), csat("d", 94, 100)];
    expect(told(bands(rows, "higher"))).toEqual(["c 1", "d 1", "a 1", "b 2"]);
  });

  test("[R13] nine answers have no band, however good they are, and stand last by id", () => {
    const rows = [csat("z", 9, 9), csat("y", 0, 0), csat("x", 8, 9), csat("w", 50, 100)];
    expect(told(bands(rows, "higher"))).toEqual(["w 1", "x too few", "y too few", "z too few"]);
  });

  test("[KPIS-7.3] within a band by the lower bound: 90 of 100 stands before 10 of 10", () => {
    // 90 of 100 is at least 83 %, 10 of 10 at least 72 %.
    expect(told(bands([csat("few", 10, 10), csat("many", 90, 100)], "higher"))).toEqual([
      "many 1",
      "few 1",
    ]);
  });

  test("[UX-27] few answers give the benefit of the doubt: nobody is surely better, so the first band", () => {
    // 8 of 10 may be 49 to 94 %: not surely below 95 %, nor surely above 70 %.
    const rows = [csat("best", 950, 1_000), csat("new", 8, 10), csat("last", 700, 1_000)];
    expect(told(bands(rows, "higher"))).toEqual(["best 1", "new 1", "last 2"]);
  });

  test("[UX-27] where less is better the shortest times come first", () => {
    const wait = (id: string, value: number): Row => ({
      id,
      value,
      n: 100,
      interval: { low: value - 10, high: value + 10, level: 95 },
    });
    const rows = [wait("slow", 200), wait("quick", 20), wait("quicker", 19), wait("middle", 100)];
    expect(told(bands(rows, "lower"))).toEqual(["quicker 1", "quick 1", "middle 2", "slow 3"]);
  });

  test("[R13] more pairs, more chances of a false alarm: what two rows show, two of twenty do not", () => {
    const pair = [csat("a", 85, 100), csat("b", 70, 100)];
    const others = Array.from({ length: 18 }, (_, at) => csat(`o${at}`, 78, 100));
    expect(told(bands(pair, "higher"))).toEqual(["a 1", "b 2"]);
    expect(bands([...pair, ...others], "higher").every(({ band }) => band === 1)).toBe(true);
  });

  test("[R13] the smaller of two samples decides how much its interval can be trusted", () => {
    // Three pairs: 2.39 ÷ 1.96 = 1.22 times the 10 points for large samples, 1.30 times with n = 10.
    const sure = { value: 100, n: 1_000, interval: { low: 100, high: 100, level: 95 } } as const;
    const below = { id: "b", value: 87.5, interval: { low: 77.5, high: 97.5, level: 95 } } as const;
    const ask = (n: number) =>
      told(
        bands(
          [
            { id: "a", ...sure },
            { ...below, n },
            { id: "c", ...sure },
          ],
          "higher",
        ),
      );
    expect(ask(1_000)).toEqual(["a 1", "c 1", "b 2"]);
    expect(ask(10)).toEqual(["a 1", "c 1", "b 1"]);
  });

  test("[UX-27] nothing to order is nothing", () => {
    expect(bands([], "higher")).toEqual([]);
    expect(told(bands([csat("a", 5, 10)], "lower"))).toEqual(["a 1"]);
  });
});

const rows = fc
  .array(fc.tuple(fc.integer({ min: 5, max: 600 }), fc.nat()), { maxLength: 12 })
  .map((list) => list.map(([n, chance], at) => csat(`r${at}`, chance % (n + 1), n)));

/** The verdict on one pair of `pairs`, written down again from the rule. */
function surely(above: Row, below: Row, pairs: number): boolean {
  if (!above.interval || !below.interval || above.value === null || below.value === null)
    return false;
  const apart = above.value - below.value;
  const { low } = between(
    { ...below.interval, value: below.value },
    { ...above.interval, value: above.value },
  );
  const freedom = Math.min(above.n, below.n) - 1;
  const widened = tUpper(freedom, normalUpper(0.05 / 2 / pairs)) / tUpper(freedom);
  return apart > (apart - low) * widened;
}

describe("[UX-27] laws of bands, for any rows", () => {
  test("[UX-27] no two rows of a band can be told apart, and each later band has a surely better row", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const known = new Map(all.map((row) => [row.id, row]));
        const result = bands(all, "higher").filter(({ band }) => band !== null);
        const pairs = Math.max(1, (result.length * (result.length - 1)) / 2);
        const beats = (one: Banded, other: Banded) =>
          surely(known.get(one.id) as Row, known.get(other.id) as Row, pairs);
        for (const one of result) {
          const same = result.filter(({ band }) => band === one.band);
          expect(same.some((other) => beats(other, one))).toBe(false);
          const above = result.filter(({ band }) => band === (one.band ?? 0) - 1);
          expect(one.band === 1 || above.some((other) => beats(other, one))).toBe(true);
        }
      }),
    );
  });

  test("[UX-27] every row comes back once, in an order that does not depend on how they came", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const result = bands(all, "higher");
        expect(result.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
        expect(bands(all.toReversed(), "higher")).toEqual(result);
        const numbers = result.map(({ band }) => band ?? Infinity);
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
        for (const { id, band } of result)
          expect(band === null).toBe((all.find((row) => row.id === id)?.n ?? 0) < 10);
      }),
    );
  });
});

describe("[UX-27] twelve agents who are equally good are one band, in 95 of 100 weeks", () => {
  const RUNS = 600;
  const SIZES = [10, 12, 15, 20, 30, 40, 60, 80, 100, 150, 200, 400];
  const of = (values: Iterable<number>): Multiset => {
    const multiset: number[] = [];
    for (const value of values) add(multiset, value, 1);
    return multiset;
  };
  const split = (
    seed: string,
    row: (random: ReturnType<typeof randomOf>, n: number) => Omit<Row, "id">,
  ) => {
    const random = randomOf(seed);
    let wrong = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const week = SIZES.map((n, at) => ({ id: `a${at}`, ...row(random, n) }));
      if (bands(week, "lower").some(({ band }) => (band ?? 1) > 1)) wrong += 1;
    }
    return wrong / RUNS;
  };
  const calls = (random: ReturnType<typeof randomOf>, n: number) =>
    of(Array.from({ length: n }, () => Math.round(random.lognormal(300, 0.8))));

  test("[UX-27] shares", () => {
    const wrong = split("shares", (random, n) => {
      const positive = Array.from({ length: n }, () => random.chance(0.85)).filter(Boolean).length;
      return csat("", positive, n);
    });
    expect(wrong).toBeLessThan(0.05);
  });

  test("[UX-27] medians", () => {
    const wrong = split("medians", (random, n) => {
      const values = calls(random, n);
      return { value: percentile(values, 50), n, interval: orderInterval(values, 50) };
    });
    expect(wrong).toBeLessThan(0.05);
  });

  test("[UX-27] means of skewed times, the hardest: in 90 of 100", () => {
    const wrong = split("means", (random, n) => {
      const values = calls(random, n);
      return { value: total(values) / count(values), n, interval: meanInterval(values) };
    });
    expect(wrong).toBeLessThan(0.1);
  });
});
