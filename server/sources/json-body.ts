/** Bodies of JSON: one value, or one a line, each read by itself. */
import { jsonValuesOf, UNREAD } from "./call-json.ts";
import { eachOf, ignored, type Outcome, readOf, wrong } from "./outcome.ts";
import type { Payload, Read } from "./webhook.ts";

/** Records of one body. */
const RECORDS_MAX = 5_000;

/** `read` gets each value; a list holds records, and no lists. Never throws if `read` does not. */
export function readJsonBody(text: string, read: (input: unknown) => Outcome): Read {
  if (text.trim() === "") return readOf([ignored("", "is empty")]);
  const inputs = jsonValuesOf(text, RECORDS_MAX);
  if (!inputs.ok) return readOf([UNREAD[inputs.problem]]);
  const records = inputs.value.flatMap((input) => (Array.isArray(input) ? input : [input]));
  if (records.length > RECORDS_MAX) return readOf([wrong("", "holds too many records")]);
  return readOf(
    eachOf(records, (one) =>
      Array.isArray(one) ? wrong("", "is a list within a list", "envelope") : read(one),
    ),
  );
}

const FORM = /^application\/x-www-form-urlencoded\b/i;
/** Of one form: no survey asks so much. */
const FIELDS_MAX = 1_000;

/** A form's fields, each once; `name[]` and what comes twice are lists. Null: too many. */
function formOf(text: string): Readonly<Record<string, unknown>> | null {
  if (text.split("&", FIELDS_MAX + 1).length > FIELDS_MAX) return null;
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const key = name.replace(/\[\]$/, "");
    const known = fields.get(key);
    if (Array.isArray(known)) known.push(value);
    else if (known !== undefined) fields.set(key, [known, value]);
    else fields.set(key, key === name ? value : [value]);
  }
  return Object.fromEntries(fields);
}

/** What the sender says it is; without a word, JSON. */
export function readFormOrJson(
  { text, headers }: Payload,
  read: (input: unknown) => Outcome,
): Read {
  if (!FORM.test(headers["content-type"] ?? "")) return readJsonBody(text, read);
  const form = formOf(text);
  return readOf([
    form === null ? wrong("", `has more than ${FIELDS_MAX} fields`, "size") : read(form),
  ]);
}
