/** The life of an e-mail ticket: written, answered, solved, opened again, closed. */
import { type Mailbox, mailbox, type Ticket } from "./mailbox.ts";
import { QUEUES, type QueueId, TEAMS } from "./organisation.ts";
import type { Agent, Staff } from "./staff.ts";
import type { Surveys } from "./surveys.ts";
import { HOUR, MINUTE, SECOND, type World } from "./world.ts";

export interface Tickets {
  arrive(queue: "orders-mail" | "technical-mail", customerRef: string): void;
  readonly mailboxes: readonly (readonly [QueueId, Mailbox])[];
}

const NOTE = 0.16;
const PASSED_ON = 0.06;
const SOLVED = 0.68;
const REOPENED = 0.07;
const WRITES_BACK = 0.85;
const WRITES_TWICE = 0.05;
const MADE_INTERNAL = 0.004;
const MERGED = 0.012;
const SILENCE = 3 * 24 * HOUR;
const UNTIL_CLOSED = 4 * 24 * HOUR;

export function ticketsOf(world: World, staff: Staff, surveys: Surveys): Tickets {
  const { random, emit } = world;
  const teamOf = (queue: QueueId) => TEAMS[QUEUES[queue].team].zendesk;
  let latest: Ticket | null = null;

  const write = (ticket: Ticket, from: "customer" | "system") =>
    emit("zendesk", "contact.message", {
      contactId: ticket.contactId,
      messageId: world.number("m-"),
      from,
      visibility: "public",
      ...(from === "system" ? { automated: true } : {}),
    });

  const reply = (agent: Agent, ticket: Ticket, visibility: "public" | "internal") =>
    emit("zendesk", "contact.message", {
      contactId: ticket.contactId,
      messageId: world.number("m-"),
      from: "agent",
      agentId: agent.person.ids.zendesk,
      teamId: teamOf(ticket.queue),
      visibility,
    });

  const change = (
    ticket: Ticket,
    from: "open" | "waiting_customer" | "resolved",
    to: "open" | "waiting_customer" | "resolved" | "closed",
    by: Agent | null,
  ) =>
    emit("zendesk", "contact.status_changed", {
      contactId: ticket.contactId,
      from,
      to,
      ...(by === null
        ? { actor: { kind: to === "open" ? "customer" : "system" } }
        : { agentId: by.person.ids.zendesk, teamId: teamOf(ticket.queue) }),
    });

  const enqueue = (ticket: Ticket, queue: QueueId, reason: "new" | "transfer") => {
    ticket.queue = queue;
    const queueId = QUEUES[queue].native;
    const { contactId } = ticket;
    emit("zendesk", "contact.queued", { contactId, queueId, teamId: teamOf(queue), reason });
    boxes[queue]?.add(ticket);
  };

  const writeBack = (ticket: Ticket, from: "waiting_customer" | "resolved") => {
    write(ticket, "customer");
    change(ticket, from, "open", null);
    boxes[ticket.queue]?.add(ticket);
  };

  const solve = (ticket: Ticket, from: "open" | "waiting_customer", by: Agent | null) => {
    change(ticket, from, "resolved", by);
    ticket.state = "solved";
    const solution = ticket.replies;
    const agent = by ?? ticket.owner;
    if (agent !== null) {
      const delay = Math.max(0, (world.now() - ticket.createdAt - 8 * HOUR) / (40 * HOUR));
      const { contactId, queue } = ticket;
      surveys.afterSolve({ feed: "zendesk", contactId, queue, agent, delay });
    }
    if (random.chance(REOPENED) && by !== null) {
      world.after(random.lognormal(6 * HOUR, 1), () => {
        if (ticket.state === "solved") writeBack(ticket, "resolved");
      });
    }
    world.after(UNTIL_CLOSED, () => {
      if (ticket.state !== "solved" || ticket.replies !== solution) return;
      ticket.state = "closed";
      change(ticket, "resolved", "closed", null);
    });
  };

  const expectAnswer = (ticket: Ticket) => {
    ticket.state = "pending";
    const asked = ticket.replies;
    const isPending = () => ticket.state === "pending" && ticket.replies === asked;
    if (random.chance(WRITES_BACK)) {
      const wait = Math.min(random.lognormal(4 * HOUR, 1.2), SILENCE - HOUR);
      world.after(wait, () => isPending() && writeBack(ticket, "waiting_customer"));
    } else {
      world.after(SILENCE, () => isPending() && solve(ticket, "waiting_customer", null));
    }
  };

  const passOn = (agent: Agent, ticket: Ticket) => {
    reply(agent, ticket, "internal");
    const { contactId } = ticket;
    const teamId = teamOf("technical-mail");
    const previousAgentId = agent.person.ids.zendesk;
    ticket.owner = null;
    emit("zendesk", "contact.assigned", { contactId, agentId: null, teamId, previousAgentId });
    enqueue(ticket, "technical-mail", "transfer");
  };

  const merge = (agent: Agent, ticket: Ticket, into: Ticket) => {
    ticket.state = "closed";
    emit("zendesk", "contact.status_changed", {
      contactId: ticket.contactId,
      from: "open",
      to: "merged",
      intoContactId: into.contactId,
      agentId: agent.person.ids.zendesk,
    });
  };

  const finish = (agent: Agent, ticket: Ticket) => {
    const isNew = ticket.replies === 0;
    if (isNew && latest !== null && random.chance(MERGED)) return merge(agent, ticket, latest);
    if (isNew && ticket.queue === "orders-mail" && random.chance(PASSED_ON)) {
      return passOn(agent, ticket);
    }
    if (random.chance(NOTE)) reply(agent, ticket, "internal");
    const eventId = reply(agent, ticket, "public");
    ticket.replies += 1;
    latest = ticket;
    if (random.chance(SOLVED)) solve(ticket, "open", agent);
    else {
      change(ticket, "open", "waiting_customer", agent);
      expectAnswer(ticket);
    }
    if (ticket.replies < 2 || !random.chance(MADE_INTERNAL)) return;
    const by = agent.person.ids.zendesk;
    const made = { set: { visibility: "internal" }, reason: "comment made private", by };
    world.after(random.exponential(HOUR), () =>
      emit("zendesk", "record.corrected", { target: { eventId }, ...made }),
    );
  };

  const boxes: Readonly<Partial<Record<QueueId, Mailbox>>> = {
    "orders-mail": mailbox(world, staff, "orders-mail", finish),
    "technical-mail": mailbox(world, staff, "technical-mail", finish),
  };

  return {
    mailboxes: Object.entries(boxes) as [QueueId, Mailbox][],
    arrive(queue, customerRef) {
      const ticket: Ticket = {
        contactId: world.number(""),
        customerRef,
        createdAt: world.now(),
        queue,
        owner: null,
        waitingSince: world.now(),
        replies: 0,
        state: "waiting",
      };
      const { contactId } = ticket;
      const teamId = teamOf(queue);
      const opened = { contactId, customerRef, teamId, channel: "email" } as const;
      const channelDetail = random.chance(0.3) ? "web" : "email";
      emit("zendesk", "contact.created", { ...opened, channelDetail, direction: "inbound" });
      write(ticket, "customer");
      world.after(2 * SECOND, () => write(ticket, "system"));
      enqueue(ticket, queue, "new");
      if (!random.chance(WRITES_TWICE)) return;
      world.after(random.between(5, 60) * MINUTE, () => {
        if (ticket.state === "waiting") write(ticket, "customer");
      });
    },
  };
}
