/** First response (KPIS.md 4.1): clock start to the first public answer of a person. */
import type { DeskEvent, EventOf } from "../../../shared/events/event.ts";
import { instantOf } from "../../../shared/events/instant.ts";
import { type Contact, factOf, ownerAt } from "./contact.ts";
import { type Elapsed, elapsed, secondsOf } from "./elapsed.ts";
import type { Fact } from "./fact.ts";
import { strongestSummary } from "./summary.ts";

/** Public, by a person, and not made by a rule. AI that answers as the team is a bot. */
export const isHumanReply = (event: DeskEvent): event is EventOf<"contact.message"> =>
  event.type === "contact.message" &&
  event.data.from === "agent" &&
  event.data.visibility === "public" &&
  event.data.automated !== true;

export const isCustomerMessage = (event: DeskEvent): boolean =>
  event.type === "contact.message" &&
  event.data.from === "customer" &&
  event.data.visibility === "public";

export const isSolved = (to: string): boolean => to === "resolved" || to === "closed";

/** Solved by a bot and now open again: the human clock starts here. */
function reopenedAfterBot(event: DeskEvent, solvedByBot: boolean): boolean {
  return event.type === "contact.status_changed" && event.data.to === "open" && solvedByBot;
}

/**
 * Where the clock of the first response starts: creation, or the latest hand-over by a bot (or
 * reopening after a bot solved it) that is not after the reply. A ticket made by a call starts at
 * the customer's first message. Null: there is no such clock.
 */
export function clockStart(contact: Contact, replyAt: number): number | null {
  if (contact.openedAt === undefined) return null;
  let start: number | null = contact.openedAt;
  if (contact.channel === "phone") start = null;
  let solvedByBot = false;
  for (const event of contact.events) {
    if (event.at > replyAt) break;
    if (contact.channel === "phone" && start === null && isCustomerMessage(event)) start = event.at;
    if (event.type === "contact.queued" && event.data.reason === "bot_handover") start = event.at;
    if (reopenedAfterBot(event, solvedByBot)) start = event.at;
    if (event.type === "contact.status_changed" && isSolved(event.data.to)) {
      solvedByBot = event.data.actor?.kind === "bot";
    }
  }
  return start;
}

/** Only what a customer began, and only tickets and chats: the phone has its speed of answer. */
export const hasResponseClock = (contact: Contact): boolean =>
  contact.kind !== "call" && contact.direction === "inbound" && contact.openedAt !== undefined;

export function responseFacts(contact: Contact): Fact[] {
  if (contact.gone !== null || !hasResponseClock(contact)) return [];
  const reply = contact.events.find(isHumanReply);
  const asserted = strongestSummary(
    contact,
    ({ data }) =>
      data.clock !== "business" && (data.firstReplyAt ?? data.firstReplyMs) !== undefined,
  );
  if (asserted !== undefined) return assertedResponse(contact, asserted, reply);
  if (reply === undefined) return [];
  const start = clockStart(contact, reply.at);
  if (start === null) return [];
  return facts(contact, elapsed(start, reply.at), reply.at, senderOf(contact, reply));
}

function assertedResponse(
  contact: Contact,
  summary: EventOf<"contact.measured">,
  reply: EventOf<"contact.message"> | undefined,
): Fact[] {
  const { firstReplyAt, firstReplyMs, agentId } = summary.data;
  const at = firstReplyAt === undefined ? summary.at : instantOf(firstReplyAt);
  const sender =
    agentId !== undefined
      ? contact.directory.agent(summary.source, agentId, at)
      : reply && senderOf(contact, reply);
  const wait: Elapsed =
    firstReplyMs === undefined
      ? elapsed(clockStart(contact, at) ?? (contact.openedAt as number), at)
      : { seconds: secondsOf(firstReplyMs), quality: "fine" };
  return facts(contact, wait, at, sender ?? null);
}

const senderOf = (contact: Contact, reply: EventOf<"contact.message">): string | null =>
  reply.data.agentId === undefined
    ? null
    : contact.directory.agent(reply.source, reply.data.agentId, reply.at);

/** Credit R: the sender, and the team that owned the ticket then, else the sender's primary team. */
function facts(contact: Contact, wait: Elapsed, at: number, agent: string | null): Fact[] {
  const owner = ownerAt(contact, at);
  const team = owner.team ?? (agent === null ? null : contact.directory.primaryTeam(agent, at));
  const credit = { agent, team, queue: owner.queue };
  const made: Fact[] = [];
  if (wait.seconds !== null) made.push(factOf(contact, "frt.seconds", wait.seconds, at, credit));
  if (wait.quality === "clamped") made.push(factOf(contact, "quality.skew_clamped", 1, at, credit));
  if (wait.quality === "quarantined") {
    made.push(factOf(contact, "quality.quarantined", 1, at, credit));
  }
  return made;
}
