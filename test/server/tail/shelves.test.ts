/**
 * Whatever was changed, checkpointed, lost, loaded and trimmed in between: what is read is the sum
 * of all facts, by interval and by whole days alike (DESIGN.md 2 and 3, test/SPEC.md CELL).
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reader } from "../../../server/figures/read.ts";
import type { Fact } from "../../../server/fold/facts/fact.ts";
import { MemoryStore } from "../../../server/store/memory/memory-store.ts";
import type { SlabRow } from "../../../server/store/store.ts";
import { Shelves } from "../../../server/tail/shelves.ts";
import { EMPTY, merge } from "../../../shared/kpi/multiset.ts";
import { DAY_MS, floorTo, INTERVAL_MS, MINUTE_MS } from "../../../shared/time/interval.ts";
import { cellLine, wholeCells } from "../../support/cells.ts";

const BEGIN = Date.parse("2026-03-01T00:00:00Z");
const DAYS = 4;
/** The fourth day runs. */
const NOW = BEGIN + 3.5 * DAY_MS;
const RECENT = NOW - 1.5 * DAY_MS;
const MEASURES = ["leg.handle", "csat.positive"] as const;

const fact: fc.Arbitrary<Fact> = fc.record({
  measure: fc.constantFrom(...MEASURES),
  value: fc.oneof(fc.nat(3), fc.nat(4_000)),
  at: fc.integer({ min: 0, max: DAYS * 288 - 1 }).map((step) => BEGIN + step * 300_000 + 7),
  agent: fc.constantFrom("ann", "ben", null),
  team: fc.constantFrom("north", "south", null),
  queue: fc.constantFrom("line", null),
  channel: fc.constantFrom("phone" as const, "email" as const, null),
  direction: fc.constantFrom("inbound" as const, "outbound" as const),
});

const QUARTERS = (DAYS * DAY_MS) / INTERVAL_MS;
const quarter = fc.integer({ min: 0, max: QUARTERS });
/** Some days, or some hours. */
const stretch = fc
  .tuple(quarter, fc.oneof(quarter, fc.integer({ min: 1, max: 20 })))
  .map(([first, length]) => ({
    from: BEGIN + first * INTERVAL_MS,
    to: BEGIN + Math.min(QUARTERS, first + length) * INTERVAL_MS,
  }));

type Step =
  | { readonly kind: "count"; readonly facts: readonly Fact[] }
  | { readonly kind: "takeBack"; readonly index: number }
  | { readonly kind: "take" | "write" | "fail" | "restart" | "trim" }
  | { readonly kind: "read"; readonly from: number; readonly to: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("count"), facts: fc.array(fact) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("takeBack"), index: fc.nat() }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constantFrom("take", "take", "write", "write", "fail", "restart", "trim"),
      }),
    },
    { weight: 3, arbitrary: stretch.map((span) => ({ kind: "read", ...span }) as const) },
  ),
  { maxLength: 40 },
);

type Change = readonly [Fact, 1 | -1];

/** A checkpoint on its way to the disk: it holds so many changes. */
interface Taken {
  readonly slabs: readonly SlabRow[];
  readonly position: number;
}

class World {
  readonly store = new MemoryStore();
  shelves = new Shelves(this.store);
  facts: Fact[] = [];
  readonly #changes: Change[] = [];
  #written = 0;
  #taken: Taken[] = [];

  change(one: Fact, times: 1 | -1): void {
    this.#changes.push([one, times]);
    this.shelves.change(one, times, RECENT);
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case "count":
        for (const one of step.facts) this.change(one, 1);
        this.facts.push(...step.facts);
        return;
      case "takeBack": {
        const [gone] = this.facts.splice(step.index % Math.max(1, this.facts.length), 1);
        if (gone !== undefined) this.change(gone, -1);
        return;
      }
      case "take":
        await this.shelves.complete(NOW);
        this.#taken.push({ slabs: this.shelves.takeDirty(NOW), position: this.#changes.length });
        return;
      case "write":
        return this.#write();
      case "fail":
        for (const { slabs } of this.#taken.splice(0)) this.shelves.markDirty(slabs);
        return;
      case "restart":
        this.#taken = [];
        return this.restart();
      case "trim":
        return this.shelves.trim(RECENT - 2 * DAY_MS, 0);
      case "read":
        return this.expectSums(step);
    }
  }

  /** The store has what was written, the log has the rest. */
  async restart(): Promise<void> {
    this.shelves = new Shelves(this.store);
    await this.shelves.restore();
    for (const [one, times] of this.#changes.slice(this.#written)) {
      this.shelves.change(one, times, RECENT);
    }
  }

  async #write(): Promise<void> {
    const oldest = this.#taken.shift();
    if (oldest === undefined) return;
    const { slabs, position } = oldest;
    await this.store.checkpoint({ position, fold: 1, entities: [], slabs, minutesFrom: 0 });
    this.shelves.written(slabs);
    this.#written = position;
  }

  /** Everything is on disk. */
  async flush(): Promise<void> {
    await this.take({ kind: "take" });
    while (this.#taken.length > 0) await this.#write();
  }

  /** Reads the same stretch at once in both ways, and by the minute. */
  async expectSums(span: { from: number; to: number }): Promise<void> {
    const ask = (minutes: 1 | 15, bySlab: boolean) =>
      this.shelves.read({ ...span, minutes, measures: MEASURES, bySlab }, NOW);
    const [whole, slabs] = await Promise.all([ask(15, false), ask(15, true)]);
    const own = this.facts.filter(({ at }) => at >= span.from && at < span.to);
    for (const measure of MEASURES) {
      const counted = own.filter((one) => one.measure === measure);
      const values = merge(counted.map(({ value }) => [value, 1]));
      for (const loaded of [whole, slabs]) expect(reader(loaded, {})(measure)).toEqual(values);
      const ofNorth = counted.filter(({ team }) => team === "north").map(({ value }) => [value, 1]);
      expect(reader(whole, { team: "north" })(measure)).toEqual(merge(ofNorth));
      const lines = counted.map(({ at, value, ...dims }) =>
        cellLine({ start: floorTo(at, INTERVAL_MS), dims, values: [value, 1] }),
      );
      const found = wholeCells(slabs, measure);
      expect(new Set(found.map((cell) => cellLine({ ...cell, values: [] })))).toEqual(
        new Set(lines.map((line) => line.replace(/\[\d+,1\]$/, "[]"))),
      );
    }
    await this.#expectMinutes(span);
  }

  async #expectMinutes({ from, to }: { from: number; to: number }): Promise<void> {
    const first = Math.max(from, Math.ceil(RECENT / MINUTE_MS) * MINUTE_MS);
    if (first >= to) return;
    const asked = { minutes: 1, measures: MEASURES, from: first, to, bySlab: false } as const;
    const read = reader(await this.shelves.read(asked, NOW), {});
    for (const measure of MEASURES) {
      const own = this.facts.filter((one) => one.measure === measure);
      const recent = own.filter(({ at }) => at >= first && at < to);
      expect(read(measure)).toEqual(merge(recent.map(({ value }) => [value, 1])));
    }
  }
}

test("[CELL1] whatever happened in between, any stretch reads as the sum of its facts", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const world = new World();
      for (const step of taken) await world.take(step);
      await world.expectSums({ from: BEGIN, to: BEGIN + DAYS * DAY_MS });
      await world.expectSums({
        from: BEGIN + 23 * 3_600_000,
        to: BEGIN + 2 * DAY_MS - INTERVAL_MS,
      });
    }),
    { numRuns: 400 },
  );
});

test("[CELL2] after every checkpoint the store's sum of a day is the sum of its slabs", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const world = new World();
      for (const step of taken) await world.take(step);
      await world.flush();
      const { store } = world;
      const anew = new Shelves(store);
      await anew.restore();
      for (const measure of MEASURES) {
        for (const { start, body } of await store.slabs(1440, measure, 0, Infinity)) {
          const slabs = await store.slabs(15, measure, start, start + DAY_MS);
          const parts = slabs.map(
            (row) => ({ packed: row.body, start, times: 1, stamp: 0 }) as const,
          );
          const loaded = (list: readonly (typeof parts)[number][]) => ({
            dims: anew.dims,
            parts: new Map([[measure, list.map((part) => ({ ...part, changes: new Map() }))]]),
          });
          const sum = { packed: body, start, times: 1, stamp: 0 } as const;
          const [of, total] = [loaded(parts), loaded([sum])].map((one) =>
            wholeCells(one, measure).map(cellLine),
          );
          expect(total).toEqual(of);
        }
      }
    }),
    { numRuns: 200 },
  );
});

const HOUR = 3_600_000;
const one: Fact = {
  measure: "leg.handle",
  value: 200,
  at: BEGIN + 10 * HOUR,
  agent: "ann",
  team: "north",
  queue: null,
  channel: "phone",
  direction: "inbound",
};

test("[CELL1] what is on its way to the disk is not read back from there", async () => {
  const world = new World();
  world.change(one, 1);
  world.change({ ...one, at: one.at + 2 * HOUR }, 1);
  await world.flush();
  await world.restart();
  const at = (from: number) =>
    ({
      from,
      to: from + INTERVAL_MS,
      minutes: 15,
      measures: ["leg.handle"],
      bySlab: true,
    }) as const;
  await world.shelves.read(at(one.at), NOW);
  world.change({ ...one, value: 300 }, 1);
  await world.take({ kind: "take" });
  await world.shelves.read(at(one.at + 2 * HOUR), NOW);
  const read = reader(await world.shelves.read(at(one.at), NOW), {});
  expect(read("leg.handle")).toEqual([200, 1, 300, 1]);
});

describe("[CELL3] days that are over get their sum", () => {
  const sumsOf = (store: MemoryStore) => store.slabs(1440, "leg.handle", 0, Infinity);
  const checkpointAt = async (world: World, now: number) => {
    await world.shelves.complete(now);
    const slabs = world.shelves.takeDirty(now);
    await world.store.checkpoint({ position: 0, fold: 1, entities: [], slabs, minutesFrom: 0 });
    world.shelves.written(slabs);
    return slabs;
  };

  test("[CELL3] at the first checkpoint after the day, and once", async () => {
    const world = new World();
    world.change(one, 1);
    await checkpointAt(world, BEGIN + 12 * HOUR);
    expect(await sumsOf(world.store)).toEqual([]);
    expect(await checkpointAt(world, BEGIN + DAY_MS)).toHaveLength(1);
    expect(await sumsOf(world.store)).toHaveLength(1);
    expect(await checkpointAt(world, BEGIN + DAY_MS + 2_000)).toEqual([]);
  });

  test("[CELL3] a late correction changes slab and sum in one checkpoint", async () => {
    const world = new World();
    world.change(one, 1);
    await checkpointAt(world, BEGIN + DAY_MS);
    const later = new Shelves(world.store);
    await later.restore();
    world.shelves = later;
    world.change(one, -1);
    world.change({ ...one, value: 260 }, 1);
    const rows = await checkpointAt(world, BEGIN + 2 * DAY_MS);
    expect(rows.map(({ minutes }) => minutes)).toEqual([15, 1440]);
    const span = { from: BEGIN, to: BEGIN + DAY_MS };
    const asked = { ...span, minutes: 15, measures: ["leg.handle"], bySlab: false } as const;
    expect(reader(await later.read(asked, NOW), {})("leg.handle")).toEqual([260, 1]);
  });

  test("[CELL3] when somebody asks, if there was no checkpoint; then that is kept", async () => {
    const world = new World();
    world.change(one, 1);
    await checkpointAt(world, BEGIN + 12 * HOUR);
    world.shelves = new Shelves(world.store);
    await world.shelves.restore();
    const asked = { from: BEGIN, to: BEGIN + DAY_MS, minutes: 15, bySlab: false } as const;
    const read = await world.shelves.read({ ...asked, measures: ["leg.handle"] }, NOW);
    expect(reader(read, {})("leg.handle")).toEqual([200, 1]);
    expect(reader(read, { agent: "ben" })("leg.handle")).toEqual(EMPTY);
    await checkpointAt(world, NOW);
    expect(await sumsOf(world.store)).toHaveLength(1);
  });
});
