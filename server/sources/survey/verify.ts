/** Who calls: by a key in a header, by a key in the address, or by a signature over the body. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Refusal } from "../../../shared/events/event.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { anySecret, verifyAddressKey } from "../address-key.ts";
import { verifyHeaderKey } from "../header-key.ts";
import { epochMs, momentOf } from "../values.ts";
import type { Proof, RawRequest } from "../webhook.ts";
import type { SurveyProof } from "./mapping.ts";

/** How far the tool's clock may be from ours, both ways, where it signs a time. */
const SIGNED_MS_MAX = 300_000;

type Hmac = Extract<SurveyProof, { kind: "hmac" }>;

function verifySigned(
  { headers, body }: RawRequest,
  secrets: readonly string[],
  now: number,
  { header, algorithm, encoding, prefix, timestamp }: Hmac,
): Result<Proof, Refusal> {
  const refuse = (path: string, reason: string) => fail({ code: "source", path, reason } as const);
  const text = headers[header] ?? "";
  const time = timestamp === undefined ? null : (headers[timestamp] ?? "");
  const given = Buffer.from(text.startsWith(prefix) ? text.slice(prefix.length) : "", encoding);
  const isRight = (secret: string): boolean => {
    const hmac = createHmac(algorithm, secret);
    if (time !== null) hmac.update(`${time}.`);
    const digest = hmac.update(body).digest();
    return digest.length === given.length && timingSafeEqual(digest, given);
  };
  if (!anySecret(secrets, isRight)) return refuse(header, "does not fit the secret and the body");
  if (time === null || timestamp === undefined) return ok("event");
  const at = /^\d+$/.test(time) ? epochMs(Number(time)) : momentOf(time);
  return Math.abs(now - at) <= SIGNED_MS_MAX
    ? ok("event")
    : refuse(timestamp, "is more than 300 s from our clock");
}

/** Never throws. */
export function verifySurvey(
  request: RawRequest,
  secrets: readonly string[],
  now: number,
  proof: SurveyProof,
): Result<Proof, Refusal> {
  if (proof.kind === "hmac") return verifySigned(request, secrets, now, proof);
  return proof.kind === "address"
    ? verifyAddressKey(request, secrets)
    : verifyHeaderKey(request, secrets);
}
