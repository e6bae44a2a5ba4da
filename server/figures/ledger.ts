/** What figures read: folded cells and entities, from whoever folds the log. */
import type { CellMeasure } from "../../shared/kpi/measure.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import type { Minutes, Shelf } from "../fold/cells.ts";
import type { Directory } from "../fold/directory.ts";
import type { Entity } from "../fold/entity.ts";

export interface Ledger {
  /** Log position up to which everything is folded. */
  position(): number;
  document(): OrgDocument;
  /** The same, ready to be asked who and where. */
  directory(): Directory;
  /** Every source that was ever heard. */
  sources(): readonly { readonly source: string }[];
  /** Shelves that together hold all cells of `[from, to)`. */
  read(minutes: Minutes, measure: CellMeasure, from: number, to: number): Promise<Shelf[]>;
  /** Afterwards everything holds as of now: deadlines have passed, timelines are derived. */
  settle(): Promise<void>;
  /** Entities in memory that are open now. */
  readonly entities: { live(): Iterable<Entity> };
  /** The entity of a key as it is now, cold ones included; null: none, or it moved to another. */
  entity(key: string): Promise<Entity | null>;
  /** Every entity with a fact or state in `[from, to)`, each once. */
  between(from: number, to: number): AsyncIterable<Entity>;
}
