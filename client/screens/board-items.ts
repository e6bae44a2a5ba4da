/** A board's items by kind, in the order in which the server put them. */
import type {
  AgentItem,
  Board,
  ChartItem,
  CorrectionItem,
  HeaderItem,
  SourceItem,
  TileItem,
  WaitingItem,
} from "../../shared/wire/board.ts";
import type { SeenTile } from "./silence.ts";

export interface Sorted {
  readonly header: HeaderItem | null;
  readonly tiles: readonly SeenTile[];
  readonly agents: readonly AgentItem[];
  readonly charts: readonly ChartItem[];
  readonly sources: readonly SourceItem[];
  readonly waiting: WaitingItem | null;
  /** The newest first. */
  readonly corrections: readonly CorrectionItem[];
}

export const TILES_WALLBOARD_MAX = 6;
export const TILES_TEAM_MAX = 12;

export function sortItems(board: Board): Sorted {
  let header: HeaderItem | null = null;
  const tiles: TileItem[] = [];
  const agents: AgentItem[] = [];
  const charts: ChartItem[] = [];
  const sources: SourceItem[] = [];
  const corrections: CorrectionItem[] = [];
  let waiting: WaitingItem | null = null;
  for (const item of board.items.values()) {
    if (item.kind === "header") header = item;
    else if (item.kind === "tile") tiles.push(item);
    else if (item.kind === "agent") agents.push(item);
    else if (item.kind === "chart") charts.push(item);
    else if (item.kind === "waiting") waiting = item;
    else if (item.kind === "correction") corrections.push(item);
    else sources.push(item);
  }
  // A delta puts what is new at the end.
  corrections.sort((a, b) => b.at - a.at);
  return { header, tiles, agents, charts, sources, waiting, corrections };
}

/** What is wrong with an empty-looking board, or null when there is something to see (UX-19). */
export function emptiness(
  items: Sorted,
  narrowed = false,
): "source" | "event" | "match" | "closed" | null {
  const { header, sources, tiles, agents } = items;
  // Before anything has come in, there are not "too few people" but none.
  const isHeard = sources.some((source) => source.lastArrivalAt !== null);
  if (tiles.some(({ n, withheld }) => n > 0 || (isHeard && withheld !== undefined))) return null;
  const isClosed = header?.closed !== undefined && !narrowed;
  if (!narrowed && !isClosed && agents.length > 0) return null;
  if (sources.length === 0) return "source";
  if (sources.every((source) => source.lastArrivalAt === null)) return "event";
  return isClosed ? "closed" : "match";
}

/** The tiles of the page whose turn it is; never away from one that asks for action (UX-4). */
export function pageOf(
  tiles: readonly TileItem[],
  pages: readonly (readonly string[])[] | null,
  turn: number,
): readonly TileItem[] {
  if (pages === null) return tiles;
  const filled = pages
    .map((page) => page.flatMap((kpi) => tiles.filter((tile) => tile.kpi === kpi)))
    .filter((page) => page.length > 0);
  const acute = filled.find((page) => page.some(({ status }) => status === "action"));
  return acute ?? filled[turn % Math.max(1, filled.length)] ?? [];
}
