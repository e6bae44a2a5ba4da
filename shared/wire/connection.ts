/** What crosses HTTP about systems that we ask ourselves: where they are, and what lets us in. */
import { z } from "zod";
import { BACKFILL_WEEKS_MAX } from "./connection-limits.ts";

const secret = z.string().min(1).max(4_000);

const LOOPBACK: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];

/** Whoever reads the network must not read what lets us in; on this machine there is no network. */
const isPrivate = (text: string): boolean => {
  const url = URL.parse(text);
  return url?.protocol === "https:" || (url !== null && LOOPBACK.includes(url.hostname));
};

/** Before an `@` anything may stand that looks like a host, and it is in every log. */
const isBare = (text: string): boolean => {
  const url = URL.parse(text);
  return url === null || (url.username === "" && url.password === "");
};

/** An address that is asked with what lets us in. */
export const baseAddress = z
  .url({ protocol: /^https?$/ })
  .max(300)
  .refine(isPrivate, { error: "begins with https://" })
  .refine(isBare, {
    error: "holds no user and no password before an @: they are entered on their own",
  });

/** How a vendor lets us in. Kept encrypted, and never in an answer. */
export const credential = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("basic"), user: z.string().min(1).max(400), password: secret }),
  z.strictObject({ kind: z.literal("bearer"), token: secret }),
  z.strictObject({
    kind: z.literal("header"),
    name: z.string().regex(/^[A-Za-z][\w-]{0,60}$/),
    value: secret,
  }),
  /** OAuth 2.0 client credentials (RFC 6749 4.4). */
  z.strictObject({
    kind: z.literal("oauth"),
    tokenUrl: baseAddress,
    clientId: z.string().min(1).max(400),
    clientSecret: secret,
    scope: z.string().max(400).optional(),
  }),
]);

export type Credential = z.infer<typeof credential>;

export const sourceName = z
  .string()
  .max(200)
  .regex(/^\/[\w.-]+\/[\w.-]+\/[\w.-]+$/, {
    error: "is named /tenant/connector/instance, such as /acme/zendesk/main",
  });

/** PUT /connections: where a source is asked, and from when on. Credentials left out stay as they are. */
export const connectionBody = z.strictObject({
  source: sourceName,
  /** Left out for a system that only calls us: then its settings are kept, and nothing is asked. */
  base: baseAddress.optional(),
  credential: credential.optional(),
  /** The connector's own settings, such as a mapping. */
  options: z.record(z.string(), z.unknown()).optional(),
  /** Fetches so many weeks from before now; 0: from now on only. */
  backfillWeeks: z.int().min(0).max(BACKFILL_WEEKS_MAX).optional(),
});

export type ConnectionBody = z.infer<typeof connectionBody>;

/** DELETE /connections */
export const connectionEnd = z.strictObject({ source: sourceName });

const at = z.iso.datetime().nullable();

/** One row of GET /connections. */
export const connectionRow = z.object({
  source: z.string(),
  base: z.string(),
  /** Everything before was read; when it last answered; when it is asked next. */
  upTo: at,
  answeredAt: at,
  nextAt: at,
  /** Since when it cannot be read, and why; null: all is well. */
  trouble: z.object({ since: z.iso.datetime(), reason: z.string() }).nullable(),
  /** Weeks from before it was connected, on their way; `upTo` grows from `from` to `to`. */
  backfill: z
    .object({
      from: z.iso.datetime(),
      to: z.iso.datetime(),
      upTo: at,
      events: z.int(),
      isDone: z.boolean(),
    })
    .nullable(),
});

/** One row of GET /connections/systems: what can be connected, and how. */
export const systemRow = z.object({
  connector: z.string(),
  /** It calls us; we ask it. */
  calls: z.boolean(),
  isAsked: z.boolean(),
  /** What is pasted into it. */
  paste: z.string().nullable(),
  /** What may be said of an office's own, as an example; needed: without it, its calls cannot be read. */
  options: z.object({ example: z.string(), isNeeded: z.boolean() }).nullable(),
});

export type SystemRow = z.infer<typeof systemRow>;

export type ConnectionRow = z.infer<typeof connectionRow>;
