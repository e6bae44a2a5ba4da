/**
 * One event of TaskRouter, whichever way it came: a form callback, a CloudEvent of Event Streams or a record of
 * the Events resource. All have the same fields, in three spellings; values are text.
 */
import { z } from "zod";
import { instantOf } from "../../../shared/events/instant.ts";
import { jsonOf } from "../call-json.ts";

type Fields = Readonly<Record<string, unknown>>;

export const isFields = (input: unknown): input is Fields =>
  typeof input === "object" && input !== null && !Array.isArray(input);

const text = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((value) => {
    const said = value === undefined || value === null ? "" : String(value).trim();
    return said === "" ? null : said;
  })
  .catch(null);

/** Ids of its own (SIDs) have 34 characters. */
const SID_LENGTH_MAX = 64;
const sid = text.refine((value) => value === null || value.length <= SID_LENGTH_MAX, {
  error: "is too long",
});

/** Epoch seconds or ms, RFC 3339 or RFC 2822 → ms since 1970; NaN: none of these. */
export function momentOf(said: string): number {
  if (/^\d{9,10}(\.\d+)?$/.test(said)) return Math.round(Number(said) * 1000);
  if (/^\d{12,13}$/.test(said)) return Number(said);
  const iso = instantOf(said);
  if (!Number.isNaN(iso)) return iso;
  return /^\w{3}, \d\d? \w{3} \d{4} [\d:]{8} (GMT|UTC|[+-]\d{4})$/.test(said)
    ? Date.parse(said)
    : Number.NaN;
}

/** No instant that a calendar of four digits has. */
const AT_MAX = Date.parse("9999-12-31T23:59:59.999Z");

const moment = text.transform((value, context) => {
  const at = value === null ? Number.NaN : momentOf(value);
  if (at >= 0 && at <= AT_MAX) return at;
  context.addIssue({ code: "custom", message: value === null ? "is missing" : "is no instant" });
  return z.NEVER;
});

/** JSON inside a text; or, where somebody has read it already, its fields. */
const attributes = z
  .union([z.string(), z.record(z.string(), z.unknown())])
  .nullish()
  .catch(null);

export const told = z.looseObject({
  sid,
  event_type: z.string().max(100),
  timestamp: moment,
  task_sid: sid,
  task_attributes: attributes,
  task_assignment_status: text,
  task_channel_unique_name: text,
  task_canceled_reason: text,
  reason: text,
  task_queue_sid: sid,
  reservation_sid: sid,
  worker_sid: sid,
  worker_attributes: attributes,
  worker_activity_name: text,
  worker_version: text,
  transfer_sid: sid,
  transfer_mode: text,
  transfer_to: sid,
  transfer_type: text,
  transfer_initiating_reservation_sid: sid,
});

export type Told = z.infer<typeof told>;

/** `TaskQueueSid` → `task_queue_sid`. */
const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();

/** The time in ms where it is told, else in seconds. */
const timed = (fields: Fields, more: readonly unknown[] = []): Fields => ({
  ...fields,
  timestamp: [fields.timestamp_ms, fields.timestamp, ...more].find(
    (value) => value !== undefined && value !== null && value !== "",
  ),
});

/** Two names of one thing, by where it is told. */
const known = (fields: Fields): Fields => ({
  ...fields,
  transfer_initiating_reservation_sid:
    fields.transfer_initiating_reservation_sid ?? fields.initiating_reservation_sid,
});

/** The fields of a form callback; of a name that comes twice the first. */
export function fromForm(body: string): Fields {
  const fields: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(body)) fields[snake(name)] ??= value;
  return timed(known(fields));
}

const STREAM = /^com\.twilio\.taskrouter\.(.+)$/;

/** A CloudEvent of Event Streams; null: it is none. What its type says holds, not what its copy says. */
export function fromStream(input: Fields): Fields | null {
  const name = typeof input.type === "string" ? STREAM.exec(input.type)?.[1] : undefined;
  if (name === undefined || !isFields(input.data)) return null;
  const { data } = input;
  const inner = typeof data.payload === "string" ? jsonOf(data.payload) : null;
  const said = inner?.ok ? inner.value : data.payload;
  const payload = isFields(said) ? said : data;
  const fields = Object.fromEntries(
    Object.entries(payload).map(([at, value]) => [snake(at), value]),
  );
  const sidOf = fields.sid ?? data.sid;
  return timed(known({ ...fields, sid: sidOf, event_type: name }), [data.timestamp, input.time]);
}

/** A record of the Events resource; null: it is none. */
export function fromRecord(input: Fields): Fields | null {
  if (typeof input.event_type !== "string" || !isFields(input.event_data)) return null;
  const { event_data: data, sid: eventSid, event_type, event_date, event_date_ms } = input;
  const fields = { ...data, sid: eventSid, event_type };
  return known({ ...fields, timestamp: event_date_ms ?? event_date });
}
