/**
 * When a tile asks for attention (UX-12, UX-13). Decided here once per value, so that two screens
 * can never disagree. Worse is believed after 60 s, better after 120 s; the first value at once.
 */
import type { Status } from "../../shared/wire/board.ts";

export const WORSE_MS = 60_000;
export const BETTER_MS = 120_000;

interface Held {
  readonly shown: Status;
  /** What the value says now, and since when, if that differs from what is shown. */
  readonly pending: Status;
  readonly since: number;
}

const SEVERITY: Record<Status, number> = { none: 0, on_target: 1, attention: 2, action: 3 };

function settled(held: Held | undefined, now: Status, at: number): Held {
  if (held === undefined || now === "none" || held.shown === "none" || now === held.shown) {
    return { shown: now, pending: now, since: at };
  }
  const since = held.pending === now ? held.since : at;
  const wait = SEVERITY[now] > SEVERITY[held.shown] ? WORSE_MS : BETTER_MS;
  return { shown: at - since >= wait ? now : held.shown, pending: now, since };
}

/** The statuses of all watched tiles, held still until a change has lasted. */
export class Statuses {
  readonly #held = new Map<string, Held>();

  /** The status to show for a tile whose value now stands at `now`. */
  settle(tile: string, now: Status, at: number): Status {
    const held = settled(this.#held.get(tile), now, at);
    this.#held.set(tile, held);
    return held.shown;
  }

  /** Nobody watches this board any more. */
  forget(board: string): void {
    for (const tile of this.#held.keys()) if (tile.startsWith(`${board} `)) this.#held.delete(tile);
  }
}
