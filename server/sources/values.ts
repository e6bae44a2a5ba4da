/** Values as vendors write them: ids that are text or numbers, instants in whatever form. */
import { z } from "zod";
import { instantOf } from "../../shared/events/instant.ts";
import { ID_LENGTH_MAX } from "../../shared/events/limits.ts";

/** Text or a whole number → text; null: none, which a vendor may have words for. */
export const idUnless = (nothing: readonly string[]) =>
  z
    .union([z.string(), z.int()])
    .nullish()
    .transform((value) => {
      const text = value === undefined || value === null ? "" : String(value).trim();
      return nothing.includes(text) ? null : text;
    })
    .refine((value) => value === null || value.length <= ID_LENGTH_MAX, { error: "is too long" });

/** The same where there must be one. */
export const needed = (id: ReturnType<typeof idUnless>) =>
  id.transform((value, context) => {
    if (value !== null) return value;
    context.addIssue({ code: "custom", message: "is missing" });
    return z.NEVER;
  });

export const someId = idUnless([""]);
export const needId = needed(someId);

/** Text, number or truth as its word; whatever else is none, and empty: an object may say anything of itself. */
export function wordOf(value: unknown): string {
  const isPlain = ["string", "number", "boolean", "bigint"].includes(typeof value);
  return isPlain ? String(value) : "";
}

/** ISO 8601 of any precision with a zone, `2026-01-19 09:41:00 UTC`, `…+0100` → ms since 1970, or NaN. */
export function momentOf(text: string): number {
  const iso = text
    .trim()
    .replace(/ (?:UTC|\+0000)$/, "Z")
    .replace(/^(\d{4}-\d\d-\d\d) /, "$1T")
    .replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d)(Z|[+-]\d\d:\d\d)$/, "$1:00$2")
    .replace(/([+-]\d\d)(\d\d)$/, "$1:$2")
    .replace(/(\.\d{3})\d+/, "$1");
  return instantOf(iso);
}

/** Seconds since 1970 have ten digits, milliseconds thirteen, microseconds sixteen, until the year 2286. */
export function epochMs(value: number): number {
  if (!(value > 0)) return Number.NaN;
  if (value < 1e11) return Math.floor(value * 1000);
  if (value < 1e14) return Math.floor(value);
  return value < 1e17 ? Math.floor(value / 1000) : Number.NaN;
}

/** The last instant that a date can be written for, ms. */
export const AT_MAX = Date.UTC(9999, 11, 31);

/** Text with a zone, or epoch s, float s, ms, µs, also as text → ms since 1970. */
export const instant = z.union([z.string().max(60), z.number()]).transform((value, context) => {
  const isCount = typeof value === "number" || /^\s*\d{9,17}(\.\d+)?\s*$/.test(value);
  const at = isCount ? epochMs(Number(value)) : momentOf(String(value));
  if (Number.isFinite(at) && at <= AT_MAX) return at;
  context.addIssue({ code: "custom", message: "is no instant with a zone" });
  return z.NEVER;
});
