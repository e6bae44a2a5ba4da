/** Who belongs to which team, from when (EVENTS.md type 17). */
import { z } from "zod";
import { id, instant, text } from "./fields.ts";

export const teamEvents = {
  "team.membership_changed": z.object({
    agentId: id,
    teamId: id,
    change: z.enum(["joined", "left"]),
    effectiveAt: instant,
    primary: z.boolean().optional(),
    timezone: text.optional(),
  }),
} as const;
