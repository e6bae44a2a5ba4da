/** What a small function passes on as it got it: batches of Kinesis, Firehose, SQS and SNS, and plain lists. */
import { parseJson } from "../big-json.ts";
import { isFields } from "./fields.ts";

/** Records of one body; a batch of Kinesis that a function gets has at most 10,000, of a few KB each. */
export const RECORDS_MAX = 5_000;
const DEPTH_MAX = 4;
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}$/;

/** JSON, in base64 or not; several values one after the other, as Firehose joins them. Null: neither. */
function valuesOf(text: string): unknown[] | null {
  const whole = parseJson(text);
  if (whole.ok && typeof whole.value === "object") return [whole.value];
  const lines = text.replace(/\}\s*\{/g, "}\n{").split("\n");
  const each = lines.filter((line) => line.trim() !== "").map((line) => parseJson(line));
  if (each.length > 1 && each.every(({ ok }) => ok)) {
    return each.map((one) => (one.ok ? one.value : null));
  }
  if (!BASE64.test(text)) return null;
  const decoded = Buffer.from(text, "base64").toString("utf8");
  const inner = parseJson(decoded);
  return inner.ok && typeof inner.value === "object" ? [inner.value] : null;
}

/** What one record of a batch carries; null: it is no batch's record. */
function carriedBy(record: unknown): string | null {
  if (!isFields(record)) return null;
  const { kinesis, data, body, Sns } = record;
  if (isFields(kinesis) && typeof kinesis.data === "string") return kinesis.data;
  if (isFields(Sns) && typeof Sns.Message === "string") return Sns.Message;
  if (typeof body === "string") return body;
  return typeof data === "string" ? data : null;
}

function spread(input: unknown, depth: number): unknown[] {
  if (depth === 0) return [input];
  if (Array.isArray(input)) return input.flatMap((one) => spread(one, depth - 1));
  if (!isFields(input)) return [input];
  const list = input.Records ?? input.records;
  if (Array.isArray(list)) return list.flatMap((one) => spread(one, depth - 1));
  const carried = carriedBy(input);
  if (carried === null) return [input];
  const values = valuesOf(carried);
  return values === null ? [input] : values.flatMap((one) => spread(one, depth - 1));
}

/** Every record of a body; null: it is no JSON. Never throws. */
export function recordsIn(text: string): unknown[] | null {
  const values = valuesOf(text.trim());
  return values === null ? null : values.flatMap((one) => spread(one, DEPTH_MAX));
}
