/** The board this screen watches, and what each message makes of it. No network, no clock. */
import { applyDelta, type Board } from "../../shared/wire/delta.ts";
import type { Delta, Heartbeat, Snapshot, Watched } from "../../shared/wire/protocol.ts";

export type Refusal = Extract<Watched, { refused: string }>["refused"];

export interface Live {
  /** The board's key, once the server has said yes. */
  readonly watching: string | null;
  readonly board: Board | null;
  readonly refused: Refusal | null;
}

export const nothing: Live = { watching: null, board: null, refused: null };

export const accepted = (live: Live, key: string): Live =>
  live.watching === key && live.refused === null
    ? live
    : { watching: key, board: live.board?.key === key ? live.board : null, refused: null };

export const refused = (reason: Refusal): Live => ({ ...nothing, refused: reason });

/** Replaces everything at once, unless it is older than what we have (UX-17). */
export function withSnapshot(live: Live, snapshot: Snapshot): Live {
  const { board: key, epoch, seq, position, items } = snapshot;
  if (live.watching !== null && live.watching !== key) return live;
  const known = live.board;
  if (known?.key === key && known.epoch === epoch && known.seq > seq) return live;
  const board = { key, epoch, seq, position, items: new Map(items.map((item) => [item.id, item])) };
  return { ...live, board };
}

/** "gap": something was lost, ask for a snapshot (REL-10). Messages of another board are ignored. */
export function withDelta(live: Live, delta: Delta): Live | "gap" {
  if (live.board === null || live.board.key !== delta.board) return live;
  const board = applyDelta(live.board, delta);
  return board === "gap" || board === live.board
    ? board === "gap"
      ? board
      : live
    : { ...live, board };
}

/** "behind": the last delta never came. "forgotten": the server does not know that we watch. */
export function compare(live: Live, heartbeat: Heartbeat): "level" | "behind" | "forgotten" {
  const { watching, board } = live;
  if (watching === null) return "level";
  const seq = heartbeat.seqs[watching];
  if (seq === undefined) return "forgotten";
  if (board === null || board.epoch !== heartbeat.epoch || board.seq < seq) return "behind";
  return "level";
}
