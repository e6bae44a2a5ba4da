/**
 * Agents' days and customers (DESIGN.md 2): what entities bring to them is collected while folding, and
 * derived when somebody asks, at a checkpoint, and as time passes. Facts reach cells like all others.
 */
import { DAY_MS, floorTo } from "../../shared/time/interval.ts";
import type { Directory } from "../fold/directory.ts";
import type { Entity, Parts } from "../fold/entity.ts";
import type { Meaning } from "../fold/facts/fact.ts";
import { agentDayFacts, goesOn } from "../fold/timeline/agent-day.ts";
import { firstContacts } from "../fold/timeline/customer.ts";
import { agentDayKey, agentDayOf, type Entry } from "../fold/timeline/entry.ts";
import type { Entities } from "./entities.ts";

/** Time in state is accounted for in steps of this: live figures are at most so old. */
export const TIMELINE_STEP_MS = 60_000;

export interface TimelineDeps {
  readonly entities: Entities;
  readonly directory: () => Directory;
  /** Keeps an entity and moves the difference of its facts. */
  readonly put: (entity: Entity) => void;
  readonly stepMs: number;
}

const byTimeline = (entries: readonly Entry[]): Map<string, Entry[]> => {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const own = groups.get(entry.timeline);
    if (own === undefined) groups.set(entry.timeline, [entry]);
    else own.push(entry);
  }
  return groups;
};

export class Timelines {
  readonly #deps: TimelineDeps;
  /** By timeline, then by the entity that brings it. */
  readonly #brought = new Map<string, Map<string, readonly Entry[]>>();
  readonly #stale = new Set<string>();

  constructor(deps: TimelineDeps) {
    this.#deps = deps;
  }

  /** Notes what an entity brings now, where it brought something else before. */
  bring(origin: string, was: readonly Entry[], is: readonly Entry[]): void {
    if (was.length === 0 && is.length === 0) return;
    const before = byTimeline(was);
    const after = byTimeline(is);
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const entries = after.get(key) ?? [];
      if (JSON.stringify(before.get(key) ?? []) === JSON.stringify(entries)) continue;
      const brought = this.#brought.get(key) ?? new Map<string, readonly Entry[]>();
      this.#brought.set(key, brought.set(origin, entries));
    }
  }

  /** Something that a timeline depends on changed: the organisation, or the time. */
  touch(key: string): void {
    this.#stale.add(key);
  }

  isSettled(): boolean {
    return this.#brought.size === 0 && this.#stale.size === 0;
  }

  /** Derives everything that changed. Nothing else may fold meanwhile. */
  async settle(now: number): Promise<void> {
    await this.#collect(now);
    while (this.#stale.size > 0) {
      const stale = [...this.#stale].sort();
      this.#stale.clear();
      await this.#deps.entities.load(stale);
      for (const key of stale) await this.#derive(key, now);
    }
  }

  /** Puts what was brought where it belongs, and notes every timeline that it may change. */
  async #collect(now: number): Promise<void> {
    const { entities, put } = this.#deps;
    await entities.load(this.#brought.keys());
    for (const [key, brought] of this.#brought) {
      const entity = entities.get(key);
      const parts = new Map(entity.parts);
      for (const [origin, entries] of brought) {
        if (entries.length === 0) parts.delete(origin);
        else parts.set(origin, entries);
      }
      this.#stale.add(key);
      for (const lists of [entity.parts, parts]) {
        for (const later of laterDays(key, lists, now)) this.#stale.add(later);
      }
      put({ ...entity, parts });
    }
    this.#brought.clear();
  }

  async #derive(key: string, now: number): Promise<void> {
    const { entities, put } = this.#deps;
    const day = agentDayOf(key);
    const { meaning, wakeAt } =
      day === null
        ? this.#customer(entities.get(key), now)
        : await this.#agentDay(key, day.agent, day.dayAt, now);
    const entity = entities.get(key);
    if (entity.parts.size === 0 && isNothing(entity.meaning) && isNothing(meaning)) {
      if (entity.wakeAt === wakeAt) return;
    }
    put({ ...entity, meaning, wakeAt });
  }

  #customer({ parts }: Entity, now: number): Derived {
    const visits = allOf(parts).filter((entry) => entry.kind === "visit");
    const { facts, spans, dueAt } = firstContacts(visits, now);
    return { meaning: { facts, spans, entries: [] }, wakeAt: dueAt };
  }

  async #agentDay(key: string, agent: string, dayAt: number, now: number): Promise<Derived> {
    const { entities, stepMs } = this.#deps;
    const directory = this.#deps.directory();
    const own = allOf(entities.get(key).parts);
    const before = daysBefore(agent, own, dayAt);
    await entities.load(before);
    const entries = [...before.flatMap((one) => allOf(entities.get(one).parts)), ...own];
    const dayEnd = dayAt + DAY_MS;
    const shifts = directory.shifts(agent, dayAt, dayEnd);
    const until = Math.min(dayEnd, floorTo(now, stepMs));
    const facts = agentDayFacts({ agent, dayAt, entries, shifts, until, directory });
    const meaning: Meaning = { facts, spans: [], entries: [] };
    if (!goesOn(entries, shifts, Math.max(until, dayAt))) return { meaning, wakeAt: null };
    if (until < dayEnd) return { meaning, wakeAt: Math.max(dayAt, until) + stepMs };
    this.#stale.add(agentDayKey(agent, dayEnd)); // what goes on at midnight goes on in the next day
    return { meaning, wakeAt: null };
  }
}

interface Derived {
  readonly meaning: Meaning;
  readonly wakeAt: number | null;
}

const allOf = (parts: Parts): Entry[] => [...parts.values()].flat();

const isNothing = ({ facts, spans }: Meaning): boolean => facts.length + spans.length === 0;

/** The day before, whose last states go on, and as many as this day's legs reach back. */
function daysBefore(agent: string, own: readonly Entry[], dayAt: number): string[] {
  let first = dayAt - DAY_MS;
  for (const entry of own) {
    if (entry.kind !== "leg") continue;
    for (const [from] of entry.pieces) first = Math.min(first, floorTo(from, DAY_MS));
  }
  const keys: string[] = [];
  for (let at = first; at < dayAt; at += DAY_MS) keys.push(agentDayKey(agent, at));
  return keys;
}

/** Days after this one that its entries reach: states go on, and legs count where they end. */
function laterDays(key: string, parts: Parts, now: number): string[] {
  const day = agentDayOf(key);
  if (day === null) return [];
  const next = day.dayAt + DAY_MS;
  const later = next <= now ? [agentDayKey(day.agent, next)] : [];
  for (const entry of allOf(parts)) {
    if (entry.kind === "leg" && entry.at !== null && entry.at >= next) {
      later.push(agentDayKey(day.agent, entry.at));
    }
  }
  return later;
}
