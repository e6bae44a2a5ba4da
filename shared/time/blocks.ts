/** What a schedule says of a date: its blocks, in minutes of that day's wall clock (KPIS.md 7.4). */
import { type ScheduleVersion, WEEKDAYS } from "../org/schedule.ts";
import { DAY_MS } from "./interval.ts";

/** Minutes after local midnight; an end past midnight is more than a day. */
export type Block = readonly [from: number, to: number];

export const DAY_MINUTES = 24 * 60;

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** An end that is not after its start lies on the next day. */
const blockOf = ([start, end]: readonly [string, string]): Block => {
  const from = minuteOf(start);
  const to = minuteOf(end);
  return [from, to > from ? to : to + DAY_MINUTES];
};

/** The day of a date such as `2026-03-02`, counted from 1970-01-01, a Thursday. */
const dayOfDate = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** The blocks that begin on a day (counted from 1970-01-01): the date's own, else the weekday's. */
export function blocksByDay({ week, exceptions }: ScheduleVersion) {
  const weekdays = WEEKDAYS.map((name) => (week[name] ?? []).map(blockOf));
  const dates = new Map(
    exceptions.map(({ date, blocks }) => [dayOfDate(date), blocks.map(blockOf)]),
  );
  return (day: number): readonly Block[] => dates.get(day) ?? weekdays[weekdayOf(day)] ?? [];
}
