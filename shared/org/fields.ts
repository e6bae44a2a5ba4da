/** Fields that several parts of the organisation's document share. */
import { z } from "zod";
import { id, instant } from "../events/fields.ts";

/** A local date (`2026-03-01`, midnight in the organisation's zone) or an RFC 3339 instant. */
export const since = z.union([z.iso.date(), instant], {
  error: "must be a date such as 2026-03-01 or an RFC 3339 instant",
});

export const zone = z.string().refine((value) => isZone(value), {
  error: "must be an IANA time zone such as Europe/Amsterdam",
});

function isZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

/** A native id in one source, for a time; of an agent it is kept beside the log as a pseudonym's. Without `source` it is meant in every source. */
export const identity = z.object({
  source: id.optional(),
  id,
  from: since.optional(),
  to: since.optional(),
});
