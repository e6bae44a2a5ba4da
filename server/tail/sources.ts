/** When each source was last heard, what it was busy with today, and its gaps (UX-14, SCR-13). */
import { newEntity, PINNED } from "../fold/entity.ts";
import type { LogEvent, LogGroup } from "../fold/log-event.ts";

export interface SourceAge {
  readonly source: string;
  /** Latest instant that an event happened, and when one last arrived; ms since 1970. */
  lastEventAt: number;
  lastArrivalAt: number;
}

/** Key of the entity that holds the ages; no source can name it. */
export const SOURCES = "|sources";

export class SourceAges {
  readonly #ages = new Map<string, SourceAge>();

  take(group: LogGroup): void {
    for (const { source, at, type } of group.events) {
      if (type === "org.changed" || type === "event.refused") continue;
      const known = this.#ages.get(source);
      if (known === undefined) {
        this.#ages.set(source, { source, lastEventAt: at, lastArrivalAt: group.receivedAt });
      } else {
        if (at > known.lastEventAt) known.lastEventAt = at;
        if (group.receivedAt > known.lastArrivalAt) known.lastArrivalAt = group.receivedAt;
      }
    }
  }

  all(): readonly SourceAge[] {
    return [...this.#ages.values()];
  }

  /** As an entity, so that it is checkpointed and restored like any other. */
  entity() {
    const events: LogEvent[] = this.all().map(({ source, lastEventAt, lastArrivalAt }) => ({
      type: "unknown",
      source,
      id: String(lastArrivalAt),
      at: lastEventAt,
      data: { name: "age" },
    }));
    return { ...newEntity(SOURCES), events, wakeAt: PINNED };
  }

  restore(events: readonly LogEvent[]): void {
    for (const { source, id, at } of events) {
      this.#ages.set(source, { source, lastEventAt: at, lastArrivalAt: Number(id) });
    }
  }
}
