/** A person asked to be forgotten: references go, counts stay (EVENTS.md type 19). */
import { z } from "zod";
import { id } from "./fields.ts";

export const personEvents = {
  "person.erased": z.object({
    personRef: id,
    person: z.enum(["customer", "agent"]),
    mode: z.enum(["delete", "pseudonymise"]),
    requestId: id,
  }),
} as const;
