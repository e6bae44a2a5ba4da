/**
 * What an entity brought to others, when it is gone: sealed parts, as long as they are needed. A rebuild
 * finds them where the entity would have brought them (PRIV-6).
 */
import { type Entity, newEntity, type Parts } from "../fold/entity.ts";
import type { Horizon } from "../fold/horizon.ts";
import { neededOf } from "../fold/horizon.ts";
import { unpack } from "../fold/pack.ts";
import { isTimeline } from "../fold/timeline/entry.ts";
import type { Store } from "../store/store.ts";
import type { Entities } from "./entities.ts";

/** Who is gone, by the key of the entity that it brought something to. */
export type Bringers = ReadonlyMap<string, ReadonlySet<string>>;

export interface SealedParts {
  /** Sealed entities as they are from now on, and keys of those that go. */
  readonly sealed: readonly Entity[];
  readonly unsealed: readonly string[];
  /** Entities of which parts are not needed any more. */
  readonly changed: readonly Entity[];
}

/** Everything is loaded here. `bringers` may name none: then only what is needed no more goes. */
export async function sealParts(
  bringers: Bringers,
  horizon: Horizon,
  entities: Entities,
  store: Pick<Store, "sealedEntities">,
): Promise<SealedParts> {
  const keys = [...bringers.keys()];
  await entities.load(keys);
  const known = new Map<string, Parts>();
  for await (const row of store.sealedEntities(keys)) {
    known.set(row.key, unpack(row.key, row.body).parts);
  }
  const sealed: Entity[] = [];
  const unsealed: string[] = [];
  const changed: Entity[] = [];
  for (const [key, origins] of bringers) {
    const before = known.get(key);
    const entity = entities.get(key);
    const all = new Set([...(before?.keys() ?? []), ...origins]);
    const mine = new Set([...all].filter((origin) => entity.parts.has(origin)));
    const kept = isTimeline(key) ? neededOf(key, entity.parts, mine, horizon) : mine;
    const parts = new Map([...entity.parts].filter(([origin]) => kept.has(origin)));
    if (parts.size > 0) sealed.push({ ...newEntity(key), parts });
    else if (before !== undefined) unsealed.push(key);
    if (kept.size === mine.size) continue;
    const left = [...entity.parts].filter(([origin]) => !mine.has(origin) || kept.has(origin));
    changed.push({ ...entity, parts: new Map(left) });
  }
  return { sealed, unsealed, changed };
}
