/** Rolling windows of time in state (KPIS.md 1.2): cut at every minute, though its cells are quarters. */
import type { CellMeasure } from "../../shared/kpi/measure.ts";
import { floorTo, INTERVAL_MS } from "../../shared/time/interval.ts";
import { type Shelf, shelfOf } from "../fold/cells.ts";
import type { Fact } from "../fold/facts/fact.ts";
import type { Shelves } from "./shelves.ts";

/**
 * Shelves that together hold `[from, to)`, both on whole minutes: all intervals that begin in it, and
 * the end of the one it begins in, counted for the purpose by `between` for all agents.
 */
export async function rollingShelves(
  measure: CellMeasure,
  from: number,
  to: number,
  cells: Pick<Shelves, "read">,
  between: (from: number, to: number) => Promise<readonly Fact[]>,
): Promise<Shelf[]> {
  const shelves = await cells.read(15, measure, from, to);
  const edge = Math.min(to, floorTo(from + INTERVAL_MS - 1, INTERVAL_MS));
  if (edge <= from) return shelves;
  const facts = await between(from, edge);
  const own = facts.filter((fact) => fact.measure === measure);
  return [...shelves, shelfOf(measure, from, own)];
}
