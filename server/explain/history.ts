/** What explanations need beside figures: what came late, and the organisation as it was told. */
import type { Ledger } from "../figures/ledger.ts";
import type { Entity } from "../fold/entity.ts";
import type { LogEvent } from "../fold/log-event.ts";

export interface History extends Ledger {
  readonly entities: {
    live(): Iterable<Entity>;
    /** As it is in memory; a new one where it is not there. */
    get(key: string): Entity;
  };
  /** Every entity that may have or have had facts in `[from, to)`, and of which an event came after `after`. */
  late(from: number, to: number, after: number): AsyncIterable<Entity>;
  /** The entity where what is known as `key` ended up; null: nowhere. */
  homeOf(key: string): Promise<Entity | null>;
  /** The latest document of the organisation, every membership told. */
  organisation(): readonly LogEvent[];
}
