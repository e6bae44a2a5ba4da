/** The events that a contact's clock was made from: what came when, never what it said. */
import type { EventOf } from "../../../shared/events/event.ts";
import { AHEAD_MS_MAX } from "../../../shared/events/limits.ts";
import type { ContactClock } from "../../../shared/wire/contact-clock.ts";
import type { LogEvent } from "../../fold/log-event.ts";

const iso = (at: number): string => new Date(at).toISOString();

/** Late ones with when they came; those ahead of our clock are marked (REL-4). */
export const toldEvents = (events: readonly LogEvent[], now: number): ContactClock["events"] =>
  events.map(({ type, id, at, receivedAt, quality }) => ({
    type,
    id,
    at: iso(at),
    ...(receivedAt === undefined ? {} : { late: iso(receivedAt) }),
    ...(at > now + AHEAD_MS_MAX ? { ahead: true as const } : {}),
    ...(quality === undefined ? {} : { quality }),
  }));

type Correction = EventOf<"record.corrected">;

/** Names of fields only (PRIV-1). `misfits`: those that change nothing. */
export const correctionsOf = (
  events: readonly LogEvent[],
  misfits: readonly Correction[],
): ContactClock["corrections"] =>
  events.flatMap((event) => {
    if (event.type !== "record.corrected") return [];
    const { target, retract, set } = event.data;
    return [
      {
        id: event.id,
        at: iso(event.at),
        target: "eventId" in target ? target.eventId : target.entity,
        retracts: retract === true,
        fields: Object.keys(set ?? {}),
        fits: !misfits.some(({ id, source }) => id === event.id && source === event.source),
      },
    ];
  });
