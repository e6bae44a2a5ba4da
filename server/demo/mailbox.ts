/** A mailbox: tickets wait, agents take a few at a time and work them off, oldest first. */
import type { Agent, Desk } from "./floor.ts";
import { QUEUES, TEAMS } from "./organisation.ts";
import type { Staff } from "./staff.ts";
import { HOUR, SECOND, type World } from "./world.ts";

export type MailQueue = "orders-mail" | "technical-mail";

export interface Ticket {
  readonly contactId: string;
  readonly customerRef: string;
  readonly createdAt: number;
  queue: MailQueue;
  owner: Agent | null;
  waitingSince: number;
  replies: number;
  state: "waiting" | "working" | "pending" | "solved" | "closed";
}

export interface Mailbox extends Desk {
  /** The ticket needs an answer from now on. */
  add(ticket: Ticket): void;
}

/** What an agent does with a ticket at the end of the work on it. */
export type Finish = (agent: Agent, ticket: Ticket) => void;

const TAKEN_AT_ONCE = 3;
const WORK: Readonly<Record<MailQueue, number>> = {
  "orders-mail": 310 * SECOND,
  "technical-mail": 430 * SECOND,
};
const BETWEEN = 25 * SECOND;
/** A returned ticket waits this long for its own agent. */
const LOYALTY = 1.5 * HOUR;
/** With so many waiting, everybody hurries. */
const CROWD = 60;
const HURRY = 0.3;

export function mailbox(world: World, staff: Staff, queue: MailQueue, finish: Finish): Mailbox {
  const { random, emit } = world;
  const teamId = TEAMS[QUEUES[queue].team].ids.zendesk;
  /** Waiting for an answer, oldest first; owned ones among them. */
  const tickets: Ticket[] = [];

  const mayWork = (agent: Agent, ticket: Ticket): boolean =>
    ticket.owner === null ||
    ticket.owner === agent ||
    (ticket.owner.queue !== queue && world.now() - ticket.waitingSince > LOYALTY);

  const assign = (agent: Agent, ticket: Ticket) => {
    if (ticket.owner === agent) return;
    const previous = ticket.owner?.person.ids.zendesk;
    ticket.owner = agent;
    emit("zendesk", "contact.assigned", {
      contactId: ticket.contactId,
      agentId: agent.person.ids.zendesk,
      teamId,
      ...(previous === undefined ? {} : { previousAgentId: previous }),
    });
  };

  /** The oldest one the agent may work on; when out of own ones, a few more become their own. */
  const choose = (agent: Agent): Ticket | undefined => {
    if (!tickets.some((ticket) => ticket.owner === agent)) {
      const some = tickets.filter((ticket) => mayWork(agent, ticket)).slice(0, TAKEN_AT_ONCE);
      for (const ticket of some) assign(agent, ticket);
    }
    return tickets.find((ticket) => ticket.owner === agent);
  };

  const work = (agent: Agent, ticket: Ticket) => {
    staff.take(agent);
    ticket.state = "working";
    tickets.splice(tickets.indexOf(ticket), 1);
    const hurry = 1 - HURRY * Math.min(1, tickets.length / CROWD);
    const median = WORK[queue] * agent.pace * hurry * (ticket.replies > 0 ? 0.75 : 1);
    world.after(random.lognormal(median, 0.55), () => {
      finish(agent, ticket);
      world.after(BETWEEN, () => staff.release(agent));
    });
  };

  const serve = () => {
    if (tickets.length === 0) return;
    for (const agent of staff.onShift(queue)) {
      if (agent.load > 0 || agent.isPaused || agent.isLeaving || agent.pause !== null) continue;
      const ticket = choose(agent);
      if (ticket !== undefined) work(agent, ticket);
    }
  };

  return {
    capacity: 1,
    waiting: () => 0, // nobody holds the line
    serve,
    add(ticket) {
      ticket.state = "waiting";
      ticket.waitingSince = world.now();
      tickets.push(ticket);
      serve();
    },
  };
}
