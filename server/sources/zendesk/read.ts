/** One body of Zendesk's, by its shape: an event, our trigger's template, EventBridge, or records of its API. */
import type { Refusal } from "../../../shared/events/event.ts";
import { eachOf } from "../outcome.ts";
import type { WriteEvent } from "../write-event.ts";
import { agentEventOf } from "./agent-events.ts";
import { auditOf, groupsBefore, type Known } from "./audits.ts";
import { type Envelope, envelope } from "./envelope.ts";
import { fromEventBridge } from "./eventbridge.ts";
import { messageOf } from "./messaging.ts";
import { ignored, joined, type Outcome, unread, wrong } from "./outcome.ts";
import { LISTS, listOf, metricEventOf, ratingOf, ticketOf } from "./records.ts";
import { surveyResponseOf } from "./survey-response.ts";
import { ticketEventOf } from "./ticket-events.ts";
import { triggerOf } from "./trigger.ts";

/** Records of one body; the largest page of its API has 1,000. */
export const RECORDS_MAX = 5_000;

const TOO_MANY = wrong("", "holds more records than Zendesk ever sends");
const isPage = (list: readonly unknown[]): boolean => list.length <= RECORDS_MAX;

const isObject = (input: unknown): input is Readonly<Record<string, unknown>> =>
  typeof input === "object" && input !== null && !Array.isArray(input);

function eventOf(write: WriteEvent, told: Envelope): Outcome {
  const [, domain, name] = /^zen:event-type:(\w+)\.(\w+)$/.exec(told.type) ?? [];
  if (domain === undefined || name === undefined) return wrong("type", "is no Zendesk event type");
  if (domain === "ticket") return ticketEventOf(write, name, told);
  if (domain === "agent") return agentEventOf(write, name, told);
  if (domain === "messaging_ticket" && name === "message_added") return messageOf(write, told);
  return ignored("type", "no figure needs this kind of event");
}

function auditsOf(write: WriteEvent, page: readonly unknown[], known: Known): Outcome {
  groupsBefore(page, known);
  return joined(page.map((one) => auditOf(write, one, known)));
}

/** A page of its API, or null. `known`: of ticket events, who is staff and which group a ticket is in. */
export function pageOf(
  write: WriteEvent,
  input: Readonly<Record<string, unknown>>,
  known: Known,
): Outcome | null {
  if (Array.isArray(input.ticket_events)) {
    return isPage(input.ticket_events) ? auditsOf(write, input.ticket_events, known) : TOO_MANY;
  }
  const name = Object.keys(LISTS).find((list) => Array.isArray(input[list]));
  const records: unknown = name === undefined ? null : input[name];
  if (name === undefined || !Array.isArray(records)) return null;
  return isPage(records) ? listOf(write, name, records) : TOO_MANY;
}

const nothingKnown = (): Known => ({ staff: null, groups: new Map(), requesters: new Map() });

function recordOf(write: WriteEvent, input: Readonly<Record<string, unknown>>): Outcome | null {
  if (isObject(input.ticket) && input.deskpulse === undefined) return ticketOf(write, input.ticket);
  if (isObject(input.survey_response)) return surveyResponseOf(write, input.survey_response);
  if (isObject(input.satisfaction_rating) && input.status === undefined) {
    return ratingOf(write, input.satisfaction_rating);
  }
  const has = (...names: string[]) => names.every((name) => Object.hasOwn(input, name));
  if (has("metric", "instance_id", "ticket_id")) return metricEventOf(write, input);
  if (has("ticket_id", "score")) return ratingOf(write, input);
  if (has("id", "answers", "subjects")) return surveyResponseOf(write, input);
  if (has("ticket_id", "child_events")) return auditsOf(write, [input], nothingKnown());
  if (has("id", "status", "created_at", "updated_at")) return ticketOf(write, input);
  return null;
}

export function readZendesk(write: WriteEvent, input: unknown): Outcome {
  if (Array.isArray(input)) {
    if (!isPage(input)) return TOO_MANY;
    return joined(
      eachOf(input, (one) => (Array.isArray(one) ? NOT_OURS : readZendesk(write, one))),
    );
  }
  if (!isObject(input)) return NOT_OURS;
  if (input.deskpulse !== undefined) return triggerOf(write, input);
  const told = fromEventBridge(input) ?? input;
  const read = envelope.safeParse(told);
  if (read.success) return eventOf(write, read.data);
  if (isObject(told) && typeof told.type === "string" && told.type.startsWith("zen:")) {
    return unread("", read.error);
  }
  return pageOf(write, input, nothingKnown()) ?? recordOf(write, input) ?? NOT_OURS;
}

const NOT_OURS_REFUSAL: Refusal = {
  code: "envelope",
  path: "",
  reason: "is neither an event of Zendesk, nor our trigger's template, nor a record of its API",
};
const NOT_OURS: Outcome = { events: [], refused: [NOT_OURS_REFUSAL] };
