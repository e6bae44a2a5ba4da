/**
 * Cells: multisets of integers per (interval, agent, team, queue, channel, direction, measure).
 * Kept by shelf: one measure and one UTC day, in slabs of 15 minutes, or of one minute for the
 * rolling windows. A slab is what the store has, packed, and what changed since the last
 * checkpoint: cells are a group, so the two are parts of one sum, and what the store has may be
 * unknown as long as nobody asks. A day of quarters also has its sum, which is derived from them.
 */
import type { CellMeasure } from "../../shared/kpi/measure.ts";
import { add } from "../../shared/kpi/multiset.ts";
import { DAY_MS, floorTo, INTERVAL_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import { DimsTable } from "./dims.ts";
import type { Fact } from "./facts/fact.ts";
import { cellCount, NO_CELLS, patch } from "./packed.ts";

export type Minutes = 1 | 15;

export interface Slab {
  /** As the last checkpoint left it; null: not loaded. Never changed in place. */
  packed: Uint8Array | null;
  /** What changed since, by the number of the dims. */
  changes: Map<number, number[]>;
  /** Grows with every change, over all slabs: equal stamps are equal cells. */
  stamp: number;
}

let stamps = 0;

export interface Shelf {
  readonly minutes: Minutes;
  readonly measure: CellMeasure;
  readonly dayAt: number;
  /** By start of the interval. */
  readonly slabs: Map<number, Slab>;
  /** Starts of the slabs that the next checkpoint writes. */
  readonly dirty: Set<number>;
  /** From here to there all of the store is in `slabs`: one that is missing is empty. */
  knownFrom: number;
  knownTo: number;
  /** The sum of all `packed`; null: there is none, undefined: not known whether the store has one. */
  sum: Uint8Array | null | undefined;
  isSumDirty: boolean;
  /** Rows taken by checkpoints that are not on disk yet: until then this shelf must stay. */
  writing: number;
}

export const lengthMs = (minutes: Minutes): number => (minutes === 1 ? MINUTE_MS : INTERVAL_MS);

const newShelf = (minutes: Minutes, measure: CellMeasure, dayAt: number): Shelf => ({
  minutes,
  measure,
  dayAt,
  slabs: new Map(),
  dirty: new Set(),
  knownFrom: dayAt,
  knownTo: dayAt,
  sum: undefined,
  isSumDirty: false,
  writing: 0,
});

export class Cells {
  readonly dims = new DimsTable();
  /** By measure, then by day; the minute shelf of a day one number after its other one. */
  readonly #shelves = new Map<CellMeasure, Map<number, Shelf>>();

  shelf(minutes: Minutes, measure: CellMeasure, dayAt: number): Shelf {
    let days = this.#shelves.get(measure);
    if (days === undefined) {
      days = new Map();
      this.#shelves.set(measure, days);
    }
    const day = minutes === 1 ? dayAt + 1 : dayAt;
    const known = days.get(day);
    if (known !== undefined) return known;
    const fresh = newShelf(minutes, measure, dayAt);
    days.set(day, fresh);
    return fresh;
  }

  /** Adds a fact (+1) or takes it back (−1). Nothing else ever changes a cell. */
  change(minutes: Minutes, fact: Fact, times: 1 | -1): void {
    const shelf = this.shelf(minutes, fact.measure, floorTo(fact.at, DAY_MS));
    const start = floorTo(fact.at, lengthMs(minutes));
    const slab = slabOf(shelf, start);
    const { changes } = slab;
    const dims = this.dims.numberOf(fact);
    const values = changes.get(dims);
    if (values === undefined) changes.set(dims, [fact.value, times]);
    else {
      add(values, fact.value, times);
      if (values.length === 0) changes.delete(dims);
    }
    slab.stamp = ++stamps;
    shelf.dirty.add(start);
  }

  /** Adds a multiset to one cell of a shelf. */
  add(shelf: Shelf, start: number, dims: number, values: readonly number[]): void {
    const slab = slabOf(shelf, start);
    addTo(slab.changes, dims, values);
    if (slab.changes.get(dims)?.length === 0) slab.changes.delete(dims);
    slab.stamp = ++stamps;
    shelf.dirty.add(start);
  }

  /** Drops the shelves of days before this, clean or not. */
  forgetBefore(dayAt: number): void {
    for (const days of this.#shelves.values()) {
      for (const [day, shelf] of days) if (shelf.dayAt < dayAt) days.delete(day);
    }
  }

  *all(): Iterable<Shelf> {
    for (const days of this.#shelves.values()) yield* days.values();
  }

  /** Shelves whose changes are not in the store yet. */
  dirty(): Shelf[] {
    return [...this.all()].filter(isDirty);
  }

  /** Drops clean shelves: minutes of days that end by then, then the oldest until little is held. */
  trim(minutesFrom: number, bytesMax: number): void {
    let bytes = 0;
    for (const shelf of this.all()) bytes += bytesOf(shelf);
    for (const days of this.#shelves.values()) {
      for (const [day, shelf] of [...days].sort(([a], [b]) => a - b)) {
        const isPast = shelf.minutes === 1 && shelf.dayAt + DAY_MS <= minutesFrom;
        const isOver = shelf.minutes === 15 && bytes > bytesMax;
        if (isDirty(shelf) || shelf.writing > 0 || !(isPast || isOver)) continue;
        days.delete(day);
        bytes -= bytesOf(shelf);
      }
    }
  }

  /** How many cells are in memory. */
  size(): number {
    let cells = 0;
    for (const shelf of this.all()) {
      for (const { packed, changes } of shelf.slabs.values()) {
        cells += changes.size + (packed === null ? 0 : cellCount(packed));
      }
    }
    return cells;
  }

  clear(): void {
    this.#shelves.clear();
  }
}

/** What a slab takes beside its bytes. */
const SLAB_BYTES = 400;

function bytesOf({ slabs, sum }: Shelf): number {
  let bytes = SLAB_BYTES + (sum?.length ?? 0);
  for (const { packed } of slabs.values()) bytes += SLAB_BYTES + (packed?.length ?? 0);
  return bytes;
}

const isDirty = ({ dirty, isSumDirty }: Shelf): boolean => dirty.size > 0 || isSumDirty;

export const isKnown = ({ knownFrom, knownTo }: Shelf, start: number): boolean =>
  knownFrom <= start && start < knownTo;

export const isWhole = ({ knownFrom, knownTo, dayAt }: Shelf): boolean =>
  knownFrom <= dayAt && knownTo >= dayAt + DAY_MS;

/** The slab of a start. */
export function slabOf(shelf: Shelf, start: number): Slab {
  let slab = shelf.slabs.get(start);
  if (slab === undefined) {
    const packed = isKnown(shelf, start) ? NO_CELLS : null;
    slab = { packed, changes: new Map(), stamp: ++stamps };
    shelf.slabs.set(start, slab);
  }
  return slab;
}

/** Moves the changes of a loaded slab into its bytes: what a checkpoint writes. */
export function settleSlab(slab: Slab): Uint8Array {
  if (slab.packed === null) throw new Error("a slab that is not loaded cannot be written");
  slab.packed = patch(slab.packed, slab.changes);
  slab.changes = new Map();
  return slab.packed;
}

/** Adds one cell's values to changes. */
export function addTo(
  changes: Map<number, number[]>,
  dims: number,
  values: readonly number[],
): void {
  const own = changes.get(dims);
  if (own === undefined) changes.set(dims, [...values]);
  else {
    for (let at = 0; at < values.length; at += 2) {
      add(own, values[at] as number, values[at + 1] as number);
    }
  }
}
