/** A board's items by kind, in the order in which the server put them. */
import type {
  AgentItem,
  Board,
  ChartItem,
  HeaderItem,
  SourceItem,
  TileItem,
} from "../../shared/wire/board.ts";

export interface Sorted {
  readonly header: HeaderItem | null;
  readonly tiles: readonly TileItem[];
  readonly agents: readonly AgentItem[];
  readonly charts: readonly ChartItem[];
  readonly sources: readonly SourceItem[];
}

export const TILES_WALLBOARD_MAX = 6;
export const TILES_TEAM_MAX = 12;

export function sortItems(board: Board): Sorted {
  let header: HeaderItem | null = null;
  const tiles: TileItem[] = [];
  const agents: AgentItem[] = [];
  const charts: ChartItem[] = [];
  const sources: SourceItem[] = [];
  for (const item of board.items.values()) {
    if (item.kind === "header") header = item;
    else if (item.kind === "tile") tiles.push(item);
    else if (item.kind === "agent") agents.push(item);
    else if (item.kind === "chart") charts.push(item);
    else sources.push(item);
  }
  return { header, tiles, agents, charts, sources };
}

/** What is wrong with an empty-looking board, or null when there is something to see (UX-19). */
export function emptiness(items: Sorted): "source" | "event" | "match" | null {
  const { sources, tiles, agents } = items;
  if (tiles.some((tile) => tile.n > 0) || agents.length > 0) return null;
  if (sources.length === 0) return "source";
  return sources.every((source) => source.lastArrivalAt === null) ? "event" : "match";
}
