/** Televisions that wait: codes, polling, wrong tries, and a limit on everything. */
import { createHash, randomBytes } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import {
  createPairings,
  PAIRING_MS,
  PAIRINGS_MAX,
  PAIRINGS_PER_ADDRESS_MAX,
  type Pairings,
  WRONG_TRIES_MAX,
} from "../../../server/accounts/pairing.ts";
import { codeDigest, newCode, withCode } from "../../../server/accounts/pairing-code.ts";
import { type ManualClock, manualClock } from "../../../shared/time/clock.ts";
import { CODE_LETTERS, type PairingStarted } from "../../../shared/wire/device.ts";

let clock: ManualClock;
let pairings: Pairings;

beforeEach(() => {
  clock = manualClock(1_000_000);
  pairings = createPairings(() => clock.now(), randomBytes);
});

function begin(address = "10.0.0.1"): PairingStarted {
  const begun = pairings.begin(address);
  if (!begun.ok) throw new Error("no room");
  return begun.value;
}

function approve(code: string, device = "d_1", account = "u_lead"): boolean {
  const approval = pairings.approve(account, code);
  if (approval.ok) approval.value.settle(device);
  return approval.ok;
}

test("[SEC-10] a code is eight of twenty letters, a secret 256 bits, valid for ten minutes", () => {
  const begun = begin();
  expect(begun.code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/);
  expect(Buffer.from(begun.secret, "base64url")).toHaveLength(32);
  expect(begun).toMatchObject({ expiresAt: clock.now() + 10 * 60_000, pollSeconds: 5 });
});

test("[SEC-10] every letter is as likely as any other", () => {
  const count = new Map<string, number>();
  let seed = 0; // counted, not random: the same bytes at each run
  const bytes = (n: number) => createHash("sha512").update(`${seed++}`).digest().subarray(0, n);
  for (let made = 0; made < 4_000; made += 1) {
    for (const letter of newCode(bytes)) count.set(letter, (count.get(letter) ?? 0) + 1);
  }
  expect(count.size).toBe(CODE_LETTERS.length);
  const expected = (4_000 * 8) / 20;
  for (const [letter, times] of count) {
    expect(Math.abs(times - expected), letter).toBeLessThan(6 * Math.sqrt(expected));
  }
});

test("[SEC-10] bytes that would favour some letters are passed over", () => {
  let asked = 0;
  const bytes = () => Buffer.alloc(8, asked++ === 0 ? 255 : 20);
  expect(newCode(bytes)).toBe("BBBBBBBB");
  expect(asked).toBe(2);
});

test("[SEC-10] approved, the television is told which it is; until then it waits", () => {
  const { code, secret } = begin();
  expect(pairings.poll(secret)).toEqual({ state: "waiting" });
  expect(approve(code)).toBe(true);
  clock.advance(5_000);
  expect(pairings.poll(secret)).toEqual({ state: "approved", device: "d_1" });
  expect(pairings.poll("another secret")).toEqual({ state: "gone" });
});

test("[SEC-10] a code typed in small letters, with a hyphen or blanks, is the same code", () => {
  const { code } = begin();
  const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `;
  expect(approve(typed)).toBe(true);
});

test("[SEC-10] a code works once", () => {
  const { code } = begin();
  expect(approve(code)).toBe(true);
  expect(approve(code, "d_2", "u_other")).toBe(false);
});

test("[SEC-10] while one approval is under way the code is nobody else's; failed, it can be used again", () => {
  const { code, secret } = begin();
  const first = pairings.approve("u_1", code);
  expect(pairings.approve("u_2", code)).toEqual({ ok: false, problem: "wrong_code" });
  expect(pairings.poll(secret)).toEqual({ state: "waiting" });
  if (first.ok) first.value.settle(null);
  expect(approve(code)).toBe(true);
});

test("[SEC-10] after ten minutes the code is nobody's, and its television is told so", () => {
  const { code, secret } = begin();
  clock.advance(PAIRING_MS - 1);
  expect(pairings.poll(secret)).toEqual({ state: "waiting" });
  clock.advance(1);
  expect(approve(code)).toBe(false);
  expect(pairings.poll(secret)).toEqual({ state: "gone" });
});

test("[SEC-10] polling faster than every five seconds is told to slow down, and does not put the next off", () => {
  const { secret } = begin();
  expect(pairings.poll(secret)).toEqual({ state: "waiting" });
  clock.advance(2_000);
  expect(pairings.poll(secret)).toEqual({ state: "slow_down", retryAfterSeconds: 3 });
  clock.advance(2_000);
  expect(pairings.poll(secret)).toEqual({ state: "slow_down", retryAfterSeconds: 1 });
  clock.advance(1_000);
  expect(pairings.poll(secret)).toEqual({ state: "waiting" });
});

test("[SEC-10] a session that got lost on the way can be taken again within a minute, then no more", () => {
  const { code, secret } = begin();
  approve(code);
  const approved = { state: "approved", device: "d_1" };
  expect(pairings.poll(secret)).toEqual(approved);
  clock.advance(30_000);
  expect(pairings.poll(secret)).toEqual(approved);
  clock.advance(31_000);
  expect(pairings.poll(secret)).toEqual({ state: "gone" });
});

test("[SEC-10] five wrong tries, then even the right code is not heard, for ten minutes and this account only", () => {
  const { code } = begin();
  for (let tries = 0; tries < WRONG_TRIES_MAX; tries += 1) {
    expect(pairings.approve("u_1", "BBBBCCCC")).toEqual({ ok: false, problem: "wrong_code" });
    clock.advance(1_000);
  }
  expect(pairings.approve("u_1", code)).toEqual({
    ok: false,
    problem: { retryAfterSeconds: 595 },
  });
  expect(approve(code, "d_1", "u_2")).toBe(true);
  const next = begin();
  clock.advance(594_000);
  expect(pairings.approve("u_1", next.code).ok).toBe(false);
  clock.advance(1_000);
  expect(approve(next.code, "d_2", "u_1")).toBe(true);
});

test("[SEC-10] the comparison looks at every code, also after the right one", () => {
  let seen = 0;
  const entry = (code: string) => ({
    code,
    get digest() {
      seen += 1;
      return codeDigest(code);
    },
  });
  const all = ["BBBBBBBB", "CCCCCCCC", "DDDDDDDD"].map(entry);
  expect(withCode(all, "bbbb-bbbb")?.code).toBe("BBBBBBBB");
  expect(seen).toBe(3);
  expect(withCode(all, "BBBBBBBC")).toBeNull();
  expect(seen).toBe(6);
});

test("[REL-11] an address has room for so many, one that went makes place, others are not touched", () => {
  const first = begin();
  for (let count = 1; count < PAIRINGS_PER_ADDRESS_MAX; count += 1) begin();
  expect(pairings.begin("10.0.0.1")).toEqual({ ok: false, problem: { retryAfterSeconds: 60 } });
  expect(pairings.begin("10.0.0.2").ok).toBe(true);
  clock.advance(61_000);
  expect(pairings.begin("10.0.0.1").ok).toBe(true);
  expect(pairings.poll(first.secret)).toEqual({ state: "gone" });
});

test("[REL-11] there is a limit on all that wait, and those that still ask keep their place", () => {
  const waiting = Array.from({ length: PAIRINGS_MAX }, (_, index) => begin(`10.0.1.${index}`));
  expect(pairings.begin("10.9.9.9").ok).toBe(false);
  clock.advance(30_000);
  for (const { secret } of waiting) pairings.poll(secret);
  clock.advance(31_000);
  expect(pairings.begin("10.9.9.9").ok).toBe(false);
  clock.advance(PAIRING_MS);
  expect(pairings.begin("10.9.9.9").ok).toBe(true);
});
