/**
 * The interval of a mean of skewed values, from the multiset alone (KPIS.md 7.2, 7.3).
 *
 * Student's t assumes that the mean and its standard error wander independently. Durations are close
 * to lognormal [B1]: a sample without a long call has a low mean and a small error at once, and of ten
 * such values t holds the true mean in 84–88 of 100 cases, not in 95. Hall (1992, JRSS B 54, 221–228)
 * straightens t with the sample's own skewness γ: with c = γ/√n,
 *   g(t) = t + c·t²/3 + c²·t³/27 + c/6  is close to normal, and its inverse is
 *   h(y) = 3/c · (∛(1 + c·(y − c/6)) − 1),
 * so the mean lies between m − h(t*)·s/√n and m − h(−t*)·s/√n. Without skewness h(y) = y: Student's t.
 * How often it holds, measured: DECISIONS.md.
 */
import { type Interval, within } from "./confidence.ts";
import { count, type Multiset, total } from "./multiset.ts";
import { tUpper } from "./quantile.ts";

/** Fewer values say too little of their own spread and skewness (R13). */
export const MEAN_INTERVAL_N_MIN = 10;

/** Below this the cube root loses more digits than the correction is worth. */
const STRAIGHT = 1e-6;

/** What a mean can be at all: durations are not negative, answers on 1–5 lie between 1 and 5. */
export type Range = readonly [least: number, most: number];

/** Sums of powers of the distances from the mean: what a square or a cube of seconds would overflow. */
function spread(values: Multiset, mean: number) {
  let squares = 0;
  let cubes = 0;
  for (let at = 0; at < values.length; at += 2) {
    const off = (values[at] as number) - mean;
    const square = off * off * (values[at + 1] as number);
    squares += square;
    cubes += square * off;
  }
  return { squares, cubes };
}

/**
 * 95 % interval of the mean, in the unit of the values. Null of fewer than ten values, and where all
 * are the same: then nothing tells how far they spread.
 */
export function meanInterval(values: Multiset, range: Range = [0, Infinity]): Interval | null {
  const n = count(values);
  if (n < MEAN_INTERVAL_N_MIN) return null;
  const mean = total(values) / n;
  const { squares, cubes } = spread(values, mean);
  if (squares === 0) return null;
  const error = Math.sqrt(squares / (n - 1) / n);
  const skew = cubes / n / (squares / n) ** 1.5;
  const c = skew / Math.sqrt(n);
  const straight = (y: number) =>
    Math.abs(c) < STRAIGHT ? y : (3 / c) * (Math.cbrt(1 + c * (y - c / 6)) - 1);
  const t = tUpper(n - 1);
  return within(mean - straight(t) * error, mean - straight(-t) * error, ...range);
}
