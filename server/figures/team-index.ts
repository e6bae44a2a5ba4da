/** Where a team's cells lie in packed ones: 60 boards must not each look through all of them. */
import type { DimsTable } from "../fold/dims.ts";
import { eachPacked } from "../fold/packed.ts";

/** Dims, from, to of each cell, one after the other; by team, null for none. */
type Index = ReadonlyMap<string | null, readonly number[]>;

/** Packed cells never change, so neither does this; it goes with them. Dims keep their numbers. */
const indexes = new WeakMap<Uint8Array, Index>();

export function teamIndex(packed: Uint8Array, dims: DimsTable): Index {
  const known = indexes.get(packed);
  if (known !== undefined) return known;
  const index = new Map<string | null, number[]>();
  eachPacked(packed, (number, from, to) => {
    const { team } = dims.at(number);
    const own = index.get(team);
    if (own === undefined) index.set(team, [number, from, to]);
    else own.push(number, from, to);
  });
  indexes.set(packed, index);
  return index;
}
