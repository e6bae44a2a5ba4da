/** The promises of one ticket or chat: a first response, each reply, its solution (KPIS.md 4.2, 6.2). */

import type { Clock } from "./clocks.ts";
import type { Contact } from "./contact.ts";
import type { Course } from "./course.ts";
import { elapsed } from "./elapsed.ts";
import type { Fact } from "./fact.ts";
import { type FirstResponse, firstClock } from "./first-response.ts";
import { replyClocks, replyOf } from "./reply.ts";
import { type Answer, type Running, slaFact } from "./sla.ts";
import { type Solving, solverCredit } from "./solve.ts";

export interface Decisions {
  /** Decided by what happened. */
  readonly facts: Fact[];
  /** Decided by time alone, unless something happens before: they may lie in the future. */
  readonly later: Fact[];
}

function decide(
  decisions: Decisions,
  contact: Contact,
  running: Running,
  answer: Answer | null,
): void {
  const fact = slaFact(contact, running, answer);
  if (fact !== null) (answer === null ? decisions.later : decisions.facts).push(fact);
}

export const runningOf = ({ kind, startAt, end, waited }: Clock): Running => ({
  metric: kind,
  startAt,
  endAt: end?.at ?? Infinity,
  waited,
});

/** `sla.frt`. A first response set aside for its clocks decides nothing, and leaves nothing pending. */
function decideFirst(
  decisions: Decisions,
  contact: Contact,
  course: Course,
  { calendar, business }: FirstResponse,
): void {
  const clock = firstClock(course);
  if (calendar !== null && calendar.wait.seconds !== null) {
    const { at, credit, startAt, untilAt } = calendar;
    const asserted = business?.isAsserted ? { businessSeconds: business.seconds } : {};
    const atOnce: Running = { metric: "frt", startAt, endAt: startAt, waited: [] };
    const running = clock === undefined ? atOnce : runningOf(clock);
    decide(decisions, contact, running, { at, credit, untilAt, ...asserted });
  } else if (clock !== undefined && (clock.end === null || clock.end.by === "call")) {
    decide(decisions, contact, runningOf(clock), null);
  }
}

/** `sla.resolution`: from the opening to the first solve, whoever solved it. */
function decideResolution(
  decisions: Decisions,
  contact: Contact,
  course: Course,
  openedAt: number,
  { solves }: Solving,
): void {
  const [first] = solves;
  const endAt = first?.at ?? Infinity;
  const running: Running = { metric: "resolution", startAt: openedAt, endAt, waited: course.open };
  if (first === undefined) decide(decisions, contact, running, null);
  else if (elapsed(openedAt, first.at).seconds !== null) {
    const untilAt = Math.max(openedAt, first.at);
    const credit = solverCredit(contact, first);
    decide(decisions, contact, running, { at: first.at, credit, untilAt });
  }
}

export function decisionsOf(
  contact: Contact,
  course: Course,
  openedAt: number,
  response: FirstResponse,
  solving: Solving,
): Decisions {
  const decisions: Decisions = { facts: [], later: [] };
  if (contact.directory.promised.size === 0) return decisions;
  decideFirst(decisions, contact, course, response);
  for (const clock of replyClocks(course)) {
    const reply = replyOf(contact, clock);
    const answer = reply === null ? null : { ...reply, untilAt: reply.at };
    decide(decisions, contact, runningOf(clock), answer);
  }
  decideResolution(decisions, contact, course, openedAt, solving);
  return decisions;
}
