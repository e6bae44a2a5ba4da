/**
 * What may be shown of how few cases (R13, UX-9, KPIS.md 9 "Min n"): the one place that decides.
 * The figures API always gives the value with its n; these are rules for screens and reports.
 */

/** Below this a score is shown to nobody but the person it is about. */
export const SCORE_N_MIN = 5;
/** Below this no colour, no arrow, no order among others, and no 90th percentile. */
export const RANK_N_MIN = 10;
/** A 95th percentile of fewer is the greatest value by another name. */
export const P95_N_MIN = 20;
/** From this on everything is shown; below it decimals would claim too much. */
export const FULL_N_MIN = 30;

/** The least n of a percentile, for colour and rank, and above the median for its value too. */
export const percentileNMin = (p100: number): number => (p100 >= 95 ? P95_N_MIN : RANK_N_MIN);

/** 90 of `frt.p90`; null where the KPI is no percentile. */
export function percentileOf(id: string): number | null {
  const p100 = /\.p(\d\d)$/.exec(id)?.[1];
  return p100 === undefined ? null : Number(p100);
}

export interface Evidence {
  readonly value: boolean;
  /** Colour and word of a status. */
  readonly status: boolean;
  /** A trend arrow, if the change is clear (change.ts). */
  readonly arrow: boolean;
  /** A place among others, in bands only (bands.ts, UX-27). */
  readonly rank: boolean;
  readonly decimals: boolean;
  /** Shown at once, or to who asks (focus, click); a plain count has none. */
  readonly interval: "shown" | "asked" | "none";
}

const COUNT: Evidence = {
  value: true,
  status: true,
  arrow: true,
  rank: false,
  decimals: true,
  interval: "none",
};

/**
 * What n cases allow. `nMin` is the KPI's own least n; null: a plain count, of which every n is
 * enough. `own`: the one who looks is the one it is about.
 */
export function evidence(
  kpi: { readonly id: string; readonly nMin: number | null },
  n: number,
  own = false,
): Evidence {
  if (kpi.nMin === null) return COUNT;
  const p100 = percentileOf(kpi.id);
  const least = Math.max(kpi.nMin, p100 === null ? 0 : percentileNMin(p100));
  const enough = n >= least;
  const tail = p100 !== null && p100 > 50;
  const value = n > 0 && (tail ? enough : own || n >= SCORE_N_MIN);
  const full = n >= FULL_N_MIN;
  return {
    value,
    status: enough,
    arrow: enough,
    rank: n >= Math.max(least, RANK_N_MIN),
    decimals: full,
    interval: value ? (full ? "shown" : "asked") : "none",
  };
}

/** Why a figure stands without an interval; null: it has one. */
export type NoInterval = "nothing" | "counted" | "too_few" | "no_spread" | "composed";

/**
 * `counted`: known exactly, there is nothing to estimate. `too_few`: the interval would have no end.
 * `no_spread`: all values are the same. `composed`: made of several figures.
 */
export function whyNoInterval(
  kpi: { readonly id: string; readonly nMin: number | null },
  answer: { readonly value: number | null; readonly n: number; readonly interval: unknown },
): NoInterval | null {
  if (answer.interval !== null) return null;
  if (answer.value === null) return "nothing";
  if (kpi.nMin === null) return "counted";
  if (percentileOf(kpi.id) !== null || answer.n < RANK_N_MIN) return "too_few";
  return /\.mean$|^quality\.score$/.test(kpi.id) ? "no_spread" : "composed";
}

/** Which side of a target the whole interval lies on (KPIS.md 7.3); across it: unclear. */
export function sideOf(
  interval: { readonly low: number; readonly high: number } | null,
  target: number,
  better: "higher" | "lower",
): "better" | "worse" | "unclear" {
  if (interval === null) return "unclear";
  const { low, high } = interval;
  if (better === "higher") return low >= target ? "better" : high < target ? "worse" : "unclear";
  return high <= target ? "better" : low > target ? "worse" : "unclear";
}
