/** A board of example numbers for the preview of a wallboard: plausible, as wide as they get, nobody's. */
import { kpiOf } from "../../shared/kpi/catalog.ts";
import type { Unit } from "../../shared/kpi/kpi.ts";
import type { Board, BoardItem, TileItem } from "../../shared/wire/board.ts";

interface Example {
  readonly value: number;
  readonly target: number;
}

const BY_UNIT: Readonly<Record<Unit, Example>> = {
  "%": { value: 87, target: 85 },
  s: { value: 272, target: 300 },
  points: { value: 34, target: 30 },
  count: { value: 12, target: 10 },
  ratio: { value: 2, target: 2 },
  h: { value: 8, target: 8 },
};
/** Of a share that had better be small. */
const FEW: Example = { value: 4, target: 5 };
const STEPS = [0.8, 0.95, 0.9, 1.05, 1.1, 1, 0.92, 0.97, 1.04, 1] as const;

function statusOf(better: TileItem["better"], { value, target }: Example): TileItem["status"] {
  if (better === "neutral") return "none";
  const isWorse = better === "higher" ? value < target : value > target;
  return isWorse ? "attention" : "on_target";
}

function tileOf(id: string): TileItem[] {
  const kpi = kpiOf(id);
  if (kpi === undefined) return [];
  const example = kpi.unit === "%" && kpi.better === "lower" ? FEW : BY_UNIT[kpi.unit];
  const { value, target } = example;
  const isState = kpi.measures.every((measure) => measure.startsWith("state."));
  return [
    {
      kind: "tile",
      id: `tile:${id}`,
      kpi: id,
      value,
      unit: kpi.unit,
      better: kpi.better,
      n: 48,
      nMin: kpi.nMin,
      interval: null,
      target: { value: target, limit: null },
      status: statusOf(kpi.better, example),
      usual: Math.round(value * 0.95),
      trend: isState ? [] : STEPS.map((step) => value * step),
      definition: `${id}@${kpi.version}`,
    },
  ];
}

export function exampleBoard(
  teamName: string | null,
  pages: readonly (readonly string[])[],
): Board {
  const header: BoardItem = {
    kind: "header",
    id: "header",
    organisation: "",
    team: teamName === null ? null : { id: "example", name: teamName },
    teams: [],
    period: { label: "today", from: 0, to: 0, zone: "UTC" },
    demo: false,
    choices: { channels: [], queues: [], agents: [] },
  };
  const items = [header, ...pages.flat().flatMap(tileOf)];
  const byId = new Map(items.map((item) => [item.id, item]));
  return { key: "example", epoch: "example", seq: 0, position: 0, items: byId };
}
