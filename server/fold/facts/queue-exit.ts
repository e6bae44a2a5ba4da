/** What takes a contact out of a queue, and what puts it into one (KPIS.md 6.1, EVENTS.md 3). */
import type { DeskEvent, EventOf } from "../../../shared/events/event.ts";
import type { Owner } from "./contact.ts";
import { isSolved } from "./response.ts";

export type Exit = "answered" | "abandoned" | "flowout";

/** A wait that goes on: since when, and whose queue it is. */
export interface Entered {
  readonly at: number;
  readonly owner: Pick<Owner, "team" | "queue">;
}

const isPrimary = (event: EventOf<"contact.answered">): boolean =>
  (event.data.role ?? "primary") === "primary";

/** A customer who asked to be called back waits at home. */
export const entersQueue = (event: DeskEvent): event is EventOf<"contact.queued"> =>
  event.type === "contact.queued" && event.data.reason !== "callback";

const SENT_ON: ReadonlySet<string> = new Set(["transfer", "overflow", "callback"]);

/** Told again that it waits where it waits: nothing left the queue. */
export const isSameQueue = (
  event: EventOf<"contact.queued">,
  { owner }: Entered,
  now: Entered["owner"],
): boolean =>
  !SENT_ON.has(event.data.reason) && owner.queue === now.queue && owner.team === now.team;

/**
 * How an event takes a contact out of the queue, or null. `isFirst`: nothing has left it so far, so a
 * caller who hangs up may have been in a queue that nobody told of.
 */
export function exitOf(event: DeskEvent, isWaiting: boolean, isFirst: boolean): Exit | null {
  switch (event.type) {
    case "contact.answered": {
      if (!isPrimary(event)) return null;
      const via = event.data.via ?? (isWaiting ? "queue" : "direct");
      return via === "queue" ? "answered" : isWaiting ? "flowout" : null;
    }
    case "contact.abandoned":
      if (event.data.reason === "hangup" && event.data.stage !== "ivr") {
        return isWaiting || isFirst ? "abandoned" : null;
      }
      return isWaiting ? "flowout" : null;
    case "contact.transferred":
      return isWaiting && event.data.fromLegId === undefined ? "flowout" : null;
    case "contact.queued":
      return isWaiting ? "flowout" : null;
    case "contact.status_changed": {
      const { to } = event.data;
      return isWaiting && (isSolved(to) || to === "cancelled") ? "flowout" : null;
    }
    default:
      return null;
  }
}

const leavesByItself = (event: DeskEvent): boolean => {
  const exit = exitOf(event, true, true);
  return exit === "answered" || exit === "abandoned";
};

/**
 * Clocks disagree: an answer or hang-up stamped before the only queue entry it can belong to. The
 * entry is then taken as having come first, and the wait is negative (KPIS.md 7.5).
 */
export function swappedPair(events: readonly DeskEvent[]) {
  const exit = events.find((event) => entersQueue(event) || leavesByItself(event));
  if (exit === undefined || entersQueue(exit)) return null;
  const entry = events.find(entersQueue);
  return entry === undefined ? null : { exit, entry };
}
