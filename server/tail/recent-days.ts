/** Agents' days that are in memory, by their start: for windows that reach into them. */
import { DAY_MS, floorTo, RECENT_MS } from "../../shared/time/interval.ts";
import { agentDayOf } from "../fold/timeline/entry.ts";

export class RecentDays {
  readonly #keys = new Map<number, Set<string>>();

  add(key: string): void {
    const day = agentDayOf(key);
    if (day === null) return;
    const keys = this.#keys.get(day.dayAt);
    if (keys === undefined) this.#keys.set(day.dayAt, new Set([key]));
    else keys.add(key);
  }

  /** Keys of all agents' days that hold this instant, in order. */
  at(instant: number): string[] {
    return [...(this.#keys.get(floorTo(instant, DAY_MS)) ?? [])].sort();
  }

  /** Forgets what no window reaches any more. */
  trim(now: number): void {
    for (const dayAt of this.#keys.keys()) {
      if (dayAt + DAY_MS + RECENT_MS < now) this.#keys.delete(dayAt);
    }
  }
}
