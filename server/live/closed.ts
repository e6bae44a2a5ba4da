/** Outside opening hours (UX-19): who is shown has hours, and this moment is not one of them. */
import { openMs } from "../../shared/time/business.ts";
import { dateOf, endOfDay, plusDays, startOfDay } from "../../shared/time/interval.ts";
import type { Opening } from "../../shared/time/opening.ts";
import type { HeaderItem } from "../../shared/wire/board.ts";
import { businessUntil, type TeamSchedules, teamSchedules } from "../fold/schedules.ts";
import type { Frame } from "./frame.ts";

/** The last open day is looked for so many days back. */
const LOOK_BACK_DAYS = 60;

const isOpen = (opening: Opening, at: number): boolean =>
  opening.dayAt(at).open.some(({ from, to }) => from <= at && at < to);

/** When a team opens next; null: not within 400 days. */
function opensAt(schedules: TeamSchedules, team: string, now: number): number | null {
  // The first open second has passed a second after it began.
  const at = businessUntil(schedules.schedulesBetween(team, now, Infinity), 1);
  return at === null ? null : at - 1_000;
}

function wasOpen(schedules: TeamSchedules, team: string, from: number, to: number): boolean {
  const pieces = schedules.schedulesBetween(team, from, to);
  return pieces.some((one) => one.opening !== null && openMs(one.opening, one.from, one.to) > 0);
}

function lastOpenDay(
  schedules: TeamSchedules,
  teams: readonly string[],
  now: number,
  zone: string,
): string | null {
  const today = startOfDay(now, zone);
  for (let days = 1; days <= LOOK_BACK_DAYS; days += 1) {
    const from = plusDays(today, -days, zone);
    const to = endOfDay(from, zone);
    if (teams.some((team) => wasOpen(schedules, team, from, to))) return dateOf(from, zone);
  }
  return null;
}

/**
 * The header's `closed`, or nothing. One team without hours of its own is never closed, so the centre is
 * closed when every team is; it opens with the first of them.
 */
export function closedAt(
  frame: Pick<Frame, "org" | "team" | "period" | "now">,
): Pick<HeaderItem, "closed"> {
  const { org, team, period, now } = frame;
  const isNow = period.rolling || (period.from <= now && now < period.to);
  const teams = team === null ? org.teams.map(({ id }) => id) : [team];
  if (!isNow || teams.length === 0) return {};
  const schedules = teamSchedules(org);
  const isClosed = (id: string): boolean => {
    const opening = schedules.opening(id, now);
    return opening !== null && !isOpen(opening, now);
  };
  if (!teams.every(isClosed)) return {};
  const openings = teams.map((id) => opensAt(schedules, id, now)).filter((at) => at !== null);
  const until = openings.length === 0 ? null : Math.min(...openings);
  const { zone } = org.organisation;
  return { closed: { until, lastOpenDay: lastOpenDay(schedules, teams, now, zone) } };
}
