/**
 * One pass over the cells for all groups: where each group's values lie is noted first, then they
 * are counted group by group. Which group a cell belongs to is decided once per dims.
 */
import { countAll, takeCounted } from "../../shared/kpi/counter.ts";
import type { Multiset } from "../../shared/kpi/multiset.ts";
import type { DimsTable } from "../fold/dims.ts";
import { countPacked, eachPacked } from "../fold/packed.ts";
import type { Part } from "../fold/parts.ts";
import { teamIndex } from "./team-index.ts";

/** The group of dims in a part, from 0 on; −1: they do not count. */
export type NumberOf = (dims: number, part: Part) => number;

/** Where to look: the cells, and whose they may be; null: anybody's. */
export interface Sought {
  readonly parts: readonly Part[];
  readonly table: DimsTable;
  readonly teams: readonly string[] | null;
}

/** Instead of where values begin: they lie in the part's changes, under the number that follows. */
const APART = -1;

/** Visits the cells of one part; with `teams` only theirs, perhaps with some changes of others. */
function eachRun(
  { packed, changes }: Part,
  { table, teams }: Sought,
  visit: (dims: number, from: number, to: number) => void,
): void {
  if (teams === null) eachPacked(packed, visit);
  else if (packed.length > 0) {
    const index = teamIndex(packed, table);
    for (const team of teams) {
      const runs = index.get(team) ?? [];
      for (let at = 0; at < runs.length; at += 3) {
        visit(runs[at] as number, runs[at + 1] as number, runs[at + 2] as number);
      }
    }
  }
  for (const dims of changes.keys()) visit(dims, APART, dims);
}

function count({ packed, changes, times }: Part, from: number, to: number): void {
  if (from === APART) countAll(changes.get(to) ?? [], times);
  else countPacked(packed, from, to, times);
}

/** The sum of all cells that have a group. */
export function mergeOne(sought: Sought, numberOf: NumberOf): Multiset {
  for (const part of sought.parts) {
    eachRun(part, sought, (dims, from, to) => {
      if (numberOf(dims, part) >= 0) count(part, from, to);
    });
  }
  return takeCounted();
}

/** Four numbers a run: its part, from, to, and the run of the same group before it. */
let runs = new Int32Array(4 * 16_384);

/** The sums of groups, by their number, for as many as there are when all cells are seen. */
export function mergeGroups(sought: Sought, numberOf: NumberOf): Multiset[] {
  const { parts } = sought;
  const lasts: number[] = [];
  let end = 0;
  for (const [number, part] of parts.entries()) {
    eachRun(part, sought, (dims, from, to) => {
      const group = numberOf(dims, part);
      if (group < 0) return;
      while (lasts.length <= group) lasts.push(NONE);
      if (end === runs.length) runs = grown(runs);
      runs[end] = number;
      runs[end + 1] = from;
      runs[end + 2] = to;
      runs[end + 3] = lasts[group] as number;
      lasts[group] = end;
      end += 4;
    });
  }
  return lasts.map((last) => {
    for (let run = last; run !== NONE; run = runs[run + 3] as number) {
      count(parts[runs[run] as number] as Part, runs[run + 1] as number, runs[run + 2] as number);
    }
    return takeCounted();
  });
}

const NONE = -1;

function grown(list: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(list.length * 2);
  larger.set(list);
  return larger;
}
