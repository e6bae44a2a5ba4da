/** Cells read from the store when someone asks, and written back at a checkpoint. */
import type { CellMeasure } from "../../shared/kpi/measure.ts";
import { DAY_MS, floorTo } from "../../shared/time/interval.ts";
import { addStored, Cells, type Minutes, packSlab, type Shelf } from "../fold/cells.ts";
import type { Fact } from "../fold/facts/fact.ts";
import { isTimeMeasure } from "../fold/timeline/time-in-state.ts";
import type { SlabRow, Store } from "../store/store.ts";

/** Shelves kept in memory: about four weeks of every measure. */
export const SHELVES_MAX = 2_000;

export class Shelves {
  readonly #store: Store;
  readonly #cells = new Cells();
  readonly #loading = new Map<Shelf, Promise<void>>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Time in state lies in whole intervals: by the minute it is counted when asked for (timelines.ts). */
  change(fact: Fact, times: 1 | -1, recentFrom: number): void {
    this.#cells.change(15, fact, times);
    if (fact.at >= recentFrom && !isTimeMeasure(fact.measure)) this.#cells.change(1, fact, times);
  }

  /** The loaded shelves of one measure that hold any of `[from, to)`. */
  async read(minutes: Minutes, measure: CellMeasure, from: number, to: number): Promise<Shelf[]> {
    const shelves: Shelf[] = [];
    for (let day = floorTo(from, DAY_MS); day < to; day += DAY_MS) {
      shelves.push(this.#cells.shelf(minutes, measure, day));
    }
    await Promise.all(shelves.map((shelf) => this.#load(shelf)));
    return shelves;
  }

  /** Adds what the store has, once: two readers of one shelf wait for the same load. */
  #load(shelf: Shelf): Promise<void> | undefined {
    if (shelf.loaded) return undefined;
    const running = this.#loading.get(shelf);
    if (running !== undefined) return running;
    const { minutes, measure, dayAt } = shelf;
    const load = this.#store
      .slabs(minutes, measure, dayAt, dayAt + DAY_MS)
      .then((rows) => {
        for (const row of rows) addStored(shelf, row.start, row.body);
        shelf.loaded = true;
      })
      .finally(() => this.#loading.delete(shelf));
    this.#loading.set(shelf, load);
    return load;
  }

  /** Makes every changed shelf whole, so that `takeDirty` can write whole slabs. */
  async complete(): Promise<void> {
    await Promise.all(this.#cells.dirty().map((shelf) => this.#load(shelf)));
  }

  /** The changed slabs of complete shelves, as rows; they are no longer dirty. */
  takeDirty(): SlabRow[] {
    const rows: SlabRow[] = [];
    for (const shelf of this.#cells.dirty()) {
      const { minutes, measure } = shelf;
      for (const start of shelf.dirty) {
        rows.push({ minutes, measure, start, body: packSlab(shelf.slabs.get(start)) });
      }
      shelf.dirty.clear();
    }
    return rows;
  }

  /** A checkpoint failed: its slabs must be written by the next one. */
  markDirty(rows: readonly SlabRow[]): void {
    for (const { minutes, measure, start } of rows) {
      const day = floorTo(start, DAY_MS);
      this.#cells.shelf(minutes, measure as CellMeasure, day).dirty.add(start);
    }
  }

  dirtyCount(): number {
    return this.#cells.dirty().reduce((sum, shelf) => sum + shelf.dirty.size, 0);
  }

  cellCount(): number {
    return this.#cells.size();
  }

  /** Minute shelves are needed for 25 hours only; the others as long as there is room. */
  trim(minutesFrom: number): void {
    this.#cells.trim(0, ({ minutes, dayAt }) => minutes === 15 || dayAt + DAY_MS > minutesFrom);
    this.#cells.trim(SHELVES_MAX, ({ minutes }) => minutes === 1);
  }

  clear(): void {
    this.#cells.clear();
  }
}
