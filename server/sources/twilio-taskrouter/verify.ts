/**
 * Twilio's signature: base64 of HMAC-SHA1 over the address it called and, of a form, its fields by name. JSON
 * bodies are in the signature by their hash, which is part of the address (`bodySHA256`).
 */
import { createHmac, hash, timingSafeEqual } from "node:crypto";
import type { Refusal } from "../../../shared/events/event.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import type { Proof, RawRequest } from "../webhook.ts";

/** Auth tokens that are live at once: the primary one and the secondary one. */
const SECRETS_MAX = 2;
const NOBODYS = "0".repeat(32);
const HEADER = "x-twilio-signature";
/** Fields of one form; the largest event of TaskRouter has some sixty. */
const FIELDS_MAX = 500;

const refuse = (path: string, reason: string): Result<never, Refusal> =>
  fail({ code: "source", path, reason });

/** Fields by name, the values of each once and in order, nothing between them. */
function signedFields(body: Buffer): string | null {
  const values = new Map<string, Set<string>>();
  let count = 0;
  for (const [name, value] of new URLSearchParams(body.toString("utf8"))) {
    count += 1;
    if (count > FIELDS_MAX) return null;
    const known = values.get(name) ?? new Set();
    values.set(name, known.add(value));
  }
  return [...values.keys()]
    .sort()
    .flatMap((name) => [...(values.get(name) ?? [])].sort().map((value) => name + value))
    .join("");
}

/** Behind some of its ways Twilio signs the address with its port, behind others without. */
function addressesOf(text: string): readonly [string, string, string] {
  if (!URL.canParse(text)) return [text, text, text];
  const [, scheme = "", host = "", rest = ""] =
    /^(https?:\/\/)([^/:?#]+|\[[^\]]+\])(?::\d+)?(.*)$/.exec(text) ?? [];
  if (scheme === "") return [text, text, text];
  const port = scheme === "https://" ? 443 : 80;
  return [text, `${scheme}${host}${rest}`, `${scheme}${host}:${port}${rest}`];
}

const isBodyOf = (body: Buffer, said: string): boolean => {
  const given = Buffer.from(said, "hex");
  return given.length === 32 && timingSafeEqual(given, hash("sha256", body, "buffer"));
};

/** Does the same work for none, one or two tokens. Never throws. */
export function verifyTwilio(
  { url, headers, body }: RawRequest,
  secrets: readonly string[],
): Result<Proof, Refusal> {
  const given = Buffer.from(headers[HEADER] ?? "", "base64");
  if (given.length !== 20) return refuse(HEADER, "is missing or too short");
  const bodyHash = URL.canParse(url) ? new URL(url).searchParams.get("bodySHA256") : null;
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers["content-type"] ?? "");
  // Without one of both the body would be in no signature.
  if (!isForm && bodyHash === null) return refuse("bodySHA256", "is missing beside a JSON body");
  if (bodyHash !== null && !isBodyOf(body, bodyHash)) {
    return refuse("bodySHA256", "does not fit the body");
  }
  const fields = isForm ? signedFields(body) : "";
  if (fields === null) return refuse("", "has more fields than any event of TaskRouter");
  let isProved = false;
  for (const address of addressesOf(url)) {
    for (let index = 0; index < SECRETS_MAX; index += 1) {
      const secret = secrets[index];
      const digest = createHmac("sha1", secret ?? NOBODYS)
        .update(address + fields)
        .digest();
      const isEqual = timingSafeEqual(digest, given);
      isProved = (isEqual && secret !== undefined) || isProved;
    }
  }
  return isProved
    ? ok("event")
    : refuse(HEADER, "does not fit the token, the address and the body");
}
