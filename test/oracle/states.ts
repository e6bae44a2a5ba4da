/** What is open, waiting and queued at an instant (KPIS.md 1.2, 4.2, 6.2). */
import { type Contact, holderAt, holderCredit, isTicket, sampleOf } from "./contact.ts";
import type { House } from "./house.ts";
import { queueWaits } from "./queue.ts";
import { isSolved } from "./resolution.ts";
import { second } from "./said.ts";
import type { Sample } from "./sample.ts";
import { clockStart, firstReply, isReply, replyWaits } from "./tickets.ts";
import { openSeconds } from "./wait.ts";

/** `waiting_since` of a ticket, and which promise runs; null: nobody waits. */
function waitingSince(contact: Contact): { at: number; metric: "frt" | "reply" } | null {
  if (contact.direction === "inbound" && firstReply(contact) === null) {
    const start = clockStart(contact, contact.said.length);
    if (start === null || contact.said.some(isReply)) return null;
    return { at: start.at, metric: "frt" };
  }
  const last = replyWaits(contact).at(-1);
  const isOpen = last !== undefined && last.replyIndex === null && last.solvedAt === null;
  return isOpen ? { at: last.from, metric: "reply" } : null;
}

function isLate(contact: Contact, house: House, now: number): boolean {
  const waiting = waitingSince(contact);
  if (waiting === null) return false;
  const promised = house.promise(waiting.metric, contact.channel, waiting.at);
  if (promised === null) return false;
  const took =
    promised.clock === "calendar"
      ? second(now) - second(waiting.at)
      : openSeconds(contact, house, waiting.at, now);
  return took !== null && took > promised.seconds;
}

function ticketStates(contact: Contact, house: House, now: number): Sample[] {
  if (!isTicket(contact) || contact.isGone || isSolved(contact)) return [];
  const credit = holderCredit(contact, house, now);
  const say = (of: string, since: number) =>
    sampleOf(contact, of, second(now) - second(since), now, credit);
  const { agent } = holderAt(contact, house, now);
  const waiting = waitingSince(contact);
  return [
    say("state.open", contact.openedAt),
    ...(agent === null ? [say("state.unassigned", contact.openedAt)] : []),
    ...(waiting === null ? [] : [say("state.waiting", waiting.at)]),
    ...(waiting !== null && isLate(contact, house, now)
      ? [say("state.waiting_late", waiting.at)]
      : []),
  ];
}

function queueStates(contact: Contact, house: House, now: number): Sample[] {
  return queueWaits(contact, house).flatMap(({ queue, from, exit }) => {
    if (exit !== null && exit.at <= now) return [];
    if (from > now) return [];
    const age = second(now) - second(from);
    const credit = { agent: null, team: house.queueTeam(queue, now) };
    const { answer } = house.limits(queue, contact.channel, now);
    const waiting = sampleOf(contact, "state.queued", age, now, credit);
    return age > answer ? [waiting, { ...waiting, of: "state.queued_late" }] : [waiting];
  });
}

/** `heard`: contacts by what had happened at `now`; `known`: by all that was ever said. */
export const stateSamples = (
  heard: readonly Contact[],
  known: readonly Contact[],
  house: House,
  now: number,
): Sample[] => [
  ...heard.flatMap((contact) => ticketStates(contact, house, now)),
  ...known.flatMap((contact) => queueStates(contact, house, now)),
];
