/** What becomes of an answered ticket: solved, opened again, closed, or waiting for the customer. */
import type { Correspondence } from "./correspondence.ts";
import type { Agent } from "./floor.ts";
import type { Ticket } from "./mailbox.ts";
import type { Surveys } from "./surveys.ts";
import { HOUR, type World } from "./world.ts";

export interface Outcomes {
  solve(ticket: Ticket, by: Agent): void;
  /** The agent asked something back. */
  expectAnswer(ticket: Ticket, by: Agent): void;
}

const REOPENED = 0.07;
const WRITES_BACK = 0.85;
const SILENCE = 3 * 24 * HOUR;
const UNTIL_CLOSED = 4 * 24 * HOUR;
const PATIENCE = { expected: 8 * HOUR, tooLong: 40 * HOUR };

export function outcomesOf(
  world: World,
  surveys: Surveys,
  letters: Correspondence,
  addToMailbox: (ticket: Ticket) => void,
): Outcomes {
  const { random } = world;

  const writeBack = (ticket: Ticket, from: "waiting_customer" | "resolved") => {
    letters.write(ticket, "customer");
    letters.change(ticket, from, "open", null);
    addToMailbox(ticket);
  };

  /** By an agent, or by a rule because the customer has been silent. */
  const resolve = (ticket: Ticket, from: "open" | "waiting_customer", by: Agent | null) => {
    letters.change(ticket, from, "resolved", by);
    ticket.state = "solved";
    const { contactId, queue, replies, createdAt } = ticket;
    const agent = by ?? ticket.owner;
    if (agent !== null) {
      const late = world.now() - createdAt - PATIENCE.expected;
      const delay = Math.max(0, late / PATIENCE.tooLong);
      surveys.afterSolve({ feed: "zendesk", contactId, queue, agent, delay });
    }
    if (by !== null && random.chance(REOPENED)) {
      world.after(random.lognormal(6 * HOUR, 1), () => {
        if (ticket.state === "solved") writeBack(ticket, "resolved");
      });
    }
    world.after(UNTIL_CLOSED, () => {
      if (ticket.state !== "solved" || ticket.replies !== replies) return;
      ticket.state = "closed";
      letters.change(ticket, "resolved", "closed", null);
    });
  };

  return {
    solve: (ticket, by) => resolve(ticket, "open", by),
    expectAnswer(ticket, by) {
      letters.change(ticket, "open", "waiting_customer", by);
      ticket.state = "pending";
      const { replies } = ticket;
      const isPending = () => ticket.state === "pending" && ticket.replies === replies;
      if (!random.chance(WRITES_BACK)) {
        world.after(SILENCE, () => isPending() && resolve(ticket, "waiting_customer", null));
        return;
      }
      const wait = Math.min(random.lognormal(4 * HOUR, 1.2), SILENCE - HOUR);
      world.after(wait, () => isPending() && writeBack(ticket, "waiting_customer"));
    },
  };
}
