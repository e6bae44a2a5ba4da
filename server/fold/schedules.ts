/** Which opening hours a team had then (R8), and business time over the teams that had a contact. */
import { inForce, inOrder, type Since } from "../../shared/org/dated.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import { inTimeUntil, openSeconds, openUntil } from "../../shared/time/business.ts";
import { floorTo } from "../../shared/time/interval.ts";
import { compileSchedule, type Opening } from "../../shared/time/opening.ts";

/** A stretch of time, half-open, and the hours it is measured by; null: no schedule. */
export interface SchedulePiece {
  readonly from: number;
  readonly to: number;
  readonly opening: Opening | null;
}

export interface TeamSchedules {
  /** The hours of a team at an instant; null: no team, no schedule, or one that begins later. */
  opening(team: string | null, at: number): Opening | null;
  /**
   * `[from, to)` cut where the team's schedule is another one (a new version of the same is not).
   * Without any time between the two it is one piece, as it is.
   */
  schedulesBetween(team: string | null, from: number, to: number): SchedulePiece[];
}

type Assignment = Since<Opening | null>;
type TeamDocument = OrgDocument["teams"][number];

/** A team's hours from each change on; until the first version of a schedule there are none. */
function assignmentsOf(
  team: TeamDocument,
  openings: ReadonlyMap<string, Opening>,
  zone: string,
): Assignment[] {
  const dated = inOrder(team.schedules, zone);
  return dated.flatMap(({ at, entry }, index): Assignment[] => {
    const opening = (entry.schedule === null ? undefined : openings.get(entry.schedule)) ?? null;
    if (opening === null || opening.knownFrom <= at) return [{ at, entry: opening }];
    const until = dated[index + 1]?.at ?? Infinity;
    const known = { at: opening.knownFrom, entry: opening };
    return known.at < until ? [{ at, entry: null }, known] : [{ at, entry: null }];
  });
}

function piecesOf(steps: readonly Assignment[], from: number, to: number): SchedulePiece[] {
  const pieces: SchedulePiece[] = [];
  let start = from;
  let opening = inForce(steps, from) ?? null;
  for (const { at, entry } of steps) {
    if (at <= from || at >= to || entry === opening) continue;
    pieces.push({ from: start, to: at, opening });
    start = at;
    opening = entry;
  }
  pieces.push({ from: start, to, opening });
  return pieces;
}

const made = new WeakMap<OrgDocument, TeamSchedules>();

/** Of one document the same every time: the days that were reckoned stay known. */
export function teamSchedules(org: OrgDocument): TeamSchedules {
  const known = made.get(org);
  if (known !== undefined) return known;
  const { zone } = org.organisation;
  const openings = new Map(org.schedules.map((one) => [one.id, compileSchedule(one, zone)]));
  const byTeam = new Map(org.teams.map((one) => [one.id, assignmentsOf(one, openings, zone)]));
  const stepsOf = (team: string | null) => (team === null ? [] : (byTeam.get(team) ?? []));
  const schedules: TeamSchedules = {
    opening: (team, at) => inForce(stepsOf(team), at) ?? null,
    schedulesBetween: (team, from, to) => piecesOf(stepsOf(team), from, to),
  };
  made.set(org, schedules);
  return schedules;
}

/** Pieces that hold a second at least; of a wait without one, where it ended. */
function lasting(pieces: readonly SchedulePiece[]): readonly SchedulePiece[] {
  const long = pieces.filter(({ from, to }) => floorTo(from, 1000) < floorTo(to, 1000));
  return long.length > 0 ? long : pieces.slice(-1);
}

/** Business seconds of a wait: the open ones of every piece. Null: a piece has no schedule (KPIS.md 4.1). */
export function businessSeconds(pieces: readonly SchedulePiece[]): number | null {
  let seconds = 0;
  for (const { from, to, opening } of lasting(pieces)) {
    if (opening === null) return null;
    seconds += openSeconds(opening, from, to);
  }
  return pieces.length === 0 ? null : seconds;
}

function reachedIn(pieces: readonly SchedulePiece[], seconds: number, reach: typeof openUntil) {
  let left = seconds;
  for (const { from, to, opening } of lasting(pieces)) {
    if (opening === null) return null;
    const at = reach(opening, from, left);
    if (at !== null && at < to) return at;
    if (to === Infinity) return null;
    left -= openSeconds(opening, from, to);
  }
  return null;
}

/** When a wait has taken so many business seconds (`openUntil`); the last piece may end at Infinity. */
export const businessUntil = (pieces: readonly SchedulePiece[], seconds: number): number | null =>
  reachedIn(pieces, seconds, openUntil);

/** The last instant at which it has taken no more (`inTimeUntil`, D13). */
export const businessInTimeUntil = (
  pieces: readonly SchedulePiece[],
  seconds: number,
): number | null => reachedIn(pieces, seconds, inTimeUntil);
