/** Microsoft Dynamics 365 Customer Service (EVENTS.md 10.3): what Dataverse posts, with a key in a header. */
import { jsonValuesOf, UNREAD } from "./call-json.ts";
import { operationOf } from "./dynamics/change.ts";
import { context } from "./dynamics/context.ts";
import { DEFAULTS, type DynamicsOptions, optionsOf } from "./dynamics/options.ts";
import { pageOf } from "./dynamics/records.ts";
import { isObject } from "./dynamics/values.ts";
import { verifyHeaderKey } from "./header-key.ts";
import { eachOf, type Outcome, readOf, unread, wrong } from "./outcome.ts";
import type { Read, Webhook } from "./webhook.ts";
import { eventWriter, type WriteEvent } from "./write-event.ts";

const CALLS_MAX = 1_000;
/** Images, parameters and parents were left out: more than 256 KB. */
const CUT = "x-ms-dynamics-msg-size-exceeded";

const NOT_OURS = wrong(
  "",
  "is no execution context of Dataverse, nor records of its API",
  "envelope",
);

function outcomeOf(
  write: WriteEvent,
  input: unknown,
  options: DynamicsOptions,
  isCut: boolean,
): Outcome {
  if (!isObject(input)) return NOT_OURS;
  if (!("MessageName" in input)) return pageOf(write, input, options) ?? NOT_OURS;
  const read = context.safeParse(input);
  return read.success ? operationOf(write, read.data, options, isCut) : unread("", read.error);
}

/** One body, or several contexts of a queue one a line. Never throws. */
export function readDynamics(
  text: string,
  source: string,
  options: DynamicsOptions,
  isCut = false,
): Read {
  if (text.trim() === "") return readOf([wrong("", "is empty", "ignored")]);
  const values = jsonValuesOf(text, CALLS_MAX);
  if (!values.ok) return readOf([UNREAD[values.problem]]);
  const inputs: readonly unknown[] = values.value.flatMap((value) =>
    Array.isArray(value) ? value : [value],
  );
  if (inputs.length > CALLS_MAX) return readOf([wrong("", "holds too many calls", "size")]);
  const write = eventWriter(source);
  return readOf(eachOf(inputs, (input) => outcomeOf(write, input, options, isCut)));
}

/** Null: the connection's options are not what may be said. */
export function dynamicsWebhook(given: unknown = {}): Webhook | null {
  const options = optionsOf(given);
  if (options === null) return null;
  return {
    connector: "dynamics",
    accepted: 200,
    verify: verifyHeaderKey,
    translate: ({ text, headers }, source) =>
      readDynamics(text, source, options, !/^(false|0|)$/i.test(headers[CUT] ?? "")),
  };
}

export const dynamics = dynamicsWebhook(DEFAULTS);
