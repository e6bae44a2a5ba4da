/** Who waits for an answer, who waits too long, and who still may be in time (KPIS.md 4.2): states. */
import type { StateMeasure } from "../../../shared/kpi/measure.ts";
import { floorTo } from "../../../shared/time/interval.ts";
import type { Clock, Stretch } from "./clocks.ts";
import type { Contact } from "./contact.ts";
import type { Course } from "./course.ts";
import { brokenAt, type Term, termsOf } from "./deadline.ts";
import type { Span } from "./fact.ts";
import { piecesOf } from "./ownership.ts";

/** A state over stretches of time, cut where the owner changes. */
export function ownedSpans(
  contact: Contact,
  measure: StateMeasure,
  since: number,
  stretches: readonly Stretch[],
): Span[] {
  const { channel, direction } = contact;
  const spans: Span[] = [];
  for (const stretch of stretches) {
    if (stretch.from >= stretch.to) continue;
    for (const { from, to: end, owner } of piecesOf(contact, stretch.from, stretch.to)) {
      const { agent, team, queue } = owner;
      const to = end === Infinity ? null : end;
      spans.push({ measure, from, to, since, agent, team, queue, channel, direction });
    }
  }
  return spans;
}

/** The part of each stretch in `[from, to)`; parts without time stay in and hold nothing. */
const within = (stretches: readonly Stretch[], from: number, to: number): Stretch[] =>
  stretches.map((one) => ({ from: Math.max(one.from, from), to: Math.min(one.to, to) }));

const isKept = ({ end }: Clock, broken: number): boolean =>
  end?.by === "reply" && floorTo(end.at, 1000) <= broken;

/** Waiting past its promise, from the instant at which it was broken. */
function lateSpans(contact: Contact, clock: Clock, broken: number): Span[] {
  if (broken === Infinity || isKept(clock, broken)) return [];
  const late = within(clock.waited, broken, Infinity);
  return ownedSpans(contact, "state.waiting_late", clock.startAt, late);
}

/** A promised first response that is not decided. */
function pendingSpans(
  contact: Contact,
  clock: Clock,
  terms: readonly Term[],
  broken: number,
): Span[] {
  const pending = terms.flatMap(({ from, to, untilAt }) =>
    untilAt === null ? [] : within(clock.waited, from, Math.min(to, broken)),
  );
  return ownedSpans(contact, "state.sla_pending", clock.startAt, pending);
}

export function waitingSpans(contact: Contact, { clocks }: Course): Span[] {
  const spans: Span[] = [];
  for (const clock of clocks) {
    const { kind, startAt, waited, end } = clock;
    spans.push(...ownedSpans(contact, "state.waiting", startAt, waited));
    const terms = termsOf(contact, kind, startAt, end?.at ?? Infinity);
    const broken = brokenAt(terms);
    if (broken === null) continue;
    spans.push(...lateSpans(contact, clock, broken));
    if (kind === "frt") spans.push(...pendingSpans(contact, clock, terms, broken));
  }
  return spans;
}
