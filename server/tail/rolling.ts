/** Rolling windows of time in state (KPIS.md 1.2): cut at every minute, though its cells are quarters. */
import type { CellMeasure } from "../../shared/kpi/measure.ts";
import { floorTo, INTERVAL_MS } from "../../shared/time/interval.ts";
import type { Fact } from "../fold/facts/fact.ts";
import { type Part, partOfFacts } from "../fold/parts.ts";
import { isTimeMeasure } from "../fold/timeline/time-in-state.ts";
import type { Read, Shelves, Stretch } from "./shelves.ts";

/**
 * The cells of a stretch. In a rolling window, time in state is all intervals that begin in it and
 * the end of the one it begins in, counted for the purpose by `between` for all agents.
 */
export async function readCells(
  stretch: Stretch,
  now: number,
  cells: Pick<Shelves, "read">,
  between: (from: number, to: number) => Promise<readonly Fact[]>,
): Promise<Read> {
  const { minutes, measures, from, to } = stretch;
  const times = minutes === 1 ? measures.filter(isTimeMeasure) : [];
  const others = measures.filter((measure) => !times.includes(measure));
  const found = await cells.read({ ...stretch, measures: others }, now);
  if (times.length === 0) return found;
  const edge = Math.min(to, floorTo(from + INTERVAL_MS - 1, INTERVAL_MS));
  const facts = edge <= from ? [] : await between(from, edge);
  const quarters = { ...stretch, measures: times, minutes: 15, bySlab: true } as const;
  const { dims, parts } = await cells.read(quarters, now);
  const all = new Map<CellMeasure, readonly Part[]>(found.parts);
  for (const [measure, own] of parts) {
    const counted = facts.filter((fact) => fact.measure === measure);
    all.set(measure, [...own, partOfFacts(counted, from, dims)]);
  }
  return { dims, parts: all };
}
