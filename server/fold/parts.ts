/**
 * The cells of a stretch of time as parts of one sum. A day that is over is one part, its sum; where
 * a stretch begins or ends inside a UTC day, as local days do, its quarters of an hour are added, or
 * those outside are taken away, whichever are fewer: cells are a group, so both are exact.
 */
import { DAY_MS } from "../../shared/time/interval.ts";
import { addTo, isKnown, isWhole, lengthMs, type Shelf } from "./cells.ts";
import type { DimsTable } from "./dims.ts";
import type { Fact } from "./facts/fact.ts";
import { type Changes, eachPacked, NO_CELLS, patch, valuesOf } from "./packed.ts";

/** Cells that count once, or −1 times. `start` is where their interval, or the UTC day, begins. */
export interface Part {
  readonly start: number;
  readonly times: 1 | -1;
  readonly packed: Uint8Array;
  readonly changes: Changes;
  /** Equal stamps are equal cells; 0: nothing is known. */
  readonly stamp: number;
}

type Range = readonly [from: number, to: number];

/** Which slabs of a shelf are added, or which are taken from the day's sum. */
export type Want =
  | { readonly kind: "slabs"; readonly slabs: Range }
  | { readonly kind: "sum"; readonly without: readonly Range[] };

/**
 * How the cells of `[from, to)` are had from this shelf. `bySlab`: every interval apart. A day that
 * runs has no sum: it would be made anew all the time.
 */
export function wantOf(shelf: Shelf, from: number, to: number, now: number, bySlab: boolean): Want {
  const { minutes, dayAt } = shelf;
  const length = lengthMs(minutes);
  const dayEnd = dayAt + DAY_MS;
  const first = Math.max(dayAt, Math.ceil(from / length) * length);
  const end = Math.min(dayEnd, Math.ceil(to / length) * length);
  if (minutes === 1 || bySlab || dayEnd > now || 2 * (end - first) <= DAY_MS) {
    return { kind: "slabs", slabs: [first, end] };
  }
  const outside: Range[] = [
    [dayAt, first],
    [end, dayEnd],
  ];
  return { kind: "sum", without: outside.filter(([begin, finish]) => begin < finish) };
}

/** The parts, or null while something of them is not loaded. */
export function partsOf(shelf: Shelf, want: Want): Part[] | null {
  if (want.kind === "slabs") return slabParts(shelf, want.slabs, 1);
  const sum = sumOf(shelf);
  if (sum === null) return null;
  const parts: Part[] = [
    { start: shelf.dayAt, times: 1, packed: sum, changes: NO_CHANGES, stamp: 0 },
  ];
  for (const { changes } of shelf.slabs.values()) {
    if (changes.size === 0) continue;
    parts.push({ start: shelf.dayAt, times: 1, packed: NO_CELLS, changes, stamp: 0 });
  }
  for (const range of want.without) {
    const taken = slabParts(shelf, range, -1);
    if (taken === null) return null;
    parts.push(...taken);
  }
  return parts;
}

const NO_CHANGES: Changes = new Map();

function slabParts(shelf: Shelf, [from, to]: Range, times: 1 | -1): Part[] | null {
  const parts: Part[] = [];
  const length = lengthMs(shelf.minutes);
  for (let start = from; start < to; start += length) {
    const slab = shelf.slabs.get(start);
    if (slab === undefined) {
      if (isKnown(shelf, start)) continue;
      return null;
    }
    const { packed, changes, stamp } = slab;
    if (packed === null) return null;
    if (packed.length > 0 || changes.size > 0) parts.push({ start, times, packed, changes, stamp });
  }
  return parts;
}

/** Facts that are in no cells, as a part; all of them count at `start`, or are taken away there. */
export function partOfFacts(
  facts: readonly Fact[],
  start: number,
  table: DimsTable,
  times: 1 | -1 = 1,
): Part {
  const changes = new Map<number, number[]>();
  for (const fact of facts) addTo(changes, table.numberOf(fact), [fact.value, 1]);
  return { start, times, packed: NO_CELLS, changes, stamp: 0 };
}

/** The sum of the day's slabs as last checkpointed; made when there is none; null: not loaded. */
export function sumOf(shelf: Shelf): Uint8Array | null {
  if (shelf.sum instanceof Uint8Array) return shelf.sum;
  if (shelf.sum === undefined || !isWhole(shelf)) return null;
  const all = new Map<number, number[]>();
  for (const { packed } of shelf.slabs.values()) {
    if (packed === null) return null;
    eachPacked(packed, (dims, from, to) => addTo(all, dims, valuesOf(packed, from, to)));
  }
  shelf.sum = patch(NO_CELLS, all);
  shelf.isSumDirty = shelf.sum.length > 0;
  return shelf.sum;
}
