/**
 * What the customer of one ticket or chat waited for (KPIS.md 4), told once in order: when it was open,
 * and each clock that ran. First responses, replies, promises and waiting states all read this.
 */
import type { DeskEvent, EventOf } from "../../../shared/events/event.ts";
import {
  type Clock,
  type Clocks,
  close,
  noClocks,
  open,
  type Stretch,
  startClock,
  stopClock,
} from "./clocks.ts";
import type { Contact } from "./contact.ts";
import { isCallToCustomer, isCustomerMessage, isHumanReply, isSolved } from "./response.ts";
import { isByAgent } from "./solve.ts";

type Message = EventOf<"contact.message">;

export interface Course {
  readonly open: readonly Stretch[];
  readonly clocks: readonly Clock[];
  /** The first public answer of a person. */
  readonly reply: Message | null;
  /** How a person first answered: in writing, as the source asserts, or by a call; null: not yet. */
  readonly answeredBy: "reply" | "assertion" | "call" | null;
}

interface Replay extends Clocks {
  readonly contact: Contact;
  readonly openedAt: number;
  solvedBy: "bot" | "other" | null;
  reply: Message | null;
  answeredBy: Course["answeredBy"];
}

/** A first response is still to come. */
const isAwaited = ({ answeredBy, contact }: Replay): boolean =>
  answeredBy === null && contact.direction === "inbound";

function stepMessage(now: Replay, event: DeskEvent): void {
  if (isCustomerMessage(event)) {
    // What is not later than the opening is the opening itself, also when an answer is stamped earlier.
    if (now.clock !== null || event.at <= now.openedAt) return;
    startClock(now, isAwaited(now) ? "frt" : "reply", event.at);
  } else if (isHumanReply(event)) {
    now.reply ??= event;
    now.answeredBy ??= "reply";
    stopClock(now, { by: "reply", at: event.at, message: event });
  }
}

/** Only what was solved comes back; an agent who opens it again corrects the solve (KPIS.md 6.2). */
function comeBack(now: Replay, event: EventOf<"contact.status_changed">): void {
  const { solvedBy } = now;
  now.solvedBy = null;
  if (now.isOpen || event.at < now.openedAt) return;
  open(now, event.at);
  if (solvedBy === null || isByAgent(event)) return;
  const { actor } = event.data;
  if (isAwaited(now)) {
    if (solvedBy === "bot") startClock(now, "frt", event.at);
  } else if (now.clock === null && (actor === undefined || actor.kind === "customer")) {
    startClock(now, "reply", event.at);
  }
}

function stepStatus(now: Replay, event: EventOf<"contact.status_changed">): void {
  const { to, actor } = event.data;
  if (isSolved(to)) {
    now.solvedBy ??= actor?.kind === "bot" ? "bot" : "other";
    close(now, event.at);
  } else if (to === "cancelled") {
    now.solvedBy = null;
    close(now, event.at);
  } else comeBack(now, event);
}

function step(now: Replay, event: DeskEvent): void {
  const { contact } = now;
  if (event.type === "contact.message") stepMessage(now, event);
  else if (event.type === "contact.status_changed") stepStatus(now, event);
  else if (event.type === "contact.queued") {
    const isHandover = event.data.reason === "bot_handover";
    if (isHandover && isAwaited(now)) startClock(now, "frt", event.at);
  } else if (event === contact.created) {
    if (now.solvedBy === null) open(now, event.at);
    // A ticket made by a call has had its answer: a clock starts when the customer writes.
    if (isAwaited(now) && contact.channel !== "phone") startClock(now, "frt", event.at);
  } else if (isCallToCustomer(event) && now.clock !== null) {
    now.answeredBy ??= "call";
    stopClock(now, { by: "call", at: event.at });
  }
}

/** @param assertedAt when the source says that people first answered, ms; Infinity: it does not. */
export function courseOf(contact: Contact, openedAt: number, assertedAt: number): Course {
  const now: Replay = {
    ...noClocks(),
    contact,
    openedAt,
    solvedBy: null,
    reply: null,
    answeredBy: null,
  };
  const assert = () => {
    now.answeredBy = "assertion";
    stopClock(now, { by: "assertion", at: assertedAt });
  };
  for (const event of contact.events) {
    if (event.at > assertedAt && now.answeredBy === null) assert();
    step(now, event);
  }
  if (assertedAt !== Infinity && now.answeredBy === null) assert();
  return now;
}
