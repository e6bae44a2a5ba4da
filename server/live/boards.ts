/** What each screen shows: which tiles, columns and charts, in which order. */

import type { KpiId } from "../../shared/kpi/catalog.ts";
import { kpiOf } from "../../shared/kpi/catalog.ts";
import type { Kpi } from "../../shared/kpi/kpi.ts";
import type { View } from "../../shared/wire/protocol.ts";

export interface TileSpec {
  readonly kpi: Kpi;
  /** Companions that explain the value. */
  readonly parts: readonly Kpi[];
}

export interface BoardSpec {
  readonly tiles: readonly TileSpec[];
  /** Columns of the agents table; empty: no names on this screen (UX-27). */
  readonly columns: readonly Kpi[];
  readonly charts: readonly Kpi[];
  /** Does it list who waits? Contacts by their ids, so never on a wallboard. */
  readonly waiting: boolean;
  /** Figures whose corrections are told. */
  readonly corrections: readonly Kpi[];
}

function of(id: KpiId): Kpi {
  const kpi = kpiOf(id);
  if (kpi === undefined) throw new Error(`the catalogue has no ${id}`);
  return kpi;
}

const tile = (kpi: KpiId, ...parts: KpiId[]): TileSpec => ({ kpi: of(kpi), parts: parts.map(of) });

/** What a wallboard may show, looked at most first. The usual ones are the first four (UX-4). */
const WALL_TILES: readonly TileSpec[] = [
  tile("queue.waiting", "queue.longest"),
  tile("frt.p50"),
  tile("csat.score"),
  tile("abandon.rate_excl_short"),
  tile("sl.E"),
  tile("asa.mean"),
  tile("waiting.count"),
  tile("waiting.oldest"),
  tile("backlog.open"),
  tile("sla.frt.attainment"),
  tile("calls.answered"),
  tile("nps.score"),
];
const WALL_USUAL = 4;

/** The ids of the figures a television may be given. */
export const wallTiles: readonly string[] = WALL_TILES.map(({ kpi }) => kpi.id);

const wallboard: BoardSpec = {
  tiles: WALL_TILES.slice(0, WALL_USUAL),
  columns: [],
  charts: [],
  waiting: false,
  corrections: [],
};

const team: BoardSpec = {
  tiles: [
    tile("queue.waiting"),
    tile("queue.longest"),
    tile("waiting.count"),
    tile("waiting.oldest"),
    tile("calls.answered"),
    tile("calls.abandoned", "abandon.rate_excl_short"),
    tile("asa.mean", "asa.p50", "asa.p90"),
    tile("aht.mean", "aht.talk.mean", "aht.hold.mean", "aht.wrap.mean"),
    tile("frt.p50", "frt.p90", "frt.mean"),
    tile("backlog.open", "backlog.unassigned", "tickets.created"),
    tile("csat.score", "csat.mean", "csat.response_rate"),
    tile("nps.score"),
  ],
  columns: [
    of("calls.answered"),
    of("calls.abandoned"),
    of("asa.mean"),
    of("frt.p50"),
    of("aht.talk.mean"),
    of("aht.mean"),
    of("csat.score"),
    of("csat.mean"),
  ],
  charts: [of("calls.answered"), of("tickets.created"), of("asa.mean")],
  waiting: true,
  corrections: [
    of("csat.score"),
    of("nps.score"),
    of("frt.p50"),
    of("aht.mean"),
    of("asa.mean"),
    of("abandon.rate_excl_short"),
  ],
};

const BOARDS: Record<View["screen"], BoardSpec> = { wallboard, team };

/** Figures that a wallboard cannot have are left out of its choice. */
export function boardOf({ screen, tiles }: Pick<View, "screen" | "tiles">): BoardSpec {
  if (screen !== "wallboard" || tiles === undefined) return BOARDS[screen];
  return { ...wallboard, tiles: WALL_TILES.filter(({ kpi }) => tiles.includes(kpi.id)) };
}

/** Every KPI whose cells a board reads. */
export const kpisOf = (spec: BoardSpec): Kpi[] => [
  ...spec.tiles.flatMap(({ kpi, parts }) => [kpi, ...parts]),
  ...spec.columns,
  ...spec.charts,
];
