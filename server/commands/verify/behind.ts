/** The facts behind a figure, contact by contact, and in what they differ from those of another time. */
import { dateOf, floorTo, INTERVAL_MS } from "../../../shared/time/interval.ts";
import type { Question } from "../../figures/figure.ts";
import { isState } from "../../figures/figure.ts";
import type { Ledger } from "../../figures/ledger.ts";
import { admits } from "../../figures/scope.ts";
import type { Entity } from "../../fold/entity.ts";
import { type Fact, holdsAt } from "../../fold/facts/fact.ts";
import type { Asked } from "./question.ts";

/** What counted: its measure and value, who and when. A state has the instant since when it held. */
export type Counted = Omit<Fact, "measure" | "contact"> & { readonly measure: string };

/** One contact's facts, and the entities that made them: itself, or timelines it is part of. */
export interface Behind {
  readonly facts: readonly Counted[];
  readonly entities: ReadonlySet<string>;
}

function isOfPart(
  { by, zone }: Question,
  part: string | null,
  { at, ...dims }: Pick<Counted, "at" | "agent" | "team" | "channel">,
): boolean {
  if (part === null || by === undefined) return true;
  if (by === "interval") return new Date(floorTo(at, INTERVAL_MS)).toISOString() === part;
  return by === "day" ? dateOf(at, zone) === part : dims[by] === part;
}

function countedIn({ meaning }: Entity, { kpi, question, part, measures }: Asked): Fact[] {
  const { scope, period, asOf } = question;
  const admit = admits(scope.filter, kpi.only);
  const facts = meaning.facts.filter(
    (fact) =>
      measures.has(fact.measure) && fact.at >= period.from && fact.at < period.to && admit(fact),
  );
  if (isState(kpi)) {
    for (const { from: _, to: __, since, measure, ...dims } of meaning.spans.filter(
      (span) => measures.has(span.measure) && holdsAt(span, asOf) && admit(span),
    )) {
      const value = Math.max(0, Math.floor((asOf - since) / 1000));
      facts.push({ ...dims, measure: measure as unknown as Fact["measure"], value, at: since });
    }
  }
  return facts.filter((fact) => isOfPart(question, part, fact));
}

/** By the key of the contact; time of an agent by the key of his day. */
export async function behind(ledger: Ledger, asked: Asked): Promise<Map<string, Behind>> {
  const { kpi, question } = asked;
  const { from, to } = isState(kpi)
    ? { from: question.asOf, to: question.asOf + 1 }
    : question.period;
  const found = new Map<string, { facts: Counted[]; entities: Set<string> }>();
  for await (const entity of ledger.between(from, to)) {
    for (const { contact, ...fact } of countedIn(entity, asked)) {
      const key = contact ?? entity.key;
      const own = found.get(key) ?? { facts: [], entities: new Set<string>() };
      found.set(key, own);
      own.facts.push(fact);
      own.entities.add(entity.key);
    }
  }
  return found;
}

export interface Difference {
  readonly key: string;
  /** What counted and does not count so any more; what counts now instead. */
  readonly gone: readonly Counted[];
  readonly come: readonly Counted[];
  readonly entities: ReadonlySet<string>;
}

const textOf = (fact: Counted): string => {
  const { measure, value, at, agent, team, queue, channel, direction } = fact;
  return JSON.stringify([at, measure, value, agent, team, queue, channel, direction]);
};

/** In the order of what changed first. */
export function differences(
  was: ReadonlyMap<string, Behind>,
  is: ReadonlyMap<string, Behind>,
): Difference[] {
  const found: Difference[] = [];
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const [before, after] = [was.get(key), is.get(key)];
    const gone = without(before?.facts ?? [], after?.facts ?? []);
    const come = without(after?.facts ?? [], before?.facts ?? []);
    if (gone.length + come.length === 0) continue;
    const entities = new Set([...(before?.entities ?? []), ...(after?.entities ?? [])]);
    found.push({ key, gone, come, entities });
  }
  const first = ({ gone, come }: Difference): number =>
    Math.min(...[...gone, ...come].map(({ at }) => at));
  return found.sort((a, b) => first(a) - first(b) || (a.key < b.key ? -1 : 1));
}

/** Those of the first that the second has not, as often as it has them not. */
function without(facts: readonly Counted[], others: readonly Counted[]): Counted[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(textOf(other), (left.get(textOf(other)) ?? 0) + 1);
  return facts.filter((fact) => {
    const text = textOf(fact);
    const times = left.get(text) ?? 0;
    left.set(text, times - 1);
    return times <= 0;
  });
}
