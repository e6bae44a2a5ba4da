/** Once a night, by the organisation's clock. */
import { expect, test } from "vitest";
import { nextNight, nightly } from "../../../server/commands/nightly.ts";
import { manualClock } from "../../../shared/time/clock.ts";

const ZONE = "Europe/Amsterdam";
const next = (now: string) => new Date(nextNight(Date.parse(now), ZONE, 3, 0)).toISOString();

test("[REL-8] the next night is the next 03:00 of the zone, also when clocks change", () => {
  expect(next("2026-11-22T12:00:00Z")).toBe("2026-11-23T02:00:00.000Z");
  expect(next("2026-11-23T01:59:59Z")).toBe("2026-11-23T02:00:00.000Z");
  expect(next("2026-11-23T02:00:00Z")).toBe("2026-11-24T02:00:00.000Z");
  expect(next("2026-03-28T12:00:00Z")).toBe("2026-03-29T01:00:00.000Z"); // 02:00 to 03:00 is skipped
  expect(next("2026-10-24T12:00:00Z")).toBe("2026-10-25T02:00:00.000Z"); // 25 hours
});

test("[REL-8] however often it is called, the work is done once a night, late by the jitter", async () => {
  const clock = manualClock(Date.parse("2026-11-22T12:00:00Z"));
  const done: string[] = [];
  const look = nightly({
    hour: 3,
    minute: 0,
    jitterMs: 10 * 60_000,
    now: () => clock.now(),
    zone: () => ZONE,
    work: async () => void done.push(new Date(clock.now()).toISOString()),
  });
  for (let minute = 0; minute < 3 * 1440; minute += 1) {
    clock.advance(60_000);
    await look();
  }
  expect(done.map((at) => at.slice(0, 16))).toEqual([
    "2026-11-23T02:10",
    "2026-11-24T02:10",
    "2026-11-25T02:10",
  ]);
});

test("[REL-8] work that fails is told, and done again the next night", async () => {
  const clock = manualClock(Date.parse("2026-11-22T12:00:00Z"));
  let tries = 0;
  const look = nightly({
    hour: 3,
    minute: 0,
    jitterMs: 0,
    now: () => clock.now(),
    zone: () => ZONE,
    work: async () => {
      tries += 1;
      throw new Error("the file is damaged");
    },
  });
  clock.set(Date.parse("2026-11-23T02:00:01Z"));
  await expect(look()).rejects.toThrow("damaged");
  await look();
  expect(tries).toBe(1);
  clock.set(Date.parse("2026-11-24T02:00:01Z"));
  await expect(look()).rejects.toThrow("damaged");
});
