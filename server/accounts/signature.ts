/**
 * How a sender signs what it sends (SEC-8): HMAC-SHA256 over `timestamp + "." + raw body`. The time is
 * that of sending; the events may be days old. Pure.
 */
import { createHmac, timingSafeEqual } from "node:crypto";

/** How far the sender's clock may be from ours, both ways. */
export const SIGNED_MS_MAX = 300_000;
/** While a sender changes secrets it may sign with both. */
export const SIGNATURES_MAX = 4;
/** Secrets of one key that are live at once. */
export const SECRETS_MAX = 2;

const SIGNATURE = /^v1=([0-9a-f]{64})$/i;
const NOBODYS = Buffer.alloc(32, 7).toString("base64url");

/** The signatures of a header, those of another version passed over; null: there is none, or too many. */
export function signaturesOf(header: string): Buffer[] | null {
  const parts = header.split(" ").filter((part) => part !== "");
  if (parts.length > SIGNATURES_MAX) return null;
  const found = parts.map((part) => SIGNATURE.exec(part)?.[1]).filter((hex) => hex !== undefined);
  return found.length === 0 ? null : found.map((hex) => Buffer.from(hex, "hex"));
}

/** `timestamp`: whole seconds since 1970, as the header has it. */
export const isTimely = (timestamp: string, nowMs: number): boolean =>
  /^\d{1,12}$/.test(timestamp) && Math.abs(nowMs - Number(timestamp) * 1000) <= SIGNED_MS_MAX;

/** What a sender sends as one signature, without its `v1=`. */
export const signatureOf = (secret: string, timestamp: string, body: Buffer): Buffer =>
  createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest();

/**
 * Is one of these made with one of the secrets? Does the same work for none, one or two secrets, so an
 * unknown key takes as long as a bad signature. `signatures`: 32 bytes each.
 */
export function isSigned(
  secrets: readonly string[],
  timestamp: string,
  body: Buffer,
  signatures: readonly Buffer[],
): boolean {
  let isRight = false;
  for (let index = 0; index < SECRETS_MAX; index += 1) {
    const secret = secrets[index];
    const expected = signatureOf(secret ?? NOBODYS, timestamp, body);
    for (const signature of signatures) {
      const isEqual = timingSafeEqual(expected, signature);
      isRight = (isEqual && secret !== undefined) || isRight;
    }
  }
  return isRight;
}
