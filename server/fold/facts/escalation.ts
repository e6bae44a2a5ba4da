/** From the first line to the second (KPIS.md 6.2), of what the first line handled first. */
import { type Contact, factOf } from "./contact.ts";
import type { Fact } from "./fact.ts";
import type { Handling } from "./first-contact.ts";

/**
 * Anchored at the end of the first leg, or at the first reply of what has no legs; nothing where no
 * team is a second line.
 */
export function escalationFacts(
  contact: Contact,
  legFacts: readonly Fact[],
  handlings: readonly Handling[],
): Fact[] {
  const { directory, gone, owners } = contact;
  const [first] = handlings;
  if (!directory.hasSecondLine || gone !== null || first === undefined) return [];
  if (first.team === null || directory.line(first.team) !== 1) return [];
  const ends = legFacts.filter(({ measure }) => measure === "leg.complete").map(({ at }) => at);
  const at = contact.has.leg ? Math.min(...ends) : first.at;
  if (at === Infinity) return [];
  const isSecond = (team: string | null) => team !== null && directory.line(team) === 2;
  const passed =
    handlings.some(({ team }) => isSecond(team)) ||
    owners.some((owner) => owner.at >= first.at && isSecond(owner.team));
  return [factOf(contact, "contact.escalated", passed ? 1 : 0, at, first)];
}
