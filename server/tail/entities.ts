/** Entities in memory: the live ones always, cold ones from the store when an event names them. */
import { type Entity, extent, isLive, newEntity } from "../fold/entity.ts";
import { pack, unpack } from "../fold/pack.ts";
import type { EntityRow, Store } from "../store/store.ts";

/** Closed entities kept in memory beyond the live ones, for the events that still follow. */
export const CLOSED_ENTITIES_MAX = 20_000;

export class Entities {
  readonly #store: Store;
  readonly #closedMax: number;
  readonly #hot = new Map<string, Entity>();
  readonly #live = new Map<string, Entity>();
  readonly #dirty = new Set<string>();

  constructor(store: Store, closedMax = CLOSED_ENTITIES_MAX) {
    this.#store = store;
    this.#closedMax = closedMax;
  }

  /** Loads every live entity: after a start, before the tail of the log is folded. */
  async restore(): Promise<void> {
    this.#hot.clear();
    this.#live.clear();
    this.#dirty.clear();
    for await (const row of this.#store.liveEntities()) this.#admit(unpack(row.key, row.body));
  }

  /** After this, `get` answers for all of `keys` without the store. */
  async load(keys: Iterable<string>): Promise<void> {
    const missing = [...keys].filter((key) => !this.#hot.has(key));
    if (missing.length === 0) return;
    for (const row of await this.#store.entities(missing)) {
      this.#admit(unpack(row.key, row.body));
    }
  }

  /** The entity of a loaded key; a new one when there is none. */
  get(key: string): Entity {
    return this.#hot.get(key) ?? newEntity(key);
  }

  /** Is it in memory? */
  has(key: string): boolean {
    return this.#hot.has(key);
  }

  set(entity: Entity): void {
    this.#hot.delete(entity.key);
    this.#admit(entity);
    this.#dirty.add(entity.key);
  }

  /** Takes entities as they now are in the store: of these keys there are none any more. */
  retired(changed: Iterable<Entity>, gone: Iterable<string>): void {
    for (const entity of changed) this.#admit(entity);
    for (const key of gone) {
      this.#hot.delete(key);
      this.#live.delete(key);
      this.#dirty.delete(key);
    }
  }

  #admit(entity: Entity): void {
    this.#hot.set(entity.key, entity);
    if (isLive(entity)) this.#live.set(entity.key, entity);
    else this.#live.delete(entity.key);
  }

  live(): Iterable<Entity> {
    return this.#live.values();
  }

  hot(): Iterable<Entity> {
    return this.#hot.values();
  }

  dirtyCount(): number {
    return this.#dirty.size;
  }

  hotCount(): number {
    return this.#hot.size;
  }

  /** Rows of everything changed since the last call; they are no longer dirty. */
  takeDirty(): EntityRow[] {
    const rows = [...this.#dirty].map((key) => rowOf(this.get(key)));
    this.#dirty.clear();
    return rows;
  }

  /** A checkpoint failed: its rows must be written by the next one. */
  markDirty(keys: Iterable<string>): void {
    for (const key of keys) this.#dirty.add(key);
  }

  /** Forgets the closed entities that were used least recently; the store has them. */
  trim(): void {
    let over = this.#hot.size - this.#live.size - this.#closedMax;
    for (const key of this.#hot.keys()) {
      if (over <= 0) return;
      if (this.#live.has(key) || this.#dirty.has(key)) continue;
      this.#hot.delete(key);
      over -= 1;
    }
  }
}

export const rowOf = (entity: Entity): EntityRow => ({
  key: entity.key,
  ...extent(entity),
  live: isLive(entity),
  body: pack(entity),
});
