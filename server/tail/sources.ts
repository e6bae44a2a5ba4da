/** When each source was last heard, what it was busy with today, and its gaps (UX-14, SCR-13). */
import { newEntity, PINNED } from "../fold/entity.ts";
import { type Missing, missingOf, type Told, toldBy, withTold } from "../fold/gaps.ts";
import type { LogEvent, LogGroup } from "../fold/log-event.ts";

export interface SourceAge {
  readonly source: string;
  /** Latest instant that an event happened, and when one last arrived; ms since 1970. */
  lastEventAt: number;
  lastArrivalAt: number;
  /** What it told of stretches that it lost (EVENTS.md type 20), and what of that is still missing. */
  told: readonly Told[];
  missing: readonly Missing[];
  /** Start of the first of them that has no end yet; null: none. */
  gapFrom: number | null;
}

const gapsOf = (told: readonly Told[]): Pick<SourceAge, "told" | "missing" | "gapFrom"> => {
  const missing = missingOf(told);
  return { told, missing, gapFrom: missing.find(({ to }) => to === null)?.from ?? null };
};

const NOTHING = gapsOf([]);

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
        age = { source, lastEventAt: at, lastArrivalAt: group.receivedAt, ...NOTHING };
        this.#ages.set(source, age);
      }
      if (at > age.lastEventAt) age.lastEventAt = at;
      if (group.receivedAt > age.lastArrivalAt) age.lastArrivalAt = group.receivedAt;
      if (event.type !== "source.gap") continue;
      Object.assign(age, gapsOf(withTold(age.told, toldBy(event))));
    }
  }

  all(): readonly SourceAge[] {
    return [...this.#ages.values()];
  }

  /** As an entity, so that it is checkpointed and restored like any other. */
  entity() {
    const events = this.all().flatMap(
      ({ source, lastEventAt, lastArrivalAt, told }): LogEvent[] => [
        {
          type: "unknown",
          source,
          id: String(lastArrivalAt),
          at: lastEventAt,
          data: { name: "" },
        },
        ...told.map((one) => tellingOf(source, one)),
      ],
    );
    return { ...newEntity(SOURCES), events, wakeAt: PINNED };
  }

  restore(events: readonly LogEvent[]): void {
    for (const event of events) {
      const { type, source, id, at } = event;
      const age = this.#ages.get(source);
      if (type === "source.gap" && age !== undefined) {
        Object.assign(age, gapsOf(withTold(age.told, toldBy(event))));
      }
      if (type !== "unknown") continue;
      this.#ages.set(source, { source, lastEventAt: at, lastArrivalAt: Number(id), ...NOTHING });
    }
  }
}

/** A telling as an event again: what it says of the stretch, and no more. */
const tellingOf = (source: string, { at, from, to, isHealed }: Told): LogEvent => ({
  type: "source.gap",
  source,
  id: `${from} ${to} ${at}`,
  at,
  data: {
    from: new Date(from).toISOString(),
    to: to === null ? null : new Date(to).toISOString(),
    cause: "disconnect",
    ...(isHealed ? { healedBy: "told" } : {}),
  },
});
