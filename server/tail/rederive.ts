/** The organisation changed, perhaps in the past: derive anew what that touches (R8, EVENTS.md 7). */
import { type Entity, extent } from "../fold/entity.ts";
import { unpack } from "../fold/pack.ts";
import type { Store } from "../store/store.ts";
import type { Entities } from "./entities.ts";
import type { Touched } from "./touched.ts";

/** Refolds every entity, in memory or in the store, that the change may touch; no others. */
export async function rederive(
  { from, touches, planned }: Touched,
  entities: Entities,
  store: Pick<Store, "entitiesBetween">,
  refold: (key: string) => void,
): Promise<void> {
  for (const key of planned) refold(key);
  if (from === Infinity) return;
  const isTouched = (entity: Entity): boolean => touches(entity, extent(entity).lastAt);
  const seen = new Set<string>();
  for (const entity of [...entities.hot()]) {
    seen.add(entity.key);
    if (isTouched(entity)) refold(entity.key);
  }
  const earliest = Math.max(from, Number.MIN_SAFE_INTEGER);
  for await (const row of store.entitiesBetween(earliest, Number.MAX_SAFE_INTEGER)) {
    if (seen.has(row.key) || !isTouched(unpack(row.key, row.body))) continue;
    await entities.load([row.key]);
    refold(row.key);
  }
}
