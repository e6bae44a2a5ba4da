/** What is open, unassigned or waiting, and since when (KPIS.md 4.2, 6.2): states, not facts. */
import type { DeskEvent } from "../../../shared/events/event.ts";
import type { StateMeasure } from "../../../shared/kpi/measure.ts";
import { type Contact, ownerAt } from "./contact.ts";
import type { Span } from "./fact.ts";
import type { Wait } from "./queue.ts";
import { clockStart, isCustomerMessage, isHumanReply, isSolved } from "./response.ts";

/** Where a ticket stands between two events. */
interface Standing {
  open: boolean;
  replied: boolean;
  waitingSince: number | null;
  solvedByBot: boolean;
}

const isClosed = (to: string): boolean => isSolved(to) || to === "cancelled";

function step(contact: Contact, now: Standing, event: DeskEvent): void {
  if (event === contact.created) {
    now.open = true;
    const waits = contact.direction === "inbound" && contact.channel !== "phone";
    if (waits && !now.replied) now.waitingSince = contact.openedAt ?? event.at;
  } else if (isHumanReply(event)) {
    now.replied = true;
    now.waitingSince = null;
  } else if (isCustomerMessage(event)) {
    now.waitingSince ??= event.at;
  } else if (event.type === "contact.queued" && event.data.reason === "bot_handover") {
    if (!now.replied) now.waitingSince = event.at;
  } else if (event.type === "contact.status_changed") stepStatus(contact, now, event);
}

function stepStatus(
  contact: Contact,
  now: Standing,
  event: Extract<DeskEvent, { type: "contact.status_changed" }>,
): void {
  const { to, actor } = event.data;
  if (isClosed(to)) {
    now.open = false;
    now.waitingSince = null;
    now.solvedByBot = actor?.kind === "bot";
  } else if (!now.open && contact.openedAt !== undefined && event.at >= contact.openedAt) {
    now.open = true;
    const start =
      now.replied || contact.direction === "outbound" ? null : clockStart(contact, event.at);
    if (start !== null)
      now.waitingSince = now.solvedByBot ? event.at : (now.waitingSince ?? event.at);
  }
}

/** Spans of tickets and chats, cut wherever the owner or the standing changes. */
function ticketSpans(contact: Contact): Span[] {
  if (contact.kind === "call" || contact.openedAt === undefined || contact.gone !== null) return [];
  const { openedAt, channel, direction } = contact;
  const now: Standing = { open: false, replied: false, waitingSince: null, solvedByBot: false };
  const spans: Span[] = [];
  const events = contact.events;
  events.forEach((event, index) => {
    step(contact, now, event);
    const next = events[index + 1];
    if (next !== undefined && next.at === event.at) return;
    if (!now.open && now.waitingSince === null) return;
    const from = Math.max(event.at, openedAt);
    const to = next === undefined ? null : next.at;
    const { agent, team, queue } = ownerAt(contact, event.at);
    const push = (measure: StateMeasure, since: number) =>
      spans.push({ measure, from, to, since, agent, team, queue, channel, direction });
    if (now.open) {
      push("state.open", openedAt);
      if (agent === null) push("state.unassigned", openedAt);
      if (now.waitingSince !== null) push("state.waiting", now.waitingSince);
    }
  });
  return joined(spans);
}

const sameSpan = (a: Span, b: Span): boolean =>
  a.measure === b.measure &&
  a.since === b.since &&
  a.agent === b.agent &&
  a.team === b.team &&
  a.queue === b.queue;

/** Pieces that follow each other without a change are one span. */
function joined(pieces: readonly Span[]): Span[] {
  const spans: Span[] = [];
  for (const piece of pieces) {
    const at = spans.findLastIndex((span) => span.measure === piece.measure);
    const before = spans[at];
    if (before !== undefined && before.to === piece.from && sameSpan(before, piece)) {
      spans[at] = { ...before, to: piece.to };
    } else spans.push(piece);
  }
  return spans;
}

function queueSpans(contact: Contact, waits: readonly Wait[]): Span[] {
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

export const stateSpans = (contact: Contact, waits: readonly Wait[]): Span[] => [
  ...ticketSpans(contact),
  ...queueSpans(contact, waits),
];
