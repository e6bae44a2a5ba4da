/** Opening hours in words, as a golden file's conventions have them, to schedules. */

import type { OrgInput } from "../../../shared/org/org.ts";
import { WEEKDAYS } from "../../../shared/org/schedule.ts";

type Schedule = NonNullable<OrgInput["schedules"]>[number];
type Block = [string, string];
type Weekday = (typeof WEEKDAYS)[number];

const HOURS = /^(\d?\d:\d\d)-(\d?\d:\d\d)$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const DAYS = /^([a-z]{3})[a-z]*(?:-([a-z]{3})[a-z]*)?$/;
const ZONE = /^(?:UTC|[A-Za-z]+\/[\w/+-]+)$/;
const padded = (time: string): string => time.padStart(5, "0");
const isWeekday = (day: string | undefined): day is Weekday =>
  day !== undefined && (WEEKDAYS as readonly string[]).includes(day);

/** `mon`, `mon-fri`, `sat-mon`: the days meant, or null. */
function weekdaysOf(token: string): Weekday[] | null {
  const [, from, to = from] = DAYS.exec(token.toLowerCase()) ?? [];
  if (!isWeekday(from) || !isWeekday(to)) return null;
  const start = WEEKDAYS.indexOf(from);
  const length = ((WEEKDAYS.indexOf(to) - start + 7) % 7) + 1;
  return [...WEEKDAYS, ...WEEKDAYS].slice(start, start + length);
}

/** What has been read so far, and which days or date the next hours belong to. */
interface Reading {
  readonly week: Partial<Record<Weekday, Block[]>>;
  readonly exceptions: { date: string; blocks: Block[] }[];
  zone: string | undefined;
  target: Block[][];
  /** Days named one after the other, without hours yet: the hours to come are for all of them. */
  namingDays: boolean;
  closed: boolean;
}

/** One word; false when it is none that hours are told in. */
function read(reading: Reading, token: string): boolean {
  const [, from, to] = HOURS.exec(token) ?? [];
  const days = weekdaysOf(token);
  if (from !== undefined && to !== undefined) {
    for (const blocks of reading.target) blocks.push([padded(from), padded(to)]);
    reading.namingDays = false;
  } else if (days !== null) {
    const blocks = days.map((day) => (reading.week[day] ??= []));
    reading.target = reading.namingDays ? [...reading.target, ...blocks] : blocks;
    reading.namingDays = !reading.closed;
    if (reading.closed) reading.target = [];
  } else if (DATE.test(token)) {
    const exception = { date: token, blocks: [] };
    reading.exceptions.push(exception);
    reading.target = [exception.blocks];
    reading.namingDays = false;
  } else if (token.toLowerCase() === "closed") {
    reading.closed = true;
    reading.namingDays = false;
  } else if (ZONE.test(token)) reading.zone = token;
  else return false;
  return true;
}

/**
 * One schedule, word by word: hours belong to the days or the date before them, a date without
 * hours is closed, as in `Mon-Fri 09:00-12:00 13:00-17:00 Europe/Amsterdam, closed 2026-04-06`.
 * Null when a word is none of these.
 */
export function scheduleOf(id: string, words: string): Schedule | null {
  if (/^always( open)?$/i.test(words)) return { id, versions: [{ always: true }] };
  const reading: Reading = {
    week: {},
    exceptions: [],
    zone: undefined,
    target: [],
    namingDays: false,
    closed: false,
  };
  for (const part of words.split(/[,;]/)) {
    reading.closed = false;
    const tokens = part.split(/\s+/).filter((token) => token !== "");
    if (!tokens.every((token) => read(reading, token))) return null;
  }
  const { week, exceptions, zone } = reading;
  return { id, ...(zone === undefined ? {} : { zone }), versions: [{ week, exceptions }] };
}

export interface TeamHours {
  readonly schedules: readonly Schedule[];
  /** Team → the schedule it keeps, or null: none. */
  readonly ofTeam: ReadonlyMap<string, string | null>;
  /** What could not be read, one sentence each. */
  readonly problems: readonly string[];
}

/**
 * The hours of every team: `NAME: words` defines a schedule and keeps it, `NAME` alone keeps the
 * one of that name, words alone are the team's own, `none` is none.
 */
export function teamHoursOf(byTeam: Readonly<Record<string, string>>): TeamHours {
  const schedules = new Map<string, Schedule>();
  const ofTeam = new Map<string, string | null>();
  const problems: string[] = [];
  const names = new Set(Object.values(byTeam).map((words) => NAMED.exec(words.trim())?.[1]));
  for (const [team, text] of Object.entries(byTeam)) {
    const words = text.trim();
    const [, name, rest] = NAMED.exec(words) ?? [];
    ofTeam.set(team, null);
    if (/^(none)?$/i.test(words)) continue;
    const id = name ?? words;
    ofTeam.set(team, id);
    if (names.has(id) && rest === undefined) continue;
    const schedule = scheduleOf(id, rest ?? words);
    if (schedule !== null) schedules.set(id, schedule);
    else {
      ofTeam.set(team, null);
      problems.push(`the hours of team ${team} cannot be read: ${words}`);
    }
  }
  return { schedules: [...schedules.values()], ofTeam, problems };
}

/** `office: Mon-Fri …`: a name that is not a time of day, and what it stands for. */
const NAMED = /^([a-z][\w -]*):(?!\d) *(.+)$/i;
