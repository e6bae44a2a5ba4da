/**
 * Multisets of integers: what a cell holds and what a KPI is asked of (KPIS.md 1.2, 8).
 * One flat array, `[value, times, value, times, …]`, sorted by value, no zero `times`.
 * Multisets form a group: they add and they subtract, in any order.
 */
import { countAll, takeCounted } from "./counter.ts";

export type Multiset = readonly number[];

export const EMPTY: Multiset = [];

/** Adds `value` `times` times, in place. Negative `times` takes back. */
export function add(multiset: number[], value: number, times: number): void {
  let low = 0;
  let high = multiset.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((multiset[middle * 2] as number) < value) low = middle + 1;
    else high = middle;
  }
  const at = low * 2;
  if (multiset[at] !== value || at >= multiset.length) {
    if (at === multiset.length) multiset.push(value, times);
    else multiset.splice(at, 0, value, times);
    return;
  }
  const left = (multiset[at + 1] as number) + times;
  if (left === 0) multiset.splice(at, 2);
  else multiset[at + 1] = left;
}

/** The sum of many multisets. Commutative and associative: every split and order agrees. */
export function merge(parts: Iterable<Multiset>): Multiset {
  for (const part of [...parts]) countAll(part);
  return takeCounted();
}

/** How many values, repeats included; with bounds only those in `low … high`, both inclusive. */
export function count(multiset: Multiset, low = -Infinity, high = Infinity): number {
  let n = 0;
  if (low === -Infinity && high === Infinity) {
    for (let at = 1; at < multiset.length; at += 2) n += multiset[at] as number;
    return n;
  }
  for (let at = 0; at < multiset.length; at += 2) {
    const value = multiset[at] as number;
    if (value >= low && value <= high) n += multiset[at + 1] as number;
  }
  return n;
}

/** The sum of all values. */
export function total(multiset: Multiset): number {
  let sum = 0;
  for (let at = 0; at < multiset.length; at += 2) {
    sum += (multiset[at] as number) * (multiset[at + 1] as number);
  }
  return sum;
}

/** The largest value, or null of nothing. */
export function largest(multiset: Multiset): number | null {
  return multiset.length === 0 ? null : (multiset[multiset.length - 2] as number);
}

/** Above this many values a percentile is read from the log-linear histogram (REL-1). */
export const EXACT_VALUES_MAX = 100_000;

/** Log-linear bucket with 7 bits of precision: exact below 256, relative error ≤ 2^-8 above. */
export function bucketOf(value: number): number {
  if (value < 256) return value;
  const k = 31 - Math.clz32(value);
  return ((k - 7) << 7) + (value >>> (k - 7));
}

/** The value that stands for a bucket: its floor midpoint. */
export function bucketValue(bucket: number): number {
  if (bucket < 256) return bucket;
  const shift = (bucket >>> 7) - 1;
  const low = ((bucket & 127) + 128) * 2 ** shift;
  return low + ((2 ** shift - 1) >> 1);
}

/**
 * Nearest-rank percentile, `p100` from 1 to 100: always an observed value (KPIS.md 7.2); above
 * EXACT_VALUES_MAX values its bucket's. Null of nothing. The rank is computed in integers.
 */
export function percentile(multiset: Multiset, p100: number): number | null {
  const n = count(multiset);
  if (n === 0) return null;
  const rank = Math.floor((p100 * n + 99) / 100);
  let seen = 0;
  for (let at = 0; at < multiset.length; at += 2) {
    seen += multiset[at + 1] as number;
    if (seen < rank) continue;
    const value = multiset[at] as number;
    return n > EXACT_VALUES_MAX ? bucketValue(bucketOf(value)) : value;
  }
  return largest(multiset);
}
