/** What events of one entity mean: things measured once, and states that lasted (DESIGN.md 2). */
import type { Channel, Direction } from "../../../shared/events/fields.ts";
import type { CellMeasure, StateMeasure } from "../../../shared/kpi/measure.ts";
import { HOUR_MS } from "../../../shared/time/interval.ts";
import type { Entry } from "../timeline/entry.ts";

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
  /** Key of the contact it tells about, where that is not the entity that made it (timelines). */
  readonly contact?: string;
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
  /** What it brings to an agent's day or a customer. */
  readonly entries: readonly Entry[];
}

export const NOTHING: Meaning = { facts: [], spans: [], entries: [] };

/** A call that seems to wait longer than this has lost its end on the way: nobody waits that long. */
export const QUEUED_MS_MAX = 12 * HOUR_MS;

const QUEUED: ReadonlySet<StateMeasure> = new Set(["state.queued", "state.queued_late"]);

/** Did this state hold at that instant? */
export const holdsAt = ({ measure, from, to, since }: Span, at: number): boolean =>
  from <= at && (to === null || to > at) && (!QUEUED.has(measure) || at - since <= QUEUED_MS_MAX);
