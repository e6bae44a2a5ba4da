/**
 * Calls that are proved by a key in the address, `?key=SECRET`: for senders that can set nothing but an address
 * (SEC-8). Such a key stands in the sender's own settings and in the logs of proxies between, so this is for
 * whoever can do no better; our own logs keep no query.
 */
import { hash, timingSafeEqual } from "node:crypto";
import type { Refusal } from "../../shared/events/event.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { KEY_LENGTH_MIN } from "./header-key.ts";
import type { Proof, RawRequest } from "./webhook.ts";

/** Secrets of one key that are live at once. */
const SECRETS_MAX = 2;
const NOBODYS = "nobody's secret, which is in no list";

const digestOf = (text: string): Buffer => hash("sha256", text, "buffer");

/** Tries as often for none, one or two. `isRight` answers in constant time. */
export function anySecret(
  secrets: readonly string[],
  isRight: (secret: string) => boolean,
): boolean {
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

/** Never throws. */
export function verifyAddressKey(
  { url }: Pick<RawRequest, "url">,
  secrets: readonly string[],
): Result<Proof, Refusal> {
  const key = keyIn(url);
  const given = digestOf(key);
  const isOurs = anySecret(secrets, (secret) => timingSafeEqual(digestOf(secret), given));
  return isOurs && key.length >= KEY_LENGTH_MIN
    ? ok("event")
    : fail({ code: "source", path: "key", reason: "the address has no key of this source" });
}
