/** Between when and when a figure misses what a source lost (EVENTS.md type 20, SCR-15). */
import type { Kpi } from "../../shared/kpi/kpi.ts";
import { isStateMeasure } from "../../shared/kpi/measure.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import { QUEUED_MS_MAX } from "../fold/facts/fact.ts";
import type { Lost } from "../fold/gaps.ts";
import { madeOf } from "./feeds.ts";
import type { Filter } from "./scope.ts";

/** At most so many stretches are told of one figure, the earliest. */
export const INCOMPLETE_MAX = 20;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What is so at an instant is what began not long before, whatever period is looked at. */
const stretchOf = (kpi: Kpi, period: Stretch, asOf: number): Stretch =>
  kpi.measures.some(isStateMeasure) ? { from: asOf - QUEUED_MS_MAX, to: asOf } : period;

/**
 * Stretches that touch the period, of sources that the figure is made of; absent: nothing is missing.
 * `asOf`: of which instant a state is told.
 */
export function incompleteIn(
  kpi: Kpi,
  filter: Pick<Filter, "channel">,
  period: Stretch,
  lost: readonly Lost[],
  asOf: number,
): Pick<FigureJson, "incomplete"> {
  if (lost.length === 0) return {};
  const { from, to } = stretchOf(kpi, period, asOf);
  const isMadeOf = madeOf(kpi, filter);
  const touches = (one: Lost) => one.from < to && (one.to ?? Number.MAX_SAFE_INTEGER) > from;
  const own = lost
    .filter((one) => touches(one) && (one.brings === null || isMadeOf(one.brings)))
    .sort((a, b) => a.from - b.from || (a.source < b.source ? -1 : 1));
  if (own.length === 0) return {};
  return {
    incomplete: own.slice(0, INCOMPLETE_MAX).map((one) => ({
      source: one.source,
      name: one.name,
      from: new Date(one.from).toISOString(),
      to: one.to === null ? null : new Date(one.to).toISOString(),
    })),
  };
}
