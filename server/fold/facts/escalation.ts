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
  const { directory, gone, owners, has } = contact;
  const [handling] = handlings;
  if (!directory.hasSecondLine || gone !== null || handling === undefined) return [];
  const first = has.leg ? firstEnd(legFacts) : handling;
  if (first === null || first.team === null || directory.line(first.team) !== 1) return [];
  const isSecond = (team: string | null) => team !== null && directory.line(team) === 2;
  const passed =
    handlings.some(({ team }) => isSecond(team)) ||
    owners.some((owner) => owner.at >= handling.at && isSecond(owner.team));
  return [factOf(contact, "contact.escalated", passed ? 1 : 0, first.at, first)];
}

/** The handled leg that was over first, with its credit; null: none is. */
function firstEnd(legFacts: readonly Fact[]): Fact | null {
  const ends = legFacts.filter(({ measure }) => measure === "leg.complete");
  return ends.length === 0 ? null : ends.reduce((first, end) => (end.at < first.at ? end : first));
}
