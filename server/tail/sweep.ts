/** Events of what is gone leave the log, a few groups at a time (PRIV-6). Positions stay. */
import { setImmediate } from "node:timers/promises";
import type { LogEvent, LogGroup } from "../fold/log-event.ts";
import type { Places, Store } from "../store/store.ts";
import type { Horizons } from "./horizon.ts";

/** Groups changed in one transaction: some milliseconds. */
const GROUPS_MAX = 32;

export interface Swept {
  /** Events in the log before, and taken out of it. */
  readonly events: number;
  readonly removed: number;
}

/** Places, from 0, of the events of a group that are gone. */
const goneIn = ({ first, events, positions }: LogGroup, horizons: Horizons): number[] =>
  events.flatMap((event, index) =>
    horizons.isGone(event) ? [(positions?.[index] ?? first + index) - first] : [],
  );

/** Reads the whole log once. `onRemoved` hears of every event before it is gone, in the log's order. */
export async function sweep(
  store: Store,
  horizons: Horizons,
  onRemoved: (event: LogEvent) => void,
): Promise<Swept> {
  let [events, removed] = [0, 0];
  let waiting: Places[] = [];
  for await (const group of store.read(0)) {
    events += group.events.length;
    const places = goneIn(group, horizons);
    if (places.length > 0) {
      for (const event of group.events) if (horizons.isGone(event)) onRemoved(event);
      removed += places.length;
      waiting.push({ first: group.first, places });
    }
    if (waiting.length === GROUPS_MAX) {
      await store.remove(waiting);
      waiting = [];
    }
    await setImmediate();
  }
  if (waiting.length > 0) await store.remove(waiting);
  return { events, removed };
}
