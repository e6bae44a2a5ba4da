/** Which values of a wallboard stay in sight whatever page is shown: the two most acute ones (UX-4). Pure. */
import type { TileItem } from "../../shared/wire/board.ts";
import { sampleOf, shownValue } from "./tile-text.ts";

export const PINNED = 2;

const RANKS: readonly TileItem["status"][] = ["none", "on_target", "attention", "action"];

/** How far beyond its target, as a ratio: above 1 it is worse. 0: nothing to say. */
function excess(tile: TileItem): number {
  const value = shownValue(tile);
  if (value === null || tile.target === null || sampleOf(tile) !== "enough") return 0;
  const { value: target } = tile.target;
  const [bad, good] = tile.better === "higher" ? [target, value] : [value, target];
  return good <= 0 ? (bad > 0 ? Number.MAX_VALUE : 1) : bad / good;
}

/** The most acute first: by status, then by the distance to the target; in the board's order if equal. */
export function mostAcute(tiles: readonly TileItem[], count = PINNED): readonly TileItem[] {
  return tiles
    .map((tile, at) => ({ tile, at, rank: RANKS.indexOf(tile.status), excess: excess(tile) }))
    .filter(({ tile }) => tile.target !== null)
    .sort((a, b) => b.rank - a.rank || b.excess - a.excess || a.at - b.at)
    .slice(0, count)
    .map(({ tile }) => tile);
}
