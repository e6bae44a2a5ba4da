/**
 * Boards on which everything changes with every frame: to see what moves. A value wavers in each, and leaves
 * for another size every ten seconds, from nothing over one digit to the largest that is plausible.
 */
import type { BoardItem, TileItem } from "../../shared/wire/board.ts";
import {
  agents,
  charts,
  corrections,
  header,
  sources,
  teamTiles,
  waiting,
  wallKpisSix,
  wallTiles,
} from "./board-fixtures.ts";

const SHARES = [0, 0.02, 0.4, 1, 3, 9] as const;
const STATUSES = ["on_target", "attention", "action"] as const;
/** Rounds a value keeps its size, a status and the word on its movement. */
const STAYS = 20;
/** So many sizes later there is no value at all for a while. */
const AWAY_EVERY = 11;

function changed(tile: TileItem, round: number, place: number): TileItem {
  const wave = round + place;
  // Each tile at a moment of its own.
  const turn = Math.floor((round + place * 7) / STAYS) + place;
  if (turn % AWAY_EVERY === 0) return { ...tile, value: null, n: 0, status: "none", trend: [] };
  const most = tile.unit === "%" || tile.unit === "points" ? 100 : Number.POSITIVE_INFINITY;
  const share = (SHARES[turn % SHARES.length] ?? 1) * (1 + (wave % 5) / 40);
  const value = Math.min(most, Math.round((tile.value ?? 40) * share * 10) / 10);
  const moved = (["higher", "lower", undefined] as const)[turn % 3];
  return {
    ...tile,
    value: tile.unit === "count" ? Math.round(value) : value,
    n: tile.n + round,
    status: tile.target === null ? "none" : (STATUSES[turn % STATUSES.length] ?? "none"),
    trend: tile.trend.map((one) => (one === null ? null : one + (wave % 5))),
    ...(moved === undefined ? {} : { moved }),
  };
}

const changedAll = (tiles: readonly TileItem[], round: number): TileItem[] =>
  tiles.map((tile, place) => changed(tile, round, place));

/** The leader's board in its `round`, `at` an instant: values, states, those who wait, corrections. */
export function busyTeam(at: number, round: number): BoardItem[] {
  const who = agents().map((item, place) => ({
    ...item,
    state: (["available", "on_contact", "wrap_up", "break"] as const)[(round + place) % 4],
    open: (round + place) % 13,
    handled: item.handled + round,
    figures: item.figures.map((one) => ({
      ...one,
      value: (one.value ?? 50) * (SHARES[(round + place) % SHARES.length] ?? 1),
      n: one.n + round,
    })),
  }));
  const there = waiting(at - (round % 50) * 1000);
  const rows = there.rows.slice(0, there.rows.length - (round % 9));
  const told = corrections(at).slice(round % 3);
  return [
    header(at),
    ...changedAll(teamTiles(), round),
    ...charts(at),
    ...(who as BoardItem[]),
    { ...there, rows, queued: round % 12, written: 31 + (round % 80) },
    ...told,
    ...sources(at),
  ];
}

/** The television's board in its `round`: six figures. */
export const busyWall = (at: number, round: number): BoardItem[] => [
  header(at, { teams: [] }),
  ...changedAll(wallTiles(wallKpisSix), round),
  ...sources(at).slice(0, 2),
];
