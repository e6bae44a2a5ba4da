/**
 * What agents' days and customers tell about contacts: shares of handling time, first contact resolution.
 * Looked up for many contacts at once; the last ones are remembered, because contacts that end together
 * share their agents' days.
 */
import type { Ledger } from "../figures/ledger.ts";
import type { Entity } from "../fold/entity.ts";
import type { Fact, Span } from "../fold/facts/fact.ts";
import { isTimeline } from "../fold/timeline/entry.ts";
import type { Shared } from "./contact-line.ts";

/** So many timelines are remembered: more than agents who work on one day. */
const REMEMBERED_MAX = 3_000;

interface Timeline {
  readonly byContact: ReadonlyMap<string, readonly Fact[]>;
  readonly spans: readonly Span[];
}

const NOTHING: Timeline = { byContact: new Map(), spans: [] };

function timelineOf({ meaning }: Entity): Timeline {
  const byContact = new Map<string, Fact[]>();
  for (const fact of meaning.facts) {
    if (fact.contact === undefined) continue;
    const known = byContact.get(fact.contact);
    if (known === undefined) byContact.set(fact.contact, [fact]);
    else known.push(fact);
  }
  return { byContact, spans: meaning.spans };
}

const namesOf = ({ meaning }: Entity): string[] => [
  ...new Set(meaning.entries.map(({ timeline }) => timeline).filter(isTimeline)),
];

/** Answers for a handful of contacts at a time. */
export function createTimelines(ledger: Pick<Ledger, "several">) {
  const remembered = new Map<string, Timeline>(); // least recently used first

  const remember = (name: string, timeline: Timeline): void => {
    remembered.delete(name);
    remembered.set(name, timeline);
    const [oldest] = remembered.keys();
    if (remembered.size > REMEMBERED_MAX && oldest !== undefined) remembered.delete(oldest);
  };

  return async (contacts: readonly Entity[]): Promise<Map<Entity, Shared>> => {
    const own = new Map(contacts.map((contact) => [contact, namesOf(contact)]));
    const near = new Map<string, Timeline>();
    const missing: string[] = [];
    for (const name of new Set([...own.values()].flat())) {
      const known = remembered.get(name);
      if (known === undefined) missing.push(name);
      near.set(name, known ?? NOTHING);
    }
    if (missing.length > 0) {
      for (const entity of await ledger.several(missing)) near.set(entity.key, timelineOf(entity));
    }
    for (const [name, timeline] of near) remember(name, timeline);
    const sharedOf = (contact: Entity): Shared => {
      const timelines = (own.get(contact) ?? []).map((name) => near.get(name) ?? NOTHING);
      return {
        facts: timelines.flatMap(({ byContact }) => byContact.get(contact.key) ?? []),
        pending: timelines.flatMap(({ spans }) => spans),
      };
    };
    return new Map(contacts.map((contact) => [contact, sharedOf(contact)]));
  };
}
