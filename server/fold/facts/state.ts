/** What is open or unassigned, or waits in a queue, and since when (KPIS.md 6.2): states, not facts. */
import type { Contact } from "./contact.ts";
import { ownerAt } from "./contact.ts";
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

export function queueSpans(contact: Contact, waits: readonly Wait[]): Span[] {
  const { channel, direction, directory } = contact;
  return waits
    .filter((wait) => wait.to === null || wait.to > wait.from)
    .map(({ from, to }) => {
      const { team, queue } = ownerAt(contact, from);
      const measure = "state.queued" as const;
      const ofQueue = directory.teamOfQueue(queue ?? "", from) ?? team;
      return {
        measure,
        from,
        to,
        since: from,
        agent: null,
        team: ofQueue,
        queue,
        channel,
        direction,
      };
    });
}
