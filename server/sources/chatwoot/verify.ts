/**
 * Who calls. Newer releases sign time and body (`X-Chatwoot-Signature`); older ones only know an address, so
 * there the secret stands in it, as `?key=SECRET`. What bears a signature is right by it, or not at all.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Refusal } from "../../../shared/events/event.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { anySecret, verifyAddressKey } from "../address-key.ts";
import type { Proof, RawRequest } from "../webhook.ts";

/** How far Chatwoot's clock may be from ours, both ways. */
export const SIGNED_MS_MAX = 300_000;

const SIGNATURE = "x-chatwoot-signature";
const TIMESTAMP = "x-chatwoot-timestamp";

const refuse = (path: string, reason: string): Result<never, Refusal> =>
  fail({ code: "source", path, reason });

/** `now`: ms since 1970. Never throws. */
export function verifyChatwoot(
  { url, headers, body }: RawRequest,
  secrets: readonly string[],
  now: number,
): Result<Proof, Refusal> {
  const signature = headers[SIGNATURE];
  if (signature === undefined) {
    const isProved = verifyAddressKey({ url }, secrets).ok;
    return isProved
      ? ok("event")
      : refuse(SIGNATURE, "is missing, and the address has no key of this source");
  }
  const [, hex = ""] = /^sha256=([0-9a-f]{64})$/i.exec(signature.trim()) ?? [];
  if (hex === "") return refuse(SIGNATURE, "is not sha256= and 64 hexadecimal digits");
  const given = Buffer.from(hex, "hex");
  const timestamp = headers[TIMESTAMP] ?? "";
  const signedWith = (secret: string): Buffer =>
    createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest();
  if (!anySecret(secrets, (secret) => timingSafeEqual(signedWith(secret), given))) {
    return refuse(SIGNATURE, "does not fit the secret, the time and the body");
  }
  const at = /^\d{9,11}$/.test(timestamp) ? Number(timestamp) * 1000 : Number.NaN;
  return Math.abs(now - at) <= SIGNED_MS_MAX
    ? ok("event")
    : refuse(TIMESTAMP, "is more than 300 s from our clock");
}
