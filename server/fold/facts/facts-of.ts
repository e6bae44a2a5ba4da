/**
 * The events of one entity, whatever their order and repeats, to what they mean (DESIGN.md 2).
 * Pure: the organisation as it was then comes as an argument.
 */
import type { DeskEvent } from "../../../shared/events/event.ts";
import type { Directory } from "../directory.ts";
import type { Parts } from "../entity.ts";
import type { EventRefused, LogEvent } from "../log-event.ts";
import { settle, settled } from "../settle.ts";
import { agentDayKey, type MarkEntry } from "../timeline/entry.ts";
import { type Contact, contactOf, factOf, ownerAt } from "./contact.ts";
import { escalationFacts } from "./escalation.ts";
import { type Fact, type Meaning, NOTHING } from "./fact.ts";
import { firstContactFacts, handlingsOf, visitEntries } from "./first-contact.ts";
import { legMeaning } from "./leg-meaning.ts";
import { queueReplay } from "./queue.ts";
import { resolutionFacts } from "./resolution.ts";
import { responseMeaning } from "./response-meaning.ts";
import { solvingOf } from "./solve.ts";
import { queueSpans } from "./state.ts";
import { surveyFacts } from "./survey.ts";

/** `ticket.created` (KPIS.md 1.3): tickets and chats; merged and deleted ones are taken back. */
function createdFacts(contact: Contact): Fact[] {
  const { openedAt, kind, gone } = contact;
  if (openedAt === undefined || kind === "call" || gone !== null) return [];
  return [factOf(contact, "ticket.created", 1, openedAt, ownerAt(contact, openedAt))];
}

const NOWHERE = { channel: null, direction: "inbound" } as const;
const NOBODY = { agent: null, team: null, queue: null } as const;

/** Refused at the door, or a correction that says what its event could not have said. */
const rejectedFact = ({ at }: EventRefused | DeskEvent): Fact =>
  factOf(NOWHERE, "quality.rejected", 1, at, NOBODY);

const isDeskEvent = (event: LogEvent): event is DeskEvent =>
  event.type !== "org.changed" && event.type !== "event.refused";

/** The meaning so far, and when time alone changes it; null: never. */
export interface Derived {
  readonly meaning: Meaning;
  readonly dueAt: number | null;
}

/** What settled events of one contact, or of a survey without one, mean at `now`. */
function contactMeaning(
  events: readonly DeskEvent[],
  directory: Directory,
  now: number,
  parts?: Parts,
): Derived {
  const { events: own, misfits } = settled(events);
  const contact = contactOf(own, directory, parts);
  const { facts, waits } = queueReplay(contact);
  const legs = legMeaning(contact, now);
  const solving = solvingOf(contact);
  const handlings = handlingsOf(contact);
  const responses = responseMeaning(contact, solving);
  const deadlines: Fact[] = [...legs.later, ...responses.later];
  const waiting = deadlines.filter(({ at }) => at > now);
  return {
    meaning: {
      facts: [
        ...createdFacts(contact),
        ...responses.facts,
        ...facts,
        ...legs.facts,
        ...surveyFacts(contact, solving),
        ...resolutionFacts(contact, solving),
        ...firstContactFacts(contact, solving, handlings),
        ...escalationFacts(contact, legs.facts, handlings),
        ...deadlines.filter(({ at }) => at <= now),
        ...misfits.map(rejectedFact),
      ],
      spans: [...responses.spans, ...queueSpans(contact, waits)],
      entries: [...legs.entries, ...visitEntries(contact, handlings)],
    },
    dueAt: waiting.length === 0 ? null : Math.min(...waiting.map(({ at }) => at)),
  };
}

/** An agent's states of a day are marks on the agent's timeline. */
function markEntries(events: readonly DeskEvent[], directory: Directory): MarkEntry[] {
  return settle(events).flatMap((event): MarkEntry[] => {
    if (event.type !== "agent.state_changed") return [];
    const { agentId, channel, state, reason } = event.data;
    const agent = directory.agent(event.source, agentId, event.at);
    const timeline = agentDayKey(agent, event.at);
    const track = `${event.source}|${agentId}|${channel ?? ""}`;
    return [{ kind: "mark", timeline, track, at: event.at, state, reason: reason ?? null }];
  });
}

/** The meaning, at `now`, of events whose time has come. */
export function meaningOf(
  events: readonly LogEvent[],
  directory: Directory,
  now: number,
  parts?: Parts,
): Derived {
  const [first] = events;
  if (first === undefined) return { meaning: NOTHING, dueAt: null };
  if (first.type === "event.refused") {
    return { meaning: { ...NOTHING, facts: [rejectedFact(first)] }, dueAt: null };
  }
  const own = events.filter(isDeskEvent);
  if (own.some(({ type }) => type === "agent.state_changed")) {
    return { meaning: { ...NOTHING, entries: markEntries(own, directory) }, dueAt: null };
  }
  return contactMeaning(own, directory, now, parts);
}
