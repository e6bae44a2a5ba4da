/** The four ways a CloudEvent comes over HTTP: one, a batch, NDJSON, or binary mode (DESIGN.md 8). */
import type { IncomingHttpHeaders } from "node:http";
import { BATCH_BYTES_MAX, BATCH_EVENTS_MAX, EVENT_BYTES_MAX } from "../../shared/events/limits.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { BodyProblem } from "./body.ts";

export type Mode = "one" | "batch" | "lines" | "binary";

const MODES: ReadonlyMap<string, Mode> = new Map([
  ["application/cloudevents+json", "one"],
  ["application/cloudevents-batch+json", "batch"],
  ["application/x-ndjson", "lines"],
  ["application/ndjson", "lines"],
]);

const SENDS =
  "send application/cloudevents+json, application/cloudevents-batch+json, application/x-ndjson, or application/json with ce-* headers";

/** How the body is to be read, from the headers alone. */
export function modeOf(headers: IncomingHttpHeaders): Result<Mode, BodyProblem> {
  const [type = "", ...parameters] = (headers["content-type"] ?? "").toLowerCase().split(";");
  const charset = parameters.find((one) => one.trim().startsWith("charset="));
  if (charset !== undefined && !/^charset=("utf-?8"|utf-?8)$/.test(charset.trim())) {
    return fail({ status: 415, detail: "send the body in UTF-8" });
  }
  const mode = MODES.get(type.trim());
  if (mode !== undefined) return ok(mode);
  if (type.trim() === "application/json" && headers["ce-specversion"] !== undefined) {
    return ok("binary");
  }
  return fail({ status: 415, detail: SENDS });
}

export const bytesMaxOf = (mode: Mode): number =>
  mode === "batch" || mode === "lines" ? BATCH_BYTES_MAX : EVENT_BYTES_MAX;

const notJson = (where: string) =>
  fail({ status: 400 as const, detail: `${where} is not JSON; nothing was taken` });

/** The events of a body as parsed JSON, not yet validated. At most BATCH_EVENTS_MAX. */
export function inputsOf(
  mode: Mode,
  body: Buffer,
  headers: IncomingHttpHeaders,
): Result<unknown[], BodyProblem> {
  if (mode === "lines") return linesOf(body);
  const text = textOf(body);
  if (text === null)
    return fail({ status: 400, detail: "the body is not UTF-8; nothing was taken" });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return notJson("the body");
  }
  if (mode === "binary") return ok([binary(parsed, headers)]);
  if (mode === "one") return ok([parsed]);
  if (!Array.isArray(parsed)) {
    return fail({ status: 400, detail: "a batch is a JSON array of events; nothing was taken" });
  }
  return parsed.length > BATCH_EVENTS_MAX ? tooMany : ok(parsed);
}

const tooMany = fail({
  status: 413 as const,
  detail: `a batch may have at most ${BATCH_EVENTS_MAX} events; send several`,
});

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Null when it is not UTF-8: guessing would make one id of two. A byte order mark is dropped. */
function textOf(bytes: Buffer): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

/** A line that is not JSON, or not UTF-8, is one bad event: it does not reject its neighbours. */
function linesOf(body: Buffer): Result<unknown[], BodyProblem> {
  const whole = textOf(body);
  const lines = (whole ?? body.toString("latin1")).split("\n");
  const inputs: unknown[] = [];
  for (const line of lines) {
    if (line.trim() === "") continue;
    if (inputs.length === BATCH_EVENTS_MAX) return tooMany;
    inputs.push(inputOf(whole === null ? (textOf(Buffer.from(line, "latin1")) ?? "") : line));
  }
  return ok(inputs);
}

function inputOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

const ATTRIBUTES = [
  "specversion",
  "type",
  "source",
  "id",
  "time",
  "subject",
  "recordedtime",
  "entityversion",
  "sequence",
  "traceid",
  "quality",
];

/** Binary mode: the attributes are headers, percent-encoded, the body is the data. */
function binary(data: unknown, headers: IncomingHttpHeaders): unknown {
  const event: Record<string, unknown> = { data };
  for (const name of ATTRIBUTES) {
    const value = headers[`ce-${name}`];
    if (typeof value === "string") event[name] = decoded(value);
  }
  return event;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
