/** What lies in a stretch of time: in memory, then in the store. */
import type { Entity } from "../fold/entity.ts";
import { unpack } from "../fold/pack.ts";
import type { Store } from "../store/store.ts";
import type { Entities } from "./entities.ts";

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
