/** Quantiles of the normal and of Student's t distribution: how far out a rare value lies. */
import { Z_95 } from "./confidence.ts";

/** Value of a polynomial whose coefficients stand from the highest power down. */
const polynomial = (x: number, coefficients: readonly number[]): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

/**
 * The z that a standard normal value exceeds with probability `tail` (0 < tail ≤ 0.5): 1.96 for
 * 0.025. Hastings' rational approximation (Abramowitz & Stegun 26.2.23), off by at most 0.00045.
 */
export function normalUpper(tail: number): number {
  const t = Math.sqrt(-2 * Math.log(tail));
  const top = polynomial(t, [0.010328, 0.802853, 2.515517]);
  return t - top / polynomial(t, [0.001308, 0.189269, 1.432788, 1]);
}

/** Fewer degrees of freedom than this are not asked for: nothing is said under ten values (R13). */
export const T_FREEDOM_MIN = 9;

/**
 * The same for Student's t with `freedom` ≥ T_FREEDOM_MIN, from the normal `z` of that tail by the
 * Cornish–Fisher series (Abramowitz & Stegun 26.7.5): t = z + g₁/ν + g₂/ν² + g₃/ν³ + g₄/ν⁴. At ν = 9
 * it is off by 6e-6 of itself for a tail of 0.025 and by 1e-3 for one of 0.0001, and less above.
 */
export function tUpper(freedom: number, z = Z_95): number {
  const v = Math.max(T_FREEDOM_MIN, freedom);
  const zz = z * z;
  const g1 = polynomial(zz, [1, 1]) / 4;
  const g2 = polynomial(zz, [5, 16, 3]) / 96;
  const g3 = polynomial(zz, [3, 19, 17, -15]) / 384;
  const g4 = polynomial(zz, [79, 776, 1482, -1920, -945]) / 92_160;
  return z * (1 + (g1 + (g2 + (g3 + g4 / v) / v) / v) / v);
}
