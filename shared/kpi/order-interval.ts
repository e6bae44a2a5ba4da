/**
 * The interval of a median or another percentile from the ranks alone: exact, for any distribution,
 * and its ends are observed values (KPIS.md 7.2, 7.3).
 *
 * Of n independent values the number B below the true p-quantile is binomial(n, p). So the value at
 * rank l lies above it with probability P(B ≤ l−1), the value at rank u below it with P(B ≥ u), and
 * `[value at l, value at u]` holds it with probability 1 − P(B ≤ l−1) − P(B ≥ u), or more with ties
 * (David & Nagaraja, Order Statistics, 7.1). Ten values, median: P(B ≤ 1) = 11/1024 on each side, so
 * ranks 2 … 9 hold it with probability 1002/1024 = 97.9 %.
 */
import { type Interval, within } from "./confidence.ts";
import { bucketOf, bucketValue, count, EXACT_VALUES_MAX, type Multiset } from "./multiset.ts";

const MISS = 0.05;
/** Terms this much smaller than the greatest cannot move a sum of doubles. */
const NEGLIGIBLE = 1e-20;

export interface OrderRanks {
  /** Ranks from 1 to n, both ends included. */
  readonly low: number;
  readonly high: number;
  /** The exact probability, at least 0.95. */
  readonly coverage: number;
}

interface Binomial {
  readonly first: number;
  /** Relative to the greatest, for B = first, first + 1, … */
  readonly weights: readonly number[];
  readonly total: number;
}

/** Outward from the mode by ratios of neighbours: no factorial, no logarithm, about 20·√n steps. */
function binomial(n: number, p100: number): Binomial {
  const q100 = 100 - p100;
  const mode = Math.min(n, Math.floor(((n + 1) * p100) / 100));
  const below: number[] = [];
  for (let k = mode, weight = 1; k > 0 && weight > NEGLIGIBLE; k -= 1) {
    weight *= (k * q100) / ((n - k + 1) * p100);
    below.push(weight);
  }
  const above: number[] = [];
  for (let k = mode, weight = 1; k < n && weight > NEGLIGIBLE; k += 1) {
    weight *= ((n - k) * p100) / ((k + 1) * q100);
    above.push(weight);
  }
  const weights = [...below.reverse(), 1, ...above];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { first: mode - below.length, weights, total };
}

/** The greatest rank with P(B ≤ rank−1) ≤ miss, and that probability; rank 0: there is none. */
function lowest({ first, weights, total }: Binomial, miss: number) {
  let sum = 0;
  let at = 0;
  while (at < weights.length && sum + (weights[at] ?? 0) <= miss * total) sum += weights[at++] ?? 0;
  return { rank: first + at, missed: sum / total };
}

/** The smallest rank with P(B ≥ rank) ≤ miss, and that probability; rank n+1: there is none. */
function highest({ first, weights, total }: Binomial, miss: number) {
  let sum = 0;
  let at = weights.length;
  while (at > 0 && sum + (weights[at - 1] ?? 0) <= miss * total) sum += weights[--at] ?? 0;
  return { rank: first + at, missed: sum / total };
}

function ranksOf(n: number, p100: number): OrderRanks | null {
  const shape = binomial(n, p100);
  let low = lowest(shape, MISS / 2);
  let high = highest(shape, MISS / 2);
  if (high.rank > n) {
    high = highest(shape, MISS);
    low = lowest(shape, MISS - high.missed);
  } else if (low.rank < 1) {
    low = lowest(shape, MISS);
    high = highest(shape, MISS - low.missed);
  }
  if (low.rank < 1 || high.rank > n) return null;
  return { low: low.rank, high: high.rank, coverage: 1 - low.missed - high.missed };
}

/** Breakdowns ask for the same few sizes thousands of times: these are remembered. */
const known = new Map<number, OrderRanks | null>();
const KNOWN_MAX = 20_000;

/**
 * Which ranks hold the `p100`-th percentile (1 … 99) of what n values were drawn from. Each end
 * misses with at most 2.5 %; where the sample is too small for one end, that end is its extreme value
 * and the other gets what is left of the 5 %. Null where even that does not reach 95 %: a median of
 * fewer than 6 values, p90 of fewer than 29, p95 of fewer than 59.
 */
export function orderRanks(n: number, p100: number): OrderRanks | null {
  if (n === 0) return null;
  const key = n * 100 + p100;
  let ranks = known.get(key);
  if (ranks === undefined) {
    if (known.size >= KNOWN_MAX) known.clear();
    ranks = ranksOf(n, p100);
    known.set(key, ranks);
  }
  return ranks;
}

/** 95 % interval of the percentile whose value `percentile` gives; null: too few values. */
export function orderInterval(values: Multiset, p100: number): Interval | null {
  const n = count(values);
  const ranks = orderRanks(n, p100);
  if (ranks === null) return null;
  let seen = 0;
  let low: number | null = null;
  for (let at = 0; at < values.length; at += 2) {
    const value = values[at] as number;
    const shown = n > EXACT_VALUES_MAX ? bucketValue(bucketOf(value)) : value;
    seen += values[at + 1] as number;
    if (low === null && seen >= ranks.low) low = shown;
    if (low !== null && seen >= ranks.high) return within(low, shown, -Infinity, Infinity);
  }
  return null;
}
