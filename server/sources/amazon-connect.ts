/**
 * Amazon Connect (EVENTS.md 10.5): contact records, contact events and the agent event stream, posted by an
 * EventBridge API destination or a small function, with a key in a header.
 */
import { agentEventOf } from "./amazon-connect/agent-event.ts";
import { contactEventOf } from "./amazon-connect/contact-event.ts";
import { isFields } from "./amazon-connect/fields.ts";
import { recordOf } from "./amazon-connect/record.ts";
import { RECORDS_MAX, recordsIn } from "./amazon-connect/unwrap.ts";
import { UNREAD } from "./call-json.ts";
import { verifyHeaderKey } from "./header-key.ts";
import { ignored, type Outcome, readOf, wrong } from "./outcome.ts";
import type { Webhook } from "./webhook.ts";
import { eventWriter, type WriteEvent } from "./write-event.ts";

const NOT_OURS = wrong(
  "",
  "is neither a contact record, nor a contact event, nor an event of the agent stream",
  "envelope",
);

function readOne(write: WriteEvent, input: unknown): Outcome {
  if (!isFields(input)) return NOT_OURS;
  const has = (name: string) => Object.hasOwn(input, name);
  if (input.source === "aws.cases") return ignored("source", "cases are told by their contacts");
  if (isFields(input.detail)) {
    return has("detail-type") && Object.hasOwn(input.detail, "contactId")
      ? contactEventOf(write, input.detail, input.time)
      : ignored("detail-type", "no figure needs this kind of event");
  }
  if (has("AgentARN")) return agentEventOf(write, input);
  if (has("eventType") || has("EventType")) return contactEventOf(write, input);
  if (has("ContactId")) return recordOf(write, input);
  return NOT_OURS;
}

function readBody(write: WriteEvent, text: string): Outcome[] {
  if (text.trim() === "") return [ignored("", "is empty")];
  const records = recordsIn(text);
  if (!records.ok) return [UNREAD[records.problem]];
  if (records.value.length > RECORDS_MAX) {
    return [wrong("", "holds more records than one batch may")];
  }
  return records.value.map((one) => readOne(write, one));
}

export const connectWebhook: Webhook = {
  connector: "connect",
  accepted: 200,
  verify: verifyHeaderKey,
  translate: ({ text }, source) => readOf(readBody(eventWriter(source), text)),
};
