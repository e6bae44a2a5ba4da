/** Solved tickets (KPIS.md 6.2): how long it took, what the time went to, in how many goes. */
import { type Contact, factOf } from "./contact.ts";
import { elapsed, secondsBetween } from "./elapsed.ts";
import type { Fact } from "./fact.ts";
import { isHumanReply } from "./response.ts";
import { type Solve, type Solving, solverCredit } from "./solve.ts";

/** Seconds in each status until `until`; a ticket is new until somebody says otherwise. */
function secondsByStatus(contact: Contact, openedAt: number, until: number): Map<string, number> {
  const seconds = new Map<string, number>();
  const spend = (status: string, from: number, to: number) => {
    const passed = Math.max(0, secondsBetween(Math.max(from, openedAt), Math.min(to, until)));
    seconds.set(status, (seconds.get(status) ?? 0) + passed);
  };
  let status = "new";
  let since = openedAt;
  for (const event of contact.events) {
    if (event.type !== "contact.status_changed") continue;
    if (since === openedAt && status === "new") status = event.data.from ?? status;
    spend(status, since, event.at);
    status = event.data.to;
    since = event.at;
  }
  spend(status, since, until);
  return seconds;
}

/** Internal people who wrote something, to the customer or to each other. */
function peopleOf(contact: Contact, until: number): number {
  const people = new Set<string>();
  for (const { type, data, at, source } of contact.events) {
    if (at > until || type !== "contact.message" || data.from !== "agent") continue;
    if (data.automated === true || data.agentId === undefined) continue;
    people.add(contact.directory.agent(source, data.agentId, at));
  }
  return people.size;
}

function firstFacts(contact: Contact, openedAt: number, first: Solve, solving: Solving): Fact[] {
  const credit = solverCredit(contact, first);
  const replies = contact.events.filter(isHumanReply).length;
  const once = solving.isSolved && !solving.wasReopened && replies === 1 ? 1 : 0;
  const { seconds } = elapsed(openedAt, first.at);
  const facts = [
    factOf(contact, "ticket.reopened", solving.wasReopened ? 1 : 0, first.at, credit),
    factOf(contact, "ticket.one_touch", once, first.at, credit),
  ];
  if (seconds !== null) {
    facts.push(factOf(contact, "resolution.first", seconds, first.at, credit));
  }
  return facts;
}

function lastFacts(contact: Contact, openedAt: number, last: Solve): Fact[] {
  const credit = solverCredit(contact, last);
  const { seconds } = elapsed(openedAt, last.at);
  const spent = secondsByStatus(contact, openedAt, last.at);
  const of = (...statuses: string[]) =>
    statuses.reduce((sum, status) => sum + (spent.get(status) ?? 0), 0);
  const facts = [
    factOf(contact, "ticket.requester_wait", of("new", "open", "on_hold"), last.at, credit),
    factOf(contact, "ticket.agent_work", of("open"), last.at, credit),
    factOf(contact, "ticket.on_hold", of("on_hold"), last.at, credit),
    factOf(contact, "ticket.handoffs", peopleOf(contact, last.at), last.at, credit),
  ];
  if (seconds !== null) {
    facts.push(factOf(contact, "resolution.full", seconds, last.at, credit));
  }
  return facts;
}

/** First solve for good; the last solve only while the ticket is solved. */
export function resolutionFacts(contact: Contact, solving: Solving): Fact[] {
  const { openedAt, kind, gone } = contact;
  const [first] = solving.solves;
  const last = solving.solves.at(-1);
  if (openedAt === undefined || kind === "call" || gone !== null) return [];
  if (first === undefined || last === undefined) return [];
  return [
    ...firstFacts(contact, openedAt, first, solving),
    ...(solving.isSolved ? lastFacts(contact, openedAt, last) : []),
  ];
}
