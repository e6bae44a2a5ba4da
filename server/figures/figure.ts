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
  const { kpis, scope, period, by } = question;
  const loaded = await load(ledger, kpis, period);
  const spans = spansAt(await entitiesAt(ledger, question), question.asOf);
  const states = statesAt(spans, question.asOf);
  const position = ledger.position();
  const about = aboutOne(scope.filter, period);
  const toJson = (kpi: Kpi, answer: Answer, part?: string): FigureJson => ({
    kpi: kpi.id,
    scope: scope.label,
    ...(part === undefined ? {} : { by: part }),
    period: {
      label: period.label,
      from: new Date(period.from).toISOString(),
      to: new Date(period.to).toISOString(),
      zone: question.zone,
    },
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
  return kpis.flatMap((kpi) => {
    if (by === undefined) {
      return [toJson(kpi, kpi.answer(reader(loaded, scope.filter, period, states), about))];
    }
    const groupOf = (dims: Dims, start: number) => groupLabel(by, dims, start, question.zone);
    const parts = isState(kpi)
      ? statesBy(spans, kpi, scope.filter, question.asOf, groupOf)
      : answersBy(loaded, kpi, scope.filter, period, groupOf, (group) =>
          aboutPart(by, group, about, question.zone),
        );
    return [...parts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([label, answer]) => toJson(kpi, answer, label));
  });
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
