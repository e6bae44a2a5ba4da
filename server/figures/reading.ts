/** Cells merged by group, each measure once however many KPIs read it: for one moment, no longer. */
import type { Only } from "../../shared/kpi/kpi.ts";
import type { CellMeasure } from "../../shared/kpi/measure.ts";
import type { Multiset } from "../../shared/kpi/multiset.ts";
import type { Dims } from "../fold/facts/fact.ts";
import type { Part } from "../fold/parts.ts";
import type { Loaded } from "./ledger.ts";
import { mergeGroups, type Sought } from "./merge.ts";
import { admits, type Filter, named } from "./scope.ts";

/** The group of a cell; null: it belongs to none. Asked once per dims and start. */
export type GroupOf<Group> = (dims: Dims, start: number) => Group | null;

/** Numbers for groups, in the order in which they are met. */
class Numbers<Group> {
  readonly groups: Group[] = [];
  readonly #numbers = new Map<Group, number>();

  of(group: Group | null): number {
    if (group === null) return NOBODY;
    let number = this.#numbers.get(group);
    if (number === undefined) {
      number = this.groups.length;
      this.#numbers.set(group, number);
      this.groups.push(group);
    }
    return number;
  }
}

const NOBODY = -1;
const UNKNOWN = -2;

const keyOf = (only: Only | undefined): string => `${only?.channel} ${only?.direction}`;

export class Reading<Group> {
  readonly #loaded: Loaded;
  readonly #filter: Filter;
  readonly #groupOf: GroupOf<Group>;
  /** True: the group depends on when, too. */
  readonly #byStart: boolean;
  readonly #teams: readonly string[] | null;
  readonly #merged = new Map<string, Map<Group, Multiset>>();
  /** By what only counts: the number of each dims' group, as soon as it was asked for. */
  readonly #numbered = new Map<string, (dims: number, part: Part) => number>();
  readonly #numbers = new Numbers<Group>();

  constructor(loaded: Loaded, filter: Filter, groupOf: GroupOf<Group>, byStart = false) {
    this.#loaded = loaded;
    this.#filter = filter;
    this.#groupOf = groupOf;
    this.#byStart = byStart;
    const { team } = filter;
    const all = [...loaded.dims.teams].filter((one) => one !== null);
    this.#teams = team === undefined ? null : all.filter((one) => named(team, one));
  }

  /** Each group's sum of one measure; groups without a cell of it are absent. */
  of(measure: CellMeasure, only?: Only): ReadonlyMap<Group, Multiset> {
    const key = `${measure} ${keyOf(only)}`;
    const known = this.#merged.get(key);
    if (known !== undefined) return known;
    const merged = new Map<Group, Multiset>();
    const { groups } = this.#numbers;
    for (const [number, values] of mergeGroups(
      this.#sought(measure),
      this.#numberOf(only),
    ).entries()) {
      if (values.length > 0) merged.set(groups[number] as Group, values);
    }
    this.#merged.set(key, merged);
    return merged;
  }

  #sought(measure: CellMeasure): Sought {
    const { dims, parts } = this.#loaded;
    return { parts: parts.get(measure) ?? [], table: dims, teams: this.#teams };
  }

  #numberOf(only: Only | undefined): (dims: number, part: Part) => number {
    const key = keyOf(only);
    const known = this.#numbered.get(key);
    if (known !== undefined) return known;
    const { dims: table } = this.#loaded;
    const admit = admits(this.#filter, only);
    const numbers = this.#numbers;
    const groupOf = this.#groupOf;
    let byDims = new Int32Array(table.size).fill(UNKNOWN);
    let start: number | null = null;
    const numberOf = (dims: number, part: Part): number => {
      if (this.#byStart && part.start !== start) {
        start = part.start;
        byDims = new Int32Array(table.size).fill(UNKNOWN);
      }
      let number = byDims[dims] as number;
      if (number === UNKNOWN) {
        const own = table.at(dims);
        number = admit(own) ? numbers.of(groupOf(own, part.start)) : NOBODY;
        byDims[dims] = number;
      }
      return number;
    };
    this.#numbered.set(key, numberOf);
    return numberOf;
  }
}
