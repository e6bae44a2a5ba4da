/** Some entities told again without what came later than an instant, in an engine of their own. */
import { manualClock } from "../../shared/time/clock.ts";
import { type Core, openCore } from "../core.ts";
import type { Entity } from "../fold/entity.ts";
import { isKnownAt } from "../fold/late.ts";
import type { LogEvent } from "../fold/log-event.ts";
import { MemoryStore } from "../store/memory/memory-store.ts";

/** `at`: what came later is left out. `now`: where the clock stands, for deadlines and what goes on. */
export async function replay(
  organisation: readonly LogEvent[],
  entities: Iterable<Entity>,
  at: number,
  now: number,
): Promise<Core> {
  const store = new MemoryStore();
  const events = [...entities].flatMap((entity) =>
    entity.events.filter((event) => isKnownAt(event, at)),
  );
  for (const group of [organisation, events]) {
    if (group.length > 0) await store.append(group, 0); // received at once, long ago: nothing is late here
  }
  return openCore({ store, clock: manualClock(now) });
}
