/** How most KPIs are made: shares, means, nearest ranks, counts (KPIS.md 9). */
import { wilson } from "./confidence.ts";
import { percentileNMin } from "./evidence.ts";
import type { Answer, Family, Kpi, Only, Read, Unit } from "./kpi.ts";
import { meanInterval, type Range } from "./mean-interval.ts";
import type { Measure } from "./measure.ts";
import { count, EMPTY, largest, type Multiset, merge, percentile, total } from "./multiset.ts";
import { orderInterval } from "./order-interval.ts";

/** One multiset of several measures. */
export const merged = (read: Read, measures: readonly Measure[], only?: Only): Multiset => {
  const [first, ...more] = measures.map((measure) => read(measure, only));
  return more.length === 0 ? (first ?? EMPTY) : merge([first ?? EMPTY, ...more]);
};

/** `hits` per hundred of `n`, with the Wilson interval. */
export const rate = (hits: number, n: number): Answer => ({
  value: n === 0 ? null : (100 * hits) / n,
  n,
  numerator: hits,
  denominator: n,
  interval: wilson(hits, n),
});

/** The sum of ones over a yes/no measure, per hundred. */
export function share<Id extends string>(id: Id, measure: Measure, family: Family): Kpi<Id> {
  const answer = (read: Read): Answer => {
    const values = read(measure, family.only);
    return rate(total(values), count(values));
  };
  return { ...family, id, unit: "%", measures: [measure], answer };
}

/** Values of the first measures per hundred values of all: `part` of `part + rest`. */
export function portion<Id extends string>(
  id: Id,
  part: readonly Measure[],
  rest: readonly Measure[],
  family: Family,
): Kpi<Id> {
  const answer = (read: Read): Answer => {
    const hits = count(merged(read, part, family.only));
    return rate(hits, hits + count(merged(read, rest, family.only)));
  };
  return { ...family, id, unit: "%", measures: [...part, ...rest], answer };
}

/** Σ / n of a multiset, in the unit of its values. */
export function meanOf(values: Multiset, range?: Range): Answer {
  const n = count(values);
  const sum = total(values);
  const interval = meanInterval(values, range);
  return { value: n === 0 ? null : sum / n, n, numerator: sum, denominator: n, interval };
}

/** The nearest rank `p100` of a multiset. */
export function rankOf(values: Multiset, p100: number): Answer {
  const value = percentile(values, p100);
  const n = count(values);
  return {
    value,
    n,
    numerator: value ?? 0,
    denominator: null,
    interval: orderInterval(values, p100),
  };
}

/** The mean of one or more measures of seconds, scores or counts. */
export function mean<Id extends string>(
  id: Id,
  unit: Unit,
  measures: readonly Measure[],
  family: Family,
): Kpi<Id> {
  const answer = (read: Read) => meanOf(merged(read, measures, family.only), family.range);
  return { ...family, id, unit, measures, answer };
}

export type Statistic = "p50" | "p90" | "p95" | "mean";

/** Mean or nearest rank of a multiset of seconds. */
export const statistic = (values: Multiset, which: Statistic): Answer =>
  which === "mean" ? meanOf(values) : rankOf(values, Number(which.slice(1)));

const nMinOf = (which: Statistic): number =>
  which === "mean" ? 0 : percentileNMin(Number(which.slice(1)));

/** One KPI per statistic of the same seconds: `frt.p50`, `frt.p90`, … */
export const durations = <Prefix extends string, Which extends Statistic>(
  prefix: Prefix,
  statistics: readonly Which[],
  measures: readonly Measure[],
  family: Family,
): readonly Kpi<`${Prefix}.${Which}`>[] =>
  statistics.map((which) => ({
    ...family,
    id: `${prefix}.${which}` as const,
    unit: "s" as const,
    nMin: family.nMin === null ? null : Math.max(family.nMin, nMinOf(which)),
    measures,
    answer: (read: Read) => statistic(merged(read, measures, family.only), which),
  }));

/** How many values there are, perhaps only those of `value`; a count of nothing is 0 (R5). */
export function tally<Id extends string>(
  id: Id,
  measures: readonly Measure[],
  family: Family,
  value?: number,
): Kpi<Id> {
  const answer = (read: Read): Answer => {
    const n = count(merged(read, measures, family.only), value, value);
    return { value: n, n, numerator: n, denominator: null, interval: null };
  };
  const only = value === undefined ? {} : { counted: () => ({ measures, value }) };
  return { ...family, ...only, id, unit: "count", measures, answer };
}

/** The greatest value, such as the longest wait; null when nothing waits. */
export function greatest<Id extends string>(id: Id, measure: Measure, family: Family): Kpi<Id> {
  const answer = (read: Read): Answer => {
    const values = read(measure, family.only);
    const value = largest(values);
    return { value, n: count(values), numerator: value ?? 0, denominator: null, interval: null };
  };
  return { ...family, id, unit: "s", measures: [measure], answer };
}
