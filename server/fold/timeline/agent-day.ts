/** One agent's UTC day from everything that touches it: time in state, and shares of handled legs. */
import type { CellMeasure } from "../../../shared/kpi/measure.ts";
import { DAY_MS, floorTo } from "../../../shared/time/interval.ts";
import type { Directory } from "../directory.ts";
import type { Fact } from "../facts/fact.ts";
import { type Entry, endOf, type LegEntry, type MarkEntry, OPEN_MS_MAX } from "./entry.ts";
import { type Shift, timeInState } from "./time-in-state.ts";
import { workloads } from "./workload.ts";

export interface AgentDay {
  readonly agent: string;
  readonly dayAt: number;
  /** Entries of the day itself and of the days before that its legs and states reach back to. */
  readonly entries: readonly Entry[];
  readonly shifts: readonly Shift[];
  /** Time in state is accounted for up to here. */
  readonly until: number;
  readonly directory: Directory;
}

const byAt = (a: MarkEntry, b: MarkEntry): number =>
  a.at - b.at || (a.track < b.track ? -1 : a.track > b.track ? 1 : a.state < b.state ? -1 : 1);

/** One leg of several days is one leg: entries of the same contact and leg are the same. */
function legsOf(entries: readonly Entry[]): LegEntry[] {
  const legs = new Map<string, LegEntry>();
  for (const entry of entries) {
    if (entry.kind === "leg") legs.set(`${entry.contact} ${entry.leg}`, entry);
  }
  return [...legs.values()];
}

export const marksOf = (entries: readonly Entry[]): MarkEntry[] =>
  entries.filter((entry) => entry.kind === "mark").sort(byAt);

/** The facts of the day: leg shares where the leg counts, seconds in the interval they passed in. */
export function agentDayFacts({
  agent,
  dayAt,
  entries,
  shifts,
  until,
  directory,
}: AgentDay): Fact[] {
  const legs = legsOf(entries);
  const facts: Fact[] = [];
  const own = legs.filter(({ at }) => at !== null && floorTo(at, DAY_MS) === dayAt);
  if (own.some(({ role }) => role === "handled")) {
    for (const [{ at, dims, contact }, value] of workloads(legs)) {
      if (at === null || floorTo(at, DAY_MS) !== dayAt) continue;
      facts.push({ ...dims, measure: "leg.workload", value, at, contact });
    }
  }
  const to = Math.min(until, dayAt + DAY_MS);
  if (to <= dayAt) return facts;
  const tally = timeInState({ legs, marks: marksOf(entries), shifts, from: dayAt, to });
  for (const [start, seconds] of tally) {
    const team = directory.primaryTeam(agent, start);
    const dims = { agent, team, queue: null, channel: null, direction: "inbound" as const };
    for (const [measure, value] of seconds as Map<CellMeasure, number>) {
      facts.push({ ...dims, measure, value, at: start });
    }
  }
  return facts;
}

/** Does anything of this day go on after `until`, so that time alone changes it? */
export function goesOn(
  entries: readonly Entry[],
  shifts: readonly Shift[],
  until: number,
): boolean {
  if (shifts.some(({ to }) => to > until)) return true;
  const last = new Map<string, MarkEntry>();
  for (const mark of marksOf(entries)) last.set(mark.track, mark);
  for (const { state, at } of last.values()) {
    if (state !== "offline" && at + OPEN_MS_MAX > until) return true;
  }
  return legsOf(entries).some(({ pieces }) => pieces.some((piece) => endOf(piece) > until));
}
