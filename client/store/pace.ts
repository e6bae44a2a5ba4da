/** How fast the screen follows the data (2.2.2): live, every so often, or standing still. */
import type { Board } from "../../shared/wire/board.ts";

export const paces = ["live", "5s", "30s", "paused"] as const;
export type Pace = (typeof paces)[number];

/** How long what is shown stands at least. */
export const EVERY_MS: Record<Pace, number> = {
  live: 0,
  "5s": 5_000,
  "30s": 30_000,
  paused: Infinity,
};

/** What is on the screen; while paused nothing in it changes, its data time included. */
export interface Shown {
  readonly board: Board | null;
  /** When it was put there, on the monotonic clock. */
  readonly at: number;
  /** The server's clock then; null: it has not told yet. */
  readonly dataAt: number | null;
}

export const empty: Shown = { board: null, at: 0, dataAt: null };

/**
 * Another board is shown at once at any pace; the same board when its time has come. While there is
 * none yet, the one before stays: its own header says what it is.
 */
export function present(
  shown: Shown,
  live: Board | null,
  pace: Pace,
  now: number,
  serverTime: number | null,
): Shown {
  if (live === null) return shown;
  const sameBoard = shown.board?.key === live.key;
  if (sameBoard && now - shown.at < EVERY_MS[pace]) return shown;
  if (sameBoard && pace === "paused") return shown;
  if (shown.board === live && sameMinute(shown.dataAt, serverTime)) return shown;
  return capture(live, now, serverTime);
}

/** What there is at this moment, whatever the pace: when it changes, and when it stops. */
export const capture = (live: Board | null, now: number, serverTime: number | null): Shown => ({
  board: live,
  at: now,
  dataAt: serverTime,
});

/** The data time is shown by the minute, so it alone is no reason to draw within one. */
const sameMinute = (a: number | null, b: number | null): boolean => minuteOf(a) === minuteOf(b);

const minuteOf = (at: number | null): number | null =>
  at === null ? null : Math.floor(at / 60_000);
