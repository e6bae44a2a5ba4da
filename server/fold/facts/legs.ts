/** The legs of a contact (EVENTS.md types 5, 7 to 10, 13): one agent's part each. */
import { supersedes } from "../../../shared/events/entity.ts";
import type { EventOf } from "../../../shared/events/event.ts";
import type { Attempt } from "./attempts.ts";
import type { Contact } from "./contact.ts";
import { strongestSummary } from "./summary.ts";

type Measured = EventOf<"contact.measured">;

/** What the lifecycle events and the strongest summary say about one leg. */
export interface Leg {
  readonly id: string;
  /** Of consults only those are handled that a transfer names; monitors never (KPIS.md 5.1). */
  readonly role: "handled" | "consult" | "monitor";
  readonly answered: EventOf<"contact.answered"> | undefined;
  readonly ended: EventOf<"contact.leg_ended"> | undefined;
  readonly wrapup: EventOf<"contact.wrapup_ended"> | undefined;
  /** The attempt that reached the customer: dialling is part of the leg. */
  readonly attempt: Attempt | undefined;
  readonly holds: readonly EventOf<"contact.hold_changed">[];
  /** The summary that replaces the live estimate of its parts, and the one that states its effort. */
  readonly measured: Measured | undefined;
  readonly worked: Measured | undefined;
  /** Its agent passed the customer on. */
  readonly isPassedOn: boolean;
}

type Draft = { -readonly [Key in "answered" | "ended" | "wrapup"]?: NonNullable<Leg[Key]> } & {
  readonly id: string;
  readonly holds: EventOf<"contact.hold_changed">[];
};

const later = <Event extends EventOf<"contact.leg_ended"> | EventOf<"contact.wrapup_ended">>(
  known: Event | undefined,
  next: Event,
): Event => (known === undefined || supersedes(next, known) ? next : known);

/** Does it state parts of a leg? */
export const statesParts = ({ data }: Measured): boolean =>
  data.clock !== "business" &&
  (data.talkMs ?? data.holdMs ?? data.wrapupMs ?? data.dialMs) !== undefined;

/** Does it state effort, and no parts? */
export const statesWork = (event: Measured): boolean =>
  event.data.workMs !== undefined && event.data.clock !== "business" && !statesParts(event);

interface Drafts {
  readonly legs: ReadonlyMap<string, Draft>;
  /** Ids of legs that a transfer passed on, and of those it made the new ones. */
  readonly from: ReadonlySet<string>;
  readonly to: ReadonlySet<string>;
}

function draftsOf({ events }: Contact): Drafts {
  const legs = new Map<string, Draft>();
  const from = new Set<string>();
  const to = new Set<string>();
  const leg = (id: string): Draft => {
    const known = legs.get(id);
    if (known !== undefined) return known;
    const fresh: Draft = { id, holds: [] };
    legs.set(id, fresh);
    return fresh;
  };
  let isMeasuredWhole = false;
  for (const event of events) {
    if (event.type === "contact.answered") leg(event.data.legId).answered ??= event;
    else if (event.type === "contact.leg_ended") {
      const one = leg(event.data.legId);
      one.ended = later(one.ended, event);
    } else if (event.type === "contact.wrapup_ended") {
      const one = leg(event.data.legId);
      one.wrapup = later(one.wrapup, event);
    } else if (event.type === "contact.hold_changed") leg(event.data.legId).holds.push(event);
    else if (event.type === "contact.transferred") {
      if (event.data.fromLegId !== undefined) from.add(event.data.fromLegId);
      if (event.data.toLegId !== undefined) to.add(event.data.toLegId);
    } else if (event.type === "contact.measured" && statesParts(event)) {
      if (event.data.legId !== undefined) leg(event.data.legId);
      else isMeasuredWhole = true;
    }
  }
  if (legs.size === 0 && isMeasuredWhole) leg("");
  return { legs, from, to };
}

function roleOf({ id, answered }: Draft, { to }: Drafts): Leg["role"] {
  const role = answered?.data.role ?? "primary";
  if (role === "monitor") return "monitor";
  return role === "consult" && !to.has(id) ? "consult" : "handled";
}

/**
 * All legs in the order in which they are first told of. A summary of the whole contact is its only
 * handled leg's; beside several it would count their seconds twice, so they stay as they are.
 */
export function legsOf(contact: Contact, attempts: readonly Attempt[]): Leg[] {
  if (!contact.has.leg) return [];
  const drafts = draftsOf(contact);
  const roles = new Map([...drafts.legs.values()].map((one) => [one.id, roleOf(one, drafts)]));
  const isOnly = [...roles.values()].filter((role) => role === "handled").length === 1;
  return [...drafts.legs.values()].map(({ id, answered, ended, wrapup, holds }): Leg => {
    const role = roles.get(id) ?? "handled";
    const strongest = (states: (event: Measured) => boolean) =>
      strongestSummary(contact, (event) => {
        if (role !== "handled" || !states(event)) return false;
        return event.data.legId === undefined ? isOnly : event.data.legId === id;
      });
    return {
      id,
      role,
      answered,
      ended,
      wrapup,
      holds,
      attempt:
        answered && attempts.find(({ answered: reached }) => reached && reached.data.legId === id),
      measured: strongest(statesParts),
      worked: strongest(statesWork),
      isPassedOn: drafts.from.has(id),
    };
  });
}
