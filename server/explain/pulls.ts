/** The contacts behind each part: how far each alone pulled the figure, from all facts of a period. */
import { setImmediate } from "node:timers/promises";
import { type About, countedOf, type Kpi } from "../../shared/kpi/kpi.ts";
import type { Measure } from "../../shared/kpi/measure.ts";
import { type Multiset, merge } from "../../shared/kpi/multiset.ts";
import type { Period } from "../../shared/time/interval.ts";
import type { Kind } from "../figures/explain/kind.ts";
import { type Group, type GroupBy, type GroupSide, sideOf } from "../figures/explain/sides.ts";
import { contribution, weightOf } from "../figures/explain/split.ts";
import { admits, type Filter } from "../figures/scope.ts";
import type { Entity } from "../fold/entity.ts";
import type { Fact } from "../fold/facts/fact.ts";
import { isTimeline } from "../fold/timeline/entry.ts";
import type { AsKnown } from "./as-known.ts";
import type { History } from "./history.ts";

/** Contacts of one period that are looked at; beyond it the heaviest of these stand for all. */
export const CONTACTS_READ_MAX = 100_000;

export interface Pulling {
  /** Of the whole figure, in its unit; for shares, means and counts a group's pulls add up to its part. */
  pull: number;
  readonly facts: Fact[];
}

export interface Pulls {
  /** By group, then by the contact's key. */
  readonly groups: ReadonlyMap<Group, ReadonlyMap<string, Pulling>>;
  readonly isComplete: boolean;
}

export interface PullQuestion {
  readonly kpi: Kpi;
  readonly kind: Kind;
  readonly filter: Filter;
  readonly period: Pick<Period, "from" | "to">;
  readonly by: GroupBy;
  readonly about: About;
  /** The whole figure of this period, as it was known. */
  readonly whole: GroupSide;
  /** What a value is compared with: the mean of both periods' figures. */
  readonly centre: number;
  /** What this period adds to the difference: the later one 1, the earlier one −1. */
  readonly sign: 1 | -1;
}

/** What one contact's facts of one group alone add to the difference. */
function pullOf(facts: readonly Fact[], question: PullQuestion): number {
  const { kpi, kind, about, whole, centre, sign } = question;
  const values = new Map<Measure, Multiset[]>();
  for (const { measure, value } of facts) {
    const own = values.get(measure) ?? [];
    own.push([value, 1]);
    values.set(measure, own);
  }
  const own = sideOf(kpi, (measure) => merge(values.get(measure) ?? []), about);
  if (kind === "count") return sign * own.answer.numerator;
  if (kind === "ratio") {
    const { answer } = whole;
    return sign * (contribution(own.answer, answer) - weightOf(own.answer, answer) * centre);
  }
  let sum = 0;
  for (let at = 0; at < own.values.length; at += 2) {
    sum += ((own.values[at] as number) - centre) * (own.values[at + 1] as number);
  }
  return (sign * sum) / Math.max(1, whole.answer.n);
}

/** After so many entities others get their turn: those in memory come without waiting. */
const ENTITIES_AT_ONCE = 500;

/** Everything of the period as it was known: entities that are as they were, and those that were others. */
async function* entitiesOf(
  history: History,
  { replaced, instead }: Pick<AsKnown, "replaced" | "instead">,
  { from, to }: Pick<Period, "from" | "to">,
): AsyncIterable<Entity> {
  let read = 0;
  for await (const entity of history.between(from, to)) {
    read += 1;
    if (read % ENTITIES_AT_ONCE === 0) await setImmediate();
    if (!replaced.has(entity.key)) yield entity;
  }
  yield* instead;
}

export async function pullsOf(
  history: History,
  known: Pick<AsKnown, "replaced" | "instead">,
  question: PullQuestion,
): Promise<Pulls> {
  const { kpi, filter, period, by, about } = question;
  const counted = countedOf(kpi, about);
  if (counted === null) return { groups: new Map(), isComplete: true };
  const admit = admits(filter, kpi.only);
  const measures = new Set<Measure>(kpi.measures);
  const isOwn = (fact: Fact): boolean =>
    measures.has(fact.measure) && fact.at >= period.from && fact.at < period.to && admit(fact);
  const isCounted = ({ measure, value }: Fact): boolean =>
    counted.measures.includes(measure) && (counted.value === undefined || counted.value === value);
  const groups = new Map<Group, Map<string, Pulling>>();
  const seen = new Set<string>();
  const take = (key: string, facts: readonly Fact[]): void => {
    for (const [group, own] of Map.groupBy(facts, (fact) => fact[by])) {
      const behind = own.filter(isCounted);
      if (behind.length === 0) continue;
      seen.add(key);
      const contacts = groups.get(group) ?? new Map<string, Pulling>();
      groups.set(group, contacts);
      const pulling = contacts.get(key) ?? { pull: 0, facts: [] };
      pulling.pull += pullOf(own, question);
      pulling.facts.push(...behind);
      contacts.set(key, pulling);
    }
  };
  for await (const { key, meaning } of entitiesOf(history, known, period)) {
    const own = meaning.facts.filter(isOwn);
    if (own.length === 0) continue;
    for (const [contact, facts] of Map.groupBy(own, (fact) => fact.contact ?? key)) {
      if (contact !== key || !isTimeline(key)) take(contact, facts);
    }
    if (seen.size > CONTACTS_READ_MAX) return { groups, isComplete: false };
  }
  return { groups, isComplete: true };
}
