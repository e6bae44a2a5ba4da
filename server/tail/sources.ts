/** When each source was last heard, what it was busy with today, and its gaps (UX-14, SCR-13). */
import { instantOf } from "../../shared/events/instant.ts";
import { newEntity, PINNED } from "../fold/entity.ts";
import type { LogEvent, LogGroup } from "../fold/log-event.ts";

export interface SourceAge {
  readonly source: string;
  /** Latest instant that an event happened, and when one last arrived; ms since 1970. */
  lastEventAt: number;
  lastArrivalAt: number;
  /** Start of a reported gap that has no end yet (EVENTS.md type 20); null: none. */
  gapFrom: number | null;
}

/** Key of the entity that holds the ages; no source can name it. */
export const SOURCES = "|sources";

export class SourceAges {
  readonly #ages = new Map<string, SourceAge>();

  take(group: LogGroup): void {
    for (const event of group.events) {
      const { source, at } = event;
      if (event.type === "org.changed" || event.type === "event.refused") continue;
      let age = this.#ages.get(source);
      if (age === undefined) {
        age = { source, lastEventAt: at, lastArrivalAt: group.receivedAt, gapFrom: null };
        this.#ages.set(source, age);
      }
      if (at > age.lastEventAt) age.lastEventAt = at;
      if (group.receivedAt > age.lastArrivalAt) age.lastArrivalAt = group.receivedAt;
      if (event.type !== "source.gap") continue;
      age.gapFrom = event.data.to === null ? instantOf(event.data.from) : null;
    }
  }

  all(): readonly SourceAge[] {
    return [...this.#ages.values()];
  }

  /** As an entity, so that it is checkpointed and restored like any other. */
  entity() {
    const events: LogEvent[] = this.all().map(
      ({ source, lastEventAt, lastArrivalAt, gapFrom }) => ({
        type: "unknown",
        source,
        id: String(lastArrivalAt),
        at: lastEventAt,
        data: { name: String(gapFrom ?? "") },
      }),
    );
    return { ...newEntity(SOURCES), events, wakeAt: PINNED };
  }

  restore(events: readonly LogEvent[]): void {
    for (const event of events) {
      if (event.type !== "unknown") continue;
      const { source, id, at, data } = event;
      const gapFrom = data.name === "" ? null : Number(data.name);
      this.#ages.set(source, { source, lastEventAt: at, lastArrivalAt: Number(id), gapFrom });
    }
  }
}
