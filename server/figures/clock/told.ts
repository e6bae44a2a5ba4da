/** One contact read once, as the fold reads it: what every part of its clock starts from. */
import type { DeskEvent, EventOf } from "../../../shared/events/event.ts";
import { AHEAD_MS_MAX } from "../../../shared/events/limits.ts";
import type { Directory } from "../../fold/directory.ts";
import type { Entity } from "../../fold/entity.ts";
import { type Assertions, assertionsOf } from "../../fold/facts/assertions.ts";
import { type Contact, contactOf } from "../../fold/facts/contact.ts";
import { type Course, courseOf } from "../../fold/facts/course.ts";
import { QUEUED_MS_MAX } from "../../fold/facts/fact.ts";
import { type FirstResponse, firstResponseOf } from "../../fold/facts/first-response.ts";
import { type Legs, readLegs } from "../../fold/facts/leg.ts";
import { queueReplay, type Wait } from "../../fold/facts/queue.ts";
import { type Solving, solvingOf } from "../../fold/facts/solve.ts";
import { settled } from "../../fold/settle.ts";
import { OPEN_MS_MAX } from "../../fold/timeline/entry.ts";

/** Answers, and the clocks that they stop: tickets and chats of which the opening is known. */
export interface Answers {
  readonly openedAt: number;
  readonly assertions: Assertions;
  readonly course: Course;
  readonly response: FirstResponse;
}

export interface Told {
  readonly contact: Contact;
  /** Settled; merging, deleting and restoring are among them. */
  readonly events: readonly DeskEvent[];
  readonly misfits: readonly EventOf<"record.corrected">[];
  readonly answers: Answers | null;
  readonly waits: readonly Wait[];
  readonly legs: Legs;
  readonly solving: Solving;
  readonly now: number;
  /** The customer's time, ms since 1970: opening to last event, or to `now` while it goes on. */
  readonly from: number;
  readonly to: number;
  readonly goesOn: boolean;
}

function answersOf(contact: Contact): Answers | null {
  const { kind, openedAt } = contact;
  if (kind === "call" || openedAt === undefined) return null;
  const assertions = assertionsOf(contact);
  const course = courseOf(contact, openedAt, assertions.at);
  return { openedAt, assertions, course, response: firstResponseOf(contact, course, assertions) };
}

/** Somebody asked to be called back, and nobody did so far. */
function isCallbackDue({ events, has }: Contact): boolean {
  let isDue = false;
  for (const event of has.callback ? events : []) {
    if (event.type === "contact.transferred") isDue ||= event.data.kind === "callback";
    else if (event.type === "contact.answered" && event.data.via === "callback") isDue = false;
  }
  return isDue;
}

/** Is the customer still waiting, or talking? What lost its end on the way goes on for so long only. */
function goesOnAt(told: Omit<Told, "from" | "to" | "goesOn">): boolean {
  const { contact, answers, waits, legs, now } = told;
  if (contact.gone !== null) return false;
  return (
    answers?.course.open.at(-1)?.to === Infinity ||
    isCallbackDue(contact) ||
    waits.some(({ from, to }) => to === null && now - from <= QUEUED_MS_MAX) ||
    (legs.handled.isGoingOn === true &&
      legs.legs.some(
        ({ role, answered, ended, measured }) =>
          role === "handled" &&
          answered !== undefined &&
          ended === undefined &&
          measured?.data.final !== true &&
          now - answered.at <= OPEN_MS_MAX,
      ))
  );
}

/** What has happened by `now`; events that lie further ahead wait for their time (REL-4). */
export function toldOf({ events: all, parts }: Entity, directory: Directory, now: number): Told {
  const due = all.filter(
    (event): event is DeskEvent =>
      event.type !== "org.changed" &&
      event.type !== "event.refused" &&
      event.at <= now + AHEAD_MS_MAX,
  );
  const { events, misfits } = settled(due);
  const contact = contactOf(events, directory, parts);
  const read = {
    contact,
    events,
    misfits,
    answers: answersOf(contact),
    waits: queueReplay(contact).waits,
    legs: readLegs(contact),
    solving: solvingOf(contact),
    now,
  };
  const instants = [...contact.events, ...events.filter(({ type }) => type !== "contact.created")];
  const from = contact.openedAt ?? Math.min(...instants.map(({ at }) => at));
  const last = instants.reduce((latest, { at }) => Math.max(latest, at), from);
  const goesOn = goesOnAt(read);
  return { ...read, from, to: goesOn ? Math.max(now, last) : last, goesOn };
}
