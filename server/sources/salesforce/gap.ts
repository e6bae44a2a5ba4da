/** What the stream could not tell, and that it was read since (EVENTS.md type 20). */
import type { CloudEvent } from "../../../shared/events/event.ts";
import { eventWriter, type WriteEvent } from "../write-event.ts";

const iso = (at: number): string => new Date(at).toISOString();

/** From `from` on something is missing; ms. */
export const openGap = (write: WriteEvent, from: number): CloudEvent =>
  write("source.gap", `gap/${iso(from)}`, from, {
    from: iso(from),
    to: null,
    cause: "overflow",
  });

export const closedGap = (source: string, from: number, now: number): CloudEvent =>
  eventWriter(source)("source.gap", `gap/${iso(from)}/healed`, now, {
    from: iso(from),
    to: iso(Math.max(from, now)),
    cause: "overflow",
    healedBy: "pull",
  });
