/** What is known under a key, and what lies in a stretch of time: in memory, then in the store. */
import { setImmediate } from "node:timers/promises";
import { type Entity, extent } from "../fold/entity.ts";
import { isKnownAt } from "../fold/late.ts";
import type { LogEvent } from "../fold/log-event.ts";
import { unpack } from "../fold/pack.ts";
import type { Store } from "../store/store.ts";
import type { Entities } from "./entities.ts";
import { aliasOf, homeOf, statedHome } from "./homes.ts";

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
  for await (const row of unhurried(store.entitiesBetween(from, to))) {
    if (!seen.has(row.key)) yield unpack(row.key, row.body);
  }
}

/** Something is told of it, and not under another key. */
const isThere = ({ events, parts, meaning, movedTo }: Entity): boolean =>
  movedTo === null && events.length + parts.size + meaning.facts.length > 0;

/** The entity of a key as it is now, cold ones included; null: none, or it moved to another. */
export async function oneEntity(entities: Entities, key: string): Promise<Entity | null> {
  await entities.load([key]);
  const entity = entities.get(key);
  return isThere(entity) ? entity : null;
}

/** How often something may have moved on. */
const HOPS_MAX = 8;

/** The key under which it is known now. */
export async function movedTo(entities: Entities, key: string): Promise<string> {
  let known = key;
  for (let hops = 0; hops < HOPS_MAX; hops += 1) {
    await entities.load([known]);
    const { movedTo: next } = entities.get(known);
    if (next === null) break;
    known = next;
  }
  return known;
}

/** Would an event find its entity whole: one that is there from before it? */
export async function keepsHome(entities: Entities, event: LogEvent): Promise<boolean> {
  const key = statedHome(event) ?? aliasOf(event);
  if (key === null) return event.type !== "unknown";
  await entities.load([key]);
  const home = homeOf(key, (one) => entities.get(one));
  await entities.load([home]);
  const first = entities.get(home).events[0];
  return first !== undefined && event.at >= first.at;
}

/** Those of these keys that there are: from memory, else from the store, and not kept. */
export async function severalEntities(
  entities: Entities,
  store: Pick<Store, "entities">,
  keys: readonly string[],
): Promise<Entity[]> {
  const known = keys.filter((key) => entities.has(key)).map((key) => entities.get(key));
  const rows = await store.entities(keys.filter((key) => !entities.has(key)));
  return [...known, ...rows.map(({ key, body }) => unpack(key, body))].filter(isThere);
}

/** Rows that are read at a stretch: some milliseconds. */
const ROWS_AT_ONCE = 200;

/** Rows of a file come without waiting: a million of them would hold everybody up. */
export async function* unhurried<Row>(rows: AsyncIterable<Row>): AsyncIterable<Row> {
  let read = 0;
  for await (const row of rows) {
    read += 1;
    if (read % ROWS_AT_ONCE === 0) await setImmediate();
    yield row;
  }
}

/** What a stored entity with a late event surely contains: most need not be unpacked. */
const LATE = '"receivedAt":';

/** Those of them of which an event came later than `after`: what was not known then. */
export async function* lateEntities(
  entities: Entities,
  store: Pick<Store, "entitiesBetween">,
  from: number,
  to: number,
  after: number,
): AsyncIterable<Entity> {
  const isNews = ({ events }: Entity) => events.some((event) => !isKnownAt(event, after));
  const seen = new Set<string>();
  for (const entity of [...entities.hot()]) {
    seen.add(entity.key);
    if (!isNews(entity)) continue;
    const { firstAt, lastAt } = extent(entity);
    if (firstAt < to && lastAt >= from) yield entity;
  }
  for await (const row of unhurried(store.entitiesBetween(from, to))) {
    if (seen.has(row.key) || !row.body.includes(LATE)) continue;
    const entity = unpack(row.key, row.body);
    if (isNews(entity)) yield entity;
  }
}
