/** Where an agent's time went (KPIS.md 6.2): busy, idle, in sessions, as planned; cut by interval. */
import type { CellMeasure } from "../../../shared/kpi/measure.ts";
import { floorTo, INTERVAL_MS } from "../../../shared/time/interval.ts";
import { floorSecond } from "./states.ts";
import type { Shift, Stretch } from "./stretches.ts";

export interface StateInput {
  /** All of the day, in any order. */
  readonly stretches: readonly Stretch[];
  /** In the order of their beginning. */
  readonly shifts: readonly Shift[];
  /** Instants at which the credit changes, in order, beside the edges of the intervals. */
  readonly cuts: readonly number[];
  /** What to account for, ms; both on whole seconds. */
  readonly from: number;
  readonly to: number;
}

export const TIME_MEASURES = [
  "agent.busy",
  "agent.idle",
  "agent.session",
  "agent.in_session",
  "agent.planned",
  "agent.adherent",
  "agent.on_queue",
  "agent.on_queue_planned",
] as const satisfies readonly CellMeasure[];

const TIME: ReadonlySet<CellMeasure> = new Set(TIME_MEASURES);
export const isTimeMeasure = (measure: CellMeasure): boolean => TIME.has(measure);

/** Seconds of each of TIME_MEASURES, in their order, from `at` to the next cut or edge. */
export interface Tally {
  readonly at: number;
  readonly seconds: number[];
}

/** What is under way: how many of each. */
interface Standing {
  work: number;
  sessions: number;
  readonly states: Map<string, number>;
  readonly reasons: Map<string, number>;
}

interface Edge {
  readonly at: number;
  readonly by: 1 | -1;
  readonly stretch: Stretch;
}

function edgesOf({ stretches, from, to }: StateInput): Edge[] {
  const edges: Edge[] = [];
  for (const stretch of stretches) {
    if (stretch.to <= from || stretch.from >= to) continue;
    edges.push({ at: stretch.from, by: 1, stretch });
    if (stretch.to < to) edges.push({ at: stretch.to, by: -1, stretch });
  }
  return edges.sort((a, b) => a.at - b.at);
}

const bump = (counts: Map<string, number>, key: string, by: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + by);
};

function step(now: Standing, { by, stretch: { kind, stated } }: Edge): void {
  if (kind === "work") now.work += by;
  else if (kind === "session") now.sessions += by;
  else if (stated !== null) {
    bump(now.states, stated.state, by);
    if (stated.reason !== null) bump(now.reasons, stated.reason, by);
  }
}

const isIn = ({ states }: Standing, ...names: string[]): boolean =>
  names.some((name) => (states.get(name) ?? 0) > 0);

/** Is the agent doing the kind of thing that was planned? */
function isAdherent(activity: string, now: Standing): boolean {
  const working = now.work > 0 || isIn(now, "available");
  if (activity === "productive") return working;
  if (working) return false;
  if (activity === "break") return isIn(now, "break", "away");
  return (now.reasons.get(activity) ?? 0) > 0 || isIn(now, "away");
}

/** Adds what stands for so many seconds, in the order of TIME_MEASURES. */
function count(sums: number[], now: Standing, plan: Shift | undefined, seconds: number): void {
  const add = (index: number, times: number) => {
    sums[index] = (sums[index] ?? 0) + times * seconds;
  };
  const busy = now.work > 0;
  const idle = !busy && isIn(now, "available");
  add(0, busy ? 1 : 0);
  add(1, idle ? 1 : 0);
  add(2, now.sessions);
  add(3, now.sessions > 0 ? 1 : 0);
  add(6, busy || idle ? 1 : 0);
  if (plan === undefined) return;
  add(4, 1);
  add(5, isAdherent(plan.activity, now) ? 1 : 0);
  add(7, plan.activity === "productive" ? 1 : 0);
}

const isUnderWay = ({ from, to }: Shift, at: number): boolean =>
  floorSecond(from) <= at && at < floorSecond(to);

/** The stretch, piece by piece; pieces in which nothing happened are absent. */
export function timeInState(input: StateInput): Tally[] {
  const { shifts, cuts, from, to } = input;
  const edges = edgesOf(input);
  const now: Standing = { work: 0, sessions: 0, states: new Map(), reasons: new Map() };
  const tallies: Tally[] = [];
  let next = 0;
  for (let start = from; start < to; ) {
    const edge = floorTo(start, INTERVAL_MS) + INTERVAL_MS;
    const end = Math.min(to, edge, cuts.find((cut) => cut > start) ?? to);
    const seconds = TIME_MEASURES.map(() => 0);
    for (let at = start; at < end; ) {
      while (next < edges.length && (edges[next] as Edge).at <= at)
        step(now, edges[next++] as Edge);
      const until = Math.min(end, edges[next]?.at ?? end);
      const plan = shifts.findLast((shift) => isUnderWay(shift, at));
      count(seconds, now, plan, (until - at) / 1000);
      at = until;
    }
    if (seconds.some((sum) => sum > 0)) tallies.push({ at: start, seconds });
    start = end;
  }
  return tallies;
}
