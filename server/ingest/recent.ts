/**
 * The events of the last while, by source and id: what comes again needs no second place in the
 * log. It saves space only; that a repeat never counts is the fold's doing (REL-6).
 */
import type { DeskEvent } from "../../shared/events/event.ts";

/** Events remembered; at 50 events a second this is the last twenty minutes. */
export const RECENT_EVENTS_MAX = 65_536;

export class Recent {
  #young = new Map<string, DeskEvent>();
  #old = new Map<string, DeskEvent>();

  /** True when this very event was here before. Other content under the same id is not a repeat. */
  isRepeat(event: DeskEvent): boolean {
    const key = keyOf(event);
    const known = this.#young.get(key) ?? this.#old.get(key);
    return known !== undefined && JSON.stringify(known) === JSON.stringify(event);
  }

  /** Only what is on disk may be remembered: a repeat of it is answered without writing. */
  remember(event: DeskEvent): void {
    if (this.#young.size >= RECENT_EVENTS_MAX / 2) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(keyOf(event), event);
  }
}

const keyOf = (event: DeskEvent): string => `${event.source} ${event.id}`;
