/** Every figure of the catalogue is either taken apart by what it is made of, or refused with a reason. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { kindOf } from "../../../server/figures/explain/kind.ts";
import { sideOf } from "../../../server/figures/explain/sides.ts";
import { catalog } from "../../../shared/kpi/catalog.ts";
import { percentileOf } from "../../../shared/kpi/evidence.ts";
import { type Kpi, MIXED } from "../../../shared/kpi/kpi.ts";
import { type Multiset, merge, percentile } from "../../../shared/kpi/multiset.ts";

const kpis: readonly Kpi[] = catalog;
const kind = (kpi: Kpi) => {
  const found = kindOf(kpi);
  return found.ok ? found.value : null;
};

const values = fc
  .array(fc.tuple(fc.nat(10), fc.integer({ min: 1, max: 9 })), { maxLength: 5 })
  .map((list): Multiset => merge(list));

/** Values of each measure of a KPI, in two groups. */
const groups = fc.array(fc.tuple(values, values), { minLength: 12, maxLength: 12 });

function sides(kpi: Kpi, drawn: readonly (readonly [Multiset, Multiset])[]) {
  const of = (group: 0 | 1 | null) =>
    sideOf(
      kpi,
      (measure) => {
        const own = drawn[kpi.measures.indexOf(measure)] ?? [[], []];
        return group === null ? merge(own) : own[group];
      },
      { ...MIXED, hours: 1 },
    );
  return { one: of(0), other: of(1), whole: of(null) };
}

test("[WHY7] what says something about an instant, the calendar or another figure is refused; all others can be taken apart", () => {
  const refused = kpis.filter((kpi) => kind(kpi) === null).map(({ id }) => id);
  expect(refused).toEqual([
    "nps.se",
    "nps.moe95",
    "waiting.count",
    "waiting.oldest",
    "waiting.past_target",
    "queue.waiting",
    "queue.longest",
    "queue.past_target",
    "erlang.load",
    "erlang.occupancy",
    "backlog.open",
    "backlog.unassigned",
    "backlog.age.p50",
    "backlog.age.p90",
    "period.hours",
  ]);
});

test.each(kpis.filter((kpi) => kind(kpi) === "ratio"))(
  "[WHY2] $id is a numerator over a denominator, and both add up over groups",
  (kpi) => {
    fc.assert(
      fc.property(groups, (drawn) => {
        const { one, other, whole } = sides(kpi, drawn);
        const { value, numerator, denominator } = whole.answer;
        expect(one.answer.numerator + other.answer.numerator).toBeCloseTo(numerator, 9);
        expect((one.answer.denominator ?? 0) + (other.answer.denominator ?? 0)).toBe(denominator);
        if (value === null || numerator === 0 || denominator === null) return;
        const scale = (value * denominator) / numerator;
        expect([1, 100]).toContain(Math.round(scale));
        expect(Math.abs(scale - Math.round(scale))).toBeLessThan(1e-9);
      }),
      { numRuns: 50 },
    );
  },
);

test.each(kpis.filter((kpi) => kind(kpi) === "count"))(
  "[WHY2] $id is its numerator, which adds up over groups",
  (kpi) => {
    fc.assert(
      fc.property(groups, (drawn) => {
        const { one, other, whole } = sides(kpi, drawn);
        expect(whole.answer.value).toBe(whole.answer.numerator);
        expect(one.answer.numerator + other.answer.numerator).toBe(whole.answer.numerator);
      }),
      { numRuns: 50 },
    );
  },
);

test.each(kpis.filter((kpi) => kind(kpi) === "rank"))(
  "[WHY2] $id is a rank of all the values it reads",
  (kpi) => {
    fc.assert(
      fc.property(groups, (drawn) => {
        const { one, other, whole } = sides(kpi, drawn);
        expect(merge([one.values, other.values])).toEqual(whole.values);
        expect(whole.answer.value).toBe(percentile(whole.values, percentileOf(kpi.id) ?? 0));
      }),
      { numRuns: 50 },
    );
  },
);
