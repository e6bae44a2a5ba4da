/** One body of Twilio's, by its shape: a form callback, CloudEvents of Event Streams, or records of its API. */
import { jsonValuesOf, UNREAD } from "../call-json.ts";
import { ignored, joined, type Outcome, unread, wrong } from "../outcome.ts";
import type { WriteEvent } from "../write-event.ts";
import { conferenceOf } from "./conference.ts";
import type { TwilioOptions } from "./options.ts";
import { RESERVATION_EVENTS, reservationEventOf } from "./reservation-events.ts";
import { TASK_EVENTS, taskEventOf } from "./task-events.ts";
import { fromForm, fromRecord, fromStream, isFields, told } from "./told.ts";
import { WORKER_EVENTS, workerEventOf } from "./worker-events.ts";

/** Records of one body; a page of its API has at most 1,000. */
const RECORDS_MAX = 5_000;

const NOT_OURS = wrong(
  "",
  "is neither a callback of TaskRouter, nor a CloudEvent of Event Streams, nor a record of its Events",
  "envelope",
);

const TOO_MANY = wrong("", "holds more records than Twilio ever sends");

const kindOf = <Kind>(kinds: Readonly<Record<string, Kind>>, name: string): Kind | undefined =>
  Object.hasOwn(kinds, name) ? kinds[name] : undefined;

function eventOf(write: WriteEvent, fields: unknown, options: TwilioOptions): Outcome {
  const read = told.safeParse(fields);
  if (!read.success) return unread("", read.error);
  const reading = { write, told: read.data, options };
  const name = read.data.event_type;
  const task = kindOf(TASK_EVENTS, name);
  if (task !== undefined) return taskEventOf(reading, task);
  const reservation = kindOf(RESERVATION_EVENTS, name);
  if (reservation !== undefined) return reservationEventOf(reading, reservation);
  const worker = kindOf(WORKER_EVENTS, name);
  if (worker !== undefined) return workerEventOf(reading, worker);
  return ignored("event_type", "no figure needs this kind of event");
}

/** What its API says of now or of a period, and not of what happened. */
function stateIn(input: Readonly<Record<string, unknown>>): Outcome | null {
  const has = (name: string) => Object.hasOwn(input, name);
  if (has("reservation_status")) {
    return ignored("reservation_status", "a reservation as it is now; its events say since when");
  }
  const isSum = ["cumulative", "realtime", "activity_statistics", "avg_task_acceptance_time"];
  return isSum.some(has)
    ? ignored("", "ready-made statistics of a period cannot be counted again (R4)")
    : null;
}

export function readRecord(write: WriteEvent, input: unknown, options: TwilioOptions): Outcome {
  if (!isFields(input)) return NOT_OURS;
  const fields = fromStream(input) ?? fromRecord(input);
  if (fields !== null) return eventOf(write, fields, options);
  if (typeof input.type === "string" && /^com\.twilio\./.test(input.type)) {
    return ignored("type", "is of another product than TaskRouter");
  }
  return stateIn(input) ?? NOT_OURS;
}

/** A page of the Events resource, a batch of Event Streams, or one of either. */
function recordsIn(input: unknown): readonly unknown[] {
  const list = isFields(input) && Array.isArray(input.events) ? input.events : input;
  return Array.isArray(list) ? list : [list];
}

/** One outcome a record of the body. Never throws. */
export function readTwilio(write: WriteEvent, text: string, options: TwilioOptions): Outcome[] {
  const body = text.trim();
  if (body === "") return [ignored("", "is empty")];
  const values = jsonValuesOf(body, RECORDS_MAX);
  if (values.ok) {
    const records = values.value.flatMap(recordsIn);
    if (records.length > RECORDS_MAX) return [TOO_MANY];
    const outcomes = records.map((one) => readRecord(write, one, options));
    return values.value.length > 1 ? [joined(outcomes)] : outcomes;
  }
  if (values.problem !== "not_json") return [UNREAD[values.problem]];
  const fields = fromForm(body);
  if (fields.event_type !== undefined) return [eventOf(write, fields, options)];
  if (fields.status_callback_event !== undefined) return [conferenceOf(write, fields)];
  return [NOT_OURS];
}
