/** Reply time (KPIS.md 4.3): the first unanswered message of the customer to the next public human one. */

import type { Clock } from "./clocks.ts";
import { type Contact, factOf } from "./contact.ts";
import type { Course } from "./course.ts";
import { secondsBetween } from "./elapsed.ts";
import type { Fact } from "./fact.ts";
import { replyCredit, senderOf } from "./response.ts";
import type { Credit } from "./solve.ts";

export interface Reply {
  readonly at: number;
  readonly credit: Credit;
}

/** The reply that ended a clock; null: something else did, or nothing yet. */
export function replyOf(contact: Contact, { end }: Clock): Reply | null {
  if (end?.by !== "reply") return null;
  const { message, at } = end;
  return { at, credit: replyCredit(contact, senderOf(contact, message), at) };
}

export const replyClocks = ({ clocks }: Course): readonly Clock[] =>
  clocks.filter(({ kind }) => kind === "reply");

export function replyFacts(contact: Contact, course: Course): Fact[] {
  return replyClocks(course).flatMap((clock): Fact[] => {
    const reply = replyOf(contact, clock);
    if (reply === null) return [];
    const seconds = secondsBetween(clock.startAt, reply.at);
    return [factOf(contact, "reply.seconds", seconds, reply.at, reply.credit)];
  });
}
