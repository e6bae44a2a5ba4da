/** Who handled a contact first, and what that says of first contact resolution (KPIS.md 6.2). */
import type { CellMeasure } from "../../../shared/kpi/measure.ts";
import { customerKey, type VisitEntry } from "../timeline/entry.ts";
import { type Contact, factOf, ownerAt } from "./contact.ts";
import type { Fact } from "./fact.ts";
import { legCredit } from "./leg-credit.ts";
import { isHumanReply } from "./response.ts";
import type { Credit, Solving } from "./solve.ts";

/** A person's first part in it: a leg answered, or a public reply. */
export interface Handling extends Credit {
  readonly at: number;
}

/** Everybody who handled it, in order. */
export function handlingsOf(contact: Contact): Handling[] {
  const { directory } = contact;
  return contact.events.flatMap((event): Handling[] => {
    const { at, source } = event;
    if (event.type === "contact.answered" && event.data.role !== "monitor") {
      const { agentId } = event.data;
      const who = agentId === null ? null : { source, agentId };
      return [{ ...legCredit(contact, event, who, at), at }];
    }
    if (!isHumanReply(event) || event.data.agentId === undefined) return [];
    const agent = directory.agent(source, event.data.agentId, at);
    const { team, queue } = ownerAt(contact, at);
    return [{ agent, team: team ?? directory.primaryTeam(agent, at), queue, at }];
  });
}

/** Credit H: the first handler, else whose it was when it began. */
const firstHandler = (contact: Contact, handlings: readonly Handling[], at: number): Credit =>
  handlings[0] ?? ownerAt(contact, at);

/** What an agent or the customer said in so many words: `native: { firstContactResolved: true }`. */
function saidFacts(contact: Contact, at: number, credit: Credit): Fact[] {
  const said = new Map<CellMeasure, number>();
  for (const event of contact.events) {
    const { native, actor } = event.data as {
      native?: { firstContactResolved?: unknown };
      actor?: { kind: string };
    };
    const value = native?.firstContactResolved;
    if (typeof value !== "boolean") continue;
    const measure = actor?.kind === "customer" ? "fcr.customer_says" : "fcr.agent_says";
    said.set(measure, value ? 1 : 0);
  }
  return [...said].map(([measure, value]) => factOf(contact, measure, value, at, credit));
}

/** The readings of first contact resolution that one contact alone can tell, where it was solved. */
export function firstContactFacts(
  contact: Contact,
  solving: Solving,
  handlings: readonly Handling[],
): Fact[] {
  const { openedAt, direction, gone, kind } = contact;
  if (openedAt === undefined || direction !== "inbound" || gone !== null) return [];
  const credit = firstHandler(contact, handlings, openedAt);
  const facts = saidFacts(contact, openedAt, credit);
  const [first] = solving.solves;
  if (kind === "call" || first === undefined) return facts;
  const people = new Set(handlings.map(({ agent }) => agent)).size;
  const stayed = solving.solves.length === 1 && solving.isSolved;
  const replies = contact.events.filter(isHumanReply).length;
  facts.push(
    factOf(contact, "fcr.closed_first", stayed && people === 1 ? 1 : 0, openedAt, credit),
    factOf(contact, "fcr.first_response", stayed && replies === 1 ? 1 : 0, openedAt, credit),
  );
  return facts;
}

/** An inbound contact of a known customer, for the customer's timeline. */
export function visitEntries(contact: Contact, handlings: readonly Handling[]): VisitEntry[] {
  const { openedAt, direction, gone, created, customerRef, key } = contact;
  if (openedAt === undefined || direction !== "inbound" || gone !== null) return [];
  if (customerRef === undefined || created === undefined || key === null) return [];
  const { topic, parentContactId } = created.data;
  const { agent, team, queue } = firstHandler(contact, handlings, openedAt);
  return [
    {
      kind: "visit",
      timeline: customerKey(customerRef),
      contact: key,
      at: openedAt,
      topic: topic ?? null,
      parent: parentContactId === undefined ? null : `${created.source}|contact/${parentContactId}`,
      dims: { agent, team, queue, channel: contact.channel, direction },
    },
  ];
}
