/**
 * Who calls. Zammad signs its webhooks (`X-Hub-Signature: sha1=` and the HMAC-SHA1 of the body); a telephone
 * system proves itself by a key, in a header or, as Zammad itself does it, in the address.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Refusal } from "../../../shared/events/event.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { anySecret, verifyAddressKey } from "../address-key.ts";
import { verifyHeaderKey } from "../header-key.ts";
import type { Proof, RawRequest } from "../webhook.ts";

const SIGNATURE = "x-hub-signature";

/** Never throws. */
export function verifyZammad(
  request: RawRequest,
  secrets: readonly string[],
): Result<Proof, Refusal> {
  const signature = request.headers[SIGNATURE];
  if (signature === undefined) {
    const byHeader = verifyHeaderKey(request, secrets);
    return byHeader.ok ? byHeader : verifyAddressKey(request, secrets);
  }
  const [, hex = ""] = /^sha1=([0-9a-f]{40})$/i.exec(signature.trim()) ?? [];
  const given = Buffer.from(hex, "hex");
  const isRight = (secret: string): boolean => {
    const digest = createHmac("sha1", secret).update(request.body).digest();
    return given.length === digest.length && timingSafeEqual(digest, given);
  };
  return anySecret(secrets, isRight)
    ? ok("event")
    : fail({ code: "source", path: SIGNATURE, reason: "does not fit the secret and the body" });
}
