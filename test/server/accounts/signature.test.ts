/** Signing secrets: sealed at rest; signatures: right or not, in the same time. */
import { createHmac, randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { seal, unseal } from "../../../server/accounts/sealed.ts";
import {
  isSigned,
  isTimely,
  signatureOf,
  signaturesOf,
} from "../../../server/accounts/signature.ts";

const key = randomBytes(32);
const body = Buffer.from('{"é":1}');

test("[SEC-8] what is sealed opens under its key and for its record only, unchanged only", () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (secret, at) => {
      const sealed = seal(key, secret, "k_1");
      expect(unseal(key, sealed, "k_1")).toBe(secret);
      expect(unseal(key, sealed, "k_2")).toBeNull();
      expect(unseal(randomBytes(32), sealed, "k_1")).toBeNull();
      const bytes = Buffer.from(sealed, "base64url");
      bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ 1;
      expect(unseal(key, bytes.toString("base64url"), "k_1")).toBeNull();
    }),
  );
  expect(unseal(key, "", "k_1")).toBeNull();
  expect(seal(key, "same", "k_1")).not.toBe(seal(key, "same", "k_1"));
});

test("[SEC-8] the signature is the HMAC-SHA256 of timestamp, full stop and the raw bytes", () => {
  const expected = createHmac("sha256", "s").update(`12.${body.toString()}`, "utf8").digest("hex");
  expect(signatureOf("s", "12", body).toString("hex")).toBe(expected);
});

test("[SEC-8] either secret signs, any of several signatures suffices, and nothing else does", () => {
  const by = (secret: string, timestamp = "12", of = body) => signatureOf(secret, timestamp, of);
  expect(isSigned(["new", "old"], "12", body, [by("new")])).toBe(true);
  expect(isSigned(["new", "old"], "12", body, [by("old")])).toBe(true);
  expect(isSigned(["new"], "12", body, [by("wrong"), by("new")])).toBe(true);
  expect(isSigned(["new"], "12", body, [by("new"), by("wrong")])).toBe(true);
  expect(isSigned(["new"], "12", body, [by("old")])).toBe(false);
  expect(isSigned(["new"], "13", body, [by("new")])).toBe(false);
  expect(isSigned(["new"], "12", Buffer.from("{}"), [by("new")])).toBe(false);
  expect(isSigned([], "12", body, [by("new"), by("")])).toBe(false);
});

test("[SEC-8] no secret of ours that stands in for a missing one signs anything", () => {
  const standIn = Buffer.alloc(32, 7).toString("base64url");
  expect(isSigned([], "12", body, [signatureOf(standIn, "12", body)])).toBe(false);
  expect(isSigned(["one"], "12", body, [signatureOf(standIn, "12", body)])).toBe(false);
});

test("[SEC-8] the time of sending may be 300 s from ours, both ways, and is whole seconds", () => {
  const now = 1_000_000_000;
  for (const offset of [-300, 0, 300]) expect(isTimely(String(1_000_000 + offset), now)).toBe(true);
  for (const offset of [-301, 301]) expect(isTimely(String(1_000_000 + offset), now)).toBe(false);
  for (const wrong of ["", "1e6", "1000000.5", "-1000000", " 1000000", "0x10", "9".repeat(20)]) {
    expect(isTimely(wrong, now), wrong).toBe(false);
  }
});

test("[SEC-8] signatures of other versions are passed over, broken ones and too many are none", () => {
  const hex = "ab".repeat(32);
  expect(signaturesOf(`v1=${hex}`)).toEqual([Buffer.from(hex, "hex")]);
  expect(signaturesOf(`v2=zzz v1=${hex} v1=${hex.toUpperCase()}`)).toHaveLength(2);
  for (const wrong of ["", hex, `v1=${hex}0`, "v1=", `v2=${hex}`, `v1=${"zz".repeat(32)}`]) {
    expect(signaturesOf(wrong), wrong).toBeNull();
  }
  expect(signaturesOf(Array(5).fill(`v1=${hex}`).join(" "))).toBeNull();
});

test("[SEC-8] without a secret the same work is done: as a ratio of medians, taken in turns", () => {
  const large = randomBytes(256 * 1024);
  const signature = [randomBytes(32)];
  const took = { none: [] as number[], two: [] as number[] };
  for (let round = 0; round < 60; round += 1) {
    for (const [name, secrets] of [
      ["none", []],
      ["two", ["a", "b"]],
    ] as const) {
      const from = performance.now();
      isSigned(secrets, "12", large, signature);
      took[name].push(performance.now() - from);
    }
  }
  const median = (times: number[]) => times.sort((a, b) => a - b)[30] ?? 0;
  const ratio = median(took.none) / median(took.two);
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});
