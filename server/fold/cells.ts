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

const shelfKey = (minutes: Minutes, measure: string, dayAt: number): string =>
  `${minutes}|${measure}|${dayAt}`;

export class Cells {
  readonly #shelves = new Map<string, Shelf>();

  shelf(minutes: Minutes, measure: CellMeasure, dayAt: number): Shelf {
    const key = shelfKey(minutes, measure, dayAt);
    const known = this.#shelves.get(key);
    if (known !== undefined) return known;
    const fresh: Shelf = {
      minutes,
      measure,
      dayAt,
      slabs: new Map(),
      loaded: false,
      dirty: new Set(),
    };
    this.#shelves.set(key, fresh);
    return fresh;
  }

  /** Adds a fact (+1) or takes it back (−1). Nothing else ever changes a cell. */
  change(minutes: Minutes, fact: Fact, times: 1 | -1): void {
    const shelf = this.shelf(minutes, fact.measure, floorTo(fact.at, DAY_MS));
    const start = floorTo(fact.at, lengthMs(minutes));
    put(slabOf(shelf, start), fact, fact.value, times);
    shelf.dirty.add(start);
  }

  /** Shelves whose changes are not in the store yet. */
  dirty(): Shelf[] {
    return [...this.#shelves.values()].filter((shelf) => shelf.dirty.size > 0);
  }

  /** Drops clean shelves, oldest use first, until at most `shelvesMax` are left. */
  trim(shelvesMax: number, keep: (shelf: Shelf) => boolean): void {
    for (const [key, shelf] of this.#shelves) {
      if (this.#shelves.size <= shelvesMax) return;
      if (shelf.dirty.size === 0 && !keep(shelf)) this.#shelves.delete(key);
    }
  }

  /** How many cells are in memory. */
  size(): number {
    let cells = 0;
    for (const shelf of this.#shelves.values()) {
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

function put(slab: Slab, dims: Dims, value: number, times: number): void {
  const key = dimsKey(dims);
  let cell = slab.get(key);
  if (cell === undefined) {
    const { agent, team, queue, channel, direction } = dims;
    cell = { dims: { agent, team, queue, channel, direction }, values: [] };
    slab.set(key, cell);
  }
  add(cell.values, value, times);
  if (cell.values.length === 0) slab.delete(key);
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
    for (let at = 0; at < values.length; at += 2) {
      put(slab, dims, values[at] as number, values[at + 1] as number);
    }
  }
}
