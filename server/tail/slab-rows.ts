/** What a checkpoint writes of one shelf: its changed slabs, and its day's sum when there is one. */
import { DAY_MS } from "../../shared/time/interval.ts";
import { addTo, isWhole, lengthMs, type Shelf, settleSlab, slabOf } from "../fold/cells.ts";
import { patch } from "../fold/packed.ts";
import { sumOf, type Want } from "../fold/parts.ts";
import type { SlabRow } from "../store/store.ts";

/** Days that are over get their sum, unless there is nothing in them. */
const lacksSum = ({ minutes, sum, dayAt, slabs }: Shelf, now: number): boolean =>
  minutes === 15 && sum === null && dayAt + DAY_MS <= now && slabs.size > 0;

/** What must be loaded before `takeRows`, or null. */
export function wantedByCheckpoint(shelf: Shelf, now: number): Want | null {
  const { minutes, dirty, sum, slabs, dayAt } = shelf;
  if (lacksSum(shelf, now) && !isWhole(shelf)) return { kind: "sum", without: [] };
  if (dirty.size === 0) return null;
  if (minutes === 15 && sum === undefined) return { kind: "sum", without: [] };
  let first = Infinity;
  let last = -Infinity;
  for (const start of dirty) {
    if (slabs.get(start)?.packed instanceof Uint8Array) continue;
    first = Math.min(first, start);
    last = Math.max(last, start);
  }
  if (first > last) return null;
  const end = minutes === 1 ? dayAt + DAY_MS : last + lengthMs(minutes);
  return { kind: "slabs", slabs: [first, end] };
}

/** Adds the rows; nothing of the shelf is dirty then. True when it made the day's sum. */
export function takeRows(shelf: Shelf, now: number, maySum: boolean, rows: SlabRow[]): boolean {
  const { minutes, measure, dayAt, dirty } = shelf;
  const changes = new Map<number, number[]>();
  for (const start of dirty) {
    const slab = slabOf(shelf, start);
    if (shelf.sum instanceof Uint8Array) {
      for (const [dims, values] of slab.changes) addTo(changes, dims, values);
    }
    rows.push({ minutes, measure, start, body: settleSlab(slab) });
  }
  dirty.clear();
  if (shelf.sum instanceof Uint8Array && changes.size > 0) {
    shelf.sum = patch(shelf.sum, changes);
    shelf.isSumDirty = true;
  }
  const makes = maySum && lacksSum(shelf, now) && sumOf(shelf) !== null;
  if (shelf.isSumDirty && shelf.sum instanceof Uint8Array) {
    rows.push({ minutes: 1440, measure, start: dayAt, body: shelf.sum });
  }
  shelf.isSumDirty = false;
  return makes;
}
