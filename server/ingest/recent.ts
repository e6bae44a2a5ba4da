/**
 * The events of the last while, by source and id: what comes again needs no second place in the
 * log. It saves space only; that a repeat never counts is the fold's doing (REL-6).
 */
import type { DeskEvent } from "../../shared/events/event.ts";

/** Events remembered of each source; at 50 events a second this is the last twenty minutes. */
export const RECENT_EVENTS_MAX = 65_536;

type Ids = Map<string, DeskEvent>;

/** The recent ids of one source. */
export class Recent {
  #young: Ids = new Map();
  #old: Ids = new Map();

  /** The event known by this id. Other content under the same id is not a repeat. */
  known(id: string): DeskEvent | undefined {
    return this.#young.get(id) ?? this.#old.get(id);
  }

  remember(event: DeskEvent): void {
    if (this.#young.size >= RECENT_EVENTS_MAX / 2) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(event.id, event);
  }

  /** It did not reach the disk after all. */
  forget(event: DeskEvent): void {
    if (this.#young.get(event.id) === event) this.#young.delete(event.id);
    if (this.#old.get(event.id) === event) this.#old.delete(event.id);
  }
}

/** Do they say the same? How we know of it is no content: what a system told, it also says when it is asked. */
export const sameContent = (a: DeskEvent, b: DeskEvent): boolean =>
  a.type === b.type &&
  a.at === b.at &&
  a.version === b.version &&
  JSON.stringify(a.data) === JSON.stringify(b.data);

/** Nor does it matter which of them came: neither has a place among others that the other has not. */
export const sameEvent = (a: DeskEvent, b: DeskEvent): boolean =>
  a.sequence === b.sequence && sameContent(a, b);
