/** Tickets solved without any answer (KPIS.md 4.1): no response, only counted. */
import { type Contact, factOf } from "./contact.ts";
import type { Course } from "./course.ts";
import type { Fact } from "./fact.ts";
import { firstClock } from "./first-response.ts";
import { isBotMessage } from "./response.ts";
import { type Solving, solverCredit } from "./solve.ts";

/**
 * `ticket.closed_without_reply`, where a person or a rule first solved what a customer waits for; it
 * goes when an answer comes after all. Credit S1.
 */
export function unansweredFacts(contact: Contact, course: Course, { solves }: Solving): Fact[] {
  if (course.answeredBy !== null || firstClock(course) === undefined) return [];
  const solve = solves.find(({ event }) => event.data.actor?.kind !== "bot");
  if (solve === undefined || contact.events.some(isBotMessage)) return [];
  const credit = solverCredit(contact, solve);
  return [factOf(contact, "ticket.closed_without_reply", 1, solve.at, credit)];
}
