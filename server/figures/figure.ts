/** Figures, as every surface shows them: screen, API, command line, report (R11, EXP-8). */
import type { Channel } from "../../shared/events/fields.ts";
import type { About, Answer, Kpi } from "../../shared/kpi/kpi.ts";
import { isStateMeasure } from "../../shared/kpi/measure.ts";
import {
  dateOf,
  endOfDay,
  HOUR_MS,
  INTERVAL_MS,
  type Period,
  startOfDay,
} from "../../shared/time/interval.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import type { Entity } from "../fold/entity.ts";
import type { Dims, Span } from "../fold/facts/fact.ts";
import { answersBy, statesBy } from "./answers.ts";
import type { Ledger } from "./ledger.ts";
import { aboutOne, load, reader, spansAt, statesAt } from "./read.ts";
import { Reading } from "./reading.ts";
import { admits, type Filter, type Scope } from "./scope.ts";

export type By = "agent" | "team" | "channel" | "interval" | "day";

export interface Question {
  readonly kpis: readonly Kpi[];
  readonly scope: Scope;
  readonly period: Period;
  readonly zone: string;
  /** The instant of state KPIs: now, or any other. */
  readonly asOf: number;
  readonly now: number;
  readonly by?: By;
}

export const isState = (kpi: Kpi): boolean => kpi.measures.some(isStateMeasure);

/** Needs to know what is open: states, and what is not decided yet. */
const needsStates = (kpi: Kpi): boolean => isState(kpi) || kpi.pending !== undefined;

/** What is open at an instant: from memory for now, from all entities for any other time. */
export async function entitiesAt(ledger: Ledger, question: Question): Promise<Iterable<Entity>> {
  if (!question.kpis.some(needsStates)) return [];
  if (question.asOf === question.now) return ledger.entities.live();
  const entities: Entity[] = [];
  for await (const entity of ledger.between(question.asOf, question.asOf + 1))
    entities.push(entity);
  return entities;
}

export async function figures(ledger: Ledger, question: Question): Promise<FigureJson[]> {
  const { kpis, scope, period, by, zone } = question;
  const days = by === "day" ? daysOf(period, zone) : [];
  const daily = await Promise.all(days.map((day) => load(ledger, kpis, day)));
  const loaded = await load(ledger, kpis, period, by === "interval");
  const spans = spansAt(await entitiesAt(ledger, question), question.asOf);
  const position = ledger.position(); // from here on nothing is awaited
  const about = aboutOne(scope.filter, period);
  const toJson = jsonOf(question, spans, position);
  if (by === undefined) {
    const read = reader(loaded, scope.filter, statesAt(spans, question.asOf));
    return kpis.map((kpi) => toJson(kpi, kpi.answer(read, about)));
  }
  const groupOf = (dims: Dims, start: number) => groupLabel(by, dims, start, zone);
  const readings =
    by === "day"
      ? days.map((day, at) => new Reading(daily[at] ?? loaded, scope.filter, () => day.label))
      : [new Reading(loaded, scope.filter, groupOf, by === "interval")];
  return kpis.flatMap((kpi) => {
    const parts = isState(kpi)
      ? [...statesBy(spans, kpi, scope.filter, question.asOf, groupOf)]
      : readings.flatMap((reading) => [
          ...answersBy(reading, kpi, (group) => aboutPart(by, group, about, zone)),
        ]);
    return parts
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([label, answer]) => toJson(kpi, answer, label));
  });
}

/** An answer in the words of the API; what is the same for all figures is made once. */
function jsonOf(question: Question, spans: readonly Span[], position: number) {
  const { scope, period, zone } = question;
  const stretch: FigureJson["period"] = {
    label: period.label,
    from: new Date(period.from).toISOString(),
    to: new Date(period.to).toISOString(),
    zone,
  };
  return (kpi: Kpi, answer: Answer, part?: string): FigureJson => ({
    kpi: kpi.id,
    scope: scope.label,
    ...(part === undefined ? {} : { by: part }),
    period: stretch,
    value: answer.value,
    unit: kpi.unit,
    n: answer.n,
    numerator: answer.numerator,
    denominator: answer.denominator,
    interval: answer.interval,
    ...(answer.parts === undefined ? {} : { parts: answer.parts }),
    ...(kpi.pending === undefined || part !== undefined
      ? {}
      : { pending: pendingIn(spans, kpi, scope.filter, period) }),
    definition: `${kpi.id}@${kpi.version}`,
    position,
  });
}

/** The local days that a period touches, each as far as it lies in it. */
function daysOf({ from, to, rolling }: Period, zone: string): Period[] {
  const days: Period[] = [];
  for (let at = from; at < to; ) {
    const end = Math.min(to, endOfDay(at, zone));
    days.push({ label: dateOf(at, zone), from: at, to: end, rolling });
    at = end;
  }
  return days;
}

/** The same for one part of a breakdown: a channel's own handling time, a day's own hours. */
function aboutPart(by: By, part: string, whole: About, zone: string): About {
  if (by === "channel") return { ...whole, channel: part as Channel };
  if (by === "interval") return { ...whole, hours: INTERVAL_MS / HOUR_MS };
  if (by !== "day") return whole;
  const noon = Date.parse(`${part}T12:00:00Z`);
  return { ...whole, hours: (endOfDay(noon, zone) - startOfDay(noon, zone)) / HOUR_MS };
}

/** How many of the period are still open: states whose beginning lies in it (KPIS.md 1.2). */
function pendingIn(
  spans: readonly Span[],
  kpi: Kpi,
  filter: Filter,
  { from, to }: Pick<Period, "from" | "to">,
): number {
  const admit = admits(filter, kpi.only);
  return spans.filter(
    (span) => span.measure === kpi.pending && span.since >= from && span.since < to && admit(span),
  ).length;
}

/** The group of a cell in a breakdown; null: none (nobody gets the credit). */
function groupLabel(by: By, dims: Dims, start: number, zone: string): string | null {
  switch (by) {
    case "interval":
      return new Date(start).toISOString();
    case "day":
      return dateOf(start, zone);
    default:
      return dims[by];
  }
}
