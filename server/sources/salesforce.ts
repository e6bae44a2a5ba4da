/**
 * Salesforce Service Cloud (EVENTS.md 10.2): change events that an event relay or a Pub/Sub client posts, with
 * a key in a header; and the records of its API. What we ask ourselves is in salesforce/pull.ts.
 */
import { jsonValuesOf, UNREAD } from "./call-json.ts";
import { verifyHeaderKey } from "./header-key.ts";
import { eachOf, type Outcome, readOf, wrong } from "./outcome.ts";
import { eventsOf } from "./salesforce/change.ts";
import { changeOf, isObject } from "./salesforce/message.ts";
import { DEFAULTS, optionsOf, type SalesforceOptions } from "./salesforce/options.ts";
import { pageOf } from "./salesforce/records.ts";
import type { Read, Webhook } from "./webhook.ts";
import { eventWriter, type WriteEvent } from "./write-event.ts";

/** Messages of one body. */
const MESSAGES_MAX = 5_000;

const NOT_OURS = wrong(
  "",
  "is neither a change event of Salesforce nor a page of its records",
  "envelope",
);

function outcomeOf(write: WriteEvent, input: unknown, options: SalesforceOptions): Outcome {
  if (!isObject(input)) return NOT_OURS;
  const change = changeOf(input);
  if (change === null) return pageOf(write, input, options) ?? NOT_OURS;
  return "header" in change ? eventsOf(write, change, options) : change;
}

/** One body of messages. Never throws. */
export function readSalesforce(text: string, source: string, options: SalesforceOptions): Read {
  if (text.trim() === "") return readOf([wrong("", "is empty", "ignored")]);
  const values = jsonValuesOf(text, MESSAGES_MAX);
  if (!values.ok) return readOf([UNREAD[values.problem]]);
  const [first] = values.value;
  const isList = values.value.length === 1 && Array.isArray(first);
  const inputs: readonly unknown[] = isList ? first : values.value;
  if (inputs.length > MESSAGES_MAX) return readOf([wrong("", "holds too many messages", "size")]);
  const write = eventWriter(source);
  return readOf(eachOf(inputs, (input) => outcomeOf(write, input, options)));
}

/** Null: the connection's options are not what may be said. */
export function salesforceWebhook(given: unknown = {}): Webhook | null {
  const options = optionsOf(given);
  if (options === null) return null;
  return {
    connector: "salesforce",
    accepted: 200,
    verify: verifyHeaderKey,
    translate: ({ text }, source) => readSalesforce(text, source, options),
  };
}

export const salesforce = salesforceWebhook(DEFAULTS);
