/** Figures, as every surface shows them: screen, API, command line, report (R11, EXP-8). */
import { type Channel, channel } from "../../shared/events/fields.ts";
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
import type { Lost } from "../fold/gaps.ts";
import { answersBy, statesBy } from "./answers.ts";
import { enoughOf } from "./enough.ts";
import { incompleteIn } from "./incomplete.ts";
import { Kept } from "./kept.ts";
import type { Ledger, Loaded } from "./ledger.ts";
import { aboutOne, load, reader, spansAt, statesAt } from "./read.ts";
import { Reading } from "./reading.ts";
import { admits, type Filter, type Scope } from "./scope.ts";
import { EVERYTHING, type Sees } from "./sees.ts";
import { withheld } from "./small-groups.ts";

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
  /** Of whom and of how few; without it everything. */
  readonly sees?: Sees;
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
  const stretches = by === "day" ? daysOf(period, zone) : [period];
  const loads = stretches.map((stretch) => load(ledger, kpis, stretch, by === "interval"));
  const loaded = await Promise.all(loads);
  const spans = spansAt(await entitiesAt(ledger, question), question.asOf);
  const position = ledger.position(); // from here on nothing is awaited
  const about = aboutOne(scope.filter, period);
  const inWords = jsonOf(question, spans, position, missedIn(question, stretches, ledger.lost()));
  const groupOf = (dims: Dims, start: number) =>
    by === undefined ? WHOLE : groupLabel(by, dims, start, zone);
  const isEnough = enoughOf(ledger, question, { stretches, loaded, groupOf });
  const toJson = (kpi: Kpi, answer: Answer, part?: string): FigureJson => {
    const figure = inWords(kpi, answer, part);
    return isEnough(kpi, part ?? WHOLE) ? figure : withheld(figure);
  };
  if (by === undefined) {
    const [whole] = loaded as [Loaded];
    const { from, to, rolling } = period;
    const keeping = rolling ? undefined : { in: keptWhole, name: `${from} ${to}` };
    const read = reader(whole, scope.filter, statesAt(spans, question.asOf), keeping);
    return kpis.map((kpi) => toJson(kpi, kpi.answer(read, about)));
  }
  const readings = loaded.map((one, at) => {
    const { label, from, to, rolling } = stretches[at] ?? period;
    const own = by === "day" ? () => label : groupOf;
    const keeping = { kept: { in: kept, name: `${by} ${from} ${to}` } };
    if (by === "interval") return new Reading(one, scope.filter, own, { when: "by start" });
    return new Reading(one, scope.filter, own, rolling ? {} : keeping);
  });
  const answers = kpis.map((kpi) =>
    isState(kpi)
      ? statesBy(spans, kpi, scope.filter, question.asOf, groupOf)
      : answersInAll(readings, kpi, by, about, zone),
  );
  const { persons } = question.sees ?? EVERYTHING;
  const labels = [...new Set(answers.flatMap((parts) => [...parts.keys()]))]
    .filter((label) => by !== "agent" || persons(label))
    .sort();
  return kpis.flatMap((kpi, at) => {
    const figures: FigureJson[] = [];
    for (const label of labels) {
      const answer = answers[at]?.get(label);
      if (answer !== undefined) figures.push(toJson(kpi, answer, label));
    }
    return figures;
  });
}

/** The group of everything. */
const WHOLE = "";

/** Sums by agent, team, channel and day, of days that are over. */
const kept = new Kept<string>();
/** And what is broken down by nothing. */
const keptWhole = new Kept<string>();

/** The parts of all readings: one, or one a day. */
function answersInAll(
  readings: readonly Reading<string>[],
  kpi: Kpi,
  by: By,
  about: About,
  zone: string,
): Map<string, Answer> {
  const abouts = aboutsOf(by, about);
  const aboutOf = (label: string) => aboutPart(by, label, about, zone);
  const [first, ...others] = readings.map((reading) => answersBy(reading, kpi, abouts, aboutOf));
  return others.length === 0
    ? (first ?? new Map())
    : new Map([first ?? [], ...others].flatMap((one) => [...one]));
}

/** An answer in the words of the API; what is the same for all figures is made once. */
function jsonOf(question: Question, spans: readonly Span[], position: number, missed: Missed) {
  const { scope, period, zone } = question;
  const stretch: FigureJson["period"] = {
    label: period.label,
    from: new Date(period.from).toISOString(),
    to: new Date(period.to).toISOString(),
    zone,
  };
  return (kpi: Kpi, answer: Answer, part?: string): FigureJson => {
    const { value, n, numerator, denominator, interval } = answer;
    const figure: FigureJson = {
      kpi: kpi.id,
      scope: scope.label,
      period: stretch,
      value,
      unit: kpi.unit,
      n,
      numerator,
      denominator,
      interval,
      ...missed(kpi, part),
      definition: `${kpi.id}@${kpi.version}`,
      position,
    };
    if (part !== undefined) figure.by = part;
    if (answer.parts !== undefined) figure.parts = { ...answer.parts };
    if (kpi.pending !== undefined && part === undefined) {
      figure.pending = pendingIn(spans, kpi, scope.filter, period);
    }
    return figure;
  };
}

type Missed = (kpi: Kpi, part?: string) => Pick<FigureJson, "incomplete">;

/** A channel is of its own sources; a step of the time misses what is missing in it. */
function missedIn(
  { by, scope: { filter }, period, asOf }: Question,
  stretches: readonly Period[],
  lost: readonly Lost[],
): Missed {
  return (kpi, part) => {
    if (part === undefined || by === undefined)
      return incompleteIn(kpi, filter, period, lost, asOf);
    const at = by === "interval" ? Date.parse(part) : 0;
    const stretch =
      by === "interval"
        ? { from: at, to: at + INTERVAL_MS }
        : (stretches.find(({ label }) => label === part) ?? period);
    const own = by === "channel" ? { ...filter, channel: part as Channel } : filter;
    return incompleteIn(kpi, own, stretch, lost, asOf);
  };
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

/** What the parts of a breakdown may be about, as far as it decides what is read. */
const aboutsOf = (by: By, whole: About): [About, ...About[]] =>
  by === "channel"
    ? [whole, ...channel.options.map((one): About => ({ ...whole, channel: one }))]
    : [whole];

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
