/** How soon a bot answered (KPIS.md 4.1): never a response of a person. */
import { type Contact, factOf, ownerAt } from "./contact.ts";
import type { Course } from "./course.ts";
import { elapsed } from "./elapsed.ts";
import type { Fact } from "./fact.ts";
import { isBotMessage } from "./response.ts";

/** Where the customer's own clock starts, whoever answers; for a ticket made by a call when he writes. */
export const openingOf = (contact: Contact, { clocks }: Course): number | undefined =>
  contact.channel === "phone" ? clocks[0]?.startAt : contact.openedAt;

/** `frt.bot`: the opening to the first message of a bot; the ticket's assignee and team then. */
export function botResponseFacts(contact: Contact, course: Course): Fact[] {
  const { kind, direction, gone, events } = contact;
  if (kind === "call" || direction !== "inbound" || gone !== null) return [];
  const opening = openingOf(contact, course);
  const message = opening === undefined ? undefined : events.find(isBotMessage);
  if (opening === undefined || message === undefined) return [];
  const { at } = message;
  const credit = ownerAt(contact, at);
  const { seconds, quality } = elapsed(opening, at);
  if (seconds === null) return [factOf(contact, "quality.quarantined", 1, at, credit)];
  const facts = [factOf(contact, "frt.bot", seconds, at, credit)];
  if (quality === "clamped") facts.push(factOf(contact, "quality.skew_clamped", 1, at, credit));
  return facts;
}
