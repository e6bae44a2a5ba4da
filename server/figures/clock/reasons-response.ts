/** Why a contact brought nothing to the KPIs of answers and promises (KPIS.md 4). */
import type { Reason } from "../../../shared/wire/contact-clock.ts";
import type { Clock } from "../../fold/facts/clocks.ts";
import { type Term, termsOf } from "../../fold/facts/deadline.ts";
import { firstClock } from "../../fold/facts/first-response.ts";
import { replyClocks } from "../../fold/facts/reply.ts";
import type { PromiseMetric } from "../../fold/promises.ts";
import type { Told } from "./told.ts";

/** What holds for all that is told of tickets and chats alone; null: look closer. */
export function generally({ contact }: Told): Reason | null {
  if (contact.gone !== null) return contact.gone;
  if (contact.kind === "call") return "call";
  return contact.openedAt === undefined ? "no_opening" : null;
}

/** Why nothing more is to come of what is not open any more; null: it is open. */
export function whyOver({ answers, solving }: Told): Reason | null {
  if (answers?.course.open.at(-1)?.to === Infinity) return null;
  if (!solving.isSolved) return "cancelled";
  const { data } = solving.solves.at(-1)?.event ?? {};
  return data?.actor?.kind === "bot" ? "solved_by_bot" : "closed_without_reply";
}

export function whyNoFirstResponse(told: Told): Reason {
  const general = generally(told);
  const { contact, answers } = told;
  if (general !== null || answers === null) return general ?? "no_opening";
  if (contact.direction === "outbound") return "outbound";
  const { course, response } = answers;
  if (response.calendar?.wait.seconds === null) return "clock_skew";
  if (course.answeredBy === "call") return "answered_by_call";
  if (firstClock(course) === undefined) return "phone_ticket";
  return whyOver(told) ?? "not_answered";
}

export const whyNoBusiness = (told: Told, hasCalendar: boolean): Reason =>
  hasCalendar ? "no_schedule" : whyNoFirstResponse(told);

const ENDED: Readonly<Record<string, Reason>> = {
  call: "answered_by_call",
  solve: "closed_without_reply",
};

export function whyNoReply(told: Told): Reason {
  const general = generally(told);
  if (general !== null || told.answers === null) return general ?? "no_opening";
  const last = replyClocks(told.answers.course).at(-1);
  if (last === undefined) return "no_later_message";
  if (last.end !== null) return ENDED[last.end.by] ?? "not_answered";
  const over = whyOver(told);
  if (over === null || over === "cancelled") return over ?? "not_answered";
  return "written_after_solve";
}

function ofTerms(terms: readonly Term[], isSolved: boolean): Reason {
  if (terms.every(({ promised }) => promised === null)) return "no_promise";
  if (terms.every(({ untilAt }) => untilAt === null)) return "no_schedule";
  return isSolved ? "solved_before" : "not_decided";
}

/** Of a promise on an answer: the clock that it was about, and what was promised while it ran. */
function ofClock(told: Told, metric: PromiseMetric, clock: Clock): Reason {
  const { contact, solving } = told;
  return ofTerms(
    termsOf(contact, metric, clock.startAt, clock.end?.at ?? Infinity),
    solving.isSolved || clock.end !== null,
  );
}

export function whyNoFirstPromise(told: Told): Reason {
  const why = whyNoFirstResponse(told);
  const open: readonly Reason[] = ["not_answered", "closed_without_reply", "solved_by_bot"];
  const clock = told.answers === null ? undefined : firstClock(told.answers.course);
  if (clock === undefined) return why;
  const isAnswered = told.answers?.response.calendar?.wait.seconds != null;
  return isAnswered || open.includes(why) ? ofClock(told, "frt", clock) : why;
}

export function whyNoReplyPromise(told: Told): Reason {
  const clocks = told.answers === null ? [] : replyClocks(told.answers.course);
  const last = clocks.at(-1);
  const general = generally(told);
  return general !== null || last === undefined ? whyNoReply(told) : ofClock(told, "reply", last);
}

export function whyNoResolutionPromise(told: Told): Reason {
  const general = generally(told);
  const { answers, contact, solving } = told;
  if (general !== null || answers === null) return general ?? "no_opening";
  const first = solving.solves[0];
  const terms = termsOf(contact, "resolution", answers.openedAt, first?.at ?? Infinity);
  const why = ofTerms(terms, false);
  return why === "not_decided" && first !== undefined ? "clock_skew" : why;
}
