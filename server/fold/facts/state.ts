/** What is open or unassigned, or waits in a queue, and since when (KPIS.md 6.2): states, not facts. */
import type { StateMeasure } from "../../../shared/kpi/measure.ts";
import type { Contact } from "./contact.ts";
import type { Course } from "./course.ts";
import type { Span } from "./fact.ts";
import type { Wait } from "./queue.ts";
import { ownedSpans } from "./waiting.ts";

/** The backlog: created, not solved, not gone; and who has no agent. */
export function openSpans(contact: Contact, { open }: Course, openedAt: number): Span[] {
  const spans = ownedSpans(contact, "state.open", openedAt, open);
  const unassigned = spans.filter(({ agent }) => agent === null);
  for (const span of unassigned) spans.push({ ...span, measure: "state.unassigned" });
  return spans;
}

/** Who waits in a queue, and who waits there longer than the threshold in force when the wait began. */
export function queueSpans({ channel, direction }: Contact, waits: readonly Wait[]): Span[] {
  return waits.flatMap(({ from, to, lateFrom, team, queue }): Span[] => {
    const dims = { agent: null, team, queue, channel, direction };
    const begins = (measure: StateMeasure, at: number): Span[] =>
      to === null || to > at ? [{ measure, from: at, to, since: from, ...dims }] : [];
    return [...begins("state.queued", from), ...begins("state.queued_late", lateFrom)];
  });
}
