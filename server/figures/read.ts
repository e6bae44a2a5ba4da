/** The cells of a scope and a period, merged: the one way from cells to a KPI's question (R11). */
import type { About, Kpi, Only, Read } from "../../shared/kpi/kpi.ts";
import { type CellMeasure, isStateMeasure, type Measure } from "../../shared/kpi/measure.ts";
import { add, EMPTY, type Multiset, merge } from "../../shared/kpi/multiset.ts";
import { HOUR_MS, type Period } from "../../shared/time/interval.ts";
import type { Minutes, Shelf } from "../fold/cells.ts";
import type { Entity } from "../fold/entity.ts";
import { secondsBetween } from "../fold/facts/elapsed.ts";
import { type Dims, holdsAt, type Span } from "../fold/facts/fact.ts";
import type { Ledger } from "./ledger.ts";
import { admits, type Filter } from "./scope.ts";

export type Loaded = ReadonlyMap<CellMeasure, readonly Shelf[]>;

/** Loads what the KPIs need for a period; everything after this is synchronous and consistent. */
export async function load(
  ledger: Ledger,
  kpis: readonly Kpi[],
  period: Pick<Period, "from" | "to" | "rolling">,
): Promise<Loaded> {
  await ledger.settle();
  const measures = new Set(kpis.flatMap((kpi) => kpi.measures));
  const minutes: Minutes = period.rolling ? 1 : 15;
  const loaded = new Map<CellMeasure, readonly Shelf[]>();
  for (const measure of measures) {
    if (isStateMeasure(measure)) continue;
    loaded.set(measure, await ledger.read(minutes, measure, period.from, period.to));
  }
  return loaded;
}

/** Visits every cell of a measure that lies in `[from, to)` and that the filter admits. */
export function eachCell(
  loaded: Loaded,
  measure: CellMeasure,
  { from, to }: Pick<Period, "from" | "to">,
  admit: (dims: Dims) => boolean,
  visit: (values: Multiset, dims: Dims, start: number) => void,
): void {
  for (const shelf of loaded.get(measure) ?? []) {
    for (const [start, slab] of shelf.slabs) {
      if (start < from || start >= to) continue;
      for (const { dims, values } of slab.values()) if (admit(dims)) visit(values, dims, start);
    }
  }
}

/**
 * `read` for one scope and period. `states` answers for what is open at an instant. What was merged
 * once is remembered, because KPIs share measures: to be used up before anything is awaited.
 */
export function reader(
  loaded: Loaded,
  filter: Filter,
  period: Pick<Period, "from" | "to">,
  states: (measure: Measure, admit: (dims: Dims) => boolean) => Multiset = () => EMPTY,
): Read {
  const known = new Map<string, Multiset>();
  const fresh: Read = (measure, only) => {
    const admit = admits(filter, only);
    if (isStateMeasure(measure)) return states(measure, admit);
    const parts: Multiset[] = [];
    eachCell(loaded, measure, period, admit, (values) => parts.push(values));
    return merge(parts);
  };
  return (measure: Measure, only?: Only) => {
    const key = `${measure} ${only?.channel} ${only?.direction}`;
    const merged = known.get(key) ?? fresh(measure, only);
    known.set(key, merged);
    return merged;
  };
}

/** What an answer over one filter and period may depend on beside values. */
export const aboutOne = (filter: Filter, { from, to }: Pick<Period, "from" | "to">): About => ({
  channel: filter.channel ?? null,
  hours: (to - from) / HOUR_MS,
});

/** Everything that is in a state at `at`. */
export const spansAt = (entities: Iterable<Entity>, at: number): Span[] =>
  [...entities].flatMap(({ meaning }) => meaning.spans.filter((span) => holdsAt(span, at)));

/** Age of a state in whole seconds; clocks that disagree make no negative ones. */
export const ageOf = (span: Span, at: number): number =>
  Math.max(0, secondsBetween(span.since, at));

/** Ages of what is in a state at `at`. */
export function statesAt(spans: readonly Span[], at: number) {
  return (measure: Measure, admit: (dims: Dims) => boolean): Multiset => {
    const ages: number[] = [];
    for (const span of spans) {
      if (span.measure === measure && admit(span)) add(ages, ageOf(span, at), 1);
    }
    return ages;
  };
}
