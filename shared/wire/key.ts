/** What crosses HTTP about source keys (SEC-8). A secret is in an answer once, when it was made. */
import { z } from "zod";

export const KEY_KINDS = ["bearer", "hmac", "webhook"] as const;

/** A secret of the vendor's own making. */
const given = z.string().trim().min(8, { error: "has at least 8 characters" }).max(400).optional();

/** POST /keys */
export const keyBody = z.strictObject({
  source: z
    .string()
    .max(200)
    .regex(/^\/[\w.-]+\/[\w.-]+\/[\w.-]+$/, {
      error: "is named /tenant/connector/instance, such as /acme/zendesk/main",
    }),
  /**
   * `bearer`: sent along with each request; `hmac`: signs each request, and is never sent; `webhook`: the
   * system proves its calls its own way.
   */
  kind: z.enum(KEY_KINDS),
  /** For `webhook`: what the system showed; without it one is made. */
  secret: given,
});

/** POST /keys/:id/rotate, for `webhook`: the secret that the system showed. */
export const keyRotation = z.strictObject({ secret: given });

/** PATCH /keys/:id */
export const keyChange = z.strictObject({ isDisabled: z.boolean() });

/** The answer to POST /keys and POST /keys/:id/rotate. */
export const madeKey = z.object({
  id: z.string(),
  source: z.string(),
  kind: z.enum(KEY_KINDS),
  secret: z.string(),
});

/** One row of GET /keys; instants in ms since 1970. */
export const keyRow = z.object({
  id: z.string(),
  source: z.string(),
  kind: z.enum(KEY_KINDS),
  createdAt: z.int(),
  isDisabled: z.boolean(),
  /** When each live secret was made, the newest first: one, or two while a sender changes over. */
  secretsMadeAt: z.array(z.int()),
  /** To the minute; null: never. */
  lastUsedAt: z.int().nullable(),
});

export type KeyRow = z.infer<typeof keyRow>;
export type MadeKey = z.infer<typeof madeKey>;
