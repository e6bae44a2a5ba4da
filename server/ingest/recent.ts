/**
 * The events of the last while, by source and id: what comes again needs no second place in the
 * log. It saves space only; that a repeat never counts is the fold's doing (REL-6).
 */
import type { DeskEvent } from "../../shared/events/event.ts";

/** Events remembered; at 50 events a second this is the last twenty minutes. */
export const RECENT_EVENTS_MAX = 65_536;

/** By source, then id: no key has to be put together. */
type Known = Map<string, Map<string, DeskEvent>>;

export class Recent {
  #young: Known = new Map();
  #old: Known = new Map();
  #count = 0;

  /** True when this very event was here before. Other content under the same id is not a repeat. */
  isRepeat(event: DeskEvent): boolean {
    const known =
      this.#young.get(event.source)?.get(event.id) ?? this.#old.get(event.source)?.get(event.id);
    return known !== undefined && sameEvent(known, event);
  }

  /** Only what is on disk may be remembered: a repeat of it is answered without writing. */
  remember(event: DeskEvent): void {
    if (this.#count >= RECENT_EVENTS_MAX / 2) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#count = 0;
    }
    let ids = this.#young.get(event.source);
    if (ids === undefined) {
      ids = new Map();
      this.#young.set(event.source, ids);
    }
    ids.set(event.id, event);
    this.#count += 1;
  }
}

export const sameEvent = (a: DeskEvent, b: DeskEvent): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
