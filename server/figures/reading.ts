/** Cells merged by group, each measure once however many KPIs read it: for one moment, no longer. */
import type { Only } from "../../shared/kpi/kpi.ts";
import type { CellMeasure } from "../../shared/kpi/measure.ts";
import { EMPTY, type Multiset } from "../../shared/kpi/multiset.ts";
import type { DimsTable } from "../fold/dims.ts";
import type { Dims } from "../fold/facts/fact.ts";
import type { Kept, Sums } from "./kept.ts";
import type { Loaded } from "./ledger.ts";
import { mergeGroups, mergeOne, type NumberOf, type Sought } from "./merge.ts";
import { admits, type Filter, named } from "./scope.ts";

/** The group of a cell; null: it belongs to none. Asked once per dims and start. */
export type GroupOf<Group> = (dims: Dims, start: number) => Group | null;

/** Does the group depend on when, too? Then dims are asked about anew in every part. */
type When = "always" | "by start";

const nameOf = (only: Only | undefined): string => `${only?.channel} ${only?.direction}`;

const NOBODY = -1;
const UNKNOWN = -2;

/** What is made once for a measure and the very object that narrows it: KPIs ask with the same one. */
class Memory<Answer> {
  readonly #known = new Map<CellMeasure, Map<Only | undefined, Answer>>();

  get(measure: CellMeasure, only: Only | undefined, make: () => Answer): Answer {
    let own = this.#known.get(measure);
    if (own === undefined) {
      own = new Map();
      this.#known.set(measure, own);
    }
    let answer = own.get(only);
    if (answer === undefined) {
      answer = make();
      own.set(only, answer);
    }
    return answer;
  }
}

/** Where a filter must look at all. */
function soughtIn({ dims, parts }: Loaded, { team }: Filter): (measure: CellMeasure) => Sought {
  const all = [...dims.teams].filter((one) => one !== null);
  const teams = team === undefined ? null : all.filter((one) => named(team, one));
  return (measure) => ({ parts: parts.get(measure) ?? [], table: dims, teams });
}

/** The number of each dims' group as soon as it is asked for, by what only counts. */
function numbering(
  table: DimsTable,
  filter: Filter,
  groupNumber: (dims: Dims, start: number) => number,
  when: When,
): (only: Only | undefined) => NumberOf {
  const made = new Map<string, NumberOf>();
  return (only) => {
    const key = nameOf(only);
    const known = made.get(key);
    if (known !== undefined) return known;
    const admit = admits(filter, only);
    const byDims = new Int32Array(table.size).fill(UNKNOWN);
    let start: number | null = null;
    const numberOf: NumberOf = (number, part) => {
      if (when === "by start" && part.start !== start) {
        start = part.start;
        byDims.fill(UNKNOWN);
      }
      const group = byDims[number] as number;
      if (group !== UNKNOWN) return group;
      const dims = table.at(number);
      const fresh = admit(dims) ? groupNumber(dims, part.start) : NOBODY;
      byDims[number] = fresh;
      return fresh;
    };
    made.set(key, numberOf);
    return numberOf;
  };
}

/** The group of everything. */
const WHOLE = "";

/** All cells of a measure that the filter admits, merged. */
export function wholeOf(
  loaded: Loaded,
  filter: Filter,
  kept?: Keeping<string>,
): (measure: CellMeasure, only?: Only) => Multiset {
  const memory = new Memory<Multiset>();
  const sought = soughtIn(loaded, filter);
  const numberOf = numbering(loaded.dims, filter, () => 0, "always");
  const filterName = JSON.stringify(filter);
  return (measure, only) =>
    memory.get(measure, only, () => {
      const { parts, ...where } = sought(measure);
      const make = () => mergeOne({ parts, ...where }, numberOf(only));
      if (kept === undefined) return make();
      const name = `${kept.name} ${filterName} ${measure} ${nameOf(only)}`;
      return kept.in.get(name, parts, () => new Map([[WHOLE, make()]])).get(WHOLE) ?? EMPTY;
    });
}

/** Where sums are kept beyond the moment, and under which name: the same name is the same group. */
export interface Keeping<Group> {
  readonly in: Kept<Group>;
  readonly name: string;
}

export interface Grouping<Group> {
  readonly when?: When;
  readonly kept?: Keeping<Group>;
}

export class Reading<Group> {
  readonly #merged = new Memory<Sums<Group>>();
  readonly #sought: (measure: CellMeasure) => Sought;
  readonly #numberOf: (only: Only | undefined) => NumberOf;
  readonly #grouping: Grouping<Group>;
  readonly #filterName: string;
  /** In the order in which they are met. */
  readonly #groups: Group[] = [];
  readonly #numbers = new Map<Group, number>();

  constructor(
    loaded: Loaded,
    filter: Filter,
    groupOf: GroupOf<Group>,
    grouping: Grouping<Group> = {},
  ) {
    this.#sought = soughtIn(loaded, filter);
    const numberOf = (dims: Dims, start: number) => this.#number(groupOf(dims, start));
    this.#numberOf = numbering(loaded.dims, filter, numberOf, grouping.when ?? "always");
    this.#grouping = grouping;
    this.#filterName = JSON.stringify(filter);
  }

  #number(group: Group | null): number {
    if (group === null) return NOBODY;
    let number = this.#numbers.get(group);
    if (number === undefined) {
      number = this.#groups.length;
      this.#numbers.set(group, number);
      this.#groups.push(group);
    }
    return number;
  }

  /** Each group's sum of one measure; groups without a cell of it are absent. */
  of(measure: CellMeasure, only?: Only): Sums<Group> {
    return this.#merged.get(measure, only, () => {
      const sought = this.#sought(measure);
      const make = () => this.#merge(sought, only);
      const { kept } = this.#grouping;
      if (kept === undefined) return make();
      const name = `${kept.name} ${this.#filterName} ${measure} ${nameOf(only)}`;
      return kept.in.get(name, sought.parts, make);
    });
  }

  #merge(sought: Sought, only: Only | undefined): Sums<Group> {
    const merged = new Map<Group, Multiset>();
    for (const [number, values] of mergeGroups(sought, this.#numberOf(only)).entries()) {
      if (values.length > 0) merged.set(this.#groups[number] as Group, values);
    }
    return merged;
  }
}
