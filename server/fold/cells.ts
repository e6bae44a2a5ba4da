/**
 * Cells: multisets of integers per (interval, agent, team, queue, channel, direction, measure).
 * Kept by shelf: one measure and one UTC day, at 15 minutes, or by the minute for the rolling
 * windows. A shelf that is not loaded holds only what changed since the last checkpoint: cells are
 * a group, so the rest can be added later.
 */

import type { CellMeasure } from "../../shared/kpi/measure.ts";
import { add } from "../../shared/kpi/multiset.ts";
import { DAY_MS, floorTo, INTERVAL_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import type { Dims, Fact } from "./facts/fact.ts";

export type Minutes = 1 | 15;

/** One cell: who and where, and the values. A value with negative times is a defect. */
export interface Cell {
  readonly dims: Dims;
  readonly values: number[];
}

export type Slab = Map<string, Cell>;

export interface Shelf {
  readonly minutes: Minutes;
  readonly measure: CellMeasure;
  readonly dayAt: number;
  /** By start of the interval. */
  readonly slabs: Map<number, Slab>;
  loaded: boolean;
  readonly dirty: Set<number>;
}

export const lengthMs = (minutes: Minutes): number => (minutes === 1 ? MINUTE_MS : INTERVAL_MS);

const SEPARATOR = "\u0000";
const NONE = "\u0001";

/** Text that is equal exactly when all five are; nobody is not an agent called "null". */
const dimsKey = (dims: Dims): string =>
  (dims.agent ?? NONE) +
  SEPARATOR +
  (dims.team ?? NONE) +
  SEPARATOR +
  (dims.queue ?? NONE) +
  SEPARATOR +
  (dims.channel ?? NONE) +
  SEPARATOR +
  dims.direction;

const sameDims = (a: Dims, b: Dims): boolean =>
  a.agent === b.agent &&
  a.team === b.team &&
  a.queue === b.queue &&
  a.channel === b.channel &&
  a.direction === b.direction;

export class Cells {
  /** By measure, then by day; the minute shelf of a day one number after its other one. */
  readonly #shelves = new Map<CellMeasure, Map<number, Shelf>>();
  /** Facts of one entity mostly share who and where: the last key is at hand. */
  #lastDims: Dims | null = null;
  #lastKey = "";

  shelf(minutes: Minutes, measure: CellMeasure, dayAt: number): Shelf {
    let days = this.#shelves.get(measure);
    if (days === undefined) {
      days = new Map();
      this.#shelves.set(measure, days);
    }
    const day = minutes === 1 ? dayAt + 1 : dayAt;
    const known = days.get(day);
    if (known !== undefined) return known;
    const fresh: Shelf = {
      minutes,
      measure,
      dayAt,
      slabs: new Map(),
      loaded: false,
      dirty: new Set(),
    };
    days.set(day, fresh);
    return fresh;
  }

  /** Adds a fact (+1) or takes it back (−1). Nothing else ever changes a cell. */
  change(minutes: Minutes, fact: Fact, times: 1 | -1): void {
    const shelf = this.shelf(minutes, fact.measure, floorTo(fact.at, DAY_MS));
    const start = floorTo(fact.at, lengthMs(minutes));
    put(slabOf(shelf, start), this.#keyOf(fact), fact, fact.value, times);
    shelf.dirty.add(start);
  }

  #keyOf(dims: Dims): string {
    if (this.#lastDims === null || !sameDims(this.#lastDims, dims)) {
      this.#lastKey = dimsKey(dims);
      this.#lastDims = dims;
    }
    return this.#lastKey;
  }

  *#all(): Iterable<Shelf> {
    for (const days of this.#shelves.values()) yield* days.values();
  }

  /** Shelves whose changes are not in the store yet. */
  dirty(): Shelf[] {
    return [...this.#all()].filter((shelf) => shelf.dirty.size > 0);
  }

  /** Drops clean shelves, each measure's oldest first, until at most `shelvesMax` are left. */
  trim(shelvesMax: number, keep: (shelf: Shelf) => boolean): void {
    let left = 0;
    for (const days of this.#shelves.values()) left += days.size;
    for (const days of this.#shelves.values()) {
      for (const [day, shelf] of days) {
        if (left <= shelvesMax) return;
        if (shelf.dirty.size > 0 || keep(shelf)) continue;
        days.delete(day);
        left -= 1;
      }
    }
  }

  /** How many cells are in memory. */
  size(): number {
    let cells = 0;
    for (const shelf of this.#all()) {
      for (const slab of shelf.slabs.values()) cells += slab.size;
    }
    return cells;
  }

  clear(): void {
    this.#shelves.clear();
  }
}

function slabOf(shelf: Shelf, start: number): Slab {
  let slab = shelf.slabs.get(start);
  if (slab === undefined) {
    slab = new Map();
    shelf.slabs.set(start, slab);
  }
  return slab;
}

function put(slab: Slab, key: string, dims: Dims, value: number, times: number): void {
  let cell = slab.get(key);
  if (cell === undefined) {
    const { agent, team, queue, channel, direction } = dims;
    cell = { dims: { agent, team, queue, channel, direction }, values: [] };
    slab.set(key, cell);
  }
  add(cell.values, value, times);
  if (cell.values.length === 0) slab.delete(key);
}

/** A shelf of its own for facts that are in no cells; all of them count at `start`. */
export function shelfOf(measure: CellMeasure, start: number, facts: readonly Fact[]): Shelf {
  const slab: Slab = new Map();
  for (const fact of facts) put(slab, dimsKey(fact), fact, fact.value, 1);
  const slabs = new Map([[start, slab]]);
  const dayAt = floorTo(start, DAY_MS);
  return { minutes: 1, measure, dayAt, slabs, loaded: true, dirty: new Set() };
}

type PackedCell = [
  Dims["agent"],
  Dims["team"],
  Dims["queue"],
  Dims["channel"],
  Dims["direction"],
  number[],
];

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A slab as text, in one order for the same content, so that equal cells have equal digests. */
export const packSlab = (slab: Slab | undefined): string =>
  JSON.stringify(
    [...(slab ?? [])]
      .sort(([a], [b]) => compareText(a, b))
      .map(([, { dims, values }]): PackedCell => {
        const { agent, team, queue, channel, direction } = dims;
        return [agent, team, queue, channel, direction, values];
      }),
  );

/** Adds a stored slab to what the shelf holds: both are parts of one sum. */
export function addStored(shelf: Shelf, start: number, body: string): void {
  const slab = slabOf(shelf, start);
  for (const [agent, team, queue, channel, direction, values] of JSON.parse(body) as PackedCell[]) {
    const dims = { agent, team, queue, channel, direction };
    const key = dimsKey(dims);
    for (let at = 0; at < values.length; at += 2) {
      put(slab, key, dims, values[at] as number, values[at + 1] as number);
    }
  }
}
