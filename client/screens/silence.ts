/** Sources that are silent for too long or lost something, and the tiles that are not whole without it (UX-16). Pure. */
import type { Format } from "../../shared/text/format.ts";
import type { SourceItem, TileItem } from "../../shared/wire/board.ts";
import { sourceState } from "../store/freshness.ts";
import type { Sorted } from "./board-items.ts";

/**
 * Which source, and since when it says nothing (ms since 1970); `gap`: it says itself that it loses something;
 * `incomplete`: it lost what was between `from` and `to`, and nobody has made it good.
 */
export type Silence = { readonly name: string; readonly from: number } & (
  | { readonly kind: "silent" | "gap" }
  | { readonly kind: "incomplete"; readonly to: number }
);

/** The last hour ends whenever it is asked for, and goes on. */
const isOver = (header: Sorted["header"], now: number | null): boolean =>
  now !== null &&
  header !== null &&
  header.period.to <= now &&
  !header.period.label.startsWith("last-");

type Watched = Pick<Sorted, "sources" | "header">;

/** A tile as it is shown: of one that misses a source nothing is judged. */
export interface SeenTile extends TileItem {
  readonly silence?: Silence;
}

/**
 * Item ids of the sources in trouble at the server's time, as one text: equal as long as they are the same.
 * Outside opening hours silence is none; a gap that a source reports is always one. A period that is over
 * misses nothing of now: what it lost its tiles say.
 */
export function troubled({ sources, header }: Watched, now: number | null): string {
  const isClosed = header?.closed !== undefined;
  if (isOver(header, now)) return "";
  const isTrouble = (one: SourceItem): boolean => {
    const { kind } = sourceState(one, now);
    return kind === "gap" || (kind === "silent" && !isClosed);
  };
  return sources
    .filter(isTrouble)
    .map(({ id }) => id)
    .join("\n");
}

/**
 * The same items; tiles that need one of the `ids` (as `troubled` gives them), or that miss something of their
 * period, name the source and lose their status.
 */
export function withSilence(items: Sorted, ids: string): Sorted {
  const silent = new Set(ids.split("\n"));
  const missing = items.sources.filter(({ id }) => silent.has(id));
  const seen = (tile: SeenTile): SeenTile => {
    const source = missing.find(({ id }) => tile.feeds?.includes(id));
    const silence = source === undefined ? lostBy(tile, items.sources) : silenceOf(source);
    if (silence === null) return tile;
    const { moved: _, ...rest } = tile;
    return { ...rest, status: "none", silence };
  };
  const tiles = items.tiles.map(seen);
  return tiles.every((tile, at) => tile === items.tiles[at]) ? items : { ...items, tiles };
}

function silenceOf({ name, gapFrom, lastArrivalAt }: SourceItem): Silence {
  return { name, kind: gapFrom === null ? "silent" : "gap", from: gapFrom ?? lastArrivalAt ?? 0 };
}

/** From the first to the last of what is missing, by the name of whoever lost the first. */
function lostBy({ incomplete = [] }: TileItem, sources: Sorted["sources"]): Silence | null {
  const [first] = incomplete;
  if (first === undefined) return null;
  const name = sources.find(({ id }) => id === first.feed)?.name ?? first.feed;
  const ends = incomplete.map(({ to }) => to);
  const { from } = first;
  if (ends.includes(null)) return { name, kind: "gap", from };
  return { name, kind: "incomplete", from, to: Math.max(...ends.map((to) => to ?? from)) };
}

/** The time something began; with its weekday where that was not today. */
export function sinceTime(format: Format, from: number, now: number | null, zone: string): string {
  const time = format.time(from, zone);
  const isToday = now === null || format.date(from, zone) === format.date(now, zone);
  return isToday ? time : `${format.weekday(from, zone)} ${time}`;
}
