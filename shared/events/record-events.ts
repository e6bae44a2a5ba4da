/** Corrections of what was said before (EVENTS.md type 18). */
import { z } from "zod";
import { id, small, text } from "./fields.ts";

export const recordEvents = {
  "record.corrected": z
    .object({
      target: z.union([z.object({ eventId: id }), z.object({ entity: id })], {
        error: "must name what is corrected: an eventId or an entity",
      }),
      set: small.optional(),
      retract: z.literal(true).optional(),
      reason: text,
      by: id.optional(),
    })
    .refine((data) => (data.set === undefined) !== (data.retract === undefined), {
      path: ["set"],
      error: "a correction has either set or retract: true, exactly one of them",
    }),
} as const;
