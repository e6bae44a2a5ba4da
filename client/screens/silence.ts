/** Sources that are silent for too long, and the tiles that are not whole without them (UX-16). Pure. */
import type { Format } from "../../shared/text/format.ts";
import type { SourceItem, TileItem } from "../../shared/wire/board.ts";
import { sourceState } from "../store/freshness.ts";
import type { Sorted } from "./board-items.ts";

/** Which source, and since when it says nothing (ms since 1970); `gap`: it says itself that it lost something. */
export interface Silence {
  readonly name: string;
  readonly kind: "silent" | "gap";
  readonly from: number;
}

type Watched = Pick<Sorted, "sources" | "header">;

/** A tile as it is shown: of one that misses a source nothing is judged. */
export interface SeenTile extends TileItem {
  readonly silence?: Silence;
}

/**
 * Item ids of the sources in trouble at the server's time, as one text: equal as long as they are the same.
 * Outside opening hours silence is none; a gap that a source reports is always one.
 */
export function troubled({ sources, header }: Watched, now: number | null): string {
  const isClosed = header?.closed !== undefined;
  const isTrouble = (one: SourceItem): boolean => {
    const { kind } = sourceState(one, now);
    return kind === "gap" || (kind === "silent" && !isClosed);
  };
  return sources
    .filter(isTrouble)
    .map(({ id }) => id)
    .join("\n");
}

/** The same items; tiles that need one of the `ids` (as `troubled` gives them) name it and lose their status. */
export function withSilence(items: Sorted, ids: string): Sorted {
  const silent = new Set(ids.split("\n"));
  const missing = items.sources.filter(({ id }) => silent.has(id));
  if (missing.length === 0) return items;
  const seen = ({ moved: _, ...tile }: TileItem, source: SourceItem): SeenTile => {
    const from = source.gapFrom ?? source.lastArrivalAt ?? 0;
    const kind = source.gapFrom === null ? "silent" : "gap";
    return { ...tile, status: "none", silence: { name: source.name, kind, from } };
  };
  const tiles = items.tiles.map((tile) => {
    const source = missing.find(({ id }) => tile.feeds?.includes(id));
    return source === undefined ? tile : seen(tile, source);
  });
  return { ...items, tiles };
}

/** The time something began; with its weekday where that was not today. */
export function sinceTime(format: Format, from: number, now: number | null, zone: string): string {
  const time = format.time(from, zone);
  const isToday = now === null || format.date(from, zone) === format.date(now, zone);
  return isToday ? time : `${format.weekday(from, zone)} ${time}`;
}
