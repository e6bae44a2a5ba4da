/** Greetings (KPIS.md 4.1): from the agent getting a conversation to the agent's first message [A5]. */
import { type Contact, factOf } from "./contact.ts";
import { secondsBetween } from "./elapsed.ts";
import type { Fact } from "./fact.ts";
import { isHumanReply, replyCredit, senderOf } from "./response.ts";

const MESSAGING: ReadonlySet<string> = new Set(["chat", "whatsapp", "sms", "social"]);

/** When each agent first accepted it, and when each first had it assigned. */
interface Got {
  readonly accepted: Map<string, number>;
  readonly assigned: Map<string, number>;
}

const note = (instants: Map<string, number>, agent: string, at: number): void => {
  if (!instants.has(agent)) instants.set(agent, at);
};

/** Seconds from getting it; null: the agent wrote first, or got it by writing (D20). */
function secondsSince({ accepted, assigned }: Got, agent: string, at: number): number | null {
  const acceptedAt = accepted.get(agent);
  if (acceptedAt !== undefined) return secondsBetween(acceptedAt, at);
  const seconds = secondsBetween(assigned.get(agent) ?? at, at);
  return seconds === 0 ? null : seconds;
}

/** `agent_greeting`, once for each agent who got it and wrote: inbound chats and messages only. */
export function greetingFacts(contact: Contact): Fact[] {
  const { kind, channel, direction, gone, directory, events } = contact;
  if (kind === "call" || direction !== "inbound" || gone !== null) return [];
  if (kind !== "chat" && !MESSAGING.has(channel ?? "")) return [];
  const got: Got = { accepted: new Map(), assigned: new Map() };
  const greeted = new Set<string>();
  const facts: Fact[] = [];
  for (const event of events) {
    const { at, source } = event;
    if (event.type === "contact.answered") {
      const { agentId, role = "primary" } = event.data;
      if (agentId === null || role === "consult" || role === "monitor") continue;
      note(got.accepted, directory.agent(source, agentId, at), at);
    } else if (event.type === "contact.assigned" && event.data.agentId !== null) {
      note(got.assigned, directory.agent(source, event.data.agentId, at), at);
    } else if (isHumanReply(event)) {
      const agent = senderOf(contact, event);
      if (agent === null || greeted.has(agent)) continue;
      greeted.add(agent);
      const seconds = secondsSince(got, agent, at);
      if (seconds === null) continue;
      facts.push(factOf(contact, "agent_greeting", seconds, at, replyCredit(contact, agent, at)));
    }
  }
  return facts;
}
