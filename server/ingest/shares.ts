/**
 * How much of the door one sender may hold at a time, so that a mad one cannot starve the others. Far
 * more than any sender needs: a client that waits for its answers never gets there (REL-11).
 */
import { QUEUED_EVENTS_MAX } from "./group-commit.ts";

/** Bytes of one sender's requests that are being read or written: 32 full batches. */
export const SENDER_BYTES_MAX = 32 * 1024 * 1024;
/** What a request counts for at least: so 2,048 small ones at once. */
export const REQUEST_BYTES_MIN = 16 * 1024;
/** Events of one source that wait for the disk: half of all that may. */
export const SENDER_EVENTS_MAX = QUEUED_EVENTS_MAX / 2;

export interface Shares {
  /** Takes so much for a sender, to be given back once; null: it holds too much already. */
  enter(sender: string, much: number): (() => void) | null;
}

export function createShares(max: number): Shares {
  const held = new Map<string, number>();
  return {
    enter: (sender, much) => {
      const before = held.get(sender) ?? 0;
      if (before + much > max) return null;
      held.set(sender, before + much);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        const left = (held.get(sender) ?? 0) - much;
        if (left > 0) held.set(sender, left);
        else held.delete(sender);
      };
    },
  };
}
