/** From one board to the next and back: without schemas, for the browser needs only this. */
import type { BoardItem } from "./board.ts";

/** A board as both sides hold it. `epoch` is new at each server start, `seq` grows by one a delta. */
export interface Board {
  readonly key: string;
  readonly epoch: string;
  readonly seq: number;
  readonly position: number;
  readonly items: ReadonlyMap<string, BoardItem>;
}

export interface Changes {
  readonly changed: BoardItem[];
  readonly removed: string[];
}

/** What turns `before` into `after`; null when nothing changed. */
export function diff(
  before: ReadonlyMap<string, BoardItem>,
  after: ReadonlyMap<string, BoardItem>,
): Changes | null {
  const changed = [...after.values()].filter(
    (next) => JSON.stringify(before.get(next.id)) !== JSON.stringify(next),
  );
  const removed = [...before.keys()].filter((id) => !after.has(id));
  return changed.length + removed.length === 0 ? null : { changed, removed };
}

/** A delta on top of a board, or "gap": something was lost, ask for a snapshot (REL-10). */
export function applyDelta(
  board: Board,
  delta: Changes & Pick<Board, "epoch" | "seq" | "position">,
): Board | "gap" {
  if (delta.epoch !== board.epoch) return "gap";
  if (delta.seq <= board.seq) return board;
  if (delta.seq !== board.seq + 1) return "gap";
  const items = new Map(board.items);
  for (const id of delta.removed) items.delete(id);
  for (const next of delta.changed) items.set(next.id, next);
  return { ...board, seq: delta.seq, position: delta.position, items };
}
