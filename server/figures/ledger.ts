/** What figures read: folded cells and entities, from whoever folds the log. */
import type { CellMeasure } from "../../shared/kpi/measure.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import type { Minutes } from "../fold/cells.ts";
import type { DimsTable } from "../fold/dims.ts";
import type { Directory } from "../fold/directory.ts";
import type { Entity } from "../fold/entity.ts";
import type { Lost } from "../fold/gaps.ts";
import type { Part } from "../fold/parts.ts";

/** Which cells are wanted: those of intervals that begin in `[from, to)`. */
export interface Stretch {
  readonly minutes: Minutes;
  readonly measures: readonly CellMeasure[];
  readonly from: number;
  readonly to: number;
  /** Every interval apart; otherwise whole days may come as one part, their sum. */
  readonly bySlab: boolean;
}

/** Cells of one moment, as parts of sums. Their dims are numbers of the table. */
export interface Loaded {
  readonly dims: DimsTable;
  readonly parts: ReadonlyMap<CellMeasure, readonly Part[]>;
}

export interface Ledger {
  /** Log position up to which everything is folded. */
  position(): number;
  document(): OrgDocument;
  /** The same with names and the sources' own ids of agents: for people who describe it. */
  described(): OrgDocument;
  /** What an agent is called, or an id that nobody mapped; null: nothing is known. */
  nameOf(agent: string): string | null;
  /** The same, ready to be asked who and where. */
  directory(): Directory;
  /** Every source that was ever heard. */
  sources(): readonly { readonly source: string }[];
  /** What sources lost and nobody has made good. */
  lost(): readonly Lost[];
  read(stretch: Stretch): Promise<Loaded>;
  /** Afterwards everything holds as of now: deadlines have passed, timelines are derived. */
  settle(): Promise<void>;
  /** Entities in memory that are open now. */
  readonly entities: { live(): Iterable<Entity> };
  /** The entity of a key as it is now, cold ones included; null: none, or it moved to another. */
  entity(key: string): Promise<Entity | null>;
  /** Those of several keys that there are, as they are now; memory does not keep them. */
  several(keys: readonly string[]): Promise<Entity[]>;
  /** Every entity with a fact or state in `[from, to)`, each once. */
  between(from: number, to: number): AsyncIterable<Entity>;
}
