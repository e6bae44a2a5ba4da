/** What changed between two readings of a conversation, where nobody told when: derived (EVENTS.md 2). */
import type { CloudEvent } from "../../../shared/events/event.ts";
import type { WriteEvent } from "../write-event.ts";
import type { Active, Reading, Seen } from "./cursor.ts";
import { statusOf } from "./fields.ts";
import { assigned, handedOver, opened, regrouped, restatused } from "./happened.ts";
import type { Reported } from "./reports.ts";

/** Do its reports say when it became what it is? */
function isReported(status: string, { solvedAt, openedAt, handedOverAt }: Reported): boolean {
  if (status === "resolved") return solvedAt !== null && solvedAt > (openedAt ?? 0);
  if (status !== "open") return false;
  return Math.max(openedAt ?? 0, handedOverAt ?? 0) > (solvedAt ?? 0);
}

/** A note is written by a job of its own, a while after what it is about. */
const NOTE_MS = 5_000;

/** The notes about what no report tells. */
const untold = (notes: readonly number[], { instants }: Reported): readonly number[] =>
  notes.filter((note) => !instants.some((at) => note >= at && note - at <= NOTE_MS));

/**
 * A note of Chatwoot's own says when somebody was assigned or a status changed, in words of any language: its
 * instant is taken, the first for who has it, the last for the status. Without one, and for what went on before
 * we watched: when it was active last.
 */
export function derivedOf(
  write: WriteEvent,
  one: Active,
  before: Seen | undefined,
  { notes }: Reading,
  { reported, from: watchedFrom }: { readonly reported: Reported; readonly from: number },
): (CloudEvent | null)[] {
  const { id, status, assignee, team, createdAt, activeAt } = one;
  const isNew = before === undefined;
  const own = untold(notes, reported);
  const to = statusOf(status);
  // Whoever has it got it after the bot gave it up.
  const isGivenUp = before?.status === "pending" && to === "open" && !isReported(status, reported);
  const isWatched = !isNew || createdAt >= watchedFrom;
  const noted = isGivenUp ? (own[1] ?? own[0]) : own[0];
  const whoAt = isWatched ? (noted ?? (isNew ? createdAt : activeAt)) : activeAt;
  const who = { conversation: id, at: whoAt, quality: "derived" as const };
  const events: (CloudEvent | null)[] = [];
  const wasBots = before?.status === "pending" || reported.handedOverAt !== null;
  if (isNew && status !== "pending" && !wasBots) events.push(opened(write, id, createdAt));
  const fromTeam = before?.team ?? null;
  if (team !== fromTeam) events.push(regrouped(write, who, { from: fromTeam, to: team }));
  const from = before?.assignee ?? null;
  if (assignee !== from) events.push(assigned(write, who, { from, to: assignee, team }));
  if (to !== undefined && status !== (before?.status ?? "open") && !isReported(status, reported)) {
    const at = (isGivenUp ? own[0] : own.at(-1)) ?? activeAt;
    const what = { conversation: id, at, quality: "derived" as const };
    events.push(restatused(write, what, to));
    if (isGivenUp) events.push(handedOver(write, what));
  }
  return events;
}
