/**
 * "These six cannot be told apart": an order of agents or teams in bands, never in places
 * (R13, UX-27, KPIS.md 7.3).
 *
 * Two rows can be told apart when the interval of their difference leaves 0 out (difference.ts) although
 * all pairs were tried: with k rows there are k(k−1)/2 chances of a false alarm, so each pair gets
 * 5 % ÷ pairs (Bonferroni), and its interval is widened by the ratio of Student's t quantiles with the
 * smaller n − 1. A row stands one band below the lowest row that is surely better. So no two rows of a
 * band can be told apart; a row leaves the first band only if some row above is surely better; and few
 * answers give the benefit of the doubt. That is the fewest bands there can be (Mirsky 1971) wherever
 * "surely better than surely better" is surely better. What it does not say: that any two rows of
 * different bands can be told apart.
 */
import { Z_95 } from "./confidence.ts";
import { between } from "./difference.ts";
import { RANK_N_MIN } from "./evidence.ts";
import type { Answer } from "./kpi.ts";
import { normalUpper, tUpper } from "./quantile.ts";

export interface Row extends Pick<Answer, "value" | "n" | "interval"> {
  readonly id: string;
}

export interface Banded {
  readonly id: string;
  /** From 1, the best; null: too few cases to be ordered at all. */
  readonly band: number | null;
}

interface Told {
  readonly id: string;
  readonly n: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Values in which more is better; where less is, the mirror image. */
function told({ id, value, n, interval }: Row, better: "higher" | "lower"): Told | null {
  if (value === null || interval === null || n < RANK_N_MIN) return null;
  const { low, high } = interval;
  return better === "higher"
    ? { id, n, value, low, high }
    : { id, n, value: -value, low: -high, high: -low };
}

/** How much wider than for one pair an interval must be when so many pairs are tried. */
function widening(pairs: number): (freedom: number) => number {
  const z = normalUpper(0.025 / pairs);
  const known = new Map<number, number>();
  return (freedom) => {
    const ratio = known.get(freedom) ?? tUpper(freedom, z) / tUpper(freedom, Z_95);
    known.set(freedom, ratio);
    return ratio;
  };
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

/**
 * The rows from the best band to the last, within a band by the end of the interval that speaks
 * against the row (the lower bound where more is better), then those with too few cases by id.
 * Takes k² steps for k rows.
 */
export function bands(rows: readonly Row[], better: "higher" | "lower"): Banded[] {
  const ordered = rows
    .flatMap((row) => told(row, better) ?? [])
    .sort((a, b) => b.value - a.value || byId(a, b));
  const widen = widening(Math.max(1, (ordered.length * (ordered.length - 1)) / 2));
  const surely = (above: Told, below: Told): boolean => {
    const apart = above.value - below.value;
    const reach = apart - between(below, above).low;
    return apart > reach * widen(Math.min(above.n, below.n) - 1);
  };
  const band = new Map<string, number>();
  ordered.forEach((row, index) => {
    let lowest = 0;
    for (const above of ordered.slice(0, index)) {
      const its = band.get(above.id) ?? 0;
      if (its > lowest && surely(above, row)) lowest = its;
    }
    band.set(row.id, lowest + 1);
  });
  const bandOf = ({ id }: Told) => band.get(id) ?? 0;
  return [
    ...[...ordered].sort((a, b) => bandOf(a) - bandOf(b) || b.low - a.low || byId(a, b)),
    ...rows.filter(({ id }) => !band.has(id)).sort(byId),
  ].map(({ id }) => ({ id, band: band.get(id) ?? null }));
}
