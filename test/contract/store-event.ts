/** Events and checkpoints by number, so that what is read back can be told from its position. */
import type { LogEvent } from "../../server/fold/log-event.ts";
import type { Checkpoint, EntityRow } from "../../server/store/store.ts";

export const event = (number: number): LogEvent => ({
  type: "contact.queued",
  source: "zendesk",
  id: `event-${number}`,
  at: 1_772_000_000_000 + number,
  data: { contactId: `ticket-${number % 7}`, reason: "new", native: { page: 1.5, none: null } },
});

export const eventsFrom = (first: number, count: number): LogEvent[] =>
  Array.from({ length: count }, (_, index) => event(first + index));

/** Every row says the position it was written at: old and new rows together would show. */
export function checkpointAt(position: number): Checkpoint {
  const entities = ["a", "b", "c", "d"].map(
    (key): EntityRow => ({ key, firstAt: 0, lastAt: position, live: true, body: `${position}` }),
  );
  const body = new TextEncoder().encode(`${position}`);
  const slab = { minutes: 15, start: 0, measure: "nps.raw", body } as const;
  return { position, fold: position, entities, slabs: [slab], minutesFrom: 0 };
}
