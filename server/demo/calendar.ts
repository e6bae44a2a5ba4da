/** The days of the contact centre: local hours, and which day is the bad one and which the quiet. */
import {
  DAY_MS,
  dateOf,
  HOUR_MS,
  MINUTE_MS,
  plusDays,
  startOfDay,
} from "../../shared/time/interval.ts";

export const ZONE = "Europe/Amsterdam";

/** The history has four weeks; afterwards the same pattern of special days comes again. */
export const HISTORY_DAYS = 28;
const BAD = { weekday: 2, from: 16, to: 23 };
const QUIET = { weekday: 4, from: 9, to: 16 };
/** The incident of the bad day, in local hours. */
const INCIDENT = { from: 9, to: 15 };

export interface Day {
  /** 0 is the first day of the simulation. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  readonly kind: "normal" | "bad" | "quiet";
  /** The instant of a local hour such as 9.5; past 24 it lies in the next day. */
  at(hour: number): number;
}

/** The four weeks that end at `now` begin at this local midnight. */
export const historyFrom = (now: number): number =>
  plusDays(startOfDay(now, ZONE), -HISTORY_DAYS, ZONE);

/** The hour at which the demo is shown when it is not office hours. */
const SHOWN = { hour: 10, minute: 40 };
const OFFICE = { from: 9, to: 17 };

const weekdayOf = (at: number): number =>
  new Date(`${dateOf(at, ZONE)}T00:00:00Z`).getUTCDay() || 7;

/** Now, if that is office hours; else the latest working day in the middle of the morning. */
export function shownAt(now: number): number {
  const isWorking = (at: number) => weekdayOf(at) <= 5;
  let day = startOfDay(now, ZONE);
  const hour = (now - day) / HOUR_MS;
  if (isWorking(day) && hour >= OFFICE.from && hour < OFFICE.to) return now;
  if (hour < OFFICE.from) day = plusDays(day, -1, ZONE);
  while (!isWorking(day)) day = plusDays(day, -1, ZONE);
  return day + SHOWN.hour * HOUR_MS + SHOWN.minute * MINUTE_MS;
}

function kindOf(index: number, weekday: number): Day["kind"] {
  const inCycle = ((index % HISTORY_DAYS) + HISTORY_DAYS) % HISTORY_DAYS;
  const falls = (on: typeof BAD) => weekday === on.weekday && inCycle >= on.from && inCycle < on.to;
  if (falls(BAD)) return "bad";
  return falls(QUIET) ? "quiet" : "normal";
}

export function dayOf(start: number, index: number): Day {
  const end = plusDays(start, 1, ZONE);
  const weekday = weekdayOf(start);
  const clockChange = end - start - DAY_MS;
  return {
    index,
    start,
    end,
    weekday,
    kind: kindOf(index, weekday),
    at: (hour) => start + hour * HOUR_MS + (hour >= 3 ? clockChange : 0),
  };
}

/** How many times the usual number of people want something in this hour. */
export function pressure(day: Day, hour: number): number {
  if (day.kind === "quiet") return 0.6;
  if (day.kind === "normal") return 1;
  return hour >= INCIDENT.from && hour < INCIDENT.to ? 2.1 : 1.3;
}
