/** Questions about what is folded that need no order: who is there, and what lies in a stretch of time. */
import type { EventOf } from "../../shared/events/event.ts";
import { type Entity, unpack } from "../fold/entity.ts";
import type { Store } from "../store/store.ts";
import type { Entities } from "./entities.ts";

export type AgentState = EventOf<"agent.state_changed">;

/** The latest state of every agent id, as its source said it. */
export function agentStatesOf(live: Iterable<Entity>): AgentState[] {
  const states: AgentState[] = [];
  for (const { events } of live) {
    const last = events.at(-1);
    if (last?.type === "agent.state_changed") states.push(last);
  }
  return states;
}

/** Entities in memory, then those of the store with something in `[from, to)`: each once. */
export async function* everyEntity(
  entities: Entities,
  store: Pick<Store, "entitiesBetween">,
  from: number,
  to: number,
): AsyncIterable<Entity> {
  const seen = new Set<string>();
  for (const entity of [...entities.hot()]) {
    seen.add(entity.key);
    yield entity;
  }
  for await (const row of store.entitiesBetween(from, to)) {
    if (!seen.has(row.key)) yield unpack(row.key, row.body);
  }
}
