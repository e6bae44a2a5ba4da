/** Waiting in a queue, and every way out of it (KPIS.md 6.1); callbacks (6.2). */
import { type Contact, holderAt, sampleOf } from "./contact.ts";
import type { House } from "./house.ts";
import { type Said, second } from "./said.ts";
import type { Sample } from "./sample.ts";

/** A wait in a queue: who waits where since when, and how it ended. */
export interface QueueWait {
  readonly queue: string | null;
  readonly from: number;
  readonly exit: Said | null;
  readonly how: "answered" | "abandoned" | "flowout" | null;
}

/** Hung up is abandoned; every other way out without an answer is a flow-out (KPIS.md 6.1). */
function exitOf({ type, words }: Said): QueueWait["how"] {
  const { role = "primary", via = "queue", stage, reason, fromLegId } = words;
  if (type === "contact.answered" && role === "primary" && via === "queue") return "answered";
  if (type === "contact.transferred" && fromLegId === undefined) return "flowout";
  if (type !== "contact.abandoned" || stage === "ivr") return null;
  return reason === "hangup" ? "abandoned" : "flowout";
}

/** Calls wait in queues, and chats of sources that send `contact.answered`. */
export function queueWaits(contact: Contact, house: House): QueueWait[] {
  const isChat = contact.kind === "chat";
  if (contact.kind === "ticket") return [];
  if (isChat && !contact.said.some(({ type }) => type === "contact.answered")) return [];
  const waits: QueueWait[] = [];
  for (const [index, one] of contact.said.entries()) {
    const last = waits.at(-1);
    const open = last?.exit === null ? last : undefined;
    const how = exitOf(one);
    if (one.type === "contact.queued") {
      const { queue } = holderAt(contact, house, one.at, index + 1);
      if (open !== undefined) waits.pop();
      waits.push({ queue, from: open?.from ?? one.at, exit: null, how: null });
    } else if (open !== undefined && how !== null) {
      waits.pop();
      waits.push({ ...open, exit: one, how });
    }
  }
  return waits;
}

function exitSample(contact: Contact, house: House, wait: QueueWait): Sample[] {
  const { queue, from, exit, how } = wait;
  if (exit === null || how === null) return [];
  const seconds = second(exit.at) - second(from);
  const limits = house.limits(queue, contact.channel, exit.at);
  const isShort = how === "abandoned" && seconds <= limits.short;
  const name = isShort ? "short" : seconds <= limits.answer ? "in_time" : "late";
  const agent = how === "answered" ? house.who(exit) : null;
  const team = house.queueTeam(queue, exit.at) ?? house.primaryTeam(agent, exit.at);
  return [sampleOf(contact, `queue.${how}.${name}`, seconds, exit.at, { agent, team })];
}

/** Requests to be called back, when they were, and after how many attempts. */
function callbackSamples(contact: Contact, house: House): Sample[] {
  const { said } = contact;
  return said.flatMap((request, index) => {
    if (request.type !== "contact.transferred" || request.words.kind !== "callback") return [];
    const connect = said.findIndex(
      (one, turn) =>
        turn > index && one.type === "contact.answered" && one.words.via === "callback",
    );
    const back = said[connect];
    const { queue } = holderAt(contact, house, request.at, index);
    const nobody = { agent: null, team: house.queueTeam(queue, request.at) };
    const done = sampleOf(contact, "callback.completed", back ? 1 : 0, request.at, nobody);
    if (back === undefined) return [done];
    const offers = said
      .slice(index, connect)
      .filter(({ type, words }) => type === "contact.offered" && words.party === "customer");
    const attempts = new Set(offers.map(({ words }) => words.offerId)).size;
    const agent = house.who(back);
    const team = house.queueTeam(queue, back.at) ?? house.primaryTeam(agent, back.at);
    const wait = second(back.at) - second(request.at);
    return [
      done,
      sampleOf(contact, "callback.wait", wait, back.at, { agent, team }),
      sampleOf(contact, "callback.attempts", attempts, back.at, { agent, team }),
    ];
  });
}

export const queueSamples = (contact: Contact, house: House): Sample[] => [
  ...queueWaits(contact, house).flatMap((wait) => exitSample(contact, house, wait)),
  ...callbackSamples(contact, house),
];
