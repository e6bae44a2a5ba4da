/** Opening hours in the organisation's document: versions from a date, days that differ, holidays. Pure. */
import { type HolidayCountry, holidays } from "../../shared/org/holidays.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import type { Schedule, ScheduleVersion } from "../../shared/org/schedule.ts";
import { inForceOn, startOf, withFrom } from "./dates.ts";
import { changed, newId } from "./entries.ts";
import { type Block, blocksOf, documentOf, timesOf, type Week, weekOf } from "./week.ts";

const ON = (document: OrgDocument, id: string, change: (schedule: Schedule) => Schedule) => ({
  ...document,
  schedules: changed(document.schedules, id, change),
});

const USUAL: [string, string][] = [["09:00", "17:00"]];

/** A new one with usual office hours, from the beginning; and its id. */
export function addSchedule(document: OrgDocument, name: string) {
  const id = newId(name, document.schedules, "hours");
  const week = { mon: USUAL, tue: USUAL, wed: USUAL, thu: USUAL, fri: USUAL };
  const schedule: Schedule = {
    id,
    name,
    versions: [{ always: false, week, exceptions: [] }],
  };
  return { id, document: { ...document, schedules: [...document.schedules, schedule] } };
}

/** Teams that go by it at any time: while there are some it cannot be removed. */
export const teamsWith = ({ teams }: OrgDocument, id: string) =>
  teams.filter(({ schedules }) => schedules.some(({ schedule }) => schedule === id));

export const removeSchedule = (document: OrgDocument, id: string): OrgDocument => ({
  ...document,
  schedules: document.schedules.filter((one) => one.id !== id),
});

export const nameSchedule = (document: OrgDocument, id: string, name: string): OrgDocument =>
  ON(document, id, (one) => ({ ...one, name }));

/** Null: the organisation's own zone. */
export const zoneSchedule = (document: OrgDocument, id: string, zone: string | null): OrgDocument =>
  ON(document, id, ({ zone: _, ...one }) => (zone === null ? one : { ...one, zone }));

/** The version that holds on a date, or the first one. */
export const versionOn = ({ versions }: Schedule, date: string): ScheduleVersion =>
  inForceOn(versions, date) ?? (versions[0] as ScheduleVersion);

/** Hours as they are drawn; `always`: around the clock. */
export interface Hours {
  readonly always: boolean;
  readonly week: Week;
}

export const hoursOf = ({ always, week }: ScheduleVersion): Hours => ({
  always,
  week: weekOf(week),
});

/**
 * Other hours from a date on (null: from the beginning), until the next version. Days that differ after
 * that date still do.
 */
export const withHoursFrom = (
  document: OrgDocument,
  id: string,
  hours: Hours,
  from: string | null,
): OrgDocument =>
  ON(document, id, (schedule) => {
    const { exceptions } = from === null ? firstOf(schedule) : versionOn(schedule, from);
    const version: ScheduleVersion = {
      ...(from === null ? {} : { from }),
      always: hours.always,
      week: documentOf(hours.week),
      exceptions: exceptions.filter(({ date }) => from === null || date >= from),
    };
    return { ...schedule, versions: withFrom(schedule.versions, version) };
  });

const firstOf = ({ versions }: Schedule): ScheduleVersion => versions[0] as ScheduleVersion;

/** A later version is taken out again; the one before then goes on. */
export const withoutVersion = (document: OrgDocument, id: string, from: string): OrgDocument =>
  ON(document, id, (schedule) =>
    schedule.versions.length < 2
      ? schedule
      : { ...schedule, versions: schedule.versions.filter((one) => startOf(one) !== from) },
  );

export interface DifferentDay {
  readonly date: string;
  readonly name: string;
  /** None: closed all day. */
  readonly blocks: readonly Block[];
}

/** Days that differ, in order, each as the version of that day has it. */
export const differentDays = (schedule: Schedule): DifferentDay[] =>
  schedule.versions
    .flatMap((version) =>
      version.exceptions
        .filter(({ date }) => versionOn(schedule, date) === version)
        .map(({ date, name = "", blocks }) => ({ date, name, blocks: blocksOf(blocks) })),
    )
    .sort((a, b) => (a.date < b.date ? -1 : 1));

const exceptionsOn = (
  document: OrgDocument,
  id: string,
  date: string,
  change: (exceptions: ScheduleVersion["exceptions"]) => ScheduleVersion["exceptions"],
): OrgDocument =>
  ON(document, id, (schedule) => {
    const held = versionOn(schedule, date);
    const versions = schedule.versions.map((one) =>
      one === held ? { ...one, exceptions: change(one.exceptions) } : one,
    );
    return { ...schedule, versions };
  });

export const withDay = (document: OrgDocument, id: string, day: DifferentDay): OrgDocument =>
  exceptionsOn(document, id, day.date, (exceptions) =>
    [
      ...exceptions.filter(({ date }) => date !== day.date),
      {
        date: day.date,
        blocks: timesOf(day.blocks),
        ...(day.name === "" ? {} : { name: day.name }),
      },
    ].sort((a, b) => (a.date < b.date ? -1 : 1)),
  );

export const withoutDay = (document: OrgDocument, id: string, date: string): OrgDocument =>
  exceptionsOn(document, id, date, (exceptions) => exceptions.filter((one) => one.date !== date));

export interface Suggestion {
  readonly date: string;
  readonly name: string;
  /** This schedule says something of that day already. */
  readonly isTaken: boolean;
}

/** Holidays from a date on, to the end of the next year: suggestions, never applied by themselves (D19). */
export function suggested(
  schedule: Schedule,
  country: HolidayCountry,
  from: string,
  language: "nl" | "fr" | "en",
): Suggestion[] {
  const year = Number(from.slice(0, 4));
  const days = new Set(differentDays(schedule).map(({ date }) => date));
  return [...holidays(country, year), ...holidays(country, year + 1)]
    .filter(({ date }) => date >= from)
    .map(({ date, name }) => ({ date, name: name[language], isTaken: days.has(date) }));
}
