/**
 * A drawn week: for each day the stretches that are open, in minutes after its midnight. A stretch that
 * goes on after midnight ends beyond 1440, at most a day later. Pure; documents have `["09:00", "12:00"]`.
 */
import type { ScheduleVersion } from "../../shared/org/schedule.ts";

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Day = (typeof DAYS)[number];

/** Drawn and moved in steps of this. Typed times may be any minute. */
export const STEP = 15;
export const DAY_MINUTES = 1_440;

export interface Block {
  readonly from: number;
  readonly to: number;
}

export type Week = Readonly<Record<Day, readonly Block[]>>;

type WeekDocument = ScheduleVersion["week"];
type Times = [string, string];

const two = (value: number): string => String(value).padStart(2, "0");

/** 570 → `09:30`; minutes of the next day count from its midnight, and 1440 is `24:00`. */
export const clockText = (minute: number): string => {
  const own = minute > DAY_MINUTES ? minute - DAY_MINUTES : minute;
  return `${two(Math.floor(own / 60))}:${two(own % 60)}`;
};

const minuteOf = (clock: string): number => {
  const [hours = "0", minutes = "0"] = clock.split(":");
  return Number(hours) * 60 + Number(minutes);
};

/** An end not after its start lies on the next day. */
const blockOf = (from: number, to: number): Block => ({
  from,
  to: to <= from ? to + DAY_MINUTES : to,
});

/** In order, apart from each other: what overlaps or touches is one. */
export function merged(blocks: readonly Block[]): Block[] {
  const apart: Block[] = [];
  for (const block of [...blocks].sort((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last !== undefined && block.from <= last.to) {
      apart[apart.length - 1] = { from: last.from, to: Math.max(last.to, block.to) };
    } else apart.push(block);
  }
  return apart;
}

const eachDay = (make: (day: Day) => readonly Block[]): Week => ({
  mon: make("mon"),
  tue: make("tue"),
  wed: make("wed"),
  thu: make("thu"),
  fri: make("fri"),
  sat: make("sat"),
  sun: make("sun"),
});

export const blocksOf = (times: readonly Times[]): Block[] =>
  merged(times.map(([from, to]) => blockOf(minuteOf(from), minuteOf(to))));

export const timesOf = (blocks: readonly Block[]): Times[] =>
  blocks.map(({ from, to }) => [clockText(from), clockText(to)]);

export const weekOf = (document: WeekDocument): Week =>
  eachDay((day) => blocksOf(document[day] ?? []));

/** As the document has it; closed days are left out. */
export function documentOf(week: Week): WeekDocument {
  const document: WeekDocument = {};
  for (const day of DAYS) if (week[day].length > 0) document[day] = timesOf(week[day]);
  return document;
}

/** `09:00–12:00, 13:00–17:00`; closed is empty. */
export const hoursText = (blocks: readonly Block[]): string =>
  timesOf(blocks)
    .map(([from, to]) => `${from}–${to}`)
    .join(", ");

const TIME = /^(\d{1,2})(?:[:.uh](\d{2})?)?$/;

function typedMinute(text: string): number | null {
  const [, hours, minutes = "0"] = TIME.exec(text.trim().toLowerCase()) ?? [];
  if (hours === undefined) return null;
  const minute = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && minute <= DAY_MINUTES ? minute : null;
}

/** `9-12, 13:00–17.30`, also `9u-17u30` and one a line; nothing is closed. Null: it cannot be read. */
export function typedHours(text: string): Block[] | null {
  const parts = text.split(/[,;\n]|\s{2,}/).filter((part) => part.trim() !== "");
  const blocks: Block[] = [];
  for (const part of parts) {
    const [from, to, ...more] = part.split(/[-–—]/).map(typedMinute);
    if (from == null || to == null || more.length > 0 || from === DAY_MINUTES) return null;
    if (from === to) return null;
    blocks.push(blockOf(from, to));
  }
  return merged(blocks);
}

const on = (week: Week, day: Day, blocks: readonly Block[]): Week => ({
  ...week,
  [day]: merged(blocks),
});

export const withHours = on;

const without = (week: Week, day: Day, index: number) =>
  week[day].filter((_, other) => other !== index);

const within = (value: number, min: number, max: number): number =>
  Math.max(min, Math.min(max, value));

export const addBlock = (week: Week, day: Day, from: number, to: number): Week =>
  on(week, day, [...week[day], { from: Math.min(from, to), to: Math.max(from, to) }]);

export const removeBlock = (week: Week, day: Day, index: number): Week =>
  on(week, day, without(week, day, index));

/** Starts so much later or earlier, and as long; it may go on after midnight. */
export function moveBlock(week: Week, day: Day, index: number, by: number): Week {
  const block = week[day][index];
  if (block === undefined) return week;
  const from = within(block.from + by, 0, DAY_MINUTES - STEP);
  const moved = { from, to: from + block.to - block.from };
  return on(week, day, [...without(week, day, index), moved]);
}

/** Its start or end moves; it stays at least one step long and at most a day. */
export function resizeBlock(
  week: Week,
  day: Day,
  index: number,
  edge: "from" | "to",
  by: number,
): Week {
  const block = week[day][index];
  if (block === undefined) return week;
  const { from, to } = block;
  const next =
    edge === "from"
      ? {
          to,
          from: within(from + by, Math.max(0, to - DAY_MINUTES), Math.min(to, DAY_MINUTES) - STEP),
        }
      : { from, to: within(to + by, from + STEP, from + DAY_MINUTES) };
  return on(week, day, [...without(week, day, index), next]);
}

/** The same hours on other days too. */
export const copyDay = (week: Week, day: Day, to: readonly Day[]): Week =>
  eachDay((one) => (to.includes(one) ? week[day] : week[one]));

export const openMinutes = (week: Week): number =>
  DAYS.reduce((sum, day) => sum + week[day].reduce((own, { from, to }) => own + to - from, 0), 0);

/** What a day's column shows: its own blocks up to midnight, and the rest of the night before. */
export interface Drawn extends Block {
  readonly index: number;
  /** Of the day it belongs to. */
  readonly day: Day;
  readonly isRest: boolean;
}

const before = (day: Day): Day => DAYS[(DAYS.indexOf(day) + 6) % 7] ?? "mon";

export function drawnOn(week: Week, day: Day): Drawn[] {
  const rest = week[before(day)].flatMap(({ to }, index): Drawn[] =>
    to > DAY_MINUTES
      ? [{ from: 0, to: to - DAY_MINUTES, index, day: before(day), isRest: true }]
      : [],
  );
  const own = week[day].map(
    ({ from, to }, index): Drawn => ({
      from,
      to: Math.min(to, DAY_MINUTES),
      index,
      day,
      isRest: false,
    }),
  );
  return [...rest, ...own];
}
