/** What events of one entity mean: things measured once, and states that lasted (DESIGN.md 2). */
import type { Channel, Direction } from "../../../shared/events/fields.ts";
import type { CellMeasure, StateMeasure } from "../../../shared/kpi/measure.ts";

/** Who gets the credit and where it happened, frozen at the fact (R8, R9). Null: nobody, nowhere. */
export interface Dims {
  readonly agent: string | null;
  readonly team: string | null;
  readonly queue: string | null;
  readonly channel: Channel | null;
  readonly direction: Direction;
}

/** One measured thing, anchored at an instant (ms since 1970). The value is an integer (R10). */
export interface Fact extends Dims {
  readonly measure: CellMeasure;
  readonly value: number;
  readonly at: number;
}

/** A state that held in `[from, to)`; `to` null: it still holds. `since` is where its age starts. */
export interface Span extends Dims {
  readonly measure: StateMeasure;
  readonly from: number;
  readonly to: number | null;
  readonly since: number;
}

/** All that the events of one entity say, in a fixed order. */
export interface Meaning {
  readonly facts: readonly Fact[];
  readonly spans: readonly Span[];
}
