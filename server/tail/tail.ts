/**
 * Reads the log on, has it folded (folder.ts), and writes checkpoints (REL-7). Everything happens in log
 * order, one thing at a time: whoever asks meanwhile waits for its turn. Over 250 lines, because all that
 * may be asked of what was folded stands here, line by line.
 */

import { AHEAD_MS_MAX } from "../../shared/events/limits.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import type { Clock } from "../../shared/time/clock.ts";
import type { Correction } from "../fold/corrections.ts";
import type { Directory } from "../fold/directory.ts";
import type { Entity } from "../fold/entity.ts";
import type { Brings, Lost } from "../fold/gaps.ts";
import type { Horizon } from "../fold/horizon.ts";
import type { LogEvent, LogGroup } from "../fold/log-event.ts";
import type { Store } from "../store/store.ts";
import { Chain } from "./chain.ts";
import { Checkpoints } from "./checkpoints.ts";
import type { Entities } from "./entities.ts";
import { Folder, type FolderDeps } from "./folder.ts";
import type { Horizons } from "./horizon.ts";
import {
  everyEntity,
  keepsHome,
  lateEntities,
  movedTo,
  oneEntity,
  severalEntities,
} from "./look-ups.ts";
import { type Names, namesInDocument } from "./names.ts";
import type { AgentState } from "./presence.ts";
import { Retire } from "./retire.ts";
import { readCells } from "./rolling.ts";
import type { Read, Shelves, Stretch } from "./shelves.ts";
import type { SourceAge } from "./sources.ts";
import { type Survey, survey } from "./survey.ts";

export interface TailDeps extends FolderDeps {
  /** Told once, when folding cannot go on; from then on figures stand still, and screens go stale. */
  readonly onFailure?: (problem: unknown) => void;
  /** Told, in one sentence, what a start does beside reading on. */
  readonly onNotice?: (text: string) => void;
  /** What people are called; without it the document says so. */
  readonly names?: Names;
  /** What each source delivers, as far as it is known. */
  readonly feeds?: () => ReadonlyMap<string, Brings>;
}

export class Tail {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #folder: Folder;
  readonly #checkpoints: Checkpoints;
  /** What is too old leaves by this door (PRIV-6). */
  readonly retire: Retire;
  #position = 0;
  #version = 0;
  readonly #chain: Chain;
  readonly #onNotice: (text: string) => void;
  readonly #names: Names;
  readonly #feeds: () => ReadonlyMap<string, Brings>;

  constructor(deps: TailDeps) {
    const { store, clock, onFailure = () => {}, onNotice = () => {} } = deps;
    this.#onNotice = onNotice;
    this.#names = deps.names ?? namesInDocument;
    this.#feeds = deps.feeds ?? (() => new Map());
    this.#store = store;
    this.#clock = clock;
    this.#chain = new Chain(onFailure);
    this.#folder = new Folder(deps);
    const { entities, shelves, horizons, unresolved, memory } = this.#folder;
    this.#checkpoints = new Checkpoints(store, entities, shelves);
    this.retire = new Retire({
      store,
      entities,
      shelves,
      horizons,
      unresolved,
      sources: () => memory.sources.entity(),
      still: (work) => this.#still(work),
      checkpoint: () => this.#checkpointNow(),
    });
  }

  get entities(): Entities {
    return this.#folder.entities;
  }

  get shelves(): Shelves {
    return this.#folder.shelves;
  }

  get horizons(): Horizons {
    return this.#folder.horizons;
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
    return this.#folder.memory.organisation.document();
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
    return this.#folder.memory.organisation.changedAt();
  }

  directory(): Directory {
    return this.#folder.memory.organisation.directory();
  }

  sources(): readonly SourceAge[] {
    return this.#folder.memory.sources.all();
  }

  /** What sources lost and nobody has made good. */
  lost(): readonly Lost[] {
    return this.sources().flatMap(({ source, missing }) => {
      if (missing.length === 0) return [];
      const name = this.document().sources.find(({ id }) => id === source)?.name ?? null;
      const brings = this.#feeds().get(source) ?? null;
      return missing.map((one) => ({ source, name, ...one, brings }));
    });
  }

  async read(stretch: Stretch): Promise<Read> {
    await this.settle();
    const now = this.#clock.now();
    return readCells(stretch, now, this.shelves, (from, to) =>
      this.#chain.ask(() => this.#folder.timelines.between(from, to, now)),
    );
  }

  agentStates(): AgentState[] {
    return this.#folder.memory.presence.all(this.#clock.now() + AHEAD_MS_MAX);
  }

  /** The entity of a key as it is now, cold ones included; null: none, or it moved to another. */
  async entity(key: string): Promise<Entity | null> {
    await this.settle();
    return this.#chain.ask(() => oneEntity(this.entities, key));
  }

  /** Those of several keys that there are, as they are now; cold ones are read and not kept. */
  async several(keys: readonly string[]): Promise<Entity[]> {
    await this.settle();
    return this.#chain.ask(() => severalEntities(this.entities, this.#store, keys));
  }

  /** The same, wherever what is known as `key` ended up. */
  async homeOf(key: string): Promise<Entity | null> {
    const home = await this.#chain.ask(() => movedTo(this.entities, key));
    return this.entity(home);
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
    return this.#folder.memory.organisation.entity().events;
  }

  /**
   * Restores the last checkpoint and folds the rest of the log; all of it when the checkpoint was made
   * by another version of the fold.
   */
  async start(onProgress: (position: number, of: number) => void = () => {}): Promise<void> {
    if (await this.#checkpoints.distrust()) this.#onNotice(FOLDED_ANEW);
    await this.#folder.restore();
    this.#position = await this.#checkpoints.restore();
    if (this.#position === 0) await this.#folder.begin();
    const end = await this.#store.appended();
    for await (const group of this.#store.read(this.#position)) {
      await this.#fold(group);
      if (this.entities.dirtyCount() > REPLAY_DIRTY_MAX) await this.checkpoint();
      onProgress(this.#position, end);
    }
  }

  /**
   * Would an event that is older than everything that was too old still find its entity whole? If not, a
   * repeat of an event that is gone could no longer be told from it (REL-4).
   */
  keeps(event: LogEvent): Promise<boolean> {
    return this.#chain.ask(() => keepsHome(this.entities, event));
  }

  /** What a horizon would touch, as of the last checkpoint (PRIV-6). */
  survey(horizon: Horizon): Promise<Survey> {
    return survey(this.#store, horizon, this.#folder.unresolved);
  }

  /** Does it while nothing folds and everything is on disk; folding goes on after it. */
  #still<T>(work: () => Promise<T>): Promise<T> {
    return this.#chain.ask(async () => {
      await this.#settleNow();
      this.#folder.memory.presence.forgetBefore(this.horizons.now().from);
      await this.#checkpointNow();
      return work();
    });
  }

  async #checkpointNow(): Promise<void> {
    this.#folder.keepMemory();
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
    return this.#chain.isIdle() && this.#folder.isSettled();
  }

  /**
   * Makes everything so that it holds now: events whose time has come count (REL-4), deadlines that
   * passed are facts, timelines are derived. Called before figures are read, and every second.
   */
  async settle(): Promise<void> {
    if (this.#folder.isSettled()) return;
    await this.#chain.add(() => this.#settleNow());
  }

  async #settleNow(): Promise<void> {
    if (this.#folder.isSettled()) return;
    await this.#folder.settle();
    this.#version += 1;
  }

  /**
   * Writes everything folded so far; afterwards a restart begins here. Folding goes on meanwhile.
   * Rejects if it could not be written; the next checkpoint then writes it.
   */
  checkpoint(): Promise<void> {
    const taken = this.#chain.ask(async () => {
      await this.#settleNow();
      if (this.pending() > 0) this.#folder.keepMemory();
      return this.#checkpoints.take(this.#position, this.#clock.now());
    });
    return this.#checkpoints.write(taken);
  }

  /** What late news changed since then, ms; of the last hours. */
  corrections(from: number): readonly Correction[] {
    return this.#folder.corrections.since(from);
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
    await this.#folder.fold(group);
    this.#position = group.last;
    this.#version += 1;
  }
}

const FOLDED_ANEW =
  "What the log means was worked out by another version of Deskpulse: the whole log is folded anew.";

/** While reading the log on at a start, a checkpoint is written after this many changed entities. */
const REPLAY_DIRTY_MAX = 50_000;
