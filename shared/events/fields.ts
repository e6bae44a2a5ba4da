/** The field kinds of EVENTS.md section 3, shared by all event schemas. */
import { z } from "zod";
import { instantOf } from "./instant.ts";
import { DEPTH_MAX, EVENT_VALUES_MAX, ID_LENGTH_MAX, TEXT_LENGTH_MAX } from "./limits.ts";

export const id = z.string().min(1).max(ID_LENGTH_MAX);
export const text = z.string().max(TEXT_LENGTH_MAX);
export const instant = z
  .string()
  .max(40)
  .refine((value) => !Number.isNaN(instantOf(value)), {
    error: "must be an RFC 3339 instant with an offset, such as 2026-03-03T08:00:00+01:00",
  });
export const milliseconds = z.int().min(0);
export const channel = z.enum(["phone", "email", "chat", "social", "whatsapp", "sms", "other"]);
export const direction = z.enum(["inbound", "outbound"]);

/**
 * Is a JSON value nested deeper, or does it hold more, than may be? Stops at the limit, so hostile
 * input costs next to nothing (SEC-9).
 */
export function outgrown(
  value: unknown,
  levels = DEPTH_MAX,
  room = { values: EVENT_VALUES_MAX },
): "depth" | "values" | null {
  if (typeof value !== "object" || value === null) return null;
  if (levels === 0) return "depth";
  if (Array.isArray(value)) {
    if (value.length > room.values) return "values";
    return firstOf(value.length, (at) => value[at], levels, room);
  }
  const names = Object.keys(value);
  if (names.length > room.values) return "values";
  const fields = value as Readonly<Record<string, unknown>>;
  return firstOf(names.length, (at) => fields[names[at] ?? ""], levels, room);
}

/** The first of several values that outgrows what is left. */
function firstOf(
  count: number,
  valueAt: (at: number) => unknown,
  levels: number,
  room: { values: number },
): "depth" | "values" | null {
  room.values -= count;
  for (let at = 0; at < count; at += 1) {
    const found = outgrown(valueAt(at), levels - 1, room);
    if (found !== null) return found;
  }
  return null;
}

/** A small object of the source's own, never customers' text (PRIV-1): plain values only. */
export const small = z.record(
  z.string().max(60),
  z.union([z.string().max(TEXT_LENGTH_MAX), z.number(), z.boolean(), z.null()], {
    error: `holds plain values only: text of at most ${TEXT_LENGTH_MAX} characters, numbers, true, false, null`,
  }),
);

export type Channel = z.infer<typeof channel>;
export type Direction = z.infer<typeof direction>;
