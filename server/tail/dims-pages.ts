/** The table of who and where, in the store: rows of their own size, one a page. */
import { floorTo } from "../../shared/time/interval.ts";
import { DIMS_PAGE, type DimsTable } from "../fold/dims.ts";
import type { SlabRow, Store } from "../store/store.ts";

const MEASURE = "dims";

export class DimsPages {
  readonly #table: DimsTable;
  /** So many are in the store, or on their way. */
  #written = 0;

  constructor(table: DimsTable) {
    this.#table = table;
  }

  async restore(store: Store): Promise<void> {
    const pages = await store.slabs(0, MEASURE, 0, Number.MAX_SAFE_INTEGER);
    this.#table.restore(pages.map(({ body }) => body));
    this.#written = this.#table.size;
  }

  /** Adds a row for every page that has something new. */
  take(rows: SlabRow[]): void {
    const { size } = this.#table;
    if (this.#written === size) return;
    for (let start = floorTo(this.#written, DIMS_PAGE); start < size; start += DIMS_PAGE) {
      rows.push({ minutes: 0, measure: MEASURE, start, body: this.#table.page(start) });
    }
    this.#written = size;
  }

  /** A page was not written after all. */
  markDirty(start: number): void {
    this.#written = Math.min(this.#written, start);
  }
}
