/** Quality reviews (KPIS.md 6.2): the weighted score of the items, in millionths of a percent. */
import type { EventOf } from "../../../shared/events/event.ts";
import { type Contact, factOf } from "./contact.ts";
import type { Fact } from "./fact.ts";

type Item = NonNullable<EventOf<"survey.answered">["data"]["items"]>[number];

const shareOf = ({ score, min, max }: Item): number => (score - min) / (max - min);

/** A failed critical item makes the review 0; null: no item has weight [Z8]. */
export function reviewScore(items: readonly Item[]): number | null {
  if (items.some((item) => item.critical && shareOf(item) < 0.5)) return 0;
  const weight = items.reduce((sum, item) => sum + item.weight, 0);
  if (weight === 0) return null;
  const weighted = items.reduce((sum, item) => sum + shareOf(item) * item.weight, 0);
  return Math.round((1e8 * weighted) / weight);
}

/** Credit A: the agent it is about, in the primary team. */
export function reviewFacts(
  contact: Contact,
  { source, data: { agentId, items } }: EventOf<"survey.answered">,
  at: number,
): Fact[] {
  const value = reviewScore(items ?? []);
  if (value === null || agentId === undefined) return [];
  const agent = contact.directory.agent(source, agentId, at);
  const credit = { agent, team: contact.directory.primaryTeam(agent, at), queue: null };
  return [factOf(contact, "review.score", value, at, credit)];
}
