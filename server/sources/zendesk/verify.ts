/** Zendesk's signature: base64 of HMAC-SHA256 over the timestamp and the raw body, nothing between them. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Refusal } from "../../../shared/events/event.ts";
import { instantOf } from "../../../shared/events/instant.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import type { Proof, RawRequest } from "../webhook.ts";

/** How far Zendesk's clock may be from ours, both ways. */
export const SIGNED_MS_MAX = 300_000;
/** Secrets of one key that are live at once. */
const SECRETS_MAX = 2;

/** What the admin centre signs its button "Test webhook" with; it is public, so it proves nothing. */
const TEST_SECRET = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";
const NOBODYS = Buffer.alloc(32, 7).toString("base64");

const refuse = (path: string, reason: string): Result<never, Refusal> =>
  fail({ code: "source", path, reason });

const digestWith = (secret: string, timestamp: string, body: Buffer): Buffer =>
  createHmac("sha256", secret).update(timestamp).update(body).digest();

/** Does the same work for none, one or two secrets. Never throws. */
export function verifyZendesk(
  { headers, body }: RawRequest,
  secrets: readonly string[],
  now: number,
): Result<Proof, Refusal> {
  const timestamp = headers["x-zendesk-webhook-signature-timestamp"] ?? "";
  const given = Buffer.from(headers["x-zendesk-webhook-signature"] ?? "", "base64");
  const at = instantOf(timestamp);
  if (given.length !== 32) return refuse("x-zendesk-webhook-signature", "is missing or too short");
  const isSignedWith = (secret: string) =>
    timingSafeEqual(digestWith(secret, timestamp, body), given);
  let isProved = false;
  for (let index = 0; index < SECRETS_MAX; index += 1) {
    const secret = secrets[index];
    const isOurs = secret !== undefined && secret !== TEST_SECRET;
    const isEqual = isSignedWith(isOurs ? secret : NOBODYS);
    isProved = (isEqual && isOurs) || isProved;
  }
  const isTest = isSignedWith(TEST_SECRET);
  if (!isProved && !isTest) {
    return refuse("x-zendesk-webhook-signature", "does not fit the secret, the time and the body");
  }
  if (!(Math.abs(now - at) <= SIGNED_MS_MAX)) {
    return refuse("x-zendesk-webhook-signature-timestamp", "is more than 300 s from our clock");
  }
  return ok(isProved ? "event" : "test");
}
