/** What a first response counts for (KPIS.md 4.1): once, on every clock that knows it. */
import { floorTo } from "../../../shared/time/interval.ts";
import { openingOf } from "./bot-response.ts";
import { type Contact, factOf, type Owner, ownerAt } from "./contact.ts";
import type { Course } from "./course.ts";
import { secondsBetween } from "./elapsed.ts";
import type { Fact } from "./fact.ts";
import type { CalendarResponse, FirstResponse } from "./first-response.ts";

/**
 * From when on the sender, or else the team, had the ticket without a break (D20); null: neither did.
 * What is assigned in the second of the reply is assigned by replying, and tells of no wait.
 */
function heldSince(contact: Contact, sender: string | null, at: number): number | null {
  const before = ownerAt(contact, floorTo(at, 1000) - 1);
  const owner = before.at === -Infinity ? ownerAt(contact, at) : before;
  const isSenders = sender !== null && owner.agent === sender;
  const isTheirs = (one: Owner): boolean =>
    isSenders ? one.agent === sender : owner.team !== null && one.team === owner.team;
  let since: number | null = null;
  for (const one of contact.owners) {
    if (one.at > owner.at) break;
    since = isTheirs(one) ? (since ?? one.at) : null;
  }
  return since;
}

/** What lies between the opening and the clock start: a bot's time. */
function botSeconds(contact: Contact, course: Course, { startAt }: CalendarResponse): number {
  const opening = openingOf(contact, course);
  return opening === undefined ? 0 : Math.max(0, secondsBetween(opening, startAt));
}

function calendarFacts(contact: Contact, course: Course, response: CalendarResponse): Fact[] {
  const { wait, at, credit, startAt, untilAt } = response;
  if (wait.seconds === null) return [factOf(contact, "quality.quarantined", 1, at, credit)];
  const sinceCreation = wait.seconds + botSeconds(contact, course, response);
  const facts = [
    factOf(contact, "frt.seconds", wait.seconds, at, credit),
    factOf(contact, "frt.from_creation", sinceCreation, at, credit),
  ];
  const since = heldSince(contact, credit.agent, at);
  if (since !== null) {
    const held = Math.max(0, secondsBetween(Math.max(since, startAt), untilAt));
    facts.push(factOf(contact, "frt.since_assignment", held, at, credit));
  }
  if (wait.quality === "clamped")
    facts.push(factOf(contact, "quality.skew_clamped", 1, at, credit));
  return facts;
}

/** What disagreeing clocks did to it counts once, whatever number of measures it feeds (KPIS.md 7.5). */
export function firstResponseFacts(
  contact: Contact,
  course: Course,
  { calendar, business }: FirstResponse,
): Fact[] {
  const facts = calendar === null ? [] : calendarFacts(contact, course, calendar);
  if (business !== null) {
    const { seconds, at, credit } = business;
    facts.push(factOf(contact, "frt.business", seconds, at, credit));
  }
  return facts;
}
