/** Figures, as every surface shows them: screen, API, command line, report (R11, EXP-8). */
import type { Answer, Kpi } from "../../shared/kpi/kpi.ts";
import { isStateMeasure } from "../../shared/kpi/measure.ts";
import { dateOf, INTERVAL_MS, type Period, periodOf } from "../../shared/time/interval.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import type { Entity } from "../fold/entity.ts";
import type { Dims } from "../fold/facts/fact.ts";
import type { Ledger } from "./ledger.ts";
import { eachCell, load, reader, statesAt } from "./read.ts";
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

/** What is open at an instant: from memory for now, from all entities for any other time. */
async function entitiesAt(ledger: Ledger, question: Question): Promise<Iterable<Entity>> {
  if (!question.kpis.some(isState)) return [];
  if (question.asOf === question.now) return ledger.entities.live();
  const entities: Entity[] = [];
  for await (const entity of ledger.between(question.asOf, question.asOf + 1)) entities.push(entity);
  return entities;
}

export async function figures(ledger: Ledger, question: Question): Promise<FigureJson[]> {
  const { kpis, scope, period, by } = question;
  const loaded = await load(ledger, kpis, period);
  const states = statesAt(await entitiesAt(ledger, question), question.asOf);
  const position = ledger.position();
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
    definition: `${kpi.id}@${kpi.version}`,
    position,
  });
  return kpis.flatMap((kpi) => {
    if (by === undefined) {
      return [toJson(kpi, kpi.answer(reader(loaded, scope.filter, period, states)))];
    }
    const parts = new Map<string, Part>();
    for (const measure of kpi.measures) {
      if (isStateMeasure(measure)) continue;
      const admit = admits(scope.filter, kpi.only);
      eachCell(loaded, measure, period, admit, (_, dims, start) => {
        const part = partOf(by, dims, start, question);
        if (part !== null && !parts.has(part.label)) parts.set(part.label, part);
      });
    }
    return [...parts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([label, part]) => {
        const read = reader(loaded, { ...scope.filter, ...part.filter }, part.period, states);
        return toJson(kpi, kpi.answer(read), label);
      });
  });
}

interface Part {
  readonly label: string;
  readonly filter: Filter;
  readonly period: Period;
}

/** The part of a breakdown that a cell belongs to; null: to none (nobody gets the credit). */
function partOf(by: By, dims: Dims, start: number, question: Question): Part | null {
  const { period, zone } = question;
  const whole = (label: string | null, filter: Filter) =>
    label === null ? null : { label, filter, period };
  switch (by) {
    case "agent":
      return whole(dims.agent, { agent: dims.agent ?? "" });
    case "team":
      return whole(dims.team, { team: dims.team ?? "" });
    case "channel":
      return whole(dims.channel, dims.channel === null ? {} : { channel: dims.channel });
    case "interval": {
      const to = start + INTERVAL_MS;
      return { label: new Date(start).toISOString(), filter: {}, period: { ...period, from: start, to } };
    }
    case "day":
      return dayPart(start, period, zone);
  }
}

function dayPart(start: number, period: Period, zone: string): Part | null {
  const label = dateOf(start, zone);
  const day = periodOf(label, zone, start);
  if (!day.ok) return null;
  const from = Math.max(day.value.from, period.from);
  return { label, filter: {}, period: { ...period, from, to: Math.min(day.value.to, period.to) } };
}
