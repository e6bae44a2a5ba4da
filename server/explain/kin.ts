/**
 * Who must be told again together: what a contact brings to an agent's day or a customer changes the
 * shares, the time and the first contacts of others there (DESIGN.md 2).
 */
import { DAY_MS, floorTo } from "../../shared/time/interval.ts";
import type { Entity } from "../fold/entity.ts";
import { agentDayKey, agentDayOf, type Entry, endOf, isTimeline } from "../fold/timeline/entry.ts";
import { derive } from "../tail/derive.ts";
import type { History } from "./history.ts";
import type { Past } from "./past.ts";

export interface Kin {
  /** Everything to tell again, by key: what came late, and what shares a timeline with it. */
  readonly members: ReadonlyMap<string, Entity>;
  /** Those of which something came late. */
  readonly late: ReadonlySet<string>;
  /** Timelines that may have been others then; all that they are made of is told again. */
  readonly timelines: ReadonlySet<string>;
}

/**
 * The timeline itself and, of an agent's day, those that its entries reach: from the day before, whose
 * states go on and whose legs do, to the day after the last end.
 */
function reached(key: string, entries: readonly Entry[]): string[] {
  const day = agentDayOf(key);
  if (day === null) return [key];
  let first = day.dayAt;
  let last = day.dayAt;
  for (const entry of entries) {
    if (entry.kind !== "leg") continue;
    first = Math.min(first, ...entry.pieces.map(([from]) => floorTo(from, DAY_MS)));
    last = Math.max(last, entry.at ?? 0, ...entry.pieces.map(endOf));
  }
  const keys: string[] = [];
  for (let at = first - DAY_MS; at < last + DAY_MS; at += DAY_MS) {
    keys.push(agentDayKey(day.agent, at));
  }
  return [...keys, agentDayKey(day.agent, last + DAY_MS)];
}

/** Looks each entity up once. */
function reader(history: History) {
  const read = new Map<string, Entity | null>();
  return async (key: string): Promise<Entity | null> => {
    const known = read.get(key);
    if (known !== undefined) return known;
    const entity = await history.entity(key);
    read.set(key, entity);
    return entity;
  };
}

/** Alone: for figures to which no timeline brings anything. */
export function alone(found: readonly Entity[]): Kin {
  const own = found.filter(isOrigin);
  return {
    members: new Map(own.map((entity) => [entity.key, entity])),
    late: new Set(own.map(({ key }) => key)),
    timelines: new Set(),
  };
}

const isOrigin = ({ key, movedTo }: Entity): boolean => movedTo === null && !isTimeline(key);

export async function kinOf(
  history: History,
  found: readonly Entity[],
  { isKnown, directory, now }: Past,
): Promise<Kin> {
  const members = new Map<string, Entity>();
  const late = new Set<string>();
  const timelines = new Set<string>();
  const entityOf = reader(history);
  const entriesOf = async (key: string) =>
    [...((await entityOf(key))?.parts.values() ?? [])].flat();
  const isNews = ({ events }: Entity) => events.some((event) => !isKnown(event));

  /** What it brings now, and what it brought with what was known then. */
  const brought = ({ events, meaning }: Entity): Entry[] => {
    const known = events.filter(isKnown);
    return [...meaning.entries, ...derive(known, directory, now, false).meaning.entries];
  };
  /** Timelines that an entity touches: those it names, and where the legs beside its own count. */
  const touchedBy = async (entity: Entity): Promise<string[]> => {
    const own = Map.groupBy(brought(entity), ({ timeline }) => timeline);
    const touched: string[] = [];
    for (const [key, entries] of own) {
      touched.push(...reached(key, [...entries, ...(await entriesOf(key))]));
    }
    return touched;
  };
  /** Members of a timeline and of those it is derived from; those of which something came late. */
  const gather = async (key: string): Promise<Entity[]> => {
    const news: Entity[] = [];
    for (const beside of reached(key, await entriesOf(key))) {
      for (const origin of (await entityOf(beside))?.parts.keys() ?? []) {
        const entity = members.has(origin) ? null : await entityOf(origin);
        if (entity === null) continue;
        members.set(origin, entity);
        if (isNews(entity)) news.push(entity);
      }
    }
    return news;
  };

  let next = found.filter(isOrigin);
  while (next.length > 0) {
    const news: Entity[] = [];
    for (const entity of next) {
      late.add(entity.key);
      members.set(entity.key, entity);
      for (const key of await touchedBy(entity)) {
        if (timelines.has(key)) continue;
        timelines.add(key);
        news.push(...(await gather(key)));
      }
    }
    next = news.filter(({ key }) => !late.has(key));
  }
  return { members, late, timelines };
}
