/** The e-mail tickets: written by a customer, worked on by agents, passed on, merged. */
import { correspondenceOf } from "./correspondence.ts";
import type { Agent } from "./floor.ts";
import { type Mailbox, type MailQueue, mailbox, type Ticket } from "./mailbox.ts";
import { outcomesOf } from "./outcomes.ts";
import type { Staff } from "./staff.ts";
import type { Surveys } from "./surveys.ts";
import { HOUR, MINUTE, SECOND, type World } from "./world.ts";

export interface Tickets {
  arrive(queue: MailQueue, customerRef: string): void;
  readonly mailboxes: Readonly<Record<MailQueue, Mailbox>>;
}

const NOTE = 0.16;
const PASSED_ON = 0.06;
const SOLVED = 0.68;
const WRITES_TWICE = 0.05;
const MADE_INTERNAL = 0.004;
const MERGED = 0.012;

export function ticketsOf(world: World, staff: Staff, surveys: Surveys): Tickets {
  const { random } = world;
  const letters = correspondenceOf(world);
  const add = (ticket: Ticket) => mailboxes[ticket.queue].add(ticket);
  const outcomes = outcomesOf(world, surveys, letters, add);
  let latest: Ticket | null = null;

  const enqueue = (ticket: Ticket, reason: "new" | "transfer") => {
    letters.queue(ticket, reason);
    add(ticket);
  };

  const passOn = (agent: Agent, ticket: Ticket) => {
    letters.reply(agent, ticket, "internal");
    ticket.queue = "technical-mail";
    ticket.owner = null;
    letters.unassign(agent, ticket);
    enqueue(ticket, "transfer");
  };

  /** A later answer, so that no first response is taken back. */
  const makeInternal = (agent: Agent, eventId: string) => {
    const set = { visibility: "internal" };
    const by = agent.person.ids.zendesk;
    const reason = "comment made private";
    world.after(random.exponential(HOUR), () =>
      world.emit("zendesk", "record.corrected", { target: { eventId }, set, reason, by }),
    );
  };

  const finish = (agent: Agent, ticket: Ticket) => {
    const isNew = ticket.replies === 0;
    if (isNew && latest !== null && random.chance(MERGED)) {
      ticket.state = "closed";
      letters.merge(agent, ticket, latest);
      return;
    }
    if (isNew && ticket.queue === "orders-mail" && random.chance(PASSED_ON)) {
      return passOn(agent, ticket);
    }
    if (random.chance(NOTE)) letters.reply(agent, ticket, "internal");
    const eventId = letters.reply(agent, ticket, "public");
    ticket.replies += 1;
    latest = ticket;
    if (random.chance(SOLVED)) outcomes.solve(ticket, agent);
    else outcomes.expectAnswer(ticket, agent);
    if (!isNew && random.chance(MADE_INTERNAL)) makeInternal(agent, eventId);
  };

  const mailboxes: Readonly<Record<MailQueue, Mailbox>> = {
    "orders-mail": mailbox(world, staff, "orders-mail", finish),
    "technical-mail": mailbox(world, staff, "technical-mail", finish),
  };

  return {
    mailboxes,
    arrive(queue, customerRef) {
      const [contactId, now] = [world.number(""), world.now()];
      const times = { createdAt: now, waitingSince: now };
      const none = { owner: null, replies: 0, state: "waiting" } as const;
      const ticket: Ticket = { contactId, customerRef, queue, ...times, ...none };
      letters.open(ticket, random.chance(0.3) ? "web" : "email");
      letters.write(ticket, "customer");
      world.after(2 * SECOND, () => letters.write(ticket, "system"));
      enqueue(ticket, "new");
      if (!random.chance(WRITES_TWICE)) return;
      world.after(random.between(5, 60) * MINUTE, () => {
        if (ticket.state === "waiting") letters.write(ticket, "customer");
      });
    },
  };
}
