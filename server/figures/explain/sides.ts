/** One period of one KPI, whole and by group: what a split is made of. */
import type { About, Answer, Kpi, Read } from "../../../shared/kpi/kpi.ts";
import { isStateMeasure } from "../../../shared/kpi/measure.ts";
import { EMPTY, type Multiset, merge } from "../../../shared/kpi/multiset.ts";
import type { Loaded } from "../ledger.ts";
import { Reading } from "../reading.ts";
import type { Filter } from "../scope.ts";

/** What a difference can be split by. */
export const GROUPS = ["channel", "team", "agent"] as const;
export type GroupBy = (typeof GROUPS)[number];

/** The agent, team or channel; null: nobody's, none. */
export type Group = string | null;

export interface GroupSide {
  readonly answer: Answer;
  /** The values it was asked of, all of them merged. */
  readonly values: Multiset;
}

export interface Sides {
  readonly whole: GroupSide;
  /** Groups that have anything. */
  readonly groups: ReadonlyMap<Group, GroupSide>;
}

/** Asks the KPI, and keeps what it read. */
export function sideOf(kpi: Kpi, read: Read, about: About): GroupSide {
  const values: Multiset[] = [];
  const answer = kpi.answer((measure, only) => {
    const own = read(measure, only);
    values.push(own);
    return own;
  }, about);
  return { answer, values: merge(values) };
}

/** A group that has nothing. */
export const nothing = (kpi: Kpi, about: About): GroupSide => sideOf(kpi, () => EMPTY, about);

/** Stands for null among groups: a reading leaves out what belongs to none. */
const NOBODY = Symbol("nobody");
type Named = string | typeof NOBODY;

/**
 * The KPI asked of a period's cells, and of each group's; the cells are the sum of all that is given.
 * Groups are read as the whole is (R12): the same `about`.
 */
export function sidesOf(
  cells: readonly Loaded[],
  kpi: Kpi,
  filter: Filter,
  by: GroupBy,
  about: About,
): Sides {
  const readings = cells.map(
    (loaded) => new Reading<Named>(loaded, filter, (dims) => dims[by] ?? NOBODY),
  );
  const all = cells.map((loaded) => new Reading(loaded, filter, () => "all"));
  const readOf =
    <Own>(from: readonly Reading<Own>[], group: Own): Read =>
    (measure, only) =>
      isStateMeasure(measure)
        ? EMPTY
        : merge(from.map((reading) => reading.of(measure, only).get(group) ?? EMPTY));
  const named = new Set<Named>();
  for (const measure of kpi.measures) {
    if (isStateMeasure(measure)) continue;
    for (const reading of readings) {
      for (const group of reading.of(measure, kpi.only).keys()) named.add(group);
    }
  }
  const groups = new Map<Group, GroupSide>();
  for (const group of named) {
    const side = sideOf(kpi, readOf(readings, group), about);
    if (!isNothing(side.answer)) groups.set(group === NOBODY ? null : group, side);
  }
  return { whole: sideOf(kpi, readOf(all, "all"), about), groups };
}

export const isNothing = ({ n, numerator, denominator }: Answer): boolean =>
  n === 0 && numerator === 0 && (denominator ?? 0) === 0;

/** Every group of either period, in one order, whichever comes first; nobody's last. */
export function groupsOf(before: Sides, after: Sides): Group[] {
  const named = new Set([...before.groups.keys(), ...after.groups.keys()]);
  const text = (group: Group): string => group ?? "\uffff";
  return [...named].sort((a, b) => (text(a) < text(b) ? -1 : 1));
}
