/** Handled legs (KPIS.md 5.1): one agent's part of a contact, as talk + hold + wrap-up. */
import { supersedes } from "../../../shared/events/entity.ts";
import type { EventOf } from "../../../shared/events/event.ts";
import { type Contact, factOf, ownerAt } from "./contact.ts";
import { elapsed, secondsBetween, secondsOf } from "./elapsed.ts";
import type { Fact } from "./fact.ts";
import { strongestSummary } from "./summary.ts";

/** What the lifecycle events and the strongest summary say about one leg. */
interface Leg {
  readonly id: string;
  answered?: EventOf<"contact.answered">;
  ended?: EventOf<"contact.leg_ended">;
  wrapup?: EventOf<"contact.wrapup_ended">;
  offered?: EventOf<"contact.offered">;
  measured?: EventOf<"contact.measured"> | undefined;
  holds: EventOf<"contact.hold_changed">[];
}

/** Parts in seconds; null: the source cannot say. Unknown is not zero. */
interface Parts {
  readonly talk: number | null;
  readonly hold: number | null;
  readonly wrap: number | null;
  readonly dial: number | null;
  readonly quality: "fine" | "clamped" | "quarantined";
}

const last = <Event extends EventOf<"contact.leg_ended"> | EventOf<"contact.wrapup_ended">>(
  known: Event | undefined,
  next: Event,
): Event => (known === undefined || supersedes(next, known) ? next : known);

/** Attempts that have not failed so far: only the one that reaches the customer is handled time. */
function dial(
  dialling: Map<string, EventOf<"contact.offered">>,
  event: EventOf<"contact.offered">,
) {
  if (event.data.outcome === "failed") dialling.delete(event.data.offerId);
  else if (!dialling.has(event.data.offerId)) dialling.set(event.data.offerId, event);
}

/**
 * The handled legs. A summary of the whole contact is its only leg's; beside several legs it would
 * count their seconds twice, so they stay as they are.
 */
function legsOf(contact: Contact): Leg[] {
  const legs = new Map<string, Leg>();
  const leg = (id: string): Leg => {
    const known = legs.get(id);
    if (known !== undefined) return known;
    const fresh: Leg = { id, holds: [] };
    legs.set(id, fresh);
    return fresh;
  };
  const dialling = new Map<string, EventOf<"contact.offered">>();
  let isMeasuredWhole = false;
  for (const event of contact.events) {
    if (event.type === "contact.offered" && event.data.party === "customer") dial(dialling, event);
    else if (event.type === "contact.answered") {
      const one = leg(event.data.legId);
      one.answered ??= event;
      const { via } = event.data;
      const dialled = dialling.get(event.data.legId) ?? [...dialling.values()].at(-1);
      if (dialled && (via === "outbound" || via === "callback")) one.offered ??= dialled;
    } else if (event.type === "contact.leg_ended") {
      const one = leg(event.data.legId);
      one.ended = last(one.ended, event);
    } else if (event.type === "contact.wrapup_ended") {
      const one = leg(event.data.legId);
      one.wrapup = last(one.wrapup, event);
    } else if (event.type === "contact.hold_changed") leg(event.data.legId).holds.push(event);
    else if (event.type === "contact.measured" && isLegSummary(event)) {
      if (event.data.legId !== undefined) leg(event.data.legId);
      else isMeasuredWhole = true;
    }
  }
  if (legs.size === 0 && isMeasuredWhole) leg("");
  const handled = [...legs.values()].filter((one) => isHandled(contact, one));
  for (const one of handled) {
    const isOf = (legId: string | undefined) =>
      legId === undefined ? handled.length === 1 : legId === one.id;
    one.measured = strongestSummary(
      contact,
      (event) => isLegSummary(event) && isOf(event.data.legId),
    );
  }
  return handled;
}

const isLegSummary = ({ data }: EventOf<"contact.measured">): boolean =>
  data.clock !== "business" && (data.talkMs ?? data.holdMs ?? data.wrapupMs) !== undefined;

/** Consult and monitor legs are not handled, unless a transfer names the consult's own leg. */
function isHandled(contact: Contact, leg: Leg): boolean {
  const role = leg.answered?.data.role ?? "primary";
  if (role === "primary" || role === "conference") return true;
  return (
    role === "consult" &&
    contact.events.some(
      (event) => event.type === "contact.transferred" && event.data.toLegId === leg.id,
    )
  );
}

/** The anchor: end of wrap-up. Null: the leg is still talking or in wrap-up (R7). */
function completedAt(contact: Contact, leg: Leg): number | null {
  if (leg.measured?.data.final) return leg.measured.at;
  if (leg.answered === undefined || leg.ended === undefined) return null;
  if (leg.wrapup !== undefined) return leg.wrapup.at;
  return contact.directory.reportsWrapup(leg.ended.source) ? null : leg.ended.at;
}

function holdSeconds(leg: Leg, startAt: number, endAt: number): number {
  let held = 0;
  let since: number | null = null;
  for (const { at, data } of leg.holds) {
    if (data.onHold) since ??= Math.max(at, startAt);
    else if (since !== null) {
      held += Math.max(0, secondsBetween(since, Math.min(at, endAt)));
      since = null;
    }
  }
  return since === null ? held : held + Math.max(0, secondsBetween(since, endAt));
}

function partsOf(contact: Contact, leg: Leg): Parts {
  const { answered, ended, wrapup, offered, measured } = leg;
  const say = measured?.data;
  const asserted = (ms: number | undefined) => (ms === undefined ? undefined : secondsOf(ms));
  const connected = answered && ended ? elapsed(answered.at, ended.at) : null;
  const after = ended && wrapup ? elapsed(ended.at, wrapup.at) : null;
  const dialled = offered && answered ? elapsed(offered.at, answered.at) : null;
  const spoken = [connected, after, dialled].map((one) => one?.quality);
  const held =
    answered && ended && (leg.holds.length > 0 || measured === undefined)
      ? holdSeconds(leg, answered.at, ended.at)
      : null;
  const hold = asserted(say?.holdMs) ?? held;
  const derivedTalk =
    connected?.seconds == null ? null : Math.max(0, connected.seconds - (held ?? 0));
  const wrapKnown = contact.directory.reportsWrapup((ended ?? measured ?? { source: "" }).source);
  return {
    talk: asserted(say?.talkMs) ?? derivedTalk,
    hold,
    wrap: asserted(say?.wrapupMs) ?? (wrapKnown ? (after?.seconds ?? null) : null),
    dial: asserted(say?.dialMs) ?? dialled?.seconds ?? null,
    quality: measured?.data.final
      ? "fine"
      : spoken.includes("quarantined")
        ? "quarantined"
        : spoken.includes("clamped")
          ? "clamped"
          : "fine",
  };
}

/** Credit L: the agent of the leg; the team of the queue it came from, else the primary team. */
export function legCredit(
  contact: Contact,
  answered: EventOf<"contact.answered"> | undefined,
  agentId: { source: string; agentId: string } | null,
  at: number,
) {
  const { directory } = contact;
  const agent = agentId === null ? null : directory.agent(agentId.source, agentId.agentId, at);
  const owner = ownerAt(contact, answered?.at ?? at);
  const fromQueue = answered === undefined || (answered.data.via ?? "queue") === "queue";
  const named = answered?.data.teamId ?? undefined;
  const stated = named === undefined ? null : directory.team(answered?.source ?? "", named, at);
  const ofQueue = fromQueue ? (directory.teamOfQueue(owner.queue ?? "", at) ?? owner.team) : null;
  const primary = agent === null ? null : directory.primaryTeam(agent, at);
  return {
    agent,
    team: stated ?? ofQueue ?? primary ?? owner.team,
    queue: fromQueue ? owner.queue : null,
  };
}

function agentOf(leg: Leg): { source: string; agentId: string } | null {
  for (const event of [leg.answered, leg.measured, leg.ended, leg.wrapup]) {
    const agentId = event?.data.agentId;
    if (event !== undefined && typeof agentId === "string") {
      return { source: event.source, agentId };
    }
  }
  return null;
}

function factsOfLeg(contact: Contact, leg: Leg): Fact[] {
  const at = completedAt(contact, leg);
  if (at === null) return [];
  const parts = partsOf(contact, leg);
  const credit = legCredit(contact, leg.answered, agentOf(leg), at);
  if (parts.quality === "quarantined")
    return [factOf(contact, "quality.quarantined", 1, at, credit)];
  const { talk, hold, wrap, dial } = parts;
  const handle = (talk ?? 0) + (hold ?? 0) + (wrap ?? 0) + (dial ?? 0);
  const complete = talk !== null && hold !== null && wrap !== null ? 1 : 0;
  const facts = [factOf(contact, "leg.handle", handle, at, credit)];
  if (talk !== null) facts.push(factOf(contact, "leg.talk", talk, at, credit));
  if (hold !== null) facts.push(factOf(contact, "leg.hold", hold, at, credit));
  if (wrap !== null) facts.push(factOf(contact, "leg.wrap", wrap, at, credit));
  if (dial !== null) facts.push(factOf(contact, "leg.dial", dial, at, credit));
  facts.push(factOf(contact, "leg.complete", complete, at, credit));
  if (parts.quality === "clamped")
    facts.push(factOf(contact, "quality.skew_clamped", 1, at, credit));
  return facts;
}

export function legFacts(contact: Contact): Fact[] {
  if (contact.gone === "deleted" || !contact.has.leg) return [];
  return legsOf(contact).flatMap((leg) => factsOfLeg(contact, leg));
}
