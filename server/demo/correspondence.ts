/** What the ticket system says about a ticket: one function for each thing that can happen. */
import type { Agent } from "./floor.ts";
import type { Ticket } from "./mailbox.ts";
import { QUEUES, type QueueId, TEAMS } from "./organisation.ts";
import type { World } from "./world.ts";

type Status = "open" | "waiting_customer" | "resolved" | "closed";

/** Each returns the id of its event. */
export interface Correspondence {
  open(ticket: Ticket, channelDetail: "email" | "web"): string;
  queue(ticket: Ticket, reason: "new" | "transfer"): string;
  write(ticket: Ticket, from: "customer" | "system"): string;
  reply(agent: Agent, ticket: Ticket, visibility: "public" | "internal"): string;
  /** Without an agent it was the customer who wrote back, or a rule. */
  change(ticket: Ticket, from: Status, to: Status, by: Agent | null): string;
  unassign(agent: Agent, ticket: Ticket): string;
  merge(agent: Agent, ticket: Ticket, into: Ticket): string;
}

const teamOf = (queue: QueueId): string => TEAMS[QUEUES[queue].team].ids.zendesk;

export function correspondenceOf({ emit, number }: World): Correspondence {
  const message = ({ contactId }: Ticket) => ({ contactId, messageId: number("m-") });
  return {
    open: ({ contactId, customerRef, queue }, channelDetail) => {
      const about = { contactId, customerRef, teamId: teamOf(queue), channelDetail };
      return emit("zendesk", "contact.created", {
        ...about,
        channel: "email",
        direction: "inbound",
      });
    },
    queue: ({ contactId, queue }, reason) => {
      const queueId = QUEUES[queue].native;
      const teamId = teamOf(queue);
      return emit("zendesk", "contact.queued", { contactId, queueId, teamId, reason });
    },
    write: (ticket, from) =>
      emit("zendesk", "contact.message", {
        ...message(ticket),
        from,
        visibility: "public",
        ...(from === "system" ? { automated: true } : {}),
      }),
    reply: (agent, ticket, visibility) =>
      emit("zendesk", "contact.message", {
        ...message(ticket),
        from: "agent",
        agentId: agent.person.ids.zendesk,
        teamId: teamOf(ticket.queue),
        visibility,
      }),
    change: ({ contactId, queue }, from, to, by) =>
      emit("zendesk", "contact.status_changed", {
        contactId,
        from,
        to,
        ...(by === null
          ? { actor: { kind: to === "open" ? "customer" : "system" } }
          : { agentId: by.person.ids.zendesk, teamId: teamOf(queue) }),
      }),
    unassign: (agent, { contactId, queue }) => {
      const previousAgentId = agent.person.ids.zendesk;
      const now = { agentId: null, teamId: teamOf(queue), previousAgentId };
      return emit("zendesk", "contact.assigned", { contactId, ...now });
    },
    merge: (agent, { contactId }, into) => {
      const agentId = agent.person.ids.zendesk;
      const to = { to: "merged", intoContactId: into.contactId } as const;
      return emit("zendesk", "contact.status_changed", { contactId, from: "open", ...to, agentId });
    },
  };
}
