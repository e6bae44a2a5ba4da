/**
 * How far two figures lie apart, with the interval of that difference (KPIS.md 3, 7.3).
 *
 * One rule for shares, percentiles, means and counts. Each figure v has its own interval l … u, so one
 * standard error downwards is (v − l)/z and upwards (u − v)/z. The variances of independent figures
 * add, and a difference is low when the later one is low and the earlier one high:
 *   low = d − √((v₂ − l₂)² + (u₁ − v₁)²),  high = d + √((u₂ − v₂)² + (v₁ − l₁)²),  d = v₂ − v₁.
 * With two Wilson intervals this is Newcombe's hybrid score interval (1998, method 10); for any pair
 * of intervals Zou & Donner (2008). It asks less than that the two do not overlap, which would keep
 * silent about most true changes (2 false alarms in 1,000 instead of 50).
 */
import { type Interval, NPS_ADDED, within } from "./confidence.ts";
import type { Answer } from "./kpi.ts";

/** A figure and where the truth behind it lies. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Two lengths at right angles. `Math.hypot` is not equally exact everywhere. */
const beside = (a: number, b: number): number => Math.sqrt(a * a + b * b);

/** Interval of `after − before`, in their unit. */
export function between(before: Estimate, after: Estimate): Interval {
  const apart = after.value - before.value;
  return within(
    apart - beside(after.value - after.low, before.high - before.value),
    apart + beside(after.high - after.value, before.value - before.low),
    -Infinity,
    Infinity,
  );
}

/**
 * An NPS as its adjusted-Wald interval sees it: around the adjusted score, 100 × net / (n + 3), and
 * not cut at ±100. `numerator` is promoters minus detractors. The wider side is the one not cut.
 */
export function adjusted(nps: Pick<Answer, "n" | "numerator"> & { interval: Interval }): Estimate {
  const value = (100 * nps.numerator) / (nps.n + NPS_ADDED);
  const half = Math.max(nps.interval.high - value, value - nps.interval.low);
  return { value, low: value - half, high: value + half };
}
