/** Brute force: who waits, how long, and who never has to. */
import { expect, test } from "vitest";
import {
  addressKey,
  createLimits,
  FORGET_MS,
  FREE_TRIES,
  KEYS_MAX,
  type Limits,
} from "../../../server/accounts/limits.ts";
import { manualClock } from "../../../shared/time/clock.ts";

function limits() {
  const clock = manualClock(1_000_000);
  return { clock, limits: createLimits(() => clock.now()) };
}
const tries = (made: Limits, count: number, address: string, account: string) =>
  Array.from({ length: count }, () => made.begin(address, account));

test("[SEC-3] five tries are free, then one second, doubling to five minutes, and never more", () => {
  const { clock, limits: made } = limits();
  expect(tries(made, FREE_TRIES, "192.0.2.1", "a@b.example")).toEqual([0, 0, 0, 0, 0]);
  const waits: number[] = [];
  for (let wrong = 0; wrong < 12; wrong += 1) {
    const wait = made.begin("192.0.2.1", "a@b.example");
    waits.push(wait / 1000);
    clock.advance(wait - 1);
    expect(made.begin("192.0.2.1", "a@b.example")).toBe(1);
    clock.advance(1);
    expect(made.begin("192.0.2.1", "a@b.example")).toBe(0);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
});

test("[SEC-3] an account is protected whatever addresses the tries come from", () => {
  const { limits: made } = limits();
  for (let at = 0; at < FREE_TRIES; at += 1) {
    expect(made.begin(`192.0.2.${at}`, "a@b.example")).toBe(0);
  }
  expect(made.begin("192.0.2.77", "a@b.example")).toBe(1_000);
  expect(made.begin("192.0.2.77", "other@b.example")).toBe(0);
});

test("[SEC-3] an address is slowed down whatever accounts it tries", () => {
  const { limits: made } = limits();
  for (let at = 0; at < FREE_TRIES; at += 1) {
    expect(made.begin("192.0.2.1", `${at}@b.example`)).toBe(0);
  }
  expect(made.begin("192.0.2.1", "new@b.example")).toBe(1_000);
  expect(made.begin("192.0.2.2", "new@b.example")).toBe(0);
});

test("[SEC-3] tries made at once are all counted", () => {
  const { limits: made } = limits();
  const all = tries(made, 200, "192.0.2.1", "a@b.example");
  expect(all.filter((wait) => wait === 0)).toHaveLength(FREE_TRIES);
});

test("[SEC-3] a right password forgives one's own mistakes, and nobody else's", () => {
  const { limits: made } = limits();
  tries(made, 3, "192.0.2.1", "a@b.example");
  made.begin("192.0.2.1", "mine@b.example");
  made.succeeded("192.0.2.1", "mine@b.example");
  // Signing in as oneself between guesses does not start the count of the address anew.
  expect(tries(made, 2, "192.0.2.1", "c@b.example")).toEqual([0, 0]);
  expect(made.begin("192.0.2.1", "d@b.example")).toBe(1_000);
});

test("[SEC-3] an office behind one address does not wait for people who mistype and then get in", () => {
  const { limits: made } = limits();
  for (let person = 0; person < 100; person += 1) {
    const account = `${person}@b.example`;
    expect(tries(made, 3, "192.0.2.1", account)).toEqual([0, 0, 0]);
    made.succeeded("192.0.2.1", account);
  }
});

test("[SEC-3] what was never evaluated does not count, and an hour forgets", () => {
  const { clock, limits: made } = limits();
  for (let busy = 0; busy < 20; busy += 1) {
    expect(made.begin("192.0.2.1", "a@b.example")).toBe(0);
    made.undo("192.0.2.1", "a@b.example");
  }
  tries(made, FREE_TRIES, "192.0.2.1", "a@b.example");
  expect(made.begin("192.0.2.1", "a@b.example")).toBe(1_000);
  clock.advance(FORGET_MS);
  expect(tries(made, FREE_TRIES, "192.0.2.1", "a@b.example")).toEqual([0, 0, 0, 0, 0]);
});

test("[SEC-3] one network of IPv6 is one address, and an IPv4 address is itself in both dresses", () => {
  expect(addressKey("2001:db8:1:2:3:4:5:6")).toBe(addressKey("2001:db8:1:2::1"));
  expect(addressKey("2001:db8:1:2::1")).not.toBe(addressKey("2001:db8:1:3::1"));
  expect(addressKey("::1")).toBe("0:0:0:0");
  expect(addressKey("::ffff:192.0.2.1")).toBe("192.0.2.1");
});

test("[REL-11] memory is bounded, and those who try most are remembered longest", () => {
  const { limits: made } = limits();
  for (let key = 0; key < KEYS_MAX; key += 1) {
    if (key % 1_000 === 0) made.begin("192.0.2.1", "a@b.example");
    made.begin(`2001:db8:${key.toString(16)}::1`, `${key}@b.example`);
  }
  expect(made.begin("192.0.2.1", "a@b.example")).toBeGreaterThan(0);
  expect(made.begin("2001:db8:0::1", "0@b.example")).toBe(0);
});
