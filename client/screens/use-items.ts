/** What a screen draws of its board: sorted, and with what its sources' silence means (UX-16). */
import { useMemo, useRef } from "preact/hooks";
import type { Board } from "../../shared/wire/board.ts";
import { serverNow } from "../store/freshness.ts";
import { type Sorted, sortItems } from "./board-items.ts";
import { useDesk } from "./desk.ts";
import { troubled, withSilence } from "./silence.ts";
import { useStore } from "./use-store.ts";

/** Null: there is no board yet. Changes when the board does, or when a source falls silent. */
export function useItems(board: Board | null): Sorted | null {
  const { clock, link, pace } = useDesk();
  const items = useMemo(() => (board ? sortItems(board) : null), [board]);
  const paused = useStore(pace, (value) => value === "paused");
  // What the clock is asked outlives this drawing: it must ask about the newest board.
  const newest = useRef(items);
  newest.current = items;
  const ids = useStore(clock, (now) =>
    newest.current === null ? "" : troubled(newest.current, serverNow(link.get(), now)),
  );
  // While paused nothing inside a tile changes (2.2.2).
  const kept = useRef(ids);
  if (!paused) kept.current = ids;
  const shown = kept.current;
  return useMemo(() => items && withSilence(items, shown), [items, shown]);
}
