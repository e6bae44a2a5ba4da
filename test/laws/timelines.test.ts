/** Agents' days (KPIS.md 5.2, 6.2): nothing twice, nothing lost, whatever time and order do. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Core, setOrganisation } from "../../server/core.ts";
import { agentDayOf, type LegEntry } from "../../server/fold/timeline/entry.ts";
import { TIME_MEASURES } from "../../server/fold/timeline/time-in-state.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import type { CloudEvent } from "../../shared/events/event.ts";
import { count, total } from "../../shared/kpi/multiset.ts";
import type { OrgInput } from "../../shared/org/org.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import { wholeCells } from "../support/cells.ts";
import { BEGIN, centre, chances, NOW } from "../support/generate.ts";
import { expectSame } from "./same.ts";
import { ask, everything, newWorld, org, runs, send, worldOf } from "./world.ts";

const busyCentre = centre(12, 6, 20);
/** What lies by the minute is of no use, and may be gone, once no window reaches it. */
const inUse = (lines: readonly string[]): string[] =>
  lines.filter((line) => {
    const [minutes, , start = ""] = line.split(" ");
    return minutes !== "1" || Date.parse(start) > NOW - DAY_MS;
  });

const timeOf = ({ time }: CloudEvent): number => Date.parse(time);

test("[REL-7] told as it happens, with pauses, restarts and little memory, equals told at once", async () => {
  await fc.assert(
    fc.asyncProperty(busyCentre, fc.integer(), async (events, seed) => {
      const chance = chances(seed);
      const whole = inUse(await everything((await worldOf([events])).core));
      const store = new MemoryStore();
      let world = await newWorld(store, BEGIN - 2 * DAY_MS, 1);
      await setOrganisation(world.core, org);
      for (const event of [...events].sort((a, b) => timeOf(a) - timeOf(b))) {
        const at = Math.min(NOW, timeOf(event) + chance() * HOUR_MS);
        if (at > world.clock.now()) world.clock.set(at);
        await send(world.core, [event]);
        if (chance() < 0.3) await world.core.tail.settle();
        if (chance() < 0.2) await world.core.tail.checkpoint();
        if (chance() < 0.1) world = await newWorld(store, world.clock.now(), 1);
      }
      while (world.clock.now() < NOW) {
        world.clock.set(Math.min(NOW, world.clock.now() + chance() * 2 * DAY_MS));
        await world.core.tail.settle();
      }
      expectSame(inUse(await everything(world.core)), whole);
    }),
    runs(25),
  );
});

/** What was brought to agents' days: each leg once, per agent. */
async function legsByAgent({ tail }: Core): Promise<Map<string, LegEntry[]>> {
  const legs = new Map<string, Map<string, LegEntry>>();
  for await (const { key, parts } of tail.between(BEGIN - 90 * DAY_MS, NOW + 90 * DAY_MS)) {
    const day = agentDayOf(key);
    if (day === null) continue;
    const own = legs.get(day.agent) ?? new Map<string, LegEntry>();
    legs.set(day.agent, own);
    for (const entry of [...parts.values()].flat()) {
      if (entry.kind === "leg") own.set(`${entry.contact} ${entry.leg}`, entry);
    }
  }
  return new Map([...legs].map(([agent, own]) => [agent, [...own.values()]]));
}

const second = (at: number): number => Math.floor(at / 1000);

/** Length of the union of the pieces, in whole seconds. */
function unionSeconds(legs: readonly LegEntry[]): number {
  let length = 0;
  let until = -Infinity;
  const pieces = legs.flatMap((leg) => leg.pieces).sort((a, b) => a[0] - b[0]);
  for (const [from, to] of pieces) {
    const start = Math.max(second(from), until);
    const end = second(to ?? from);
    length += Math.max(0, end - start);
    until = Math.max(until, end);
  }
  return length;
}

test("[KPIS-5.2] all of an agent's shares together are the time in which he had anything open", async () => {
  let checked = 0;
  await fc.assert(
    fc.asyncProperty(centre(12, 2, 0), async (events) => {
      const { core } = await worldOf([events]);
      const shares = new Map<string | null, { sum: number; n: number }>();
      const asked = {
        from: BEGIN - 5 * DAY_MS,
        to: NOW + DAY_MS,
        minutes: 15,
        bySlab: true,
      } as const;
      const loaded = await core.tail.read({ ...asked, measures: ["leg.workload"] });
      for (const { dims, values } of wholeCells(loaded, "leg.workload")) {
        const own = shares.get(dims.agent) ?? { sum: 0, n: 0 };
        own.sum += total(values);
        own.n += count(values);
        shares.set(dims.agent, own);
      }
      for (const [agent, legs] of await legsByAgent(core)) {
        const handled = legs.filter(({ role }) => role === "handled");
        const counting = handled.filter(({ at }) => at !== null);
        const own = shares.get(agent) ?? { sum: 0, n: 0 };
        expect([agent, own.n]).toEqual([agent, counting.length]);
        const isOver = (leg: LegEntry) =>
          leg.at !== null && leg.pieces.every(([, to]) => to !== null && to <= (leg.at ?? 0));
        if (!legs.every(isOver)) continue; // what nobody handles takes shares that are no facts
        expect([agent, own.sum]).toEqual([agent, unionSeconds(handled)]);
        checked += handled.length;
      }
    }),
    runs(40),
  );
  expect(checked).toBeGreaterThan(20);
});

test("[KPIS-6.2] no agent has more seconds than an interval has; a part is no more than its whole", async () => {
  await fc.assert(
    fc.asyncProperty(busyCentre, async (events) => {
      const { core } = await worldOf([events]);
      const cells = new Map<string, Map<string, number>>();
      const asked = { from: BEGIN - 2 * DAY_MS, to: NOW + DAY_MS, minutes: 15 } as const;
      const loaded = await core.tail.read({ ...asked, measures: TIME_MEASURES, bySlab: true });
      for (const measure of TIME_MEASURES) {
        for (const { start, dims, values } of wholeCells(loaded, measure)) {
          const key = `${dims.agent} ${start}`;
          const own = cells.get(key) ?? new Map<string, number>();
          cells.set(key, own);
          for (let at = 0; at < values.length; at += 2) expect(values[at + 1]).toBe(1);
          own.set(measure, (own.get(measure) ?? 0) + total(values));
        }
      }
      for (const own of cells.values()) {
        const [busy, idle, session, inSession, planned, adherent, onQueue, onQueuePlanned] =
          TIME_MEASURES.map((measure) => own.get(measure) ?? 0) as [number, ...number[]];
        expect(onQueue).toBe(busy + (idle ?? 0));
        expect(onQueue).toBeLessThanOrEqual(900);
        expect(inSession).toBeLessThanOrEqual(busy);
        expect(session).toBeGreaterThanOrEqual(inSession ?? 0);
        expect(planned).toBeLessThanOrEqual(900);
        expect(adherent).toBeLessThanOrEqual(planned ?? 0);
        expect(onQueuePlanned).toBeLessThanOrEqual(planned ?? 0);
      }
    }),
    runs(25),
  );
});

const later = (at: string, minutes: number): string =>
  new Date(Date.parse(at) + minutes * MINUTE_MS).toISOString();

/** The same people and plans, so many minutes later; nothing in it depends on the date. */
const movedOrg = (minutes: number): OrgInput => ({
  agents: (org.agents ?? []).map(({ id, identities = [] }) => ({
    id,
    identities: identities.map((one) => ({
      id: one.id,
      ...(one.source && { source: one.source }),
    })),
  })),
  shifts: (org.shifts ?? []).map((shift) => ({
    ...shift,
    from: later(shift.from, minutes),
    to: later(shift.to, minutes),
  })),
});

test("[KPIS-1.2] a rolling window is cut at its own minutes, not at those of the cells", async () => {
  const kpi = "occupied.seconds,occupancy,utilisation,adherence,conformance,concurrency";
  await fc.assert(
    fc.asyncProperty(
      centre(12, 0, 20),
      fc.integer({ min: 1, max: 14 }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 1440 }),
      async (events, minutes, quarters, length) => {
        const ofWindow = async (moved: number) => {
          const now = NOW + moved * MINUTE_MS;
          const { core } = await newWorld(undefined, now);
          await setOrganisation(core, movedOrg(moved));
          await send(
            core,
            events.map((one) => ({ ...one, time: later(one.time, moved) })),
          );
          const windows = [15 * quarters + 1, length];
          const asked = windows.flatMap((window) =>
            ["centre", "agent:ann"].map((scope) =>
              ask(core, { kpi, scope, period: `last-${window}m` }),
            ),
          );
          const found = (await Promise.all(asked)).flat();
          return found.map(({ kpi: id, value, numerator }) => [id, value, numerator]);
        };
        expect(await ofWindow(minutes)).toEqual(await ofWindow(0));
      },
    ),
    runs(25),
  );
});
