/**
 * The one live region (4.1.3): tells a screen reader about changes of status only, merged, and at
 * most once in ten seconds. Tiles themselves are never live. Stale data are an alert.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { TileItem } from "../../shared/wire/board.ts";
import { atLeast, freshness } from "../store/freshness.ts";
import { changesOf } from "./announcement.ts";
import { useDesk } from "./desk.ts";
import { useTongue } from "./language.ts";
import { useStore } from "./use-store.ts";

/** A little more than ten seconds, so that five minutes hold fewer than thirty. */
export const QUIET_MS = 10_500;

interface AnnouncerProps {
  readonly tiles: readonly TileItem[];
  /** False: changes of status are not told; what the user did and stale data still are. */
  readonly on?: boolean;
}

export function Announcer({ tiles, on = true }: AnnouncerProps) {
  const { clock, link, said } = useDesk();
  const { words, format } = useTongue();
  const told = useRef<{ tiles: ReadonlyMap<string, TileItem>; at: number }>({
    tiles: new Map(),
    at: Number.NEGATIVE_INFINITY,
  });
  const [text, setText] = useState("");
  const note = useStore(said, (value) => value);
  const now = useStore(clock, (value) => Math.floor(value / QUIET_MS));
  const stale = useStore(clock, (value) => atLeast("stale", freshness(link.get(), value)));
  useEffect(() => setText(note), [note]);
  useEffect(() => {
    const at = clock.get();
    if (at - told.current.at < QUIET_MS) return;
    const changes = changesOf(told.current.tiles, tiles, words, format);
    told.current = {
      tiles: new Map(tiles.map((tile) => [tile.id, tile])),
      at: changes.length > 0 ? at : told.current.at,
    };
    if (changes.length > 0 && on) setText(changes.join(". "));
  }, [tiles, now, words, format, on]);
  return (
    <>
      <div class="hidden" role="status">
        {text}
      </div>
      <div class="hidden" role="alert">
        {stale ? words("fresh.alert") : ""}
      </div>
    </>
  );
}
