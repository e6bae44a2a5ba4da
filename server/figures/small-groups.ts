/**
 * What too few people must not reveal (PRIV-5): values about the work of people are shown from k of them
 * up. A team's own total counts the members it had; anything narrower those who contributed to it. What
 * describes customers (queues, backlog) belongs to nobody and is always shown.
 */
import type { Kpi } from "../../shared/kpi/kpi.ts";
import { isStateMeasure, type Measure } from "../../shared/kpi/measure.ts";
import { add } from "../../shared/kpi/multiset.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import { DAY_MS, floorTo, type Period } from "../../shared/time/interval.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import type { DimsTable } from "../fold/dims.ts";
import type { Directory } from "../fold/directory.ts";
import type { Dims } from "../fold/facts/fact.ts";
import { eachPacked } from "../fold/packed.ts";
import type { Part } from "../fold/parts.ts";
import type { Loaded } from "./ledger.ts";
import { eachCell } from "./read.ts";
import { admits, type Filter } from "./scope.ts";

type Stretch = Pick<Period, "from" | "to">;

/** What customers did: arrived, hung up. */
const OF_CUSTOMERS = ["ticket.created", "queue.abandoned."];

const isOfCustomers = (measure: Measure): boolean =>
  OF_CUSTOMERS.some((begin) => measure.startsWith(begin));

/** Does it say something about the work of agents? */
export const isAboutWork = (kpi: Kpi): boolean =>
  kpi.perAgent && !kpi.measures.some(isStateMeasure) && !kpi.measures.every(isOfCustomers);

/** Is it everything of a team or of the centre, not one channel, queue or direction of it? */
export const isWholeTeam = ({ agent, queue, channel, direction }: Filter): boolean =>
  agent === undefined && queue === undefined && channel === undefined && direction === undefined;

/** Whole days; otherwise a narrower slice of what a team did. */
export const isWholeDays = ({ rolling, label }: Period): boolean =>
  !rolling && !label.includes("/");

/** Agents who belonged to the team (null: to any) at some time in `[from, to)`. */
export function membersIn(
  org: OrgDocument,
  directory: Directory,
  team: string | null,
  { from, to }: Stretch,
): number {
  const belongs = (agent: string): boolean =>
    directory
      .primaryTeams(agent, from, to)
      .some((one) => (team === null ? one.team !== null : one.team === team));
  return org.agents.filter(({ id }) => belongs(id)).length;
}

/**
 * How many agents contributed to a KPI, per group of a breakdown; a group without any is absent. Whose
 * facts were all taken back did not: a cell may be there in pieces that add up to nothing.
 */
export function contributors(
  loaded: Loaded,
  kpi: Kpi,
  filter: Filter,
  groupOf: (dims: Dims, start: number) => string | null,
): Map<string, number> {
  const admit = admits(filter, kpi.only);
  const agents = new Map<string, Set<string>>();
  const isThere = (group: string, agent: string) => agents.get(group)?.has(agent) ?? false;
  const note = (group: string, agent: string) =>
    agents.set(group, (agents.get(group) ?? new Set()).add(agent));
  for (const measure of kpi.measures) {
    if (isStateMeasure(measure)) continue;
    const { whole, pieces } = apart(loaded.parts.get(measure) ?? []);
    eachDims({ dims: loaded.dims, parts: whole }, (dims, start) => {
      if (dims.agent === null || !admit(dims)) return;
      const group = groupOf(dims, start);
      if (group !== null) note(group, dims.agent);
    });
    const sums = new Map<string, Map<string, number[]>>();
    const rest = { dims: loaded.dims, parts: new Map([[measure, pieces]]) };
    eachCell(rest, measure, (values, dims, start) => {
      if (dims.agent === null || !admit(dims)) return;
      const group = groupOf(dims, start);
      if (group === null || isThere(group, dims.agent)) return;
      const own = sums.get(group) ?? new Map<string, number[]>();
      sums.set(group, own);
      const sum = own.get(dims.agent) ?? [];
      own.set(dims.agent, sum);
      for (let at = 0; at < values.length; at += 2) {
        add(sum, values[at] as number, values[at + 1] as number);
      }
    });
    for (const [group, own] of sums) {
      for (const [agent, sum] of own) if (sum.length > 0) note(group, agent);
    }
  }
  return new Map([...agents].map(([group, own]) => [group, own.size]));
}

/**
 * Days whose cells are there whole: whoever has one contributed. Of other days cells come in pieces, some
 * taken away or changed: those must be added up.
 */
function apart(parts: readonly Part[]): { whole: Part[]; pieces: Part[] } {
  const dayOf = ({ start }: Part) => floorTo(start, DAY_MS);
  const isWhole = ({ times, changes }: Part) => times === 1 && changes.size === 0;
  const mixed = new Set(parts.filter((part) => !isWhole(part)).map(dayOf));
  return {
    whole: parts.filter((part) => !mixed.has(dayOf(part))),
    pieces: parts.filter((part) => mixed.has(dayOf(part))),
  };
}

/** Visits whose cells there are, once a part, without their values. */
function eachDims(
  { dims, parts }: { readonly dims: DimsTable; readonly parts: readonly Part[] },
  visit: (dims: Dims, start: number) => void,
): void {
  for (const { packed, start } of parts) {
    eachPacked(packed, (number) => visit(dims.at(number), start));
  }
}

/** The figure without anything that could be computed back; it says why. */
export function withheld(figure: FigureJson): FigureJson {
  const { parts: _parts, pending: _pending, ...rest } = figure;
  return {
    ...rest,
    value: null,
    n: 0,
    numerator: 0,
    denominator: null,
    interval: null,
    withheld: "group",
  };
}
