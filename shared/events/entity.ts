/** Which entity an event is about, and in which order an entity's events happened (EVENTS.md 5). */
import type { DeskEvent } from "./event.ts";

/** `source|kind:id`. Two systems may both have a contact 1001, so the source is part of the key. */
export type EntityKey = string;

export const contactKey = (source: string, contactId: string): EntityKey =>
  `${source}|contact/${contactId}`;
export const surveyKey = (source: string, surveyId: string): EntityKey =>
  `${source}|survey/${surveyId}`;

/** The entity an event names. A survey that names its contact belongs to that contact. */
export function entityOf(event: DeskEvent): EntityKey {
  switch (event.type) {
    case "survey.sent":
    case "survey.answered":
      return event.data.contactId === undefined
        ? surveyKey(event.source, event.data.surveyId)
        : contactKey(event.source, event.data.contactId);
    case "agent.state_changed":
    case "team.membership_changed":
      return `${event.source}|agent/${event.data.agentId}`;
    case "record.corrected":
      return "entity" in event.data.target
        ? `${event.source}|${event.data.target.entity}`
        : `${event.source}|event/${event.data.target.eventId}`;
    case "person.erased":
      return `${event.source}|person/${event.data.personRef}`;
    case "source.gap":
      return `${event.source}|source`;
    case "unknown":
      return `${event.source}|unknown`;
    default:
      return contactKey(event.source, event.data.contactId);
  }
}

const RANK: Record<DeskEvent["type"], number> = {
  "team.membership_changed": 10,
  "agent.state_changed": 15,
  "contact.created": 20,
  "contact.transferred": 22,
  "contact.queued": 25,
  "contact.offered": 30,
  "contact.assigned": 35,
  "contact.answered": 40,
  "contact.hold_changed": 45,
  "contact.message": 50,
  "contact.abandoned": 60,
  "contact.leg_ended": 65,
  "contact.wrapup_ended": 70,
  "contact.status_changed": 75,
  "contact.measured": 80,
  "survey.sent": 85,
  "survey.answered": 90,
  "record.corrected": 95,
  "person.erased": 96,
  "source.gap": 97,
  unknown: 99,
};

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const DIGITS = /^\d{1,15}$/;

function compareSequence(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  return DIGITS.test(a) && DIGITS.test(b) ? Number(a) - Number(b) : compareText(a, b);
}

/** By time, then lifecycle rank, sequence, id, source: total, so arrival order cannot matter. */
export function compareEvents(a: DeskEvent, b: DeskEvent): number {
  return (
    a.at - b.at ||
    RANK[a.type] - RANK[b.type] ||
    compareSequence(a.sequence, b.sequence) ||
    compareText(a.id, b.id) ||
    compareText(a.source, b.source)
  );
}

/** Of two events about the same fact, does `a` supersede `b`? Version, then time, then id. */
export function supersedes(a: DeskEvent, b: DeskEvent): boolean {
  const byVersion = compareText(a.version ?? "", b.version ?? "");
  return (byVersion || a.at - b.at || compareText(a.id, b.id)) > 0;
}
