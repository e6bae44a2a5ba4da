/**
 * Agents' days and customers (DESIGN.md 2): what entities bring to them is collected while folding, and
 * derived when somebody asks, at a checkpoint, and as time passes. Facts reach cells like all others.
 */
import { DAY_MS, floorTo } from "../../shared/time/interval.ts";
import type { Directory } from "../fold/directory.ts";
import type { Entity, Parts } from "../fold/entity.ts";
import { type Fact, type Meaning, NOTHING } from "../fold/facts/fact.ts";
import { type Horizon, isClosedDay, NO_HORIZON, visitsFrom } from "../fold/horizon.ts";
import { firstContacts } from "../fold/timeline/customer.ts";
import { agentDayKey, agentDayOf, type Entry, isTimeline } from "../fold/timeline/entry.ts";
import { AgentDays, allOf, type DayName } from "./agent-days.ts";
import { Brought } from "./brought.ts";
import type { Entities } from "./entities.ts";
import { RecentDays } from "./recent-days.ts";

/** Time in state is accounted for in steps of this: live figures are at most so old. */
export const TIMELINE_STEP_MS = 60_000;

export interface TimelineDeps {
  readonly entities: Entities;
  readonly directory: () => Directory;
  /** Keeps an entity and moves the difference of its facts. */
  readonly put: (entity: Entity) => void;
  /** Derives a contact anew: what was brought to it changed. */
  readonly refold: (key: string) => void;
  readonly stepMs: number;
  /** What is closed takes nothing more (PRIV-6). */
  readonly horizon?: () => Horizon;
}

/** Days after days, contacts and back: a few rounds do. More would be a defect, and must not stop all else. */
const ROUNDS_MAX = 1_000;

export class Timelines {
  readonly #deps: TimelineDeps;
  readonly #days: AgentDays;
  readonly #brought = new Brought();
  readonly #stale = new Set<string>();
  readonly #recent = new RecentDays();
  /** The edge asked for last, and the settling it is true of. */
  #edge: Edge | null = null;

  constructor(deps: TimelineDeps) {
    const { entities, directory, stepMs } = deps;
    this.#deps = deps;
    this.#days = new AgentDays({ directory, stepMs, parts: (key) => entities.get(key).parts });
  }

  /** Notes what an entity brings now, where it brought something else before. */
  bring(origin: string, was: readonly Entry[], is: readonly Entry[]): void {
    this.#brought.note(origin, was, is);
  }

  /** A rebuild begins: what entities that are gone brought to this one is all there is of it so far. */
  begin({ key, parts }: Entity, now: number): void {
    if (!isTimeline(key)) return;
    this.#stale.add(key);
    for (const later of laterDays(key, parts, now)) this.#stale.add(later);
  }

  /** Something that a timeline depends on changed: the organisation, or the time. */
  touch(key: string): void {
    this.#stale.add(key);
  }

  /** An agent's day is in memory: windows may reach into it. */
  remember(key: string): void {
    this.#recent.add(key);
  }

  /**
   * Time in state of `[from, to)` within one interval of the last 25 hours, by all agents: where a
   * rolling window begins between two cells. Nothing may fold meanwhile.
   */
  async between(from: number, to: number, now: number): Promise<readonly Fact[]> {
    if (this.#edge?.from === from && this.#edge.to === to) return this.#edge.facts;
    const until = Math.min(to, floorTo(now, this.#deps.stepMs));
    const days = await this.#load(this.#recent.at(from));
    const facts = [...days.values()].flatMap((day) => this.#days.between(day, from, until));
    this.#edge = { from, to, facts };
    return facts;
  }

  isSettled(): boolean {
    return this.#brought.isEmpty() && this.#stale.size === 0;
  }

  /** Derives everything that changed. Nothing else may fold meanwhile. */
  async settle(now: number): Promise<void> {
    this.#edge = null;
    this.#recent.trim(now);
    for (let round = 0; round < ROUNDS_MAX && !this.isSettled(); round += 1) {
      await this.#collect(now);
      const stale = [...this.#stale].sort();
      this.#stale.clear();
      const days = await this.#load(stale);
      for (const key of stale) this.#derive(key, days.get(key), now);
    }
  }

  /**
   * Puts what was brought where it belongs, and notes every timeline that it may change. What agents'
   * days bring back to contacts changes nothing in what they bring back: this comes to an end.
   */
  async #collect(now: number): Promise<void> {
    const { entities, put, refold } = this.#deps;
    const all = this.#brought.take();
    await entities.load(all.keys());
    for (const [key, brought] of all) {
      const entity = entities.get(key);
      // An agent's day tells a contact something that is gone already.
      if (!isTimeline(key) && entity.events.length + entity.parts.size === 0) continue;
      const parts = new Map(entity.parts);
      for (const [origin, entries] of brought) {
        if (entries.length === 0) parts.delete(origin);
        else parts.set(origin, entries);
      }
      put({ ...entity, parts });
      if (!isTimeline(key)) {
        refold(key);
        continue;
      }
      this.#stale.add(key);
      for (const lists of [entity.parts, parts]) {
        for (const later of laterDays(key, lists, now)) this.#stale.add(later);
      }
    }
  }

  /** Loads timelines with all that they are derived from; the agents' days among them by key. */
  async #load(keys: readonly string[]): Promise<ReadonlyMap<string, DayName>> {
    const { entities } = this.#deps;
    await entities.load(keys);
    const days = new Map<string, DayName>();
    const before = new Set<string>();
    for (const key of keys) {
      const day = agentDayOf(key);
      if (day === null) continue;
      const name = { key, ...day };
      days.set(key, name);
      for (const one of this.#days.before(name)) before.add(one);
    }
    await entities.load(before);
    return days;
  }

  #derive(key: string, day: DayName | undefined, now: number): void {
    const { entities, put } = this.#deps;
    const entity = entities.get(key);
    const { meaning, wakeAt } =
      day === undefined ? this.#customer(entity, now) : this.#agentDay(day, entity, now);
    const isNothing = entity.parts.size + meaning.facts.length + entity.meaning.facts.length === 0;
    if (isNothing && entity.wakeAt === wakeAt) return;
    put({ ...entity, meaning, wakeAt });
    if (wakeAt !== null) this.remember(key);
  }

  #horizon(): Horizon {
    return this.#deps.horizon?.() ?? NO_HORIZON;
  }

  #customer({ parts }: Entity, now: number): Derived {
    const visits = allOf(parts).filter((entry) => entry.kind === "visit");
    const { facts, spans, dueAt } = firstContacts(visits, now);
    const from = visitsFrom(this.#horizon());
    const open = facts.filter(({ at }) => at >= from);
    return { meaning: { facts: open, spans, entries: [] }, wakeAt: dueAt };
  }

  #agentDay(day: DayName, entity: Entity, now: number): Derived {
    if (isClosedDay(day.dayAt, this.#horizon())) return { meaning: NOTHING, wakeAt: null };
    const dayEnd = day.dayAt + DAY_MS;
    const wasRunning = entity.wakeAt !== null && entity.wakeAt <= dayEnd;
    const { facts, closes, wakeAt, reachesNext } = this.#days.derive(day, now);
    if (reachesNext && wasRunning) this.#stale.add(agentDayKey(day.agent, dayEnd));
    return { meaning: { facts, spans: [], entries: closes }, wakeAt };
  }
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly facts: readonly Fact[];
}

interface Derived {
  readonly meaning: Meaning;
  readonly wakeAt: number | null;
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
