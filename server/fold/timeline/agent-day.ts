/** One agent's UTC day from everything that touches it: time in state, and shares of handled legs. */
import { DAY_MS, floorTo, INTERVAL_MS } from "../../../shared/time/interval.ts";
import type { Directory } from "../directory.ts";
import type { Fact } from "../facts/fact.ts";
import type { CloseEntry, Entry, LegEntry } from "./entry.ts";
import { closesOf, marksOf, statesOf } from "./states.ts";
import { type Shift, type Stretch, stretchesOf } from "./stretches.ts";
import { TIME_MEASURES, timeInState } from "./time-in-state.ts";
import { workloads } from "./workload.ts";

/** What an agent's day is made of, read once. */
export interface AgentDay {
  readonly agent: string;
  readonly dayAt: number;
  readonly legs: readonly LegEntry[];
  readonly stretches: readonly Stretch[];
  readonly plan: Plan;
  /** Wrap-ups that the agent's states say are over. */
  readonly closes: readonly CloseEntry[];
}

/** What the organisation says of one agent's day. */
export interface Plan {
  readonly shifts: readonly Shift[];
  /** The agent's team at the start of the day and from each change on. */
  readonly teams: readonly { readonly at: number; readonly team: string | null }[];
}

export const planOf = (directory: Directory, agent: string, dayAt: number): Plan => ({
  shifts: directory.shifts(agent, dayAt, dayAt + DAY_MS),
  teams: directory.primaryTeams(agent, dayAt, dayAt + DAY_MS),
});

/** One leg of several days is one leg: entries of the same contact and leg are the same. */
function legsOf(entries: readonly Entry[]): LegEntry[] {
  const legs = new Map<string, LegEntry>();
  for (const entry of entries) {
    if (entry.kind === "leg") legs.set(`${entry.contact}\u0000${entry.leg}`, entry);
  }
  return [...legs.values()];
}

/** `entries`: of the day itself and of the days before that its legs and states reach back to. */
export function readDay(
  agent: string,
  dayAt: number,
  entries: readonly Entry[],
  plan: Plan,
): AgentDay {
  const marks = marksOf(entries);
  const legs = legsOf(entries);
  const stretches = stretchesOf(legs, statesOf(marks), plan.shifts);
  return { agent, dayAt, legs, stretches, plan, closes: closesOf(legs, marks) };
}

/** `leg.workload` of every handled leg that counts on this day. */
export function shareFacts({ dayAt, legs }: AgentDay): Fact[] {
  const counts = ({ at, role }: LegEntry) =>
    role === "handled" && at !== null && floorTo(at, DAY_MS) === dayAt;
  if (!legs.some(counts)) return [];
  const facts: Fact[] = [];
  for (const [leg, value] of workloads(legs)) {
    const { at, dims, contact } = leg;
    if (at !== null && counts(leg))
      facts.push({ ...dims, measure: "leg.workload", value, at, contact });
  }
  return facts;
}

/** Time in state in `[from, to)`, ms on whole seconds, one fact per interval, team and measure. */
export function timeFacts(day: AgentDay, from: number, to: number): Fact[] {
  const { agent, stretches, plan } = day;
  const { shifts, teams } = plan;
  const cuts = teams.slice(1).map(({ at }) => at);
  return timeInState({ stretches, shifts, cuts, from, to }).flatMap(({ at, seconds }) => {
    const team = teams.findLast((one) => one.at <= at)?.team ?? null;
    const dims = { agent, team, queue: null, channel: null, direction: "inbound" as const };
    return TIME_MEASURES.flatMap((measure, index): Fact[] => {
      const value = seconds[index] ?? 0;
      return value === 0 ? [] : [{ measure, value, at, ...dims }];
    });
  });
}

/**
 * The day's facts up to `until`, of which `known` are its `shares` and then time in state up to an
 * earlier instant: only the last interval of that is told anew.
 */
export function factsUntil(
  day: AgentDay,
  known: { readonly facts: readonly Fact[]; readonly shares: number; readonly until: number },
  until: number,
): readonly Fact[] {
  const from = Math.max(day.dayAt, floorTo(known.until, INTERVAL_MS));
  if (until <= from) return known.facts;
  let stays = known.facts.length;
  while (stays > known.shares && (known.facts[stays - 1] as Fact).at >= from) stays -= 1;
  const facts = known.facts.slice(0, stays);
  facts.push(...timeFacts(day, from, until));
  return facts;
}

/**
 * Does anything of this day go on after `until`, so that time alone changes it? Other states than being
 * available matter to a plan only, and a plan goes on by itself.
 */
export const goesOn = ({ stretches }: AgentDay, until: number): boolean =>
  stretches.some(({ kind, to, stated }) => {
    if (to <= until) return false;
    return kind !== "state" || stated?.state === "available";
  });
