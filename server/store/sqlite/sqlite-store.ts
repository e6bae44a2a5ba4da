/** The store in one SQLite file: reads here, writes through a Writer, errors in our words. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { LogEvent, LogGroup } from "../../fold/log-event.ts";
import {
  type Changes,
  type Checkpoint,
  type EntityRow,
  type Places,
  type Retirement,
  type Setting,
  type SlabMinutes,
  type SlabRow,
  type Store,
  StoreCorrupt,
} from "../store.ts";
import type { Checked } from "./check-thread.ts";
import { RESTART, readProblem, saying } from "./problem.ts";
import type { Reads } from "./reads.ts";
import type { Writer } from "./writer.ts";

export interface Parts {
  readonly file: string;
  readonly reads: Reads;
  readonly writer: Writer;
  readonly appended: number;
  readonly checkpointed: number;
  readonly fold: number;
  /** Gives the file to the next owner. */
  readonly release: () => void;
}

export class SqliteStore implements Store {
  readonly #parts: Parts;
  #appended: number;
  #checkpointed: number;
  #fold: number;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#appended = parts.appended;
    this.#checkpointed = parts.checkpointed;
    this.#fold = parts.fold;
  }

  async append(events: readonly LogEvent[], receivedAt: number): Promise<LogGroup> {
    if (events.length === 0) throw new RangeError("a group has at least one event");
    const json = JSON.stringify(events);
    const first = await this.#parts.writer.append(json, events.length, receivedAt);
    const last = first + events.length - 1;
    this.#appended = last;
    return { first, last, receivedAt, events };
  }

  read(after: number): AsyncIterable<LogGroup> {
    return this.#each((reads) => reads.groups(after));
  }

  async appended(): Promise<number> {
    return this.#appended;
  }

  async entities(keys: readonly string[]): Promise<EntityRow[]> {
    return this.#now((reads) => reads.entities(keys));
  }

  liveEntities(): AsyncIterable<EntityRow> {
    return this.#each((reads) => reads.entitiesWhere("live = 1"));
  }

  entitiesBetween(from: number, to: number): AsyncIterable<EntityRow> {
    return this.#each((reads) => reads.entitiesWhere("last_at >= ? AND first_at < ?", from, to));
  }

  async *entitiesWith(text: string): AsyncIterable<EntityRow> {
    const all = this.#each((reads) => reads.entitiesWhere("true"));
    for await (const row of all) if (row.body.includes(text)) yield row;
  }

  async slabs(minutes: SlabMinutes, measure: string, from: number, to: number): Promise<SlabRow[]> {
    return this.#now((reads) => reads.slabs(minutes, measure, from, to));
  }

  async checkpoint(checkpoint: Checkpoint): Promise<void> {
    await this.#parts.writer.checkpoint(checkpoint);
    this.#checkpointed = checkpoint.position;
    this.#fold = checkpoint.fold;
  }

  async checkpointed(): Promise<number> {
    return this.#checkpointed;
  }

  async foldedBy(): Promise<number> {
    return this.#fold;
  }

  async setting(name: string): Promise<string | null> {
    return this.#now((reads) => reads.setting(name));
  }

  async settings(prefix: string): Promise<Setting[]> {
    return this.#now((reads) => reads.settings(prefix));
  }

  async putSetting(name: string, value: string | null): Promise<void> {
    await this.putSettings({ [name]: value });
  }

  putSettings(changes: Changes, expected: Changes = {}): Promise<boolean> {
    return this.#parts.writer.putSettings(changes, expected);
  }

  async forgetCheckpoint(): Promise<void> {
    await this.#parts.writer.forgetCheckpoint();
    this.#checkpointed = 0;
    this.#fold = 0;
  }

  scrub(): Promise<void> {
    return this.#parts.writer.scrub();
  }

  retire(retirement: Retirement): Promise<void> {
    return this.#parts.writer.retire(retirement);
  }

  async sealedSlabs(
    minutes: SlabMinutes,
    measure: string,
    from: number,
    to: number,
  ): Promise<SlabRow[]> {
    return this.#now((reads) => reads.sealedSlabs(minutes, measure, from, to));
  }

  sealedEntities(keys?: readonly string[]): AsyncIterable<EntityRow> {
    return this.#each((reads) => reads.sealedEntities(keys));
  }

  remove(events: readonly Places[]): Promise<void> {
    return this.#parts.writer.remove(events);
  }

  async check(): Promise<void> {
    const { file, writer } = this.#parts;
    const { corrupt, checkpoint } = await checkInThread(file);
    if (corrupt !== null) throw new StoreCorrupt(corrupt);
    if (checkpoint === null) return;
    await writer.suspectCheckpoint();
    throw new StoreCorrupt(`${file}: the checkpoint is damaged, for ${checkpoint}. ${RESTART}`);
  }

  async close(): Promise<void> {
    this.#parts.reads.close();
    await this.#parts.writer.close();
    this.#parts.release();
  }

  #now<T>(work: (reads: Reads) => T): T {
    return saying(readProblem, this.#parts.file, () => work(this.#parts.reads));
  }

  async *#each<T>(rows: (reads: Reads) => Generator<T>): AsyncIterable<T> {
    const iterator = this.#now(rows);
    for (;;) {
      const next = this.#now(() => iterator.next());
      if (next.done === true) return;
      yield next.value;
    }
  }
}

async function checkInThread(file: string): Promise<Checked> {
  const url = new URL("./check-thread.ts", import.meta.url);
  const answers: Checked[] = await once(new Worker(url, { workerData: { file } }), "message");
  return answers[0] ?? { corrupt: `${file} could not be checked.`, checkpoint: null };
}
