/**
 * Calls that are proved by a key in a header, because the vendor signs no body (SEC-8). A key in the address
 * would land in access logs, so it is not read there.
 */
import { hash, timingSafeEqual } from "node:crypto";
import type { Refusal } from "../../shared/events/event.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Proof, RawRequest } from "./webhook.ts";

/** The header when the sender lets one choose it; beside it `Authorization: Bearer KEY` is read. */
export const KEY_HEADER = "x-deskpulse-key";
/** Secrets of one key that are live at once. */
const SECRETS_MAX = 2;
/** A key that could be guessed is none. */
export const KEY_LENGTH_MIN = 16;

const digestOf = (text: string): Buffer => hash("sha256", text, "buffer");
const NOBODYS = digestOf("nobody's");

function givenIn(headers: RawRequest["headers"]): string {
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? "")?.[1];
  return headers[KEY_HEADER] ?? bearer ?? "";
}

/** Does the same work for none, one or two secrets, and for keys of any length. Never throws. */
export function verifyHeaderKey(
  { headers }: RawRequest,
  secrets: readonly string[],
): Result<Proof, Refusal> {
  const given = givenIn(headers);
  const digest = digestOf(given);
  let isProved = false;
  for (let index = 0; index < SECRETS_MAX; index += 1) {
    const secret = secrets[index];
    const isEqual = timingSafeEqual(secret === undefined ? NOBODYS : digestOf(secret), digest);
    isProved = (isEqual && secret !== undefined) || isProved;
  }
  if (isProved && given.length >= KEY_LENGTH_MIN) return ok("event");
  return fail({ code: "source", path: KEY_HEADER, reason: "is not a key of this source" });
}
