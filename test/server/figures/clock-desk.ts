/** The clock of contact `c` at a small desk, in a form that reads like a day. */
import { clockOf } from "../../../server/figures/clock/find.ts";
import {
  type ClockStretch,
  type ContactClock,
  contactClock,
  type Family,
} from "../../../shared/wire/contact-clock.ts";
import { type Desk, deskWith, type Opening, SOURCE } from "../fold/desk.ts";

/** The clock as the door would answer it: parsed by its own schema. Throws when there is none. */
export async function clockAt({ core }: Desk, id = "c", source?: string): Promise<ContactClock> {
  const found = await clockOf(
    core.tail,
    { contact: id, source, isFor: () => true },
    core.clock.now(),
  );
  if (found.clock === null) throw new Error(`no clock: ${found.sources.join(", ")}`);
  return contactClock.parse(found.clock);
}

export async function clockWith(
  events: readonly unknown[],
  opening: Opening = {},
): Promise<ContactClock> {
  return clockAt(await deskWith(events, opening));
}

/** `kind seconds`, one a stretch. */
export const laneOf = ({ stretches }: ContactClock, lane: ClockStretch["lane"]): string[] =>
  stretches.filter((one) => one.lane === lane).map(({ kind, seconds }) => `${kind} ${seconds}`);

/** What entered a measure: `kind seconds`. */
export const partsOf = ({ stretches }: ContactClock, measure: string): string[] =>
  stretches.flatMap(({ kind, entered }) =>
    entered.filter((one) => one.measure === measure).map(({ seconds }) => `${kind} ${seconds}`),
  );

export const valuesOf = ({ facts }: ContactClock, measure: string): number[] =>
  facts.filter((fact) => fact.measure === measure).map(({ value }) => value);

export const whyOf = ({ missing }: ContactClock): Partial<Record<Family, string>> =>
  Object.fromEntries(missing.map(({ family, why }) => [family, why]));

export { SOURCE };
