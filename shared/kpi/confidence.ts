/**
 * 95 % intervals from counts: Wilson for shares, adjusted Wald for NPS (KPIS.md 3, 7.3), score for
 * plain counts. What happened is known exactly; an interval speaks about what the same customers,
 * agents and hours would have given again (R13).
 */

/** A standard normal value lies within ± this with probability 0.95. */
export const Z_95 = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: 95;
}

/** Between two ends, kept within the possible values. */
export const within = (low: number, high: number, least: number, most: number): Interval => ({
  low: Math.min(most, Math.max(least, low)),
  high: Math.min(most, Math.max(least, high)),
  level: 95,
});

/**
 * Wilson 95 % interval of `hits` in `n`, in percent; null of nothing. Never leaves 0…100.
 * All p with |hits/n − p| ≤ z·√(p(1−p)/n): the shares of which `hits` would be no surprise [W1].
 */
export function wilson(hits: number, n: number): Interval | null {
  if (n === 0) return null;
  const p = hits / n;
  const z2 = Z_95 * Z_95;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z_95 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
  return within(100 * (centre - half), 100 * (centre + half), 0, 100);
}

/**
 * Standard error of an NPS, in points; null of nothing. An answer is a ticket worth +1, 0 or −1 with
 * mean p − d and mean square p + d, so its variance is p + d − (p − d)²; a mean of n has that ÷ n
 * [N2]. 0 when all agree, which says nothing about how sure it is: show `adjustedWald`.
 */
export function npsStandardError(promoters: number, detractors: number, n: number): number | null {
  if (n === 0) return null;
  const p = promoters / n;
  const d = detractors / n;
  return 100 * Math.sqrt(Math.max(0, p + d - (p - d) ** 2) / n);
}

/** Plain 95 % margin of error of an NPS, in points: ± this [N2]. */
export function npsMargin(promoters: number, detractors: number, n: number): number | null {
  const error = npsStandardError(promoters, detractors, n);
  return error === null ? null : Z_95 * error;
}

/** Answers added before the adjusted-Wald formula, of which a quarter promoters, a quarter detractors. */
export const NPS_ADDED = 3;

/** Adjusted-Wald 95 % interval of an NPS, in points; always usable, also when all agree [N1]. */
export function adjustedWald(promoters: number, detractors: number, n: number): Interval | null {
  if (n === 0) return null;
  const size = n + NPS_ADDED;
  const quarter = NPS_ADDED / 4;
  const half = npsMargin(promoters + quarter, detractors + quarter, size) ?? 0;
  const centre = (100 * (promoters - detractors)) / size;
  return within(centre - half, centre + half, -100, 100);
}

/**
 * Score 95 % interval of a count of independent events (Poisson), Wilson's for a count: all λ with
 * |count − λ| ≤ z·√λ, so count + z²/2 ± z·√(count + z²/4). Of 0 events: 0 … 3.84.
 */
export function poissonScore(count: number): Interval {
  const z2 = Z_95 * Z_95;
  const half = Z_95 * Math.sqrt(count + z2 / 4);
  return within(count + z2 / 2 - half, count + z2 / 2 + half, 0, Infinity);
}
