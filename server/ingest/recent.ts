/**
 * The events of the last while, by source and id: what comes again needs no second place in the
 * log. It saves space only; that a repeat never counts is the fold's doing (REL-6).
 */
import type { DeskEvent } from "../../shared/events/event.ts";

/** Ids remembered; at 50 events a second this is the last half hour and more. */
export const RECENT_EVENTS_MAX = 100_000;

export class Recent {
  #young = new Map<string, number>();
  #old = new Map<string, number>();

  /** True when this very event, content included, was here before. Other content is not a repeat. */
  isRepeat(event: DeskEvent): boolean {
    const key = keyOf(event);
    const known = this.#young.get(key) ?? this.#old.get(key);
    return known !== undefined && known === fingerprint(event);
  }

  remember(event: DeskEvent): void {
    if (this.#young.size >= RECENT_EVENTS_MAX / 2) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(keyOf(event), fingerprint(event));
  }

  /** It did not reach the disk after all. */
  forget(event: DeskEvent): void {
    this.#young.delete(keyOf(event));
    this.#old.delete(keyOf(event));
  }
}

const keyOf = (event: DeskEvent): string => `${event.source} ${event.id}`;

/** 53 bits over the content (the cyrb53 mix): cheap, and compared only under an equal id. */
function fingerprint(event: DeskEvent): number {
  const text = JSON.stringify([event.type, event.at, event.version, event.sequence, event.data]);
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
