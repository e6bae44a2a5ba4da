/** Sealed cells: facts whose events leave the log are added to what a rebuild begins from (PRIV-6). */
import type { CellMeasure } from "../../shared/kpi/measure.ts";
import { DAY_MS, floorTo, INTERVAL_MS } from "../../shared/time/interval.ts";
import { agentless } from "../fold/agentless.ts";
import { addTo } from "../fold/cells.ts";
import { DIMS_PAGE, type DimsTable } from "../fold/dims.ts";
import type { Fact } from "../fold/facts/fact.ts";
import { type Horizon, heldAs } from "../fold/horizon.ts";
import { patch } from "../fold/packed.ts";
import type { SlabRow, Store } from "../store/store.ts";

type Sealed = Pick<Store, "sealedSlabs">;
const NO_BYTES = new Uint8Array(0);

/** The sealed slabs with these facts added, as rows. */
export async function sealFacts(
  facts: readonly Fact[],
  horizon: Horizon,
  dims: DimsTable,
  store: Sealed,
): Promise<SlabRow[]> {
  const slabs = new Map<string, { fact: Fact; changes: Map<number, number[]> }>();
  for (const one of facts) {
    const fact = heldAs(one, horizon);
    if (fact === null) continue;
    const name = `${fact.measure} ${floorTo(fact.at, INTERVAL_MS)}`;
    const slab = slabs.get(name) ?? { fact, changes: new Map<number, number[]>() };
    slabs.set(name, slab);
    addTo(slab.changes, dims.numberOf(fact), [fact.value, 1]);
  }
  const rows: SlabRow[] = [];
  for (const { fact, changes } of slabs.values()) {
    const start = floorTo(fact.at, INTERVAL_MS);
    const [known] = await store.sealedSlabs(15, fact.measure, start, start + 1);
    const body = patch(known?.body ?? NO_BYTES, changes);
    rows.push({ minutes: 15, measure: fact.measure, start, body });
  }
  return rows;
}

/** The sealed slabs of a day of which something is an agent's, as rows without agents. */
export async function withoutAgents(
  dayAt: number,
  measures: readonly CellMeasure[],
  dims: DimsTable,
  store: Sealed,
): Promise<SlabRow[]> {
  const rows: SlabRow[] = [];
  for (const measure of measures) {
    for (const row of await store.sealedSlabs(15, measure, dayAt, dayAt + DAY_MS)) {
      const changes = agentless(row.body, dims);
      if (changes.size > 0) rows.push({ ...row, body: patch(row.body, changes) });
    }
  }
  return rows;
}

/** All pages of the table that sealed slabs refer to, from the one that holds `from`. */
export function pagesFrom(from: number, dims: DimsTable): SlabRow[] {
  const rows: SlabRow[] = [];
  for (let start = floorTo(from, DIMS_PAGE); start < dims.size; start += DIMS_PAGE) {
    rows.push({ minutes: 0, measure: "dims", start, body: dims.page(start) });
  }
  return rows;
}
