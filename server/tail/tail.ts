/**
 * Reads the log on, folds it, and writes checkpoints (REL-7). Live, restart and rebuild run this same
 * code. Everything happens in log order, one thing at a time. A little over 250 lines: it is the one
 * place that may change cells, and everything that may do so stands here; how is in the files beside it.
 */

import { AHEAD_MS_MAX } from "../../shared/events/limits.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import type { Clock } from "../../shared/time/clock.ts";
import { RECENT_MS } from "../../shared/time/interval.ts";
import { type Cause, type Correction, Corrections, causeOf } from "../fold/corrections.ts";
import type { Directory } from "../fold/directory.ts";
import { difference, type Entity, fold } from "../fold/entity.ts";
import type { Horizon } from "../fold/horizon.ts";
import { arrived } from "../fold/late.ts";
import type { LogEvent, LogGroup } from "../fold/log-event.ts";
import { unpack } from "../fold/pack.ts";
import { isTimeline } from "../fold/timeline/entry.ts";
import type { Store } from "../store/store.ts";
import { Agenda } from "./agenda.ts";
import { Chain } from "./chain.ts";
import { Checkpoints } from "./checkpoints.ts";
import { derive } from "./derive.ts";
import { Entities } from "./entities.ts";
import { aliasOf, homeOf, statedHome } from "./homes.ts";
import { Horizons } from "./horizon.ts";
import { everyEntity, lateEntities } from "./look-ups.ts";
import { Memory } from "./memory.ts";
import { type Names, namesInDocument } from "./names.ts";
import { type Placing, place } from "./place.ts";
import type { AgentState } from "./presence.ts";
import { rederive } from "./rederive.ts";
import { Retire } from "./retire.ts";
import { readCells } from "./rolling.ts";
import { type Read, Shelves, type Stretch } from "./shelves.ts";
import type { SourceAge } from "./sources.ts";
import { type Survey, survey } from "./survey.ts";
import { TIMELINE_STEP_MS, Timelines } from "./timelines.ts";

export interface TailDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Told once, when folding cannot go on; from then on figures stand still, and screens go stale. */
  readonly onFailure?: (problem: unknown) => void;
  /** Told, in one sentence, what a start does beside reading on. */
  readonly onNotice?: (text: string) => void;
  /** Closed contacts kept in memory (CLOSED_ENTITIES_MAX). */
  readonly closedMax?: number;
  /** Time in state is accounted for in steps of this (TIMELINE_STEP_MS). */
  readonly stepMs?: number;
  /** What people are called; without it the document says so. */
  readonly names?: Names;
}

export class Tail {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly entities: Entities;
  readonly shelves: Shelves;
  readonly #checkpoints: Checkpoints;
  readonly #memory = new Memory();
  readonly #agenda = new Agenda();
  readonly #timelines: Timelines;
  readonly #unresolved = new Set<string>();
  readonly horizons = new Horizons();
  readonly #corrections: Corrections;
  #heardAt = 0;
  /** What is too old leaves by this door (PRIV-6). */
  readonly retire: Retire;
  #position = 0;
  #version = 0;
  readonly #chain: Chain;
  readonly #onNotice: (text: string) => void;
  readonly #names: Names;

  constructor(deps: TailDeps) {
    const { store, clock, onFailure = () => {}, onNotice = () => {}, closedMax, stepMs } = deps;
    this.#onNotice = onNotice;
    this.#names = deps.names ?? namesInDocument;
    this.#store = store;
    this.#clock = clock;
    this.#chain = new Chain(onFailure);
    this.entities = new Entities(store, closedMax);
    this.shelves = new Shelves(store, () => this.horizons.now());
    this.#corrections = new Corrections(this.shelves.dims);
    this.#checkpoints = new Checkpoints(store, this.entities, this.shelves);
    this.#timelines = new Timelines({
      entities: this.entities,
      directory: () => this.directory(),
      put: (entity) => this.#put(entity, this.#corrections.brought(entity.key)),
      refold: (key) => this.#refold(key, []),
      stepMs: stepMs ?? TIMELINE_STEP_MS,
      horizon: () => this.horizons.now(),
    });
    this.retire = new Retire({
      store,
      entities: this.entities,
      shelves: this.shelves,
      horizons: this.horizons,
      unresolved: this.#unresolved,
      sources: () => this.#memory.sources.entity(),
      still: (work) => this.#still(work),
      checkpoint: () => this.#checkpointNow(),
    });
  }

  /** Log position up to which everything is folded. */
  position(): number {
    return this.#position;
  }

  /** Grows with every change of any figure. */
  version(): number {
    return this.#version;
  }

  /** As the log has it: for figures. */
  document(): OrgDocument {
    return this.#memory.organisation.document();
  }

  /** As it was described: with names, and with the sources' own ids of agents (PRIV-3). */
  described(): OrgDocument {
    return this.#names.describe(this.document());
  }

  /** What an agent is called, or an id that nobody mapped; null: nothing is known. */
  nameOf(agent: string): string | null {
    return this.#names.nameOf(agent, this.document());
  }

  documentChangedAt(): number {
    return this.#memory.organisation.changedAt();
  }

  directory(): Directory {
    return this.#memory.organisation.directory();
  }

  sources(): readonly SourceAge[] {
    return this.#memory.sources.all();
  }

  async read(stretch: Stretch): Promise<Read> {
    await this.settle();
    const now = this.#clock.now();
    return readCells(stretch, now, this.shelves, (from, to) =>
      this.#chain.ask(() => this.#timelines.between(from, to, now)),
    );
  }

  agentStates(): AgentState[] {
    return this.#memory.presence.all(this.#clock.now() + AHEAD_MS_MAX);
  }

  /** The entity of a key as it is now, cold ones included; null: none, or it moved to another. */
  async entity(key: string): Promise<Entity | null> {
    await this.settle();
    return this.#chain.ask(async () => {
      await this.entities.load([key]);
      const entity = this.entities.get(key);
      const { events, parts, meaning } = entity;
      const isThere = events.length + parts.size + meaning.facts.length > 0;
      return isThere && entity.movedTo === null ? entity : null;
    });
  }

  /** Every entity with something in `[from, to)`, cold ones included, each once. */
  async *between(from: number, to: number): AsyncIterable<Entity> {
    await this.settle();
    await this.idle();
    yield* everyEntity(this.entities, this.#store, from, to);
  }

  /** Those of them of which an event came later than `after`, ms. */
  async *late(from: number, to: number, after: number): AsyncIterable<Entity> {
    await this.settle();
    await this.idle();
    yield* lateEntities(this.entities, this.#store, from, to, after);
  }

  /** What the log says of the organisation: its latest document, every membership told. */
  organisation(): readonly LogEvent[] {
    return this.#memory.organisation.entity().events;
  }

  /**
   * Restores the last checkpoint and folds the rest of the log; all of it when the checkpoint was made
   * by another version of the fold.
   */
  async start(onProgress: (position: number, of: number) => void = () => {}): Promise<void> {
    if (await this.#checkpoints.distrust()) this.#onNotice(FOLDED_ANEW);
    await this.horizons.restore(this.#store);
    await this.entities.restore();
    for (const entity of this.entities.live()) {
      this.#memory.restore(entity);
      if (entity.key.includes("|event/")) this.#unresolved.add(entity.key);
      this.#agenda.remind(entity);
      this.#timelines.remember(entity.key);
    }
    this.#position = await this.#checkpoints.restore();
    if (this.#position === 0) await this.#begin();
    const end = await this.#store.appended();
    for await (const group of this.#store.read(this.#position)) {
      await this.#fold(group);
      if (this.entities.dirtyCount() > REPLAY_DIRTY_MAX) await this.checkpoint();
      onProgress(this.#position, end);
    }
  }

  /** A rebuild begins with what is sealed (PRIV-6). */
  async #begin(): Promise<void> {
    const now = this.#clock.now();
    for await (const { key, body } of this.#store.sealedEntities()) {
      this.#timelines.begin(unpack(key, body), now);
    }
  }

  /**
   * Would an event that is older than everything that was too old still find its entity whole? If not, a
   * repeat of an event that is gone could no longer be told from it (REL-4).
   */
  keeps(event: LogEvent): Promise<boolean> {
    const key = statedHome(event) ?? aliasOf(event);
    if (key === null) return Promise.resolve(event.type !== "unknown");
    return this.#chain.ask(async () => {
      await this.entities.load([key]);
      const home = homeOf(key, (one) => this.entities.get(one));
      await this.entities.load([home]);
      const first = this.entities.get(home).events[0];
      return first !== undefined && event.at >= first.at;
    });
  }

  /** What a horizon would touch, as of the last checkpoint (PRIV-6). */
  survey(horizon: Horizon): Promise<Survey> {
    return survey(this.#store, horizon, this.#unresolved);
  }

  /** Does it while nothing folds and everything is on disk; folding goes on after it. */
  #still<T>(work: () => Promise<T>): Promise<T> {
    return this.#chain.ask(async () => {
      await this.#settleNow();
      this.#memory.presence.forgetBefore(this.horizons.now().from);
      await this.#checkpointNow();
      return work();
    });
  }

  async #checkpointNow(): Promise<void> {
    for (const entity of this.#memory.entities()) this.entities.set(entity);
    await this.#checkpoints.write(this.#checkpoints.take(this.#position, this.#clock.now()));
  }

  /** Folds a group that is on disk. Groups come in log order; a missing one is read from the store. */
  accept(group: LogGroup): void {
    void this.#chain.add(async () => {
      if (group.last <= this.#position) return;
      if (group.first === this.#position + 1) return this.#fold(group);
      for await (const missed of this.#store.read(this.#position)) await this.#fold(missed);
    });
  }

  /** True: all that was accepted is folded, and everything holds as of now. */
  isQuiet(): boolean {
    const isDue = this.#agenda.isDue(this.#clock.now());
    return this.#chain.isIdle() && this.#timelines.isSettled() && !isDue;
  }

  /**
   * Makes everything so that it holds now: events whose time has come count (REL-4), deadlines that
   * passed are facts, timelines are derived. Called before figures are read, and every second.
   */
  async settle(): Promise<void> {
    if (this.#timelines.isSettled() && !this.#agenda.isDue(this.#clock.now())) return;
    await this.#chain.add(() => this.#settleNow());
  }

  async #settleNow(): Promise<void> {
    const now = this.#clock.now();
    if (this.#timelines.isSettled() && !this.#agenda.isDue(now)) return;
    for (const key of this.#agenda.take(now)) {
      const { wakeAt } = this.entities.get(key);
      if (wakeAt !== null && wakeAt <= now) this.#refold(key, []);
    }
    await this.#timelines.settle(now);
    this.#corrections.settled();
    this.#version += 1;
  }

  /**
   * Writes everything folded so far; afterwards a restart begins here. Folding goes on meanwhile.
   * Rejects if it could not be written; the next checkpoint then writes it.
   */
  checkpoint(): Promise<void> {
    const taken = this.#chain.ask(async () => {
      await this.#settleNow();
      if (this.pending() > 0) {
        for (const entity of this.#memory.entities()) this.entities.set(entity);
      }
      return this.#checkpoints.take(this.#position, this.#clock.now());
    });
    return this.#checkpoints.write(taken);
  }

  /** What late news changed since then, ms; of the last hours. */
  corrections(from: number): readonly Correction[] {
    return this.#corrections.since(from);
  }

  /** Resolves when everything accepted is folded; rejects when folding failed. */
  idle(): Promise<void> {
    return this.#chain.idle();
  }

  /** Events folded since the last checkpoint. */
  pending(): number {
    return this.#position - this.#checkpoints.written();
  }

  /** False: folding could not go on, so no figure may be shown as current. */
  isFolding(): boolean {
    return !this.#chain.hasFailed();
  }

  async #fold(group: LogGroup): Promise<void> {
    this.#heardAt = group.receivedAt;
    const touched = this.#memory.describe(group);
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
    this.#memory.notice(group);
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

  #refold(key: string, arrived: readonly LogEvent[], cause = causeOf(arrived)): void {
    if (isTimeline(key)) {
      this.#timelines.touch(key);
      return;
    }
    const entity = this.entities.get(key);
    if (entity.movedTo !== null || this.#memory.holds(key)) return;
    const now = this.#clock.now();
    const isPinned = this.#unresolved.has(key);
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
      if (cause !== null) this.#corrections.note(fact, times, cause, entity.key, this.#heardAt);
    });
    if (cause !== null) this.#corrections.bring([...was.entries, ...entity.meaning.entries], cause);
    this.#timelines.bring(entity.key, was.entries, entity.meaning.entries);
    this.entities.set(entity);
    this.#agenda.remind(entity);
  }
}

const FOLDED_ANEW =
  "What the log means was worked out by another version of Deskpulse: the whole log is folded anew.";

/** While reading the log on at a start, a checkpoint is written after this many changed entities. */
const REPLAY_DIRTY_MAX = 50_000;
