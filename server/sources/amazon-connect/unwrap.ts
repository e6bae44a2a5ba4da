/** What a small function passes on as it got it: batches of Kinesis, Firehose, SQS and SNS, and plain lists. */
import { fail, ok, type Result } from "../../../shared/result.ts";
import { type JsonProblem, jsonOf, jsonValuesOf } from "../call-json.ts";
import { isFields } from "./fields.ts";

/** Records of one body; a batch of Kinesis that a function gets has at most 10,000, of a few KB each. */
export const RECORDS_MAX = 5_000;
const DEPTH_MAX = 4;
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}$/;

/** JSON, in base64 or not; several values one after the other, as Firehose joins them. */
function valuesOf(text: string): Result<readonly unknown[], JsonProblem> {
  const whole = jsonOf(text);
  if (whole.ok && typeof whole.value === "object") return ok([whole.value]);
  if (!whole.ok) {
    const each = jsonValuesOf(text.replace(/\}\s*\{/g, "}\n{"), RECORDS_MAX);
    if (each.ok || each.problem !== "not_json") return each;
  }
  if (!BASE64.test(text)) return fail("not_json");
  const inner = jsonOf(Buffer.from(text, "base64").toString("utf8"));
  if (!inner.ok) return inner;
  return typeof inner.value === "object" ? ok([inner.value]) : fail("not_json");
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
  return values.ok ? values.value.flatMap((one) => spread(one, depth - 1)) : [input];
}

/** Every record of a body. Never throws. */
export function recordsIn(text: string): Result<readonly unknown[], JsonProblem> {
  const values = valuesOf(text.trim());
  return values.ok ? ok(values.value.flatMap((one) => spread(one, DEPTH_MAX))) : values;
}
