/** What makes cells nobody's: each agent's values go, and come back without the agent (PRIV-6). */
import { addTo } from "./cells.ts";
import type { DimsTable } from "./dims.ts";
import { eachPacked, valuesOf } from "./packed.ts";

/** Changes that leave every sum over agents as it is; none when no cell is an agent's. */
export function agentless(packed: Uint8Array, dims: DimsTable): Map<number, number[]> {
  const changes = new Map<number, number[]>();
  eachPacked(packed, (number, from, to) => {
    const own = dims.at(number);
    if (own.agent === null) return;
    const values = valuesOf(packed, from, to);
    const back = values.map((value, at) => (at % 2 === 0 ? value : -value));
    addTo(changes, number, back);
    addTo(changes, dims.numberOf({ ...own, agent: null }), values);
  });
  return changes;
}
