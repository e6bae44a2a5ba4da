/** First responses, reply times and tickets closed without a word (KPIS.md 4). */
import {
  type Contact,
  holderAt,
  holderCredit,
  isTicket,
  sampleOf,
  senderCredit,
  solverCredit,
} from "./contact.ts";
import type { House } from "./house.ts";
import { type Said, second } from "./said.ts";
import type { Sample } from "./sample.ts";
import { openSeconds } from "./wait.ts";

/** Public, by a person, and not produced by a rule or autoreply. */
export const isReply = ({ type, words }: Said): boolean =>
  type === "contact.message" &&
  words.from === "agent" &&
  words.visibility === "public" &&
  words.automated !== true;

export const isFromCustomer = ({ type, words }: Said): boolean =>
  type === "contact.message" && words.from === "customer" && words.visibility === "public";

const isFromBot = ({ type, words }: Said): boolean =>
  type === "contact.message" && words.from === "bot" && words.visibility === "public";

export const isSolve = ({ type, words }: Said): boolean =>
  type === "contact.status_changed" && words.to === "resolved";

/** By an agent it is a correction, no reopening (KPIS.md 6.2). */
const isReopening = ({ type, words }: Said, wasSolved: boolean): boolean =>
  type === "contact.status_changed" &&
  words.to === "open" &&
  words.actor?.kind !== "agent" &&
  wasSolved;

/** Where the human clock starts: index of the event, and its instant; null: it does not. */
export function clockStart(contact: Contact, before: number): { at: number; index: number } | null {
  const isByCall = contact.kind === "ticket" && contact.channel === "phone";
  const created = contact.said.indexOf(contact.created);
  let start: { at: number; index: number } | null = { at: contact.openedAt, index: created };
  if (isByCall) {
    const index = contact.said.findIndex((one, turn) => turn < before && isFromCustomer(one));
    const first = contact.said[index];
    start = first === undefined ? null : { at: first.at, index };
  }
  let solver: string | null = null;
  for (const [index, one] of contact.said.slice(0, before).entries()) {
    const isHandover = one.type === "contact.queued" && one.words.reason === "bot_handover";
    const isBack = isReopening(one, solver !== null) && solver === "bot";
    if (isHandover || isBack) start = { at: one.at, index };
    if (isSolve(one)) solver = one.words.actor?.kind ?? "agent";
    if (one.type === "contact.status_changed" && one.words.to === "open") solver = null;
  }
  return start;
}

export interface FirstReply {
  readonly index: number;
  readonly start: { readonly at: number; readonly index: number };
  /** Whole seconds on the calendar clock; null: beyond what clocks may differ, no fact. */
  readonly seconds: number | null;
  readonly isClamped: boolean;
}

/** The first response of an inbound ticket; null: there is none (yet). */
export function firstReply(contact: Contact): FirstReply | null {
  if (!isTicket(contact) || contact.direction !== "inbound") return null;
  const index = contact.said.findIndex(isReply);
  const reply = contact.said[index];
  if (reply === undefined) return null;
  const start = clockStart(contact, index);
  if (start === null) return null;
  const raw = second(reply.at) - second(start.at);
  return { index, start, seconds: raw < -120 ? null : Math.max(0, raw), isClamped: raw < 0 };
}

/** The creation by the customer: what a call left behind begins when the customer writes. */
function createdAt({ said, kind, channel, openedAt }: Contact): number {
  const isByCall = kind === "ticket" && channel === "phone";
  return isByCall ? (said.find(isFromCustomer)?.at ?? openedAt) : openedAt;
}

/** Since when the sender, if it is assigned to him, or else the team has had the ticket. */
function assignedSince(contact: Contact, house: House, index: number, start: number) {
  const reply = contact.said[index];
  const sender = reply === undefined ? null : house.who(reply);
  const now = holderAt(contact, house, reply?.at ?? 0, index);
  const isSame = (turn: number): boolean => {
    const then = holderAt(contact, house, contact.said[turn]?.at ?? 0, turn + 1);
    return now.agent === sender ? then.agent === now.agent : then.team === now.team;
  };
  if (now.agent !== sender && now.team === null) return null;
  let since: number | null = null;
  for (let turn = index - 1; turn >= 0 && isSame(turn); turn -= 1) {
    since = contact.said[turn]?.at ?? since;
  }
  // Nobody had it while a bot did, or before the customer wrote.
  return since === null ? null : Math.max(since, start);
}

/** Each agent who gets a chat greets: from getting it to that agent's first public message. */
function greetings(contact: Contact, house: House): Sample[] {
  const gots = contact.said.filter(({ type }) => type === "contact.assigned");
  return gots.flatMap((got, turn) => {
    const until = gots[turn + 1]?.at ?? Number.POSITIVE_INFINITY;
    const index = contact.said.findIndex(
      (one) =>
        isReply(one) && house.who(one) === house.who(got) && one.at >= got.at && one.at < until,
    );
    const reply = contact.said[index];
    if (reply === undefined) return [];
    const value = second(reply.at) - second(got.at);
    return [
      sampleOf(contact, "agent_greeting", value, reply.at, senderCredit(contact, house, index)),
    ];
  });
}

function firstResponse(contact: Contact, house: House): Sample[] {
  const first = firstReply(contact);
  const reply = contact.said[first?.index ?? -1];
  if (first === null || reply === undefined) return [];
  const { seconds, start, index } = first;
  const say = (of: string, value: number) =>
    sampleOf(contact, of, value, reply.at, senderCredit(contact, house, index));
  const nobody = { agent: null, team: null };
  if (seconds === null) return [sampleOf(contact, "quality.quarantined", 1, reply.at, nobody)];
  const open = openSeconds(contact, house, start.at, Math.max(start.at, reply.at));
  const got = assignedSince(contact, house, index, start.at);
  const created = createdAt(contact);
  const sinceOpened = Math.max(0, second(reply.at) - second(created));
  return [
    ...(first.isClamped ? [sampleOf(contact, "quality.skew_clamped", 1, reply.at, nobody)] : []),
    say("frt.seconds", seconds),
    say("frt.from_creation", sinceOpened),
    ...(open === null ? [] : [say("frt.business", open)]),
    ...(got === null ? [] : [say("frt.since_assignment", second(reply.at) - second(got))]),
  ];
}

/** A wait for the next reply: from the first unanswered customer message on. */
export interface Wait {
  readonly index: number;
  readonly from: number;
  readonly replyIndex: number | null;
  readonly solvedAt: number | null;
}

export function replyWaits(contact: Contact): Wait[] {
  const waits: Wait[] = [];
  const isByCall = contact.kind === "ticket" && contact.channel === "phone";
  let open: { index: number; from: number } | null = null;
  let isLater = contact.direction === "outbound";
  for (const [index, one] of contact.said.entries()) {
    if (isReply(one)) {
      if (open !== null) waits.push({ ...open, replyIndex: index, solvedAt: null });
      open = null;
      isLater ||= !isByCall || clockStart(contact, index) !== null;
    } else if (isFromCustomer(one) && isLater) open ??= { index, from: one.at };
    else if (isSolve(one) && open !== null) {
      waits.push({ ...open, replyIndex: null, solvedAt: one.at });
      open = null;
    }
  }
  if (open !== null) waits.push({ ...open, replyIndex: null, solvedAt: null });
  return waits;
}

function closedWithoutReply(contact: Contact, house: House): Sample[] {
  const index = contact.said.findIndex(
    (one) => isSolve(one) && ["agent", "system"].includes(one.words.actor?.kind ?? "agent"),
  );
  const solve = contact.said[index];
  if (contact.direction === "outbound") return [];
  if (solve === undefined || contact.said.some((one) => isReply(one) || isFromBot(one))) return [];
  const credit = solverCredit(contact, house, index);
  return [sampleOf(contact, "ticket.closed_without_reply", 1, solve.at, credit)];
}

function botResponse(contact: Contact, house: House): Sample[] {
  const index = contact.said.findIndex(isFromBot);
  const reply = contact.said[index];
  if (reply === undefined || contact.direction !== "inbound") return [];
  const seconds = second(reply.at) - second(createdAt(contact));
  const credit = holderCredit(contact, house, reply.at, index);
  return [sampleOf(contact, "frt.bot", seconds, reply.at, credit)];
}

export function ticketSamples(contact: Contact, house: House): Sample[] {
  if (!isTicket(contact) || contact.isGone) return [];
  const createdIndex = contact.said.indexOf(contact.created);
  const credit = holderCredit(contact, house, contact.openedAt, createdIndex + 1);
  return [
    sampleOf(contact, "ticket.created", 1, contact.openedAt, credit),
    ...firstResponse(contact, house),
    ...botResponse(contact, house),
    ...greetings(contact, house),
    ...closedWithoutReply(contact, house),
    ...replyWaits(contact).flatMap(({ from, replyIndex }) => {
      const reply = contact.said[replyIndex ?? -1];
      if (replyIndex === null || reply === undefined) return [];
      const credit = senderCredit(contact, house, replyIndex);
      const value = second(reply.at) - second(from);
      return [sampleOf(contact, "reply.seconds", value, reply.at, credit)];
    }),
  ];
}
