/** The first answer of a person (KPIS.md 4.1), by each clock: as we derive it, or as the source asserts. */
import { assertedBusiness, assertedCalendar } from "./asserted-response.ts";
import type { Assertions } from "./assertions.ts";
import type { Clock } from "./clocks.ts";
import type { Contact } from "./contact.ts";
import type { Course } from "./course.ts";
import { type Elapsed, elapsed } from "./elapsed.ts";
import { businessWait } from "./ownership.ts";
import { replyCredit, senderOf } from "./response.ts";
import type { Credit } from "./solve.ts";

/** The wait for it in real time. Instants in ms, durations in whole seconds. */
export interface CalendarResponse {
  /** The anchor. */
  readonly at: number;
  readonly credit: Credit;
  readonly startAt: number;
  /** Where the wait ended, as its length says. */
  readonly untilAt: number;
  readonly wait: Elapsed;
}

/** The same in open seconds. */
export interface BusinessResponse {
  readonly at: number;
  readonly credit: Credit;
  readonly seconds: number;
  /** The source says so; otherwise it is ours. */
  readonly isAsserted: boolean;
}

export interface FirstResponse {
  /** Null: nobody answered, or nobody said when. */
  readonly calendar: CalendarResponse | null;
  /** Null: also without a schedule, and when clocks are too far apart. */
  readonly business: BusinessResponse | null;
}

const NEVER: FirstResponse = { calendar: null, business: null };

/** The clock that the first response ended or will end: the last one that was started. */
export const firstClock = ({ clocks }: Course): Clock | undefined =>
  clocks.findLast(({ kind }) => kind === "frt");

/**
 * Where the clock of the first response started: creation, or the latest hand-over by a bot (or
 * reopening after a bot solved it) before the answer; for a ticket made by a call the customer's first
 * message. Answered before it was opened, as clocks go, it is measured from the opening.
 */
function startOf(contact: Contact, course: Course): number | null {
  const clock = firstClock(course);
  if (clock !== undefined) return clock.startAt;
  return contact.channel === "phone" ? null : (contact.openedAt ?? null);
}

function derived(contact: Contact, course: Course, start: number | null): CalendarResponse | null {
  const { reply, answeredBy } = course;
  if (reply === null || start === null || answeredBy === "call") return null;
  const { at } = reply;
  const credit = replyCredit(contact, senderOf(contact, reply), at);
  const untilAt = Math.max(start, at);
  return { at, credit, startAt: start, untilAt, wait: elapsed(start, at) };
}

/** Only what a customer began, and only tickets and chats: the phone has its speed of answer. */
export function firstResponseOf(
  contact: Contact,
  course: Course,
  assertions: Assertions,
): FirstResponse {
  if (contact.direction === "outbound" || course.answeredBy === null) return NEVER;
  const start = startOf(contact, course);
  const calendar =
    assertions.calendar === undefined
      ? derived(contact, course, start)
      : assertedCalendar(contact, course, start, assertions.calendar);
  if (assertions.business !== undefined) {
    return { calendar, business: assertedBusiness(contact, course, start, assertions.business) };
  }
  if (calendar === null || calendar.wait.seconds === null) return { calendar, business: null };
  const seconds = businessWait(contact, calendar.startAt, calendar.untilAt);
  const { at, credit } = calendar;
  return {
    calendar,
    business: seconds === null ? null : { at, credit, seconds, isAsserted: false },
  };
}
