/** A source was silent or lossy for a while: its figures are incomplete there (EVENTS.md type 20). */
import { z } from "zod";
import { instant, text } from "./fields.ts";

export const sourceEvents = {
  "source.gap": z.object({
    from: instant,
    to: instant.nullable(),
    cause: z.enum(["disconnect", "overflow", "rotation", "breaker", "restart"]),
    healedBy: text.optional(),
  }),
} as const;
