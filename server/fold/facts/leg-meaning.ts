/** All that the legs of a contact mean: handled legs, attempts, calls back, and their agents' time. */
import type { LegEntry } from "../timeline/entry.ts";
import { callbackFacts } from "./callback.ts";
import type { Contact } from "./contact.ts";
import type { Fact } from "./fact.ts";
import { legFacts, NO_LEGS, readLegs } from "./leg.ts";
import { legEntries } from "./leg-entries.ts";
import { outboundFacts } from "./outbound.ts";

export interface LegMeaning {
  readonly facts: readonly Fact[];
  /** Facts of estimated wrap-ups that are not over at `now`. */
  readonly later: readonly Fact[];
  readonly entries: readonly LegEntry[];
}

const NOTHING: LegMeaning = { facts: [], later: [], entries: [] };

export function legMeaning(contact: Contact, now: number): LegMeaning {
  const legs = readLegs(contact);
  if (legs === NO_LEGS && !contact.has.callback) return NOTHING;
  const { facts, estimated } = legFacts(contact, legs);
  const { entries, facts: shares } = legEntries(contact, legs, now);
  const later = estimated.filter(({ at }) => at > now);
  return {
    facts: [
      ...facts,
      ...estimated.filter(({ at }) => at <= now),
      ...shares,
      ...outboundFacts(contact, legs),
      ...callbackFacts(contact, legs),
    ],
    later,
    entries,
  };
}
