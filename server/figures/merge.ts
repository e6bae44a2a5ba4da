/**
 * One pass over the cells for all groups: where each group's values lie is noted first, then they
 * are unpacked and counted group by group. Which group a cell belongs to is decided once per dims.
 */
import { Counter } from "../../shared/kpi/counter.ts";
import type { Multiset } from "../../shared/kpi/multiset.ts";
import type { DimsTable } from "../fold/dims.ts";
import { eachPacked, unpack } from "../fold/packed.ts";
import type { Part } from "../fold/parts.ts";
import { teamIndex } from "./team-index.ts";

/** The group of dims in a part, from 0 on; −1: they do not count. */
export type NumberOf = (dims: number, part: Part) => number;

/** Visits cells; `from` is APART where the values lie in `part.changes`. */
type Visit = (dims: number, part: Part, from: number, to: number) => void;

const APART = -1;

/** The cells of one part; with `teams` only theirs, perhaps with some changes of others. */
function eachRun(
  part: Part,
  table: DimsTable,
  teams: readonly string[] | null,
  visit: Visit,
): void {
  const { packed, changes } = part;
  if (teams === null) eachPacked(packed, (dims, from, to) => visit(dims, part, from, to));
  else if (packed.length > 0) {
    const index = teamIndex(packed, table);
    for (const team of teams) {
      const runs = index.get(team) ?? [];
      for (let at = 0; at < runs.length; at += 3) {
        visit(runs[at] as number, part, runs[at + 1] as number, runs[at + 2] as number);
      }
    }
  }
  for (const dims of changes.keys()) visit(dims, part, APART, dims);
}

const counter = new Counter();
let pairs = new Float64Array(4096);

function count(part: Part, from: number, to: number): void {
  if (from === APART) {
    const values = part.changes.get(to) ?? [];
    counter.add(values, values.length, part.times);
    return;
  }
  if (pairs.length < 2 * (to - from)) pairs = new Float64Array(4 * (to - from));
  counter.add(pairs, unpack(part.packed, from, to, pairs), part.times);
}

/** What lies where, as a list per group: each run names the one before it. */
class Runs {
  readonly #parts: Part[] = [];
  readonly #places: number[] = [];
  readonly #lasts: number[] = [];

  add(group: number, part: Part, from: number, to: number): void {
    const before = this.#lasts[group] ?? -1;
    this.#lasts[group] = this.#parts.length;
    this.#parts.push(part);
    this.#places.push(from, to, before);
  }

  count(group: number): void {
    for (let run = this.#lasts[group] ?? -1; run >= 0; ) {
      const at = 3 * run;
      count(this.#parts[run] as Part, this.#places[at] as number, this.#places[at + 1] as number);
      run = this.#places[at + 2] as number;
    }
  }
}

/** Where to look: the cells, and whose they may be; null: anybody's. */
export interface Sought {
  readonly parts: readonly Part[];
  readonly table: DimsTable;
  readonly teams: readonly string[] | null;
}

/** The sum of all cells whose number is 0. */
export function mergeOne({ parts, table, teams }: Sought, numberOf: NumberOf): Multiset {
  for (const part of parts) {
    eachRun(part, table, teams, (dims, _, from, to) => {
      if (numberOf(dims, part) === 0) count(part, from, to);
    });
  }
  return counter.take();
}

/** The sums of groups, by their number, for as many as there are when all cells are seen. */
export function mergeGroups({ parts, table, teams }: Sought, numberOf: NumberOf): Multiset[] {
  const runs = new Runs();
  let groups = 0;
  for (const part of parts) {
    eachRun(part, table, teams, (dims, _, from, to) => {
      const group = numberOf(dims, part);
      if (group < 0) return;
      if (group >= groups) groups = group + 1;
      runs.add(group, part, from, to);
    });
  }
  return Array.from({ length: groups }, (_, group) => {
    runs.count(group);
    return counter.take();
  });
}
