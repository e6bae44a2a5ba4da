/** Did it change, or is it noise? "No clear change" is an answer (UX-9, EXP-5, KPIS.md 3). */
import { type Interval, poissonScore } from "./confidence.ts";
import { adjusted, between, type Estimate } from "./difference.ts";
import { RANK_N_MIN } from "./evidence.ts";
import type { Answer, Kpi } from "./kpi.ts";
import { isStateMeasure } from "./measure.ts";

/** `score`: a share, mean or percentile, which carries its own interval. */
export type ChangeKind = "score" | "nps" | "count";

export type Verdict = "higher" | "lower" | "no clear change" | "too few";

export interface Change {
  /** Higher and lower only where the interval of the difference leaves 0 out. */
  readonly verdict: Verdict;
  /** After minus before, in the unit of the figure; null where either has no value. */
  readonly difference: number | null;
  readonly interval: Interval | null;
}

export interface Side extends Pick<Answer, "value" | "n" | "numerator" | "interval"> {
  /** How many periods a count covers, such as 4 for four weeks; without it 1. */
  readonly periods?: number;
}

/** Made of several figures, each with its own chance: no interval of its own. */
const COMPOSED = /^erlang\./;

/**
 * How a KPI's changes are judged, or null where there is no noise to judge them by: what is open at an
 * instant, a maximum and the time agents spent are what they are, and say nothing about chance. An
 * error or a margin is about another figure: compare that one.
 */
export function changeKind(kpi: Pick<Kpi, "id" | "unit" | "nMin" | "measures">): ChangeKind | null {
  if (kpi.measures.some(isStateMeasure)) return null;
  if (kpi.unit === "count") return "count";
  if (kpi.nMin === null || kpi.nMin < RANK_N_MIN || COMPOSED.test(kpi.id)) return null;
  return /^nps\.(.+\.)?score$/.test(kpi.id) ? "nps" : "score";
}

/** Per period: a count of 4 weeks is compared with one of 1 week at a quarter of its height. */
function estimate(side: Side, kind: ChangeKind): Estimate | null {
  const { value, n, numerator, interval, periods = 1 } = side;
  if (kind === "count") {
    const { low, high } = poissonScore(n);
    return { value: n / periods, low: low / periods, high: high / periods };
  }
  if (value === null || interval === null || n < RANK_N_MIN) return null;
  return kind === "nps"
    ? adjusted({ n, numerator, interval })
    : { value, low: interval.low, high: interval.high };
}

const verdictOf = ({ low, high }: Interval): Verdict => {
  if (low > 0) return "higher";
  return high < 0 ? "lower" : "no clear change";
};

/**
 * What happened from `before` to `after`, two answers of one KPI over separate periods or groups.
 * Fewer than ten values on either side, or too few for an interval: "too few".
 */
export function change(before: Side, after: Side, kind: ChangeKind): Change {
  const [was, is] = [estimate(before, kind), estimate(after, kind)];
  const perPeriod = ({ value, periods = 1 }: Side) => (value === null ? null : value / periods);
  const [from, to] =
    kind === "count" ? [perPeriod(before), perPeriod(after)] : [before.value, after.value];
  const difference = from === null || to === null ? null : to - from;
  if (was === null || is === null) return { verdict: "too few", difference, interval: null };
  const interval = between(was, is);
  return { verdict: verdictOf(interval), difference, interval };
}
