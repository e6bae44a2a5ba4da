/** Bodies of JSON: one value, or one a line, each read by itself. */
import { parseJson } from "./big-json.ts";
import { ignored, type Outcome, readOf, wrong } from "./outcome.ts";
import type { Payload, Read } from "./webhook.ts";

/** Records of one body. */
const RECORDS_MAX = 5_000;

/** Null: it is not JSON. */
function inputsOf(text: string): readonly unknown[] | null {
  const whole = parseJson(text);
  if (whole.ok) return [whole.value];
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length < 2 || lines.length > RECORDS_MAX) return null;
  const values: unknown[] = [];
  for (const line of lines) {
    const one = parseJson(line);
    if (!one.ok) return null;
    values.push(one.value);
  }
  return values;
}

/** `read` gets each value; a list holds records, and no lists. Never throws if `read` does not. */
export function readJsonBody(text: string, read: (input: unknown) => Outcome): Read {
  if (text.trim() === "") return readOf([ignored("", "is empty")]);
  const inputs = inputsOf(text);
  if (inputs === null) return readOf([wrong("", "is not JSON", "envelope")]);
  const records = inputs.flatMap((input) => (Array.isArray(input) ? [...input] : [input]));
  if (records.length > RECORDS_MAX) return readOf([wrong("", "holds too many records")]);
  return readOf(
    records.map((one) =>
      Array.isArray(one) ? wrong("", "is a list within a list", "envelope") : read(one),
    ),
  );
}

const FORM = /^application\/x-www-form-urlencoded\b/i;

/** A form's fields, each once; `name[]` and what comes twice are lists. */
function formOf(text: string): Readonly<Record<string, unknown>> {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const key = name.replace(/\[\]$/, "");
    const known = fields.get(key);
    if (known === undefined) fields.set(key, key === name ? value : [value]);
    else fields.set(key, [known, value].flat());
  }
  return Object.fromEntries(fields);
}

/** What the sender says it is; without a word, JSON. */
export function readFormOrJson(
  { text, headers }: Payload,
  read: (input: unknown) => Outcome,
): Read {
  return FORM.test(headers["content-type"] ?? "")
    ? readOf([read(formOf(text))])
    : readJsonBody(text, read);
}
