/** Cells read from the store when someone asks, and written back at a checkpoint. */
import type { CellMeasure } from "../../shared/kpi/measure.ts";
import { DAY_MS, floorTo } from "../../shared/time/interval.ts";
import { agentless } from "../fold/agentless.ts";
import { Cells, isWhole, type Minutes, type Shelf, slabOf } from "../fold/cells.ts";
import type { DimsTable } from "../fold/dims.ts";
import type { Fact } from "../fold/facts/fact.ts";
import { type Horizon, heldAs, NO_HORIZON } from "../fold/horizon.ts";
import { NO_CELLS } from "../fold/packed.ts";
import { type Part, partsOf, type Want, wantOf } from "../fold/parts.ts";
import { isTimeMeasure } from "../fold/timeline/time-in-state.ts";
import type { SlabRow, Store } from "../store/store.ts";
import { DimsPages } from "./dims-pages.ts";
import { takeRows, wantedByCheckpoint } from "./slab-rows.ts";

/** Bytes of clean cells kept in memory: weeks of a large centre. */
export const CELL_BYTES_MAX = 128 * 1024 * 1024;
/** Sums of days made at one checkpoint: when a day ends, all its measures want theirs. */
const SUMS_MAX = 8;

/** What somebody wants to read. `bySlab`: every interval apart, no sums of days. */
export interface Stretch {
  readonly minutes: Minutes;
  readonly measures: readonly CellMeasure[];
  readonly from: number;
  readonly to: number;
  readonly bySlab: boolean;
}

/** Cells of one moment, as parts of sums. Their dims are numbers of the table. */
export interface Read {
  readonly dims: DimsTable;
  readonly parts: ReadonlyMap<CellMeasure, readonly Part[]>;
}

export class Shelves {
  readonly #store: Store;
  readonly #cells = new Cells();
  readonly #pages: DimsPages;
  readonly #loading = new Map<Shelf, Promise<void>>();
  readonly #horizon: () => Horizon;

  /** `horizon`: from when on facts are held, and whose (PRIV-6). */
  constructor(store: Store, horizon: () => Horizon = () => NO_HORIZON) {
    this.#store = store;
    this.#horizon = horizon;
    this.#pages = new DimsPages(this.#cells.dims);
  }

  get dims(): DimsTable {
    return this.#cells.dims;
  }

  /** After a start, before anything else: the numbers that stored cells use. */
  async restore(): Promise<void> {
    await this.#pages.restore(this.#store);
  }

  /** Time in state lies in whole intervals: by the minute it is counted when asked for (timelines.ts). */
  change(told: Fact, times: 1 | -1, recentFrom: number): void {
    const fact = heldAs(told, this.#horizon());
    if (fact === null) return;
    this.#cells.change(15, fact, times);
    if (fact.at >= recentFrom && !isTimeMeasure(fact.measure)) this.#cells.change(1, fact, times);
  }

  /** The cells of `[from, to)` of each measure, all as of one moment. */
  async read(stretch: Stretch, now: number): Promise<Read> {
    for (;;) {
      const found = new Map<CellMeasure, Part[]>();
      const missing: Promise<void>[] = [];
      for (const measure of stretch.measures) {
        const parts: Part[] = [];
        found.set(measure, parts);
        for (let day = floorTo(stretch.from, DAY_MS); day < stretch.to; day += DAY_MS) {
          const shelf = this.#cells.shelf(stretch.minutes, measure, day);
          const want = wantOf(shelf, stretch.from, stretch.to, now, stretch.bySlab);
          const own = partsOf(shelf, want);
          if (own === null) missing.push(this.#load(shelf, want));
          else for (const part of own) parts.push(part);
        }
      }
      if (missing.length === 0) return { dims: this.dims, parts: found };
      await Promise.all(missing);
    }
  }

  /** Loads what is missing, one thing of a shelf at a time; who needs more asks again. */
  #load(shelf: Shelf, want: Want): Promise<void> {
    const running = this.#loading.get(shelf);
    if (running !== undefined) return running;
    const load = this.#fetch(shelf, want).finally(() => this.#loading.delete(shelf));
    this.#loading.set(shelf, load);
    return load;
  }

  async #fetch(shelf: Shelf, want: Want): Promise<void> {
    if (want.kind === "slabs") return this.#fetchSlabs(shelf, ...want.slabs);
    const { measure, dayAt } = shelf;
    if (shelf.sum === undefined) {
      const [row] = await this.#store.slabs(1440, measure, dayAt, dayAt + 1);
      shelf.sum = row?.body ?? null;
    }
    if (shelf.sum === null) return this.#fetchSlabs(shelf, dayAt, dayAt + DAY_MS);
    for (const [from, to] of want.without) await this.#fetchSlabs(shelf, from, to);
  }

  /** Takes what the store has, and what lies between that and what is known. Known slabs stay. */
  async #fetchSlabs(shelf: Shelf, first: number, end: number): Promise<void> {
    const { minutes, measure, slabs } = shelf;
    const isNew = shelf.knownFrom === shelf.knownTo;
    const from = isNew ? first : Math.min(first, shelf.knownFrom);
    const to = isNew ? end : Math.max(end, shelf.knownTo);
    for (const row of await this.#store.slabs(minutes, measure, from, to)) {
      slabOf(shelf, row.start).packed ??= row.body;
    }
    for (const [start, slab] of slabs) if (start >= from && start < to) slab.packed ??= NO_CELLS;
    shelf.knownFrom = from;
    shelf.knownTo = to;
  }

  /** Loads what `takeDirty` needs. Nothing may change meanwhile. */
  async complete(now: number): Promise<void> {
    for (;;) {
      const missing: Promise<void>[] = [];
      for (const shelf of this.#cells.all()) {
        const want = wantedByCheckpoint(shelf, now);
        if (want !== null) missing.push(this.#load(shelf, want));
      }
      if (missing.length === 0) return;
      await Promise.all(missing);
    }
  }

  /** What changed, after `complete`, as rows; nothing is dirty then. */
  takeDirty(now: number): SlabRow[] {
    const rows: SlabRow[] = [];
    let sums = SUMS_MAX;
    for (const shelf of this.#cells.all()) {
      const before = rows.length;
      if (takeRows(shelf, now, sums > 0, rows)) sums -= 1;
      shelf.writing += rows.length - before;
    }
    this.#pages.take(rows);
    return rows;
  }

  /** The rows of a checkpoint are on disk. */
  written(rows: readonly SlabRow[]): void {
    for (const row of rows) if (row.minutes !== 0) this.#shelfOf(row).writing -= 1;
  }

  /** A checkpoint failed: its rows must be written by the next one. */
  markDirty(rows: readonly SlabRow[]): void {
    for (const row of rows) {
      if (row.minutes === 0) this.#pages.markDirty(row.start);
      else if (row.minutes === 1440) this.#shelfOf(row).isSumDirty = true;
      else this.#shelfOf(row).dirty.add(row.start);
    }
    this.written(rows);
  }

  #shelfOf({ minutes, measure, start }: SlabRow): Shelf {
    const day = floorTo(start, DAY_MS);
    return this.#cells.shelf(minutes === 1 ? 1 : 15, measure as CellMeasure, day);
  }

  /** Makes the cells of one UTC day nobody's; sums over agents stay. How many cells were an agent's. */
  async withoutAgents(measures: readonly CellMeasure[], dayAt: number): Promise<number> {
    let cells = 0;
    for (const measure of measures) {
      const shelf = this.#cells.shelf(15, measure, dayAt);
      while (!isWhole(shelf)) {
        await this.#load(shelf, { kind: "slabs", slabs: [dayAt, dayAt + DAY_MS] });
      }
      for (const [start, { packed }] of shelf.slabs) {
        if (packed === null) throw new Error("a shelf that is whole has all its slabs");
        const changes = agentless(packed, this.dims);
        cells += changes.size;
        for (const [dims, values] of changes) this.#cells.add(shelf, start, dims, values);
      }
    }
    return cells;
  }

  /** Cells of days before this are in the store no more. */
  forgetBefore(dayAt: number): void {
    this.#cells.forgetBefore(dayAt);
  }

  cellCount(): number {
    return this.#cells.size();
  }

  /** Minutes are needed for 25 hours only; the rest as long as there is room. */
  trim(minutesFrom: number, bytesMax = CELL_BYTES_MAX): void {
    this.#cells.trim(minutesFrom, bytesMax);
  }

  clear(): void {
    this.#cells.clear();
  }
}
