/** The field kinds of EVENTS.md section 3, shared by all event schemas. */
import { z } from "zod";
import { instantOf } from "./instant.ts";
import { DEPTH_MAX, ID_LENGTH_MAX, TEXT_LENGTH_MAX } from "./limits.ts";

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

/** Nesting of a JSON value; stops counting past the limit, so hostile input costs nothing. */
export function depthOf(value: unknown, limit = DEPTH_MAX): number {
  if (typeof value !== "object" || value === null) return 0;
  if (limit === 0) return 1;
  let deepest = 0;
  for (const child of Object.values(value)) {
    deepest = Math.max(deepest, depthOf(child, limit - 1));
  }
  return deepest + 1;
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
