/** The cells of a scope and a period, merged: the one way from cells to a KPI's question (R11). */
import type { About, Kpi, Read } from "../../shared/kpi/kpi.ts";
import { type CellMeasure, isStateMeasure, type Measure } from "../../shared/kpi/measure.ts";
import { add, EMPTY, type Multiset } from "../../shared/kpi/multiset.ts";
import { HOUR_MS, type Period } from "../../shared/time/interval.ts";
import type { Entity } from "../fold/entity.ts";
import { secondsBetween } from "../fold/facts/elapsed.ts";
import { type Dims, holdsAt, type Span } from "../fold/facts/fact.ts";
import { eachPacked, valuesOf } from "../fold/packed.ts";
import type { Ledger, Loaded } from "./ledger.ts";
import { type Keeping, wholeOf } from "./reading.ts";
import { admits, type Filter } from "./scope.ts";

/**
 * Loads what the KPIs need for a period; everything after this is synchronous and consistent.
 * `bySlab` keeps every interval apart; without it only the sum over the whole period has a meaning.
 */
export async function load(
  ledger: Ledger,
  kpis: readonly Kpi[],
  period: Pick<Period, "from" | "to" | "rolling">,
  bySlab = false,
): Promise<Loaded> {
  const measures = new Set<CellMeasure>();
  for (const kpi of kpis) {
    for (const measure of kpi.measures) if (!isStateMeasure(measure)) measures.add(measure);
  }
  return loadMeasures(ledger, [...measures], period, bySlab);
}

export async function loadMeasures(
  ledger: Ledger,
  measures: readonly CellMeasure[],
  { from, to, rolling }: Pick<Period, "from" | "to" | "rolling">,
  bySlab = false,
): Promise<Loaded> {
  await ledger.settle();
  return ledger.read({ minutes: rolling ? 1 : 15, measures, from, to, bySlab });
}

/**
 * Visits every loaded cell of a measure, perhaps in several pieces: a cell is the sum of its visits,
 * and a piece that is taken away has negative times. `start` is its interval's when loaded `bySlab`.
 */
export function eachCell(
  { dims, parts }: Loaded,
  measure: CellMeasure,
  visit: (values: Multiset, dims: Dims, start: number) => void,
): void {
  const signed = (values: Multiset, times: 1 | -1): Multiset =>
    times === 1 ? values : values.map((number, at) => (at % 2 === 0 ? number : -number));
  for (const { packed, changes, start, times } of parts.get(measure) ?? []) {
    eachPacked(packed, (number, from, to) => {
      visit(signed(valuesOf(packed, from, to), times), dims.at(number), start);
    });
    for (const [number, values] of changes) visit(signed(values, times), dims.at(number), start);
  }
}

/**
 * `read` for one scope. `states` answers for what is open at an instant. What was merged once is
 * remembered, because KPIs share measures: to be used up before anything is awaited.
 */
export function reader(
  loaded: Loaded,
  filter: Filter,
  states: (measure: Measure, admit: (dims: Dims) => boolean) => Multiset = () => EMPTY,
  kept?: Keeping<string>,
): Read {
  const whole = wholeOf(loaded, filter, kept);
  return (measure, only) =>
    isStateMeasure(measure) ? states(measure, admits(filter, only)) : whole(measure, only);
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
