/**
 * Where events, entities and cells are kept. The contract is in prose at each method and is tested
 * by one suite against every implementation (test/contract/store.contract.ts).
 *
 * The log is the source of truth. Entities and cells are a checkpoint of it: what folding the log
 * up to `checkpointed()` gives. Losing them costs time, never data.
 */
import type { LogEvent, LogGroup } from "../fold/log-event.ts";

/** One entity as the fold wrote it. `body` is the fold's own text; the store never looks inside. */
export interface EntityRow {
  readonly key: string;
  /** First and last instant its facts and states touch, ms since 1970. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** Open, or waiting for its time: must be in memory after a restart. */
  readonly live: boolean;
  readonly body: string;
}

/**
 * How long a slab is, in minutes. Those of one minute serve the rolling windows, those of a day are
 * sums of its quarters of an hour; 0 is no time at all: pages of what the others refer to.
 */
export type SlabMinutes = 0 | 1 | 15 | 1440;

/** The cells of one measure in one interval. `body` is the fold's own: the store never looks inside. */
export interface SlabRow {
  readonly minutes: SlabMinutes;
  readonly start: number;
  readonly measure: string;
  readonly body: Uint8Array;
}

export interface Checkpoint {
  /** Everything up to this log position is in the rows below or in rows written before. */
  readonly position: number;
  /** The version of the fold that made the rows (server/fold/version.ts). */
  readonly fold: number;
  readonly entities: readonly EntityRow[];
  readonly slabs: readonly SlabRow[];
  /** Minute slabs that start before this are dropped. */
  readonly minutesFrom: number;
}

/**
 * What is too old (PRIV-6), and what is kept of it. Sealed rows stand for events that are not in the log
 * any more: a rebuild begins from them, so they are as precious as the log.
 */
export interface Retirement {
  /** Sealed slabs, the pages they refer to among them, and sealed entities: each replaces its like. */
  readonly sealedSlabs: readonly SlabRow[];
  readonly sealedEntities: readonly EntityRow[];
  /** Keys of sealed entities that go. */
  readonly unsealed: readonly string[];
  /** Entities as they are from now on, and keys of those that go. */
  readonly entities: readonly EntityRow[];
  readonly gone: readonly string[];
  /** Slabs of any length, sealed or not, that start before this are dropped; pages stay. 0: none. */
  readonly slabsFrom: number;
  readonly settings: Changes;
}

/** Events of one group of the log: where they stand in it as it was appended, from 0. */
export interface Places {
  readonly first: number;
  readonly places: readonly number[];
}

export interface Setting {
  readonly name: string;
  readonly value: string;
}

/** Names of settings and their values; null: none. */
export type Changes = Readonly<Record<string, string | null>>;

export interface Store {
  /**
   * Appends one group and resolves once it is durable (fsynced); positions are consecutive from 1.
   * All or nothing: after a crash a group is there whole or not at all. Calls do not overlap: the
   * caller waits for one before the next. Rejects with StoreFull when the disk is full or the file
   * cannot be written; then nothing was appended and a later append may succeed.
   */
  append(events: readonly LogEvent[], receivedAt: number): Promise<LogGroup>;

  /**
   * All groups that end after `position`, oldest first, whole but for events that were removed. Stops with
   * StoreCorrupt at a bad one.
   */
  read(after: number): AsyncIterable<LogGroup>;

  /** The last position appended; 0 when empty. */
  appended(): Promise<number>;

  /** The rows of these keys that exist, in any order. */
  entities(keys: readonly string[]): Promise<EntityRow[]>;

  /** Every entity marked live. */
  liveEntities(): AsyncIterable<EntityRow>;

  /** Every entity with `firstAt < to` and `lastAt >= from`, and so all behind a figure of that time. */
  entitiesBetween(from: number, to: number): AsyncIterable<EntityRow>;

  /** Every entity whose body contains `text`. Slow, rare: a correction of an event long ago. */
  entitiesWith(text: string): AsyncIterable<EntityRow>;

  /** The slabs of one measure and length with `from <= start < to`, ordered by start. */
  slabs(minutes: SlabMinutes, measure: string, from: number, to: number): Promise<SlabRow[]>;

  /** Writes rows (replacing those of the same key) and the position in one transaction (REL-7). */
  checkpoint(checkpoint: Checkpoint): Promise<void>;

  /** The position of the last checkpoint; 0 when there is none. */
  checkpointed(): Promise<number>;

  /** The fold version of the last checkpoint; 0 when there is none, or when it does not say. */
  foldedBy(): Promise<number>;

  /** Small named values: settings, users, sessions, keys. Null: there is none. */
  setting(name: string): Promise<string | null>;

  /** Those whose names begin with `prefix` (ASCII), ordered by name. */
  settings(prefix: string): Promise<Setting[]>;

  /** Durable when resolved. Null removes. */
  putSetting(name: string, value: string | null): Promise<void>;

  /**
   * Puts several, all or none, durable when resolved; null removes. Only if everything `expected`
   * names still has the value given there (null: is not there); else puts nothing and says false.
   */
  putSettings(changes: Changes, expected?: Changes): Promise<boolean>;

  /**
   * Forgets every entity, slab and the checkpoint, so that the log can be folded anew. What is sealed
   * stays, and is then what there is.
   */
  forgetCheckpoint(): Promise<void>;

  /**
   * Writes and removes all of it in one transaction. The rows are as of the last checkpoint, so the caller
   * lets nothing be checkpointed in between; position and log stay.
   */
  retire(retirement: Retirement): Promise<void>;

  /** As `slabs` and every entity, of what is sealed. */
  sealedSlabs(minutes: SlabMinutes, measure: string, from: number, to: number): Promise<SlabRow[]>;
  /** Of these keys, or all. */
  sealedEntities(keys?: readonly string[]): AsyncIterable<EntityRow>;

  /**
   * Takes events out of the log, in one transaction: their content goes, their places stay empty and all
   * positions are what they were. What is not there already may be named again.
   */
  remove(events: readonly Places[]): Promise<void>;

  /**
   * Afterwards nothing that was removed stands in the files any more, neither in free pages nor in what
   * waits to be written into place (PRIV-8). Rejects with StoreFull while another process reads.
   */
  scrub(): Promise<void>;

  /**
   * Reads everything and compares it with its checksums, beside other work (REL-8: nightly, and
   * before each backup). Rejects with StoreCorrupt at the first damage.
   */
  check(): Promise<void>;

  /** After everything asked before is done. The store can then be opened again. */
  close(): Promise<void>;
}

/** Nothing could be written: answer 503 and try again later (REL-11). */
export class StoreFull extends Error {}

/** The file is not what we wrote. Says where, and what to do; nothing is skipped silently (REL-8). */
export class StoreCorrupt extends Error {}

/** Another process has this store open. */
export class StoreLocked extends Error {}

/** The file was written by an older Deskpulse, and cannot be read on. Says what to do. */
export class StoreTooOld extends Error {}

/** The file was written by a newer Deskpulse. */
export class StoreTooNew extends Error {}
