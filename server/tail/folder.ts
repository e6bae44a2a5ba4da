/**
 * Folds the log: events to entities, facts and cells. Live, restart and rebuild run this same code, one
 * thing at a time, in log order. It is the one place that may change cells; how is in the files beside it.
 */
import type { Clock } from "../../shared/time/clock.ts";
import { RECENT_MS } from "../../shared/time/interval.ts";
import { type Cause, Corrections, causeOf } from "../fold/corrections.ts";
import type { Directory } from "../fold/directory.ts";
import { difference, type Entity, fold } from "../fold/entity.ts";
import { arrived } from "../fold/late.ts";
import type { LogEvent, LogGroup } from "../fold/log-event.ts";
import { unpack } from "../fold/pack.ts";
import { isTimeline } from "../fold/timeline/entry.ts";
import type { Store } from "../store/store.ts";
import { Agenda } from "./agenda.ts";
import { derive } from "./derive.ts";
import { Entities } from "./entities.ts";
import { Horizons } from "./horizon.ts";
import { Memory } from "./memory.ts";
import { type Placing, place } from "./place.ts";
import { rederive } from "./rederive.ts";
import { Shelves } from "./shelves.ts";
import { TIMELINE_STEP_MS, Timelines } from "./timelines.ts";

export interface FolderDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Closed contacts kept in memory (CLOSED_ENTITIES_MAX). */
  readonly closedMax?: number;
  /** Time in state is accounted for in steps of this (TIMELINE_STEP_MS). */
  readonly stepMs?: number;
}

export class Folder {
  readonly entities: Entities;
  readonly shelves: Shelves;
  readonly horizons = new Horizons();
  readonly memory = new Memory();
  readonly corrections: Corrections;
  readonly timelines: Timelines;
  /** Corrections that wait for what they correct. */
  readonly unresolved = new Set<string>();
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #agenda = new Agenda();
  #heardAt = 0;

  constructor({ store, clock, closedMax, stepMs }: FolderDeps) {
    this.#store = store;
    this.#clock = clock;
    this.entities = new Entities(store, closedMax);
    this.shelves = new Shelves(store, () => this.horizons.now());
    this.corrections = new Corrections(this.shelves.dims);
    this.timelines = new Timelines({
      entities: this.entities,
      directory: () => this.directory(),
      put: (entity) => this.#put(entity, this.corrections.brought(entity.key)),
      refold: (key) => this.#refold(key, []),
      stepMs: stepMs ?? TIMELINE_STEP_MS,
      horizon: () => this.horizons.now(),
    });
  }

  directory(): Directory {
    return this.memory.organisation.directory();
  }

  /** Takes up what the last checkpoint left. */
  async restore(): Promise<void> {
    await this.horizons.restore(this.#store);
    await this.entities.restore();
    for (const entity of this.entities.live()) {
      this.memory.restore(entity);
      if (entity.key.includes("|event/")) this.unresolved.add(entity.key);
      this.#agenda.remind(entity);
      this.timelines.remember(entity.key);
    }
  }

  /** A rebuild begins with what is sealed (PRIV-6). */
  async begin(): Promise<void> {
    const now = this.#clock.now();
    for await (const { key, body } of this.#store.sealedEntities()) {
      this.timelines.begin(unpack(key, body), now);
    }
  }

  async fold(group: LogGroup): Promise<void> {
    this.#heardAt = group.receivedAt;
    const touched = this.memory.describe(group);
    const events = arrived(group);
    const kept = events.some((event) => this.horizons.isGone(event))
      ? events.filter((event) => !this.horizons.isGone(event))
      : events;
    await place(kept, this.#placing());
    for (const change of touched) {
      await rederive(change, this.entities, this.#store, (key) =>
        this.#refold(key, [], "org.changed"),
      );
    }
    this.memory.notice(group);
  }

  /** Does everything hold as of now? */
  isSettled(): boolean {
    return this.timelines.isSettled() && !this.#agenda.isDue(this.#clock.now());
  }

  /** Makes it so: what is due wakes up, timelines are derived. */
  async settle(): Promise<void> {
    const now = this.#clock.now();
    for (const key of this.#agenda.take(now)) {
      const { wakeAt } = this.entities.get(key);
      if (wakeAt !== null && wakeAt <= now) this.#refold(key, []);
    }
    await this.timelines.settle(now);
    this.corrections.settled();
  }

  /** Puts what is remembered beside entities among them, for a checkpoint. */
  keepMemory(): void {
    for (const entity of this.memory.entities()) this.entities.set(entity);
  }

  #placing(): Placing {
    return {
      entities: this.entities,
      unresolved: this.unresolved,
      fold: (key, events) => this.#refold(key, events),
      put: (entity) => this.#put(entity),
      entitiesWith: (text) => this.#store.entitiesWith(text),
    };
  }

  #refold(key: string, arrived: readonly LogEvent[], cause = causeOf(arrived)): void {
    if (isTimeline(key)) {
      this.timelines.touch(key);
      return;
    }
    const entity = this.entities.get(key);
    if (entity.movedTo !== null || this.memory.holds(key)) return;
    const now = this.#clock.now();
    const isPinned = this.unresolved.has(key);
    const directory = this.directory();
    this.#put(
      fold(entity, arrived, (events) => derive(events, directory, now, isPinned, entity.parts)),
      cause,
    );
  }

  /** Keeps an entity, and moves what changed in its facts to the cells: nothing else ever does. */
  #put(entity: Entity, cause: Cause | null = null): void {
    const recentFrom = this.#clock.now() - RECENT_MS;
    const was = this.entities.get(entity.key).meaning;
    difference(was.facts, entity.meaning.facts, (fact, times) => {
      this.shelves.change(fact, times, recentFrom);
      if (cause !== null) this.corrections.note(fact, times, cause, entity.key, this.#heardAt);
    });
    if (cause !== null) this.corrections.bring([...was.entries, ...entity.meaning.entries], cause);
    this.timelines.bring(entity.key, was.entries, entity.meaning.entries);
    this.entities.set(entity);
    this.#agenda.remind(entity);
  }
}
