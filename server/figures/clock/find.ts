/** Finds the one contact of an id: two systems may both have a contact 1001. */
import { contactKey, surveyKey } from "../../../shared/events/entity.ts";
import type { ContactClock } from "../../../shared/wire/contact-clock.ts";
import type { Entity } from "../../fold/entity.ts";
import type { Ledger } from "../ledger.ts";
import { contactClock } from "./contact-clock.ts";

/** The clock, or the sources that have a contact of that id: none, or several. */
export type Found =
  | { readonly clock: ContactClock }
  | { readonly clock: null; readonly sources: readonly string[] };

/** A contact; else a survey that came without one: it is behind figures too (SCR-9). */
const entityOf = async (ledger: Ledger, source: string, id: string): Promise<Entity | null> =>
  (await ledger.entity(contactKey(source, id))) ?? (await ledger.entity(surveyKey(source, id)));

export interface Sought {
  readonly contact: string;
  /** Where to look; undefined: wherever there is one. */
  readonly source?: string | undefined;
  /** What the asker may not see is not there. */
  readonly isFor: (entity: Entity) => boolean | Promise<boolean>;
}

/** `now` in ms since 1970. */
export async function clockOf(ledger: Ledger, sought: Sought, now: number): Promise<Found> {
  const { contact, source, isFor } = sought;
  const sources = source === undefined ? ledger.sources().map((one) => one.source) : [source];
  const found: { source: string; entity: Entity }[] = [];
  for (const one of sources) {
    const entity = await entityOf(ledger, one, contact);
    if (entity !== null && (await isFor(entity))) found.push({ source: one, entity });
  }
  const [first] = found;
  if (first === undefined || found.length > 1) {
    return { clock: null, sources: found.map((one) => one.source).sort() };
  }
  const name = { source: first.source, contact };
  return { clock: await contactClock(ledger, first.entity, name, now) };
}
