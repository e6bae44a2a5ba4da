/** When a messaging conversation was open and its agent's (KPIS.md 5.2): only that time is work. */
import type { DeskEvent } from "../../../shared/events/event.ts";
import type { Contact } from "./contact.ts";

export type Piece = readonly [from: number, to: number | null];

const IN_PROGRESS: ReadonlySet<string> = new Set(["new", "open"]);

/** Whether the conversation is the agent's after this event; undefined: it says nothing of it. */
function mineAfter({ directory }: Contact, event: DeskEvent, agent: string | null) {
  if (agent === null || event.type !== "contact.assigned") return undefined;
  const { agentId } = event.data;
  return agentId !== null && directory.agent(event.source, agentId, event.at) === agent;
}

/**
 * The pieces of `[from, to)` in which it was open and assigned to the agent. Whoever accepts it has it,
 * and it is open; it pauses while it waits for the customer, is on hold, solved, or somebody else's.
 * `to` null: it still goes on.
 */
export function conversationPieces(
  contact: Contact,
  agent: string | null,
  from: number,
  to: number | null,
): Piece[] {
  const pieces: Piece[] = [];
  let isOpen = true;
  let isMine = true;
  let since: number | null = from;
  for (const event of contact.events) {
    if (event.at <= from) continue;
    if (to !== null && event.at >= to) break;
    if (event.type === "contact.status_changed") isOpen = IN_PROGRESS.has(event.data.to);
    else isMine = mineAfter(contact, event, agent) ?? isMine;
    if (isOpen && isMine) since ??= event.at;
    else if (since !== null) {
      if (event.at > since) pieces.push([since, event.at]);
      since = null;
    }
  }
  if (since !== null && (to === null || to > since)) pieces.push([since, to]);
  return pieces;
}
