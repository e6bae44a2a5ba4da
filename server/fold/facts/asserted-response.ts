/** First responses as a source asserts them (EVENTS.md 6): they replace what we derive, on their clock. */
import type { EventOf } from "../../../shared/events/event.ts";
import { floorTo } from "../../../shared/time/interval.ts";
import { assertedAt } from "./assertions.ts";
import type { Contact } from "./contact.ts";
import type { Course } from "./course.ts";
import { type Elapsed, elapsed, secondsOf } from "./elapsed.ts";
import type { BusinessResponse, CalendarResponse } from "./first-response.ts";
import { businessWait } from "./ownership.ts";
import { replyCredit, senderOf } from "./response.ts";
import type { Credit } from "./solve.ts";

/** What a summary asserts is its agent's; where it names none, the sender's of the first message. */
function assertedCredit(
  contact: Contact,
  summary: EventOf<"contact.measured">,
  { reply }: Course,
): Credit {
  const { agentId } = summary.data;
  const at = assertedAt(summary);
  const sender = reply === null ? null : senderOf(contact, reply);
  const agent =
    agentId === undefined ? sender : contact.directory.agent(summary.source, agentId, at);
  return replyCredit(contact, agent, at);
}

/** A length is taken as it is; an instant is measured from the clock start. */
export function assertedCalendar(
  contact: Contact,
  course: Course,
  start: number | null,
  summary: EventOf<"contact.measured">,
): CalendarResponse {
  const at = assertedAt(summary);
  const startAt = start ?? contact.openedAt ?? at;
  const { firstReplyMs } = summary.data;
  const wait: Elapsed =
    firstReplyMs === undefined
      ? elapsed(startAt, at)
      : { seconds: secondsOf(firstReplyMs), quality: "fine" };
  const untilAt = floorTo(startAt, 1000) + (wait.seconds ?? 0) * 1000;
  return { at, credit: assertedCredit(contact, summary, course), startAt, untilAt, wait };
}

/** The same in open seconds. Null: the instant alone is told, and open time cannot be. */
export function assertedBusiness(
  contact: Contact,
  course: Course,
  start: number | null,
  summary: EventOf<"contact.measured">,
): BusinessResponse | null {
  const at = assertedAt(summary);
  const { firstReplyMs } = summary.data;
  const from = start ?? contact.openedAt ?? at;
  const isTellable = elapsed(from, at).seconds !== null;
  const open = () => (isTellable ? businessWait(contact, from, at) : null);
  const seconds = firstReplyMs === undefined ? open() : secondsOf(firstReplyMs);
  return seconds === null
    ? null
    : { at, credit: assertedCredit(contact, summary, course), seconds, isAsserted: true };
}
