/**
 * Which system a text comes from, and what of it: for whoever tries a file and for whoever must say why it is
 * refused. It looks at names of fields only, and never decides what counts: that is the connector's.
 */
import { parseJson } from "./big-json.ts";
import { type Fields, type Recognised, SHAPES } from "./recognise/shapes.ts";

export type { Recognised } from "./recognise/shapes.ts";

/** As much of a long text as is looked at, where it is not JSON. */
const LOOKED_AT = 20_000;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function ofValue(value: unknown): Recognised | null {
  const first: unknown = Array.isArray(value) ? value.find(isObject) : value;
  if (Array.isArray(value) && value.length === 0) return EMPTY_LIST;
  if (!isObject(first)) return null;
  const shape = SHAPES.find(({ looks }) => looks(first));
  if (shape === undefined) return null;
  const { looks: _, ...recognised } = shape;
  return recognised;
}

const EMPTY_LIST: Recognised = {
  system: "CloudEvents",
  connector: "ndjson",
  kind: "an empty batch",
  refused: "there is nothing in it",
};

const text = (
  system: string,
  connector: string | null,
  kind: string,
  like: RegExp,
  refused?: string,
) => ({ recognised: { system, connector, kind, ...(refused ? { refused } : {}) }, like });

const NO_JSON = "it has comments or words in place of values: it describes a body, and is none";

/** Texts that are no JSON, by how they begin. */
const TEXTS = [
  text(
    "Asterisk",
    "asterisk",
    "lines of queue_log",
    /^\d{9,11}\|[^|\n]*\|[^|\n]*\|[^|\n]*\|[A-Z]+/,
  ),
  text(
    "Asterisk",
    "asterisk-table",
    "rows of a queue_log table",
    /^uid,date_time,callid,queue_name/,
  ),
  text("FreeSWITCH", "freeswitch", "events of mod_callcenter", /^(?:[\w-]+: .*\r?\n)*CC-Action: /m),
  text(
    "CloudEvents",
    null,
    "a test case of the specification",
    /^(?:@\w+\s+)?Feature: |^(?:#[^\n]*\s+)*(?:Mode: |ContextAttributes:)/,
    "it describes requests, and is none",
  ),
  text(
    "Chatwoot",
    "chatwoot",
    "documentation of its calls",
    /"event": ?"(?:conversation|message|webwidget)_/,
    NO_JSON,
  ),
  text(
    "Amazon Connect",
    "connect",
    "a record as its documentation prints it",
    /arn:aws:|"aws\.cases"|AgentARN|instanceArn/,
  ),
  text("CSV", "csv", "a table with a heading", /^\uFEFF?[^\n,;\t"{[]+[,;\t][^\n]*\n/),
] as const;

/** A form, as Twilio posts it. */
function ofForm(body: string): Recognised | null {
  if (!/^[\w.[\]%-]+=[^\n]*$/.test(body.trim())) return null;
  return ofValue(Object.fromEntries(new URLSearchParams(body)));
}

/** Null: it looks like nothing we know. Never throws. */
export function recognise(body: string): Recognised | null {
  const whole = parseJson(body);
  if (whole.ok) return ofValue(whole.value);
  const begin = body.slice(0, LOOKED_AT);
  const [line = ""] = begin.trimStart().split("\n", 1);
  const first = parseJson(line);
  if (first.ok && isObject(first.value)) return ofValue(first.value);
  const form = ofForm(begin);
  return form ?? TEXTS.find(({ like }) => like.test(begin.trimStart()))?.recognised ?? null;
}
