/** What counts as an answer, and whose it is (KPIS.md 4.1): the words all rules about responses share. */
import type { DeskEvent, EventOf } from "../../../shared/events/event.ts";
import { type Contact, type Owner, ownerAt } from "./contact.ts";

type Message = EventOf<"contact.message">;

const isPublic = (event: DeskEvent): event is Message =>
  event.type === "contact.message" && event.data.visibility === "public";

/** Public, by a person, and not made by a rule. AI that answers as the team is a bot. */
export const isHumanReply = (event: DeskEvent): event is Message =>
  isPublic(event) && event.data.from === "agent" && event.data.automated !== true;

export const isCustomerMessage = (event: DeskEvent): boolean =>
  isPublic(event) && event.data.from === "customer";

export const isBotMessage = (event: DeskEvent): event is Message =>
  isPublic(event) && event.data.from === "bot";

export const isSolved = (to: string): boolean => to === "resolved" || to === "closed";

/** Somebody called the customer and got through: it ends a wait, and is never a response (D22). */
export const isCallToCustomer = (event: DeskEvent): boolean =>
  event.type === "contact.answered" &&
  (event.data.via === "outbound" || event.data.via === "callback") &&
  (event.data.role ?? "primary") === "primary";

export const senderOf = (contact: Contact, message: Message): string | null =>
  message.data.agentId === undefined
    ? null
    : contact.directory.agent(message.source, message.data.agentId, message.at);

/** Credit R: the sender, and the team that owned the ticket then, else the sender's primary team. */
export function replyCredit(
  contact: Contact,
  agent: string | null,
  at: number,
): Pick<Owner, "agent" | "team" | "queue"> {
  const owner = ownerAt(contact, at);
  const team = owner.team ?? (agent === null ? null : contact.directory.primaryTeam(agent, at));
  return { agent, team, queue: owner.queue };
}
