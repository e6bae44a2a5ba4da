/**
 * Who calls. Newer releases sign time and body (`X-Chatwoot-Signature`); older ones only know an address, so
 * there the secret stands in it, as `?key=SECRET`. What bears a signature is right by it, or not at all.
 */
import { createHmac, hash, timingSafeEqual } from "node:crypto";
import type { Refusal } from "../../../shared/events/event.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { KEY_LENGTH_MIN } from "../header-key.ts";
import type { Proof, RawRequest } from "../webhook.ts";

/** How far Chatwoot's clock may be from ours, both ways. */
export const SIGNED_MS_MAX = 300_000;
/** Secrets of one key that are live at once. */
const SECRETS_MAX = 2;
const NOBODYS = "nobody's secret, which is in no list";

const SIGNATURE = "x-chatwoot-signature";
const TIMESTAMP = "x-chatwoot-timestamp";

const refuse = (path: string, reason: string): Result<never, Refusal> =>
  fail({ code: "source", path, reason });

/** As often for none, one or two. */
function anyOf(secrets: readonly string[], isRight: (secret: string) => boolean): boolean {
  let isProved = false;
  for (let index = 0; index < SECRETS_MAX; index += 1) {
    const secret = secrets[index];
    isProved = (isRight(secret ?? NOBODYS) && secret !== undefined) || isProved;
  }
  return isProved;
}

function keyIn(url: string): string {
  const query = url.indexOf("?");
  return query < 0 ? "" : (new URLSearchParams(url.slice(query)).get("key") ?? "");
}

const digestOf = (text: string): Buffer => hash("sha256", text, "buffer");

/** `now`: ms since 1970. Never throws. */
export function verifyChatwoot(
  { url, headers, body }: RawRequest,
  secrets: readonly string[],
  now: number,
): Result<Proof, Refusal> {
  const signature = headers[SIGNATURE];
  if (signature === undefined) {
    const key = keyIn(url);
    const given = digestOf(key);
    const isOurs = anyOf(secrets, (secret) => timingSafeEqual(digestOf(secret), given));
    return isOurs && key.length >= KEY_LENGTH_MIN
      ? ok("event")
      : refuse(SIGNATURE, "is missing, and the address has no key of this source");
  }
  const [, hex = ""] = /^sha256=([0-9a-f]{64})$/i.exec(signature.trim()) ?? [];
  if (hex === "") return refuse(SIGNATURE, "is not sha256= and 64 hexadecimal digits");
  const given = Buffer.from(hex, "hex");
  const timestamp = headers[TIMESTAMP] ?? "";
  const signedWith = (secret: string): Buffer =>
    createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest();
  if (!anyOf(secrets, (secret) => timingSafeEqual(signedWith(secret), given))) {
    return refuse(SIGNATURE, "does not fit the secret, the time and the body");
  }
  const at = /^\d{9,11}$/.test(timestamp) ? Number(timestamp) * 1000 : Number.NaN;
  return Math.abs(now - at) <= SIGNED_MS_MAX
    ? ok("event")
    : refuse(TIMESTAMP, "is more than 300 s from our clock");
}
