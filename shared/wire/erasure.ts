/** Bodies of erasures over HTTP (PRIV-8). */
import { z } from "zod";
import { id } from "../events/fields.ts";

/** POST /api/v1/people/:agent/erase. `requestId`: the number of the request, in whatever keeps those. */
export const eraseAgentBody = z.object({ requestId: id.optional() });

/** POST /api/v1/customers/erase. `customerRef` as the sources send it. */
export const eraseCustomerBody = z.object({ customerRef: id, requestId: id.optional() });

/** What was done, now or, for whom was erased before, then. */
export const erasedAnswer = z.object({
  at: z.iso.datetime(),
  kind: z.enum(["agent", "customer"]),
  /** How many ids of sources no longer lead to anybody; figures stay as they are. */
  ids: z.int(),
  requestId: z.string().nullable(),
});

export type ErasedAnswer = z.infer<typeof erasedAnswer>;
