/**
 * Reads the log on, folds it, and writes checkpoints (REL-7). Live, restart and rebuild run this same
 * code. Everything happens in log order, one thing at a time.
 */

import { AHEAD_MS_MAX } from "../../shared/events/limits.ts";
import type { CellMeasure } from "../../shared/kpi/measure.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import type { Clock } from "../../shared/time/clock.ts";
import { RECENT_MS } from "../../shared/time/interval.ts";
import type { Minutes, Shelf } from "../fold/cells.ts";
import type { Directory } from "../fold/directory.ts";
import { difference, type Entity, fold, PINNED } from "../fold/entity.ts";
import { meaningOf } from "../fold/facts/facts-of.ts";
import type { LogEvent, LogGroup } from "../fold/log-event.ts";
import type { Store } from "../store/store.ts";
import { Checkpoints } from "./checkpoints.ts";
import { Entities } from "./entities.ts";
import { type AgentState, agentStatesOf, everyEntity } from "./look-ups.ts";
import { ORGANISATION, Organisation } from "./organisation.ts";
import { type Placing, place } from "./place.ts";
import { rederive } from "./rederive.ts";
import { Shelves } from "./shelves.ts";
import { SOURCES, type SourceAge, SourceAges } from "./sources.ts";

export interface TailDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Told once, when folding cannot go on; from then on figures stand still, and screens go stale. */
  readonly onFailure?: (problem: unknown) => void;
  /** Closed contacts kept in memory (CLOSED_ENTITIES_MAX). */
  readonly closedMax?: number;
}

export class Tail {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #onFailure: (problem: unknown) => void;
  readonly entities: Entities;
  readonly shelves: Shelves;
  readonly #checkpoints: Checkpoints;
  readonly #organisation = new Organisation();
  readonly #sources = new SourceAges();
  readonly #unresolved = new Set<string>();
  #position = 0;
  #version = 0;
  #wakeAt = Infinity;
  #chain: Promise<void> = Promise.resolve();
  #failure: unknown = null;

  constructor({ store, clock, onFailure = () => {}, closedMax }: TailDeps) {
    this.#store = store;
    this.#clock = clock;
    this.#onFailure = onFailure;
    this.entities = new Entities(store, closedMax);
    this.shelves = new Shelves(store);
    this.#checkpoints = new Checkpoints(store, this.entities, this.shelves);
  }

  /** Log position up to which everything is folded. */
  position(): number {
    return this.#position;
  }

  /** Grows with every change of any figure. */
  version(): number {
    return this.#version;
  }

  document(): OrgDocument {
    return this.#organisation.document();
  }

  documentChangedAt(): number {
    return this.#organisation.changedAt();
  }

  directory(): Directory {
    return this.#organisation.directory();
  }

  sources(): readonly SourceAge[] {
    return this.#sources.all();
  }

  read(minutes: Minutes, measure: CellMeasure, from: number, to: number): Promise<Shelf[]> {
    return this.shelves.read(minutes, measure, from, to);
  }

  agentStates(): AgentState[] {
    return agentStatesOf(this.entities.live());
  }

  /** Every entity with something in `[from, to)`, cold ones included, each once. */
  async *between(from: number, to: number): AsyncIterable<Entity> {
    await this.idle();
    yield* everyEntity(this.entities, this.#store, from, to);
  }

  /** Restores the last checkpoint and folds the rest of the log. */
  async start(onProgress: (position: number, of: number) => void = () => {}): Promise<void> {
    await this.entities.restore();
    for (const entity of this.entities.live()) {
      if (entity.key === ORGANISATION) this.#organisation.take(entity.events);
      if (entity.key === SOURCES) this.#sources.restore(entity.events);
      if (entity.key.includes("|event/")) this.#unresolved.add(entity.key);
      this.#wakeAt = Math.min(this.#wakeAt, entity.wakeAt ?? Infinity);
    }
    this.#position = await this.#checkpoints.restore();
    const end = await this.#store.appended();
    for await (const group of this.#store.read(this.#position)) {
      await this.#fold(group);
      if (this.entities.dirtyCount() > REPLAY_DIRTY_MAX) await this.checkpoint();
      onProgress(this.#position, end);
    }
  }

  /** Folds a group that is on disk. Groups come in log order; a missing one is read from the store. */
  accept(group: LogGroup): void {
    this.#enqueue(async () => {
      if (group.last <= this.#position) return;
      if (group.first === this.#position + 1) return this.#fold(group);
      for await (const missed of this.#store.read(this.#position)) await this.#fold(missed);
    });
  }

  /** Counts the events whose time has come (REL-4). */
  wake(): void {
    const horizon = this.#clock.now() + AHEAD_MS_MAX;
    if (this.#wakeAt > horizon) return;
    this.#enqueue(async () => {
      this.#wakeAt = Infinity;
      for (const { key, wakeAt } of [...this.entities.live()]) {
        if (wakeAt !== null && wakeAt <= horizon) this.#refold(key, []);
        else if (wakeAt !== null && wakeAt < this.#wakeAt) this.#wakeAt = wakeAt;
      }
      this.#version += 1;
    });
  }

  /**
   * Writes everything folded so far; afterwards a restart begins here. Folding goes on meanwhile.
   * Rejects if it could not be written; the next checkpoint then writes it.
   */
  checkpoint(): Promise<void> {
    const taken = this.#chain.then(() => {
      if (this.pending() > 0) {
        this.entities.set(this.#organisation.entity());
        this.entities.set(this.#sources.entity());
      }
      return this.#checkpoints.take(this.#position, this.#clock.now());
    });
    this.#chain = taken.then(
      () => {},
      () => {},
    );
    return this.#checkpoints.write(taken);
  }

  /** Resolves when everything accepted is folded; rejects when folding failed. */
  async idle(): Promise<void> {
    await this.#chain;
    if (this.#failure !== null) throw this.#failure;
  }

  /** Events folded since the last checkpoint. */
  pending(): number {
    return this.#position - this.#checkpoints.written();
  }

  /** False: folding could not go on, so no figure may be shown as current. */
  isFolding(): boolean {
    return this.#failure === null;
  }

  #enqueue(work: () => Promise<void>): void {
    this.#chain = this.#chain.then(async () => {
      if (this.#failure !== null) return;
      try {
        await work();
      } catch (problem) {
        this.#failure = problem;
        this.#onFailure(problem);
      }
    });
  }

  async #fold(group: LogGroup): Promise<void> {
    const touched = this.#organisation.take(group.events);
    await place(group.events, this.#placing());
    if (touched !== null) {
      await rederive(touched, this.entities, this.#store, (key) => this.#refold(key, []));
    }
    this.#sources.take(group);
    this.#position = group.last;
    this.#version += 1;
  }

  #placing(): Placing {
    return {
      entities: this.entities,
      unresolved: this.#unresolved,
      fold: (key, events) => this.#refold(key, events),
      put: (entity) => this.#put(entity),
      entitiesWith: (text) => this.#store.entitiesWith(text),
    };
  }

  #refold(key: string, arrived: readonly LogEvent[]): void {
    const entity = this.entities.get(key);
    if (entity.movedTo !== null || key === ORGANISATION || key === SOURCES) return;
    const directory = this.#organisation.directory();
    const horizon = this.#clock.now() + AHEAD_MS_MAX;
    const folded = fold(entity, arrived, (events) => {
      let wakeAt: number | null = this.#unresolved.has(key) ? PINNED : null;
      for (const { at } of events) {
        if (at > horizon && (wakeAt === null || at < wakeAt)) wakeAt = at;
      }
      const due = wakeAt === null ? events : events.filter(({ at }) => at <= horizon);
      return { meaning: meaningOf(due, directory), wakeAt };
    });
    const last = folded.events.at(-1);
    const isState = last?.type === "agent.state_changed";
    this.#put(isState ? { ...folded, events: [last], wakeAt: PINNED } : folded);
  }

  /** Keeps an entity, and moves what changed in its facts to the cells: nothing else ever does. */
  #put(entity: Entity): void {
    const recentFrom = this.#clock.now() - RECENT_MS;
    const was = this.entities.get(entity.key).meaning.facts;
    difference(was, entity.meaning.facts, (fact, times) =>
      this.shelves.change(fact, times, recentFrom),
    );
    this.entities.set(entity);
    if (entity.wakeAt !== null && entity.wakeAt < this.#wakeAt) this.#wakeAt = entity.wakeAt;
  }
}

/** While reading the log on at a start, a checkpoint is written after this many changed entities. */
const REPLAY_DIRTY_MAX = 50_000;
