/** The organisation changed, perhaps in the past: derive anew what that touches (R8, EVENTS.md 7). */
import { type Entity, unpack } from "../fold/entity.ts";
import type { LogEvent } from "../fold/log-event.ts";
import { agentDayOf } from "../fold/timeline/entry.ts";
import type { Store } from "../store/store.ts";
import type { Entities } from "./entities.ts";
import { nativeAgents, type Touched } from "./organisation.ts";

/** The fields in which an event may name an agent; a correction does so in what it sets. */
interface Naming {
  readonly agentId?: string | null;
  readonly actor?: { readonly id?: string };
  readonly set?: { readonly agentId?: string };
}

/** Does any of these events speak of one of the agents? */
function mentions(events: readonly LogEvent[], agents: ReadonlySet<string>): boolean {
  return events.some(({ source, data }) => {
    const { agentId, actor, set } = data as Naming;
    return [agentId, actor?.id, set?.agentId].some(
      (id) => id && nativeAgents(source, id).some((native) => agents.has(native)),
    );
  });
}

/** Refolds every entity, in memory or in the store, that the change may touch; no others. */
export async function rederive(
  { from, agents, persons }: Touched,
  entities: Entities,
  store: Pick<Store, "entitiesBetween">,
  refold: (key: string) => void,
): Promise<void> {
  const isTouched = ({ key, events }: Pick<Entity, "key" | "events">): boolean => {
    if (agents === null || persons === null) return true;
    const day = agentDayOf(key);
    return day === null ? mentions(events, agents) : persons.has(day.agent);
  };
  const seen = new Set<string>();
  for (const entity of [...entities.hot()]) {
    seen.add(entity.key);
    if (isTouched(entity)) refold(entity.key);
  }
  for await (const row of store.entitiesBetween(from, Number.MAX_SAFE_INTEGER)) {
    if (seen.has(row.key) || !isTouched(unpack(row.key, row.body))) continue;
    await entities.load([row.key]);
    refold(row.key);
  }
}
