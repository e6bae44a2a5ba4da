/**
 * The events of one entity, whatever their order and repeats, to what they mean (DESIGN.md 2).
 * Pure: the organisation as it was then comes as an argument.
 */
import type { DeskEvent } from "../../../shared/events/event.ts";
import type { Directory } from "../directory.ts";
import type { EventRefused, LogEvent } from "../log-event.ts";
import { settle } from "../settle.ts";
import { type Contact, contactOf, factOf, ownerAt } from "./contact.ts";
import type { Fact, Meaning } from "./fact.ts";
import { legFacts } from "./leg.ts";
import { queueReplay } from "./queue.ts";
import { responseFacts } from "./response.ts";
import { stateSpans } from "./state.ts";
import { surveyFacts } from "./survey.ts";

const NOTHING: Meaning = { facts: [], spans: [] };

/** `ticket.created` (KPIS.md 1.3): tickets and chats; merged and deleted ones are taken back. */
function createdFacts(contact: Contact): Fact[] {
  const { openedAt, kind, gone } = contact;
  if (openedAt === undefined || kind === "call" || gone !== null) return [];
  return [factOf(contact, "ticket.created", 1, openedAt, ownerAt(contact, openedAt))];
}

function refusedFacts(event: EventRefused): Fact[] {
  const nowhere = { channel: null, direction: "inbound" as const };
  const nobody = { agent: null, team: null, queue: null };
  return [factOf(nowhere, "quality.rejected", 1, event.at, nobody)];
}

const isDeskEvent = (event: LogEvent): event is DeskEvent =>
  event.type !== "org.changed" && event.type !== "event.refused";

/** What settled events of one contact, or of a survey without one, mean. */
function contactMeaning(events: readonly DeskEvent[], directory: Directory): Meaning {
  const contact = contactOf(settle(events), directory);
  const { facts, waits } = queueReplay(contact);
  return {
    facts: [
      ...createdFacts(contact),
      ...responseFacts(contact),
      ...facts,
      ...legFacts(contact),
      ...surveyFacts(contact),
    ],
    spans: stateSpans(contact, waits),
  };
}

/** The meaning of events whose time has come. Whatever is not about a contact has none, so far. */
export function meaningOf(events: readonly LogEvent[], directory: Directory): Meaning {
  const [first] = events;
  if (first === undefined || first.type === "agent.state_changed") return NOTHING;
  if (first.type === "event.refused") return { facts: refusedFacts(first), spans: [] };
  return contactMeaning(events.filter(isDeskEvent), directory);
}
