/** Some entities told again without what was not known then, in an engine of their own. */
import { manualClock } from "../../shared/time/clock.ts";
import { type Core, openCore } from "../core.ts";
import type { Entity } from "../fold/entity.ts";
import { MemoryStore } from "../store/memory/memory-store.ts";
import type { Past } from "./past.ts";

export async function replay(
  { organisation, isKnown, now }: Past,
  entities: Iterable<Entity>,
): Promise<Core> {
  const store = new MemoryStore();
  const events = [...entities].flatMap((entity) => entity.events.filter(isKnown));
  for (const group of [organisation, events]) {
    if (group.length > 0) await store.append(group, 0); // received at once, long ago: nothing is late here
  }
  return openCore({ store, clock: manualClock(now) });
}
