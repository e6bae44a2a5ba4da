/** Between when and when a figure misses what a source lost (EVENTS.md type 20, SCR-15). */
import type { Kpi } from "../../shared/kpi/kpi.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import type { Lost } from "../fold/gaps.ts";
import { madeOf } from "./feeds.ts";
import type { Filter } from "./scope.ts";

/** At most so many stretches are told of one figure, the earliest. */
export const INCOMPLETE_MAX = 20;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Stretches that touch the period, of sources that the figure is made of; absent: nothing is missing. */
export function incompleteIn(
  kpi: Kpi,
  filter: Pick<Filter, "channel">,
  { from, to }: Stretch,
  lost: readonly Lost[],
): Pick<FigureJson, "incomplete"> {
  if (lost.length === 0) return {};
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
