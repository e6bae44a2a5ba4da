/** One call of Chatwoot's (`{"event": "…", …}`) → our events (EVENTS.md 10.7). */
import { z } from "zod";
import type { CloudEvent } from "../../../shared/events/event.ts";
import { ignored, type Outcome, told, unread, wrong } from "../outcome.ts";
import { someId } from "../values.ts";
import type { WriteEvent } from "../write-event.ts";
import { aboutOf, type Conversation, conversation, teamOf, touchedAt } from "./conversation.ts";
import { second, statusOf } from "./fields.ts";
import {
  assigned,
  created,
  handedOver,
  opened,
  outbound,
  regrouped,
  restatused,
} from "./happened.ts";
import { hasWords, isOurs, isSurvey, message, rated, surveyed, written } from "./message.ts";

type Kind = (write: WriteEvent, input: Readonly<Record<string, unknown>>) => Outcome;

const change = z.looseObject({ previous_value: z.unknown(), current_value: z.unknown() });
type Change = z.infer<typeof change>;

/** A list of objects with one name each, or one object with all; its own words for nothing are null and []. */
function changesOf(value: unknown): ReadonlyMap<string, Change> {
  const parts = Array.isArray(value) ? value.slice(0, 200) : [value];
  const changes = new Map<string, Change>();
  for (const part of parts) {
    if (typeof part !== "object" || part === null) continue;
    for (const [name, one] of Object.entries(part)) {
      const read = change.safeParse(one);
      if (read.success) changes.set(name, read.data);
    }
  }
  return changes;
}

const idIn = (value: unknown): string | null => someId.safeParse(value).data ?? null;

const conversationCreated: Kind = (write, input) => {
  const read = conversation.safeParse(input);
  if (!read.success) return unread("", read.error);
  const one = read.data;
  const at = one.created_at ?? one.timestamp;
  if (at === null) return wrong("created_at", "is missing");
  const first = message.safeParse(one.messages?.[0]).data;
  const isOutbound = first !== undefined && isOurs(first);
  const status = statusOf(one.status);
  return told(
    created(write, one.id, at, aboutOf(one), one.priority),
    status === "new" ? null : opened(write, one.id, at),
    isOutbound ? outbound(write, one.id, at) : null,
  );
};

/** Status, team and assignee of one call; the team first: whoever is assigned with it is assigned in it. */
function changed(write: WriteEvent, one: Conversation, changes: ReadonlyMap<string, Change>) {
  const at = second.safeParse(changes.get("updated_at")?.current_value).data ?? touchedAt(one);
  if (at === null) return wrong("updated_at", "is missing");
  const what = { conversation: one.id, at };
  const events: (CloudEvent | null)[] = [];
  const status = changes.get("status");
  if (status !== undefined) {
    const to = statusOf(status.current_value);
    if (to === undefined) return wrong("changed_attributes.status", "is no status of its list");
    events.push(restatused(write, what, to));
    const wasBots = statusOf(status.previous_value) === "new";
    if (wasBots && to === "open") events.push(handedOver(write, what));
  }
  const team = changes.get("team_id");
  const moved = (by: Change) => ({ from: idIn(by.previous_value), to: idIn(by.current_value) });
  if (team !== undefined) events.push(regrouped(write, what, moved(team)));
  const assignee = changes.get("assignee_id");
  if (assignee !== undefined) {
    const now = team === undefined ? teamOf(one) : idIn(team.current_value);
    events.push(assigned(write, what, { ...moved(assignee), team: now }));
  }
  return events.length === 0
    ? ignored("changed_attributes", "no figure needs what was changed")
    : told(...events);
}

const conversationUpdated: Kind = (write, input) => {
  const read = conversation.safeParse(input);
  if (!read.success) return unread("", read.error);
  return changed(write, read.data, changesOf(input.changed_attributes));
};

/** Older releases do not say what changed: it is the status. */
const statusChanged: Kind = (write, input) => {
  const read = conversation.safeParse(input);
  if (!read.success) return unread("", read.error);
  const changes = changesOf(input.changed_attributes);
  if (changes.has("status")) return changed(write, read.data, changes);
  if (statusOf(read.data.status) === undefined) return wrong("status", "is no status of its list");
  const said = { previous_value: null, current_value: read.data.status };
  return changed(write, read.data, new Map([...changes, ["status", said]]));
};

/** Older releases call the number that people see `display_id`. */
const within = z.looseObject({
  conversation: z.looseObject({ id: someId.catch(null), display_id: someId.catch(null) }),
});

function conversationIn(input: Readonly<Record<string, unknown>>): string | null {
  const { data } = within.safeParse(input);
  return data?.conversation.display_id ?? data?.conversation.id ?? null;
}

const messageCreated: Kind = (write, input) => {
  const read = message.safeParse(input);
  if (!read.success) return unread("", read.error);
  const about = conversationIn(input);
  const { created_at: at, message_type: kind } = read.data;
  if (about === null) return wrong("conversation.id", "is missing");
  if (at === null) return wrong("created_at", "is missing");
  if (isSurvey(read.data)) return told(surveyed(write, about, read.data, at));
  const event = written(write, about, read.data, at);
  return event === null ? ignored("message_type", `${kind} is no message of anybody`) : told(event);
};

/** Only an answer to the survey is news; other messages are what they were when they came. */
const messageUpdated: Kind = (write, input) => {
  const read = message.safeParse(input);
  if (!read.success) return unread("", read.error);
  const one = read.data;
  if (!isSurvey(one))
    return ignored("content_type", "a message that was changed stays the same one");
  const answer = one.content_attributes?.submitted_values?.csat_survey_response ?? null;
  if (answer === null) return ignored("content_attributes", "the survey has no answer yet");
  const of = conversation.safeParse(input.conversation).data;
  const at = of === undefined ? null : touchedAt(of);
  if (at === null) return wrong("conversation.updated_at", "is missing");
  const event = rated(write, {
    conversation: conversationIn(input),
    message: one.id,
    rating: answer.rating ?? null,
    hasComment: hasWords(answer.feedback_message),
    at,
    knownAt: at,
  });
  const path = "content_attributes.submitted_values.csat_survey_response.rating";
  return event === null ? wrong(path, "is no whole number from 1 to 5") : told(event);
};

const KINDS: Readonly<Record<string, Kind>> = {
  conversation_created: conversationCreated,
  conversation_updated: conversationUpdated,
  conversation_status_changed: statusChanged,
  message_created: messageCreated,
  message_updated: messageUpdated,
};

const NO_FIGURE =
  /^(contact_|inbox_|webwidget_triggered$|conversation_(typing|contact|read|resolved|opened|recovered)|csat_survey)/;

export function readChatwoot(write: WriteEvent, input: unknown): Outcome {
  if (typeof input !== "object" || input === null) return NOT_OURS;
  const { event } = input as { event?: unknown };
  if (typeof event !== "string") return NOT_OURS;
  const kind = Object.hasOwn(KINDS, event) ? KINDS[event] : undefined;
  if (kind !== undefined) return kind(write, input as Readonly<Record<string, unknown>>);
  if (event.startsWith("automation_event.")) {
    return ignored("event", "a rule's own call repeats what the account's webhook tells");
  }
  return NO_FIGURE.test(event)
    ? ignored("event", "no figure needs this kind of event")
    : wrong("event", "is no event that Chatwoot documents", "envelope");
}

const NOT_OURS = wrong("event", "is missing: this is no call of Chatwoot's", "envelope");
