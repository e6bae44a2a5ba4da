/** One agent's part of a contact: talk, hold, wrap-up, dialling (KPIS.md 5). */
import { type Contact, holderAt, sampleOf, senderCredit } from "./contact.ts";
import type { House } from "./house.ts";
import { queueWaits } from "./queue.ts";
import { type Said, second } from "./said.ts";
import type { Sample } from "./sample.ts";
import { isReply } from "./tickets.ts";

export interface Leg {
  readonly contact: Contact;
  readonly id: string;
  readonly agent: string | null;
  readonly answeredAt: number;
  /** When dialling began, for a leg that was dialled. */
  readonly dialledAt: number | null;
  /** The end of the conversation; while it goes on: now. */
  readonly endedAt: number;
  /** The end of wrap-up, or of the conversation where nobody reports wrap-up; or now. */
  readonly doneAt: number;
  /** Still in conversation, or in wrap-up now: not in any KPI of legs (KPIS.md 5.1). */
  readonly isOpen: boolean;
  /** Not so: a consult, whose seconds are occupancy only. */
  readonly isHandled: boolean;
  readonly isTransferred: boolean;
  readonly talk: number;
  readonly hold: number;
  /** null: unknown, which is not zero. */
  readonly wrap: number | null;
  readonly team: string | null;
  readonly skew: "none" | "clamped" | "quarantined";
}

const isOffer = ({ type, words }: Said): boolean =>
  type === "contact.offered" &&
  words.party === "customer" &&
  (words.outcome ?? "pending") === "pending";

function holdSeconds(own: readonly Said[], endedAt: number): number {
  let held = 0;
  let since: number | null = null;
  for (const { type, words, at } of own) {
    if (type !== "contact.hold_changed") continue;
    if (words.onHold) since ??= at;
    else if (since !== null) {
      held += second(at) - second(since);
      since = null;
    }
  }
  return since === null ? held : held + second(endedAt) - second(since);
}

/** A reported end of wrap-up; else the agent's next status change (KPIS.md 5.1). */
function wrapEnd(own: readonly Said[], ended: Said, agent: string | null, states: StateOf) {
  const best = own
    .filter(({ type }) => type === "contact.wrapup_ended")
    .toSorted((a, b) => (a.version < b.version ? -1 : a.version > b.version ? 1 : a.at - b.at))
    .at(-1);
  return best?.at ?? (agent === null ? undefined : states(agent).find((at) => at > ended.at));
}

/** Instants at which an agent's state changed. */
export type StateOf = (agent: string) => readonly number[];

/** The queue a leg came out of, or was asked for in; a leg passed on directly came out of none. */
function queueOf(contact: Contact, house: House, answered: Said, index: number): string | null {
  if (answered.words.via === "callback") {
    return holderAt(contact, house, answered.at, index).queue;
  }
  return queueWaits(contact, house).find(({ exit }) => exit === answered)?.queue ?? null;
}

export function legsOf(contact: Contact, house: House, states: StateOf, now: number): Leg[] {
  const { said, source } = contact;
  return said.flatMap((answered, index): Leg[] => {
    const { legId, role = "primary", via } = answered.words;
    if (answered.type !== "contact.answered" || legId === undefined) return [];
    const own = said.filter(({ words }) => words.legId === legId);
    const ended = own.find(({ type }) => type === "contact.leg_ended");
    const endedAt = ended?.at ?? now;
    const agent = house.who(answered);
    const passedTo = said.some(({ words }) => words.toLegId === legId);
    const isHandled = role !== "consult" || passedTo;
    const tells = house.tellsWrapup(source) && isHandled;
    const found = tells && ended ? wrapEnd(own, ended, agent, states) : ended?.at;
    const wrapAt = found ?? now;
    const isDialled = via === "outbound" || via === "callback";
    const dialled = isDialled ? said.slice(0, index).findLast(isOffer) : undefined;
    const raw = [second(endedAt) - second(answered.at), second(wrapAt) - second(endedAt)];
    const measured = own.find(({ type }) => type === "contact.measured")?.words;
    const [isTalkSaid, isWrapSaid] = [measured?.talkMs, measured?.wrapupMs].map(
      (said) => said !== undefined,
    );
    const worst = Math.min(isTalkSaid ? 0 : (raw[0] ?? 0), isWrapSaid ? 0 : (raw[1] ?? 0));
    const hold = holdSeconds(own, endedAt);
    const ms = (value: number | undefined, seconds: number) =>
      value === undefined ? seconds : Math.round(value / 1000);
    const wrap = ms(measured?.wrapupMs, Math.max(0, raw[1] ?? 0));
    const queue = queueOf(contact, house, answered, index);
    return [
      {
        contact,
        id: legId,
        agent,
        answeredAt: answered.at,
        dialledAt: dialled?.at ?? null,
        endedAt,
        doneAt: wrapAt,
        isOpen: found === undefined,
        isHandled,
        isTransferred: said.some(({ words }) => words.fromLegId === legId),
        talk: ms(measured?.talkMs, Math.max(0, raw[0] ?? 0) - hold),
        hold: ms(measured?.holdMs, hold),
        wrap: tells ? wrap : null,
        team: house.queueTeam(queue, wrapAt) ?? house.primaryTeam(agent, wrapAt),
        skew: worst < -120 ? "quarantined" : worst < 0 ? "clamped" : "none",
      },
    ];
  });
}

const dialSeconds = ({ dialledAt, answeredAt }: Leg): number =>
  dialledAt === null ? 0 : second(answeredAt) - second(dialledAt);

/** Talk + hold + wrap-up + dialling: the sum of the known parts. */
export const handleSeconds = (leg: Leg): number =>
  dialSeconds(leg) + leg.talk + leg.hold + (leg.wrap ?? 0);

export function legSamples(leg: Leg, workload: number): Sample[] {
  const say = (of: string, value: number) => sampleOf(leg.contact, of, value, leg.doneAt, leg);
  if (!leg.isHandled || leg.isOpen) return [];
  if (leg.skew === "quarantined") return [say("quality.quarantined", 1)];
  return [
    ...(leg.skew === "clamped" ? [say("quality.skew_clamped", 1)] : []),
    say("leg.handle", handleSeconds(leg)),
    say("leg.talk", leg.talk),
    say("leg.hold", leg.hold),
    ...(leg.wrap === null ? [] : [say("leg.wrap", leg.wrap)]),
    say("leg.workload", workload),
    say("leg.session", Math.max(0, second(leg.endedAt) - second(leg.answeredAt))),
    say("leg.complete", leg.wrap === null ? 0 : 1),
    say("leg.transferred", leg.isTransferred ? 1 : 0),
  ];
}

/** A ticket has no legs: first handled by the first reply, passed on when its team changes. */
export function ticketEscalation(contact: Contact, house: House): Sample[] {
  const { said, kind } = contact;
  const first = said.findIndex(isReply);
  const reply = said[first];
  if (kind !== "ticket" || reply === undefined || contact.isGone) return [];
  const credit = senderCredit(contact, house, first);
  if (house.line(credit.team) !== 1) return [];
  const isPassed = said.some(
    (one, index) =>
      index > first && house.line(holderAt(contact, house, one.at, index + 1).team) === 2,
  );
  return [sampleOf(contact, "contact.escalated", isPassed ? 1 : 0, reply.at, credit)];
}

/** What is counted once per contact: its seconds, whether it was passed on, whether escalated. */
export function contactSamples(legs: readonly Leg[], house: House): Sample[] {
  const handled = legs.filter((leg) => leg.isHandled && leg.skew !== "quarantined");
  if (handled.some(({ isOpen }) => isOpen)) return [];
  const [first] = handled;
  const last = handled.at(-1);
  if (first === undefined || last === undefined) return [];
  const sum = handled.reduce((all, leg) => all + handleSeconds(leg), 0);
  const isPassed = handled.some(({ isTransferred }) => isTransferred);
  const second = handled.some(({ team }) => house.line(team) === 2);
  return [
    sampleOf(last.contact, "contact.handle", sum, last.doneAt, last),
    sampleOf(last.contact, "contact.transferred", isPassed ? 1 : 0, last.doneAt, last),
    ...(house.line(first.team) === 1
      ? [sampleOf(first.contact, "contact.escalated", second ? 1 : 0, first.doneAt, first)]
      : []),
  ];
}

/** A call to a customer: from ringing to answered or failed. */
export interface Attempt {
  readonly contact: Contact;
  readonly agent: string | null;
  readonly from: number;
  readonly to: number;
  /** null: it still rings. */
  readonly isConnected: boolean | null;
}

export function attemptsOf(contact: Contact, house: House, now: number): Attempt[] {
  const { said } = contact;
  return said.flatMap((offer, index): Attempt[] => {
    if (!isOffer(offer)) return [];
    const end = said.find(
      (one, turn) =>
        turn > index &&
        (one.type === "contact.answered" ||
          (one.words.offerId === offer.words.offerId && one.words.outcome === "failed")),
    );
    const agent = house.who(offer);
    const isConnected = end === undefined ? null : end.type === "contact.answered";
    return [{ contact, agent, from: offer.at, to: end?.at ?? now, isConnected }];
  });
}

export function attemptSamples(attempt: Attempt, house: House): Sample[] {
  const { contact, agent, to, isConnected } = attempt;
  if (isConnected === null) return [];
  const { queue } = holderAt(contact, house, to);
  const team = house.queueTeam(queue, to) ?? house.primaryTeam(agent, to);
  return [sampleOf(contact, "outbound.connected", isConnected ? 1 : 0, to, { agent, team })];
}
