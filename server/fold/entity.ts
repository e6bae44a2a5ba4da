/** One entity: its events, and what they mean. Folding is union, derive, difference (DESIGN.md 2). */
import type { DeskEvent } from "../../shared/events/event.ts";
import { type Fact, type Meaning, NOTHING } from "./facts/fact.ts";
import { lateExtent } from "./late.ts";
import type { LogEvent } from "./log-event.ts";
import { union } from "./settle.ts";
import type { Entry } from "./timeline/entry.ts";

export interface Entity {
  readonly key: string;
  readonly events: readonly LogEvent[];
  readonly meaning: Meaning;
  /** When time alone changes its meaning (REL-4, a deadline); null: never. See PINNED. */
  readonly wakeAt: number | null;
  /** Set when this entity's events moved to another: a survey that turned out to have a contact. */
  readonly movedTo: string | null;
  /** Of a timeline: what each entity brought to it, by that entity's key. */
  readonly parts: Parts;
}

export type Parts = ReadonlyMap<string, readonly Entry[]>;

const NO_PARTS: Parts = new Map();

/** Derives the meaning of a set of events; the organisation and the horizon are inside. */
export type Derive = (events: readonly LogEvent[]) => { meaning: Meaning; wakeAt: number | null };

/** A `wakeAt` that never comes: keeps an entity in memory, such as an agent's latest state. */
export const PINNED = Number.MAX_SAFE_INTEGER;

export const newEntity = (key: string): Entity => ({
  key,
  events: [],
  meaning: NOTHING,
  wakeAt: null,
  movedTo: null,
  parts: NO_PARTS,
});

/** What newly logged events of one entity change. */
export function fold(entity: Entity, arrived: readonly LogEvent[], derive: Derive): Entity {
  const events = union(entity.events as readonly DeskEvent[], arrived as readonly DeskEvent[]);
  return { ...entity, events, ...derive(events) };
}

/** The entity without its events: they live at `movedTo` now. */
export const moved = (entity: Entity, movedTo: string): Entity => ({
  ...entity,
  events: [],
  meaning: NOTHING,
  wakeAt: null,
  movedTo,
});

const sameFact = (a: Fact, b: Fact): boolean =>
  a === b ||
  (a.value === b.value &&
    a.at === b.at &&
    a.measure === b.measure &&
    a.agent === b.agent &&
    a.team === b.team &&
    a.queue === b.queue &&
    a.channel === b.channel &&
    a.direction === b.direction &&
    a.contact === b.contact);

/**
 * Old facts out with −1, new facts in with +1. Facts that stayed at either end are skipped; what
 * else is equal cancels out in the cells.
 */
export function difference(
  was: readonly Fact[],
  is: readonly Fact[],
  change: (fact: Fact, times: 1 | -1) => void,
): void {
  let start = 0;
  const shorter = Math.min(was.length, is.length);
  while (start < shorter && sameFact(was[start] as Fact, is[start] as Fact)) start += 1;
  let end = 0;
  while (
    end < shorter - start &&
    sameFact(was[was.length - 1 - end] as Fact, is[is.length - 1 - end] as Fact)
  ) {
    end += 1;
  }
  for (let at = start; at < was.length - end; at += 1) change(was[at] as Fact, -1);
  for (let at = start; at < is.length - end; at += 1) change(is[at] as Fact, 1);
}

/** Open, or waiting for its time: must be in memory. */
export const isLive = (entity: Entity): boolean =>
  entity.wakeAt !== null || entity.meaning.spans.some((span) => span.to === null);

/**
 * First and last instant that its events, facts and states touch; an open state touches all later ones.
 * With events that came late also what it may have touched before they came (`lateExtent`).
 */
export function extent(entity: Entity): { firstAt: number; lastAt: number } {
  let firstAt = Infinity;
  let lastAt = -Infinity;
  for (const { at } of entity.meaning.facts) {
    if (at < firstAt) firstAt = at;
    if (at > lastAt) lastAt = at;
  }
  for (const { from, to } of entity.meaning.spans) {
    if (from < firstAt) firstAt = from;
    lastAt = Math.max(lastAt, to ?? Number.MAX_SAFE_INTEGER);
  }
  for (const { at } of [entity.events[0], entity.events.at(-1)].filter(isEvent)) {
    firstAt = Math.min(firstAt, at);
    lastAt = Math.max(lastAt, at);
  }
  const late = lateExtent(entity.events);
  if (late !== null) {
    firstAt = Math.min(firstAt, late.firstAt);
    lastAt = Math.max(lastAt, late.lastAt);
  }
  return firstAt <= lastAt ? { firstAt, lastAt } : { firstAt: 0, lastAt: 0 };
}

const isEvent = (event: LogEvent | undefined): event is LogEvent => event !== undefined;
