/** Puts the events of one group where they belong, loading what is cold (see homes.ts). */
import type { DeskEvent } from "../../shared/events/event.ts";
import { type Entity, moved, PINNED } from "../fold/entity.ts";
import type { LogEvent } from "../fold/log-event.ts";
import { unpack } from "../fold/pack.ts";
import { union } from "../fold/settle.ts";
import type { EntityRow } from "../store/store.ts";
import type { Entities } from "./entities.ts";
import { aliasOf, correctionKey, homeOf, statedHome } from "./homes.ts";

export interface Placing {
  readonly entities: Entities;
  /** Keys of corrections whose event has not been seen yet. */
  readonly unresolved: Set<string>;
  /** Adds events to an entity and derives it anew. */
  readonly fold: (key: string, events: readonly LogEvent[]) => void;
  /** Keeps an entity and moves the difference of its facts. */
  readonly put: (entity: Entity) => void;
  readonly entitiesWith: (text: string) => AsyncIterable<EntityRow>;
}

type EventCorrection = Extract<DeskEvent, { type: "record.corrected" }>;

const isEventCorrection = (event: LogEvent): event is EventCorrection =>
  event.type === "record.corrected" && "eventId" in event.data.target;

/** A survey that names its contact: other events of that survey belong there too. */
const isLink = (event: LogEvent): boolean =>
  (event.type === "survey.sent" || event.type === "survey.answered") &&
  event.data.contactId !== undefined;

/** An event, the home it states, and the name it goes by while that is unknown (homes.ts). */
interface Named {
  readonly event: LogEvent;
  readonly home: string | null;
  readonly alias: string | null;
}

/**
 * Surveys that name their contact first, so that the answers of the same group know where to go;
 * corrections of single events last, so that they find their target in the same group.
 */
export async function place(events: readonly LogEvent[], placing: Placing): Promise<void> {
  const named = events.map((event) => ({
    event,
    home: statedHome(event),
    alias: aliasOf(event),
  }));
  await loadNamed(named, placing);
  const arrived = new Map<string, LogEvent[]>();
  const corrections: EventCorrection[] = [];
  const others: Named[] = [];
  for (const one of named) {
    if (isEventCorrection(one.event)) corrections.push(one.event);
    else if (isLink(one.event)) placeOne(one, arrived, placing);
    else others.push(one);
  }
  for (const one of others) placeOne(one, arrived, placing);
  for (const [key, own] of arrived) placing.fold(key, own);
  for (const correction of corrections) await placeCorrection(correction, placing);
}

/** Loads every entity the events name, and then the homes that those have moved to. */
async function loadNamed(named: readonly Named[], { entities, unresolved }: Placing) {
  const names = new Set<string>();
  const aliases = new Set<string>();
  for (const { event, home, alias } of named) {
    if (home !== null) names.add(home);
    if (alias !== null) aliases.add(alias);
    if (unresolved.size > 0) aliases.add(correctionKey(event));
    if (event.type === "record.corrected" && home !== null) aliases.add(home);
  }
  for (const alias of aliases) names.add(alias);
  await entities.load(names);
  let moved: readonly string[] = [...aliases];
  for (let hops = 0; hops < 3 && moved.length > 0; hops += 1) {
    moved = moved.flatMap((name) => entities.get(name).movedTo ?? []);
    await entities.load(moved);
  }
}

function placeOne(named: Named, arrived: Map<string, LogEvent[]>, placing: Placing): void {
  const { entities, unresolved } = placing;
  const { event, alias } = named;
  let { home } = named;
  if (alias !== null && home !== null) {
    const known = entities.get(alias).movedTo;
    if (known === null || home < known) rehome(alias, home, arrived, placing);
  } else if (alias !== null) {
    keep(alias, event, placing);
    home = homeOf(alias, (key) => entities.get(key));
  }
  if (home === null) return;
  push(arrived, home, event);
  if (unresolved.size === 0) return;
  const waiting = correctionKey(event);
  if (unresolved.delete(waiting)) rehome(waiting, home, arrived, placing);
}

function push(arrived: Map<string, LogEvent[]>, key: string, ...events: LogEvent[]): void {
  const own = arrived.get(key);
  if (own === undefined) arrived.set(key, events);
  else own.push(...events);
}

/** An alias that has moved keeps its events too, in case its home turns out to be another. */
function keep(alias: string, event: LogEvent, { entities, put }: Placing): void {
  const entity = entities.get(alias);
  if (entity.movedTo === null) return;
  put({ ...entity, events: union(entity.events as DeskEvent[], [event as DeskEvent]) });
}

/** From now on the events under `alias` belong to `home`. */
function rehome(
  alias: string,
  home: string,
  arrived: Map<string, LogEvent[]>,
  { entities, put, fold }: Placing,
): void {
  const entity = entities.get(alias);
  if (entity.movedTo !== null) {
    const before = entities.get(entity.movedTo);
    const own = new Set(entity.events.map((event) => event.id));
    put({ ...before, events: before.events.filter((event) => !own.has(event.id)) });
    fold(before.key, []);
  }
  put({ ...moved(entity, home), events: entity.events });
  push(arrived, home, ...entity.events);
}

async function placeCorrection(event: EventCorrection, placing: Placing): Promise<void> {
  const { entities, unresolved, fold, put } = placing;
  const alias = correctionKey({
    source: event.source,
    id: "eventId" in event.data.target ? event.data.target.eventId : "",
  });
  await entities.load([alias]);
  const known = entities.get(alias);
  const home =
    known.movedTo === null
      ? await findHome(event, placing)
      : homeOf(known.movedTo, (key) => entities.get(key));
  const events = union(known.events as DeskEvent[], [event]);
  if (home === null) {
    unresolved.add(alias);
    put({ ...known, events, wakeAt: PINNED });
  } else {
    put({ ...known, events, movedTo: home, wakeAt: null });
    fold(home, events);
  }
  const waiting = correctionKey(event);
  if (!unresolved.delete(waiting)) return;
  const arrived = new Map<string, LogEvent[]>();
  rehome(waiting, home ?? alias, arrived, placing);
  for (const [key, own] of arrived) fold(key, own);
}

/** The entity that holds the event a correction is about: in memory first, then in the store. */
async function findHome(event: EventCorrection, placing: Placing): Promise<string | null> {
  const id = "eventId" in event.data.target ? event.data.target.eventId : "";
  const holds = (entity: Entity) =>
    entity.movedTo === null &&
    entity.events.some((one) => one.id === id && one.source === event.source);
  const latest = [...placing.entities.hot()].findLast(holds);
  if (latest !== undefined) return latest.key;
  for await (const row of placing.entitiesWith(JSON.stringify(id))) {
    if (!holds(unpack(row.key, row.body))) continue;
    await placing.entities.load([row.key]);
    return homeOf(row.key, (key) => placing.entities.get(key));
  }
  return null;
}
