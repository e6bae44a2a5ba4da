/** What entities bring to timelines and contacts, until it is put where it belongs. */
import { type Entry, sameEntries } from "../fold/timeline/entry.ts";

/** By the entity that brings it; nothing: what it brought before is gone. */
export type ByOrigin = ReadonlyMap<string, readonly Entry[]>;

const byTimeline = (entries: readonly Entry[]): Map<string, Entry[]> =>
  Map.groupBy(entries, ({ timeline }) => timeline);

export class Brought {
  readonly #byKey = new Map<string, Map<string, readonly Entry[]>>();

  isEmpty(): boolean {
    return this.#byKey.size === 0;
  }

  /** Notes what an entity brings now, where it brought something else before. */
  note(origin: string, was: readonly Entry[], is: readonly Entry[]): void {
    if (sameEntries(was, is)) return;
    const before = byTimeline(was);
    const after = byTimeline(is);
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const entries = after.get(key) ?? [];
      if (sameEntries(before.get(key) ?? [], entries)) continue;
      const brought = this.#byKey.get(key) ?? new Map<string, readonly Entry[]>();
      this.#byKey.set(key, brought.set(origin, entries));
    }
  }

  /** All of it, by the key of where it belongs; none is left. */
  take(): ReadonlyMap<string, ByOrigin> {
    const all = new Map(this.#byKey);
    this.#byKey.clear();
    return all;
  }
}
