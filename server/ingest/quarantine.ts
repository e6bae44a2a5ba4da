/** What was refused, as an entry of the log: its name and the reason, never its content (PRIV-1). */
import { createHash } from "node:crypto";
import { eventSchemas, type Refusal } from "../../shared/events/event.ts";
import { instantOf } from "../../shared/events/instant.ts";
import { ID_LENGTH_MAX } from "../../shared/events/limits.ts";
import type { EventRefused } from "../fold/log-event.ts";

const FIELD_MAX = 120;
const NO_ID_LEVELS = 4;
const NO_ID_FIELDS = 100;

const textOf = (input: unknown, field: string): string | null => {
  if (typeof input !== "object" || input === null) return null;
  const value = (input as Record<string, unknown>)[field];
  return typeof value === "string" ? value : null;
};

/** The id as the sender wrote it, for the answer only. */
export const statedId = (input: unknown): string | null =>
  textOf(input, "id")?.slice(0, ID_LENGTH_MAX) ?? null;

/** The uppermost levels and first fields: a hostile one may be larger than we care to look (SEC-9). */
function upper(input: unknown, levels: number): unknown {
  if (typeof input !== "object" || input === null) return input;
  if (levels === 0) return null;
  const fields = input as Readonly<Record<string, unknown>>;
  const names = Object.keys(fields).slice(0, NO_ID_FIELDS);
  return names.map((name) => [name, upper(fields[name], levels - 1)]);
}

/** Refused once by source and id, however often it comes; without an id by its content. */
export function refusedEvent(
  source: string,
  input: unknown,
  refusal: Refusal,
  now: number,
): EventRefused {
  const identity = textOf(input, "id") ?? JSON.stringify(upper(input, NO_ID_LEVELS)) ?? "";
  const at = instantOf(textOf(input, "time") ?? "");
  const type = /^deskpulse\.([a-z_.]+)\.v1$/.exec(textOf(input, "type") ?? "")?.[1] ?? "";
  return {
    type: "event.refused",
    source,
    id: createHash("sha256").update(identity).digest("hex").slice(0, 24),
    at: Number.isNaN(at) ? now : at,
    data: {
      code: refusal.code,
      path: refusal.path.slice(0, FIELD_MAX),
      reason: refusal.reason.slice(0, 2 * FIELD_MAX),
      type: Object.hasOwn(eventSchemas, type) ? type : "unknown",
    },
  };
}

/** The same of one that came too late: it is refused now, and kept as long as other news of now. */
export const tooOldEvent = (
  source: string,
  input: unknown,
  refusal: Refusal,
  now: number,
): EventRefused => ({ ...refusedEvent(source, input, refusal, now), at: now });
