/**
 * A KPI is a pure question asked of merged multisets (R1, R4): no state, no clock, no text.
 * Division comes last; nothing to say is null, never 0 (R5).
 */

import type { Channel, Direction } from "../events/fields.ts";
import { adjustedWald, type Interval, wilson } from "./confidence.ts";
import { percentileNMin } from "./evidence.ts";
import { meanInterval, type Range } from "./mean-interval.ts";
import type { Measure } from "./measure.ts";
import { count, EMPTY, largest, type Multiset, merge, percentile, total } from "./multiset.ts";
import { orderInterval } from "./order-interval.ts";

export type Unit = "%" | "s" | "points" | "count";
export type Better = "higher" | "lower" | "neutral";

/** A narrowing that belongs to the definition itself, such as "inbound calls only". */
export interface Only {
  readonly direction?: Direction;
  readonly channel?: Channel;
}

/** The merged multiset of one measure, over the scope and period of the question. */
export type Read = (measure: Measure, only?: Only) => Multiset;

export interface Answer {
  readonly value: number | null;
  readonly n: number;
  readonly numerator: number;
  readonly denominator: number | null;
  readonly interval: Interval | null;
}

export interface Kpi<Id extends string = string> {
  readonly id: Id;
  /** Grows when the meaning changes (R14); printed with every figure. */
  readonly version: number;
  readonly unit: Unit;
  readonly better: Better;
  /** Below this n a screen shows no colour, rank or percentile (R13); null: a plain count. */
  readonly nMin: number | null;
  /** True where one agent may be asked for it; queue outcomes belong to nobody (KPIS.md 9, Q). */
  readonly perAgent: boolean;
  readonly measures: readonly Measure[];
  readonly only?: Only;
  readonly answer: (read: Read) => Answer;
}

type Family = Pick<Kpi, "version" | "better" | "nMin" | "perAgent"> & {
  readonly only?: Only;
  /** Where a mean can lie at all; without it anywhere from 0 up. */
  readonly range?: Range;
};

/** One multiset of several measures. */
const merged = (read: Read, measures: readonly Measure[], only?: Only): Multiset => {
  const [first, ...more] = measures.map((measure) => read(measure, only));
  return more.length === 0 ? (first ?? EMPTY) : merge([first ?? EMPTY, ...more]);
};

/** The sum of ones over a yes/no measure, per hundred, with its Wilson interval. */
export function share<Id extends string>(id: Id, measure: Measure, family: Family): Kpi<Id> {
  const answer = (read: Read): Answer => {
    const values = read(measure, family.only);
    const n = count(values);
    const hits = total(values);
    return rate(hits, n);
  };
  return { ...family, id, unit: "%", measures: [measure], answer };
}

/** Events of the first measures per hundred events of all the measures: `part` of `part + rest`. */
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

const rate = (hits: number, n: number): Answer => ({
  value: n === 0 ? null : (100 * hits) / n,
  n,
  numerator: hits,
  denominator: n,
  interval: wilson(hits, n),
});

/** The mean of one or more measures of seconds or scores. */
export function mean<Id extends string>(
  id: Id,
  unit: Unit,
  measures: readonly Measure[],
  family: Family,
): Kpi<Id> {
  const answer = (read: Read): Answer => {
    const values = merged(read, measures, family.only);
    const n = count(values);
    const sum = total(values);
    const interval = meanInterval(values, family.range);
    return { value: n === 0 ? null : sum / n, n, numerator: sum, denominator: n, interval };
  };
  return { ...family, id, unit, measures, answer };
}

/** A nearest-rank percentile over the merged values of one or more measures. */
export function rank<Id extends string>(
  id: Id,
  p100: number,
  measures: readonly Measure[],
  family: Family,
): Kpi<Id> {
  const answer = (read: Read): Answer => {
    const values = merged(read, measures, family.only);
    const n = count(values);
    const value = percentile(values, p100);
    const interval = orderInterval(values, p100);
    return { value, n, numerator: value ?? 0, denominator: null, interval };
  };
  const nMin = family.nMin === null ? null : Math.max(family.nMin, percentileNMin(p100));
  return { ...family, nMin, id, unit: "s", measures, answer };
}

/** How many values there are; a count of nothing is 0 (R5). */
export function tally<Id extends string>(
  id: Id,
  measures: readonly Measure[],
  family: Family,
): Kpi<Id> {
  const answer = (read: Read): Answer => {
    const n = count(merged(read, measures, family.only));
    return { value: n, n, numerator: n, denominator: null, interval: null };
  };
  return { ...family, id, unit: "count", measures, answer };
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

/** Promoters (9–10) minus detractors (0–6) per hundred answers [N1][N2]. */
export function netPromoters<Id extends string>(id: Id, measure: Measure, family: Family): Kpi<Id> {
  const answer = (read: Read): Answer => {
    const scores = read(measure, family.only);
    const n = count(scores);
    const promoters = count(scores, 9, 10);
    const detractors = count(scores, 0, 6);
    return {
      value: n === 0 ? null : (100 * (promoters - detractors)) / n,
      n,
      numerator: promoters - detractors,
      denominator: n,
      interval: adjustedWald(promoters, detractors, n),
    };
  };
  return { ...family, id, unit: "points", measures: [measure], answer };
}
