/** A contact event, by EventBridge or bare: best effort and in any order, so each tells all that it knows. */
import type { CloudEvent } from "../../../shared/events/event.ts";
import { ignored, type Outcome, told, unread, wrong } from "../outcome.ts";
import type { WriteEvent } from "../write-event.ts";
import { type Contact, contactOf, contactSchema } from "./contact.ts";
import { courseOf } from "./course.ts";
import { lowered, second } from "./fields.ts";

const TOLD: ReadonlySet<string> = new Set([
  "INITIATED",
  "CONNECTED_TO_SYSTEM",
  "QUEUED",
  "CONNECTED_TO_AGENT",
  "DISCONNECTED",
  "COMPLETED",
]);

/** The end of talk and of after-contact work, where it tells them; the disconnect is none of both. */
function ended(write: WriteEvent, { legId, contactId, agent }: Contact): CloudEvent[] {
  const from = agent?.afterContactWorkStartTimestamp ?? null;
  const to = agent?.afterContactWorkEndTimestamp ?? null;
  const leg = { contactId, legId, agentId: agent?.id ?? null };
  return [
    ...(from === null ? [] : [write("contact.leg_ended", `${legId}/ended`, from, leg)]),
    ...(to === null ? [] : [write("contact.wrapup_ended", `${legId}/wrapped`, to, leg)]),
  ];
}

/** The first releases told no instants: of those the event's own time is the one it is about. */
function timed(one: Contact, type: string, at: number | null): Contact {
  if (at === null) return one;
  const { agent, queue } = one;
  switch (type) {
    case "INITIATED":
      return { ...one, initiationTimestamp: one.initiationTimestamp ?? at };
    case "QUEUED":
      if (queue === null) return one;
      return { ...one, queue: { ...queue, enqueueTimestamp: queue.enqueueTimestamp ?? at } };
    case "CONNECTED_TO_AGENT": {
      if (agent === null) return one;
      const connectedToAgentTimestamp = agent.connectedToAgentTimestamp ?? at;
      return { ...one, agent: { ...agent, connectedToAgentTimestamp } };
    }
    case "DISCONNECTED":
      return { ...one, disconnectTimestamp: one.disconnectTimestamp ?? at };
    default:
      return one;
  }
}

/** `input`: the event itself, `detail` at EventBridge, whose `time` is in `sentAt`. */
export function contactEventOf(write: WriteEvent, input: unknown, sentAt?: unknown): Outcome {
  const read = contactSchema.safeParse(lowered(input));
  if (!read.success) return unread("", read.error);
  const { eventType } = read.data;
  if (eventType === null) return wrong("eventType", "is missing");
  if (!TOLD.has(eventType)) {
    return ignored("eventType", "no figure needs this kind of contact event");
  }
  const contact = contactOf(read.data);
  if (contact === null) return wrong("contactId", "is missing");
  const one = timed(contact, eventType, second.safeParse(sentAt).data ?? null);
  const events = [...courseOf(write, one), ...ended(write, one)];
  return events.length === 0
    ? ignored("eventType", "tells nothing that its record will not tell")
    : told(...events);
}
