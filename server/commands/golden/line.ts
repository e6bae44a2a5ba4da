/** One expected value as it is printed: the figure, and what it was made of where it has that. */
import type { FigureJson } from "../../../shared/wire/http.ts";
import type { Expected, GoldenCase } from "./file.ts";

export interface GoldenLine {
  readonly case: string;
  readonly kpi: string;
  readonly scope: string;
  readonly period: Expected["period"];
  /** `[low, high]` for an interval; null when there is nothing to say. */
  readonly actual: number | null | readonly [low: number, high: number];
  readonly num?: number;
  readonly den?: number;
  readonly n?: number;
  readonly pending?: number;
  readonly promoters?: number;
  readonly passives?: number;
  readonly detractors?: number;
  /** Why there is no figure at all. */
  readonly problem?: string;
}

/** KPIs whose value is their interval. */
const INTERVALS: ReadonlySet<string> = new Set(["csat.wilson95", "nps.adjusted_wald95"]);

const PARTS = ["promoters", "passives", "detractors"] as const;

const head = (one: GoldenCase, { kpi, scope, period }: Expected) => ({
  case: one.id,
  kpi,
  scope,
  period,
});

export function lineOf(one: GoldenCase, want: Expected, figure: FigureJson): GoldenLine {
  const { value, interval, numerator, denominator, n, parts = {}, pending } = figure;
  const bounds = interval === null ? null : ([interval.low, interval.high] as const);
  return {
    ...head(one, want),
    actual: INTERVALS.has(want.kpi) ? bounds : value,
    ...(denominator === null ? {} : { num: numerator, den: denominator }),
    n,
    ...(pending === undefined ? {} : { pending }),
    ...Object.fromEntries(
      PARTS.flatMap((part) => (parts[part] === undefined ? [] : [[part, parts[part]]])),
    ),
  };
}

export const problemLine = (one: GoldenCase, want: Expected, problem: string): GoldenLine => ({
  ...head(one, want),
  actual: null,
  problem,
});
