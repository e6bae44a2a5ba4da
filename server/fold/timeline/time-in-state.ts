/** Where an agent's day went (KPIS.md 6.2): busy, idle, in sessions, as planned; split by interval. */
import type { CellMeasure } from "../../../shared/kpi/measure.ts";
import { floorTo, INTERVAL_MS } from "../../../shared/time/interval.ts";
import { endOf, type LegEntry, type MarkEntry, OPEN_MS_MAX } from "./entry.ts";

/** Planned work, ms since 1970. */
export interface Shift {
  readonly activity: string;
  readonly from: number;
  readonly to: number;
}

export interface DayInput {
  readonly legs: readonly LegEntry[];
  /** Also the last ones before `from`: a state goes on until the next of its track. */
  readonly marks: readonly MarkEntry[];
  readonly shifts: readonly Shift[];
  /** The stretch to account for, ms; both on whole seconds. */
  readonly from: number;
  readonly to: number;
}

/** Seconds of each measure, by start of the interval. */
export type Tally = Map<number, Map<CellMeasure, number>>;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

interface Stated extends Stretch {
  readonly state: string;
  readonly reason: string | null;
}

const floorSecond = (at: number): number => floorTo(at, 1000);

/** Each mark holds until the next of its track, at most OPEN_MS_MAX. */
function statesOf(marks: readonly MarkEntry[]): Stated[] {
  const byTrack = new Map<string, MarkEntry[]>();
  for (const mark of marks) {
    const track = byTrack.get(mark.track);
    if (track === undefined) byTrack.set(mark.track, [mark]);
    else track.push(mark);
  }
  return [...byTrack.values()].flatMap((track) =>
    track.map(({ at, state, reason }, index) => ({
      state,
      reason,
      from: floorSecond(at),
      to: floorSecond(Math.min(track[index + 1]?.at ?? Infinity, at + OPEN_MS_MAX)),
    })),
  );
}

const WORKING = new Set(["available", "busy", "wrap_up"]);
const PAUSED = new Set(["break", "away"]);

/** Is the agent doing the kind of thing that was planned? */
function isAdherent(activity: string, now: readonly Stated[], onContact: boolean): boolean {
  const working = onContact || now.some(({ state }) => WORKING.has(state));
  if (activity === "productive") return working;
  if (working) return false;
  if (activity === "break") return now.some(({ state }) => PAUSED.has(state));
  return now.some(({ state, reason }) => reason === activity || state === "away");
}

/** Pieces of the kind in `[from, to)` that are under way at `at`. */
const at = <Kind extends Stretch>(all: readonly Kind[], instant: number): Kind[] =>
  all.filter(({ from, to }) => from <= instant && instant < to);

export function timeInState({ legs, marks, shifts, from, to }: DayInput): Tally {
  const stretch = (piece: readonly [number, number | null]): Stretch => ({
    from: floorSecond(piece[0]),
    to: floorSecond(endOf(piece)),
  });
  const work = legs.flatMap(({ pieces }) => pieces.map(stretch));
  const sessions = legs.flatMap(({ session, role }) =>
    session === null || role !== "handled" ? [] : [stretch(session)],
  );
  const states = statesOf(marks);
  const plans = shifts.map((shift) => ({
    ...shift,
    from: floorSecond(shift.from),
    to: floorSecond(shift.to),
  }));
  const cuts = new Set<number>([from, to]);
  for (const { from: start, to: end } of [...work, ...sessions, ...states, ...plans]) {
    if (start > from && start < to) cuts.add(start);
    if (end > from && end < to) cuts.add(end);
  }
  for (let edge = floorTo(from, INTERVAL_MS) + INTERVAL_MS; edge < to; edge += INTERVAL_MS) {
    cuts.add(edge);
  }
  const tally: Tally = new Map();
  const edges = [...cuts].sort((a, b) => a - b);
  for (let index = 1; index < edges.length; index += 1) {
    const start = edges[index - 1] as number;
    const seconds = ((edges[index] as number) - start) / 1000;
    const own = tally.get(floorTo(start, INTERVAL_MS)) ?? new Map<CellMeasure, number>();
    tally.set(floorTo(start, INTERVAL_MS), own);
    const count = (measure: CellMeasure, times = 1) => {
      if (times > 0) own.set(measure, (own.get(measure) ?? 0) + seconds * times);
    };
    const now = at(states, start);
    const onContact = at(work, start).length > 0;
    const busy = onContact || now.some(({ state }) => state === "busy" || state === "wrap_up");
    const ready = now.some(({ state }) => WORKING.has(state));
    const open = at(sessions, start).length;
    const plan = at(plans, start).at(-1);
    if (busy) count("agent.busy");
    else if (ready) count("agent.idle");
    if (busy || ready) count("agent.on_queue");
    count("agent.session", open);
    if (open > 0) count("agent.in_session");
    if (plan === undefined) continue;
    count("agent.planned");
    if (plan.activity === "productive") count("agent.on_queue_planned");
    if (isAdherent(plan.activity, now, onContact)) count("agent.adherent");
  }
  return tally;
}
