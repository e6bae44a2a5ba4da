/** The shape that every golden kind is turned into: a type of EVENTS.md and its data. */
import type { EventType } from "../../../shared/events/event.ts";
import { type GoldenEvent, word } from "./file.ts";
import type { Known } from "./known.ts";

/** Fields that are undefined are left out. Whether they are right is judged at the door. */
export type Fields = Readonly<Record<string, unknown>>;
export type Neutral = readonly [type: EventType, data: Fields];

/** Golden kind → its neutral events: none, one or two. */
export type Kinds = Readonly<
  Record<string, (event: GoldenEvent, known: Known) => readonly Neutral[]>
>;

/** What every event about a contact says. */
export const common = (event: GoldenEvent, known: Known) => ({
  contactId: known.contactOf(event),
  agentId: word(event, "agent"),
  teamId: word(event, "team"),
  queueId: word(event, "queue"),
});

const ACTORS: Record<string, string> = { automation: "system" };

/** Who did it: agent, customer, bot or system. */
export const actorOf = (event: GoldenEvent, otherwise: string) => {
  const by = word(event, "by") ?? otherwise;
  const kind = ACTORS[by] ?? by;
  return { kind, id: kind === "agent" ? word(event, "agent") : undefined };
};
