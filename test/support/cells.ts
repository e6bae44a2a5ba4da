/** Cells as tests compare them: each one whole, whoever and wherever in full, in one order. */
import type { Loaded } from "../../server/figures/ledger.ts";
import { eachCell } from "../../server/figures/read.ts";
import type { Dims } from "../../server/fold/facts/fact.ts";
import type { CellMeasure } from "../../shared/kpi/measure.ts";
import { merge } from "../../shared/kpi/multiset.ts";

export interface WholeCell {
  readonly start: number;
  readonly dims: Dims;
  readonly values: readonly number[];
}

const textOf = ({ agent, team, queue, channel, direction }: Dims): string =>
  JSON.stringify([agent, team, queue, channel, direction]);

/** The cells that are not empty. Only what was loaded `bySlab` has true starts. */
export function wholeCells(loaded: Loaded, measure: CellMeasure): WholeCell[] {
  const cells = new Map<string, WholeCell>();
  eachCell(loaded, measure, (values, dims, start) => {
    const key = `${String(start).padStart(15)} ${textOf(dims)}`;
    const known = cells.get(key)?.values ?? [];
    cells.set(key, { start, dims, values: merge([known, values]) });
  });
  return [...cells]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, cell]) => cell)
    .filter(({ values }) => values.length > 0);
}

/** One line a cell. */
export const cellLine = ({ start, dims, values }: WholeCell): string =>
  `${new Date(start).toISOString()} ${textOf(dims)} ${JSON.stringify(values)}`;
