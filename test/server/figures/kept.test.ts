/** Sums of days that are over are kept, and never outlive what they were made of (KPIS.md 8, R3). */
import { expect, test } from "vitest";
import { Kept } from "../../../server/figures/kept.ts";
import { patch } from "../../../server/fold/packed.ts";
import type { Part } from "../../../server/fold/parts.ts";
import { answered, call, corrected, ended, openDesk, wrapped } from "../fold/desk.ts";

test("[R3] a late correction of a day that is over changes its breakdown, asked before and after", async () => {
  const desk = await openDesk({ now: "09:00:00" });
  desk.clock.set(Date.parse("2026-03-09T12:00:00Z"));
  const asked = { period: "2026-W10", by: "agent" };
  const mean = () => desk.figure("aht.talk.mean", asked);
  await desk.send(call("09:00:00"), answered("09:01:00", "ann"), ended("09:03:00"));
  await desk.send(wrapped("09:03:30"));
  expect(await mean()).toBe(120);
  await desk.core.tail.checkpoint();
  for (let round = 0; round < 3; round += 1) expect(await mean()).toBe(120);
  const target = { entity: "contact/c" };
  await desk.send(corrected("10:00:00", target, { retract: true }, "gone"));
  await expect(mean()).rejects.toThrow("no figure");
  await desk.core.tail.checkpoint();
  await expect(mean()).rejects.toThrow("no figure");
  await desk.send(corrected("10:05:00", { eventId: "gone" }, { retract: true }));
  expect(await mean()).toBe(120);
});

const part = (value: number, changes = new Map<number, number[]>()): Part => ({
  start: 0,
  times: 1,
  packed: patch(new Uint8Array(0), new Map([[0, [value, 1]]])),
  changes,
  stamp: 0,
});

test("[R3] what was made of the same packed cells is kept; of others, or changed ones, it is made anew", () => {
  const kept = new Kept<string>();
  let made = 0;
  const ask = (parts: readonly Part[]) =>
    kept.get("agent week", parts, () => {
      made += 1;
      return new Map([["ann", [made, 1]]]);
    });
  const [one, two] = [part(1), part(2)];
  expect([ask([one, two]), ask([one, two]), made]).toEqual([ask([one, two]), ask([one, two]), 1]);
  ask([one]);
  ask([one, { ...two, times: -1 }]);
  expect(made).toBe(3);
  const changed = { ...two, changes: new Map([[0, [7, 1]]]) };
  ask([one, changed]);
  ask([one, changed]);
  expect(made).toBe(5);
  ask([one, part(2)]);
  expect(made).toBe(6);
});

test("[REL-1] when there is no room, what was used least recently goes", () => {
  const kept = new Kept<string>();
  const large = Array.from({ length: 2_500_000 }, (_, at) => at);
  const made: string[] = [];
  const ask = (name: string, parts: readonly Part[]) =>
    kept.get(name, parts, () => {
      made.push(name);
      return new Map([["ann", large]]);
    });
  const [a, b, c] = [[part(1)], [part(2)], [part(3)]];
  for (const [name, parts] of [
    ["a", a],
    ["b", b],
    ["a", a],
    ["c", c],
    ["a", a],
    ["b", b],
  ] as const) {
    ask(name, parts);
  }
  expect(made).toEqual(["a", "b", "c", "b"]);
});
