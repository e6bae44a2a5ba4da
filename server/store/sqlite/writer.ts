/** Who writes: this thread at once, or a thread of its own. Both answer when it is on disk. */
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import {
  type Changes,
  type Checkpoint,
  type Places,
  type Retirement,
  StoreFull,
} from "../store.ts";
import { saying, writeProblem } from "./problem.ts";
import type { Answer, Failure, Request } from "./writer-thread.ts";
import type { Writes } from "./writes.ts";

export interface Writer {
  /** Appends a group of `count` events, given as JSON; its first position. */
  append(json: string, count: number, receivedAt: number): Promise<number>;
  checkpoint(checkpoint: Checkpoint): Promise<void>;
  forgetCheckpoint(): Promise<void>;
  retire(retirement: Retirement): Promise<void>;
  remove(events: readonly Places[]): Promise<void>;
  /** The next opening forgets it. */
  suspectCheckpoint(): Promise<void>;
  putSettings(changes: Changes, expected: Changes): Promise<boolean>;
  scrub(): Promise<void>;
  /** After everything asked before is done. */
  close(): Promise<void>;
}

export function writeHere(writes: Writes, file: string): Writer {
  const now = async <T>(work: () => T): Promise<T> => saying(writeProblem, file, work);
  return {
    append: (json, count, receivedAt) => now(() => writes.append(json, count, receivedAt)),
    checkpoint: (checkpoint) => now(() => writes.checkpoint(checkpoint)),
    forgetCheckpoint: () => now(() => writes.forgetCheckpoint()),
    retire: (retirement) => now(() => writes.retire(retirement)),
    remove: (events) => now(() => writes.remove(events)),
    suspectCheckpoint: () => now(() => writes.suspectCheckpoint()),
    putSettings: (changes, expected) => now(() => writes.putSettings(changes, expected)),
    scrub: () => now(() => writes.scrub()),
    close: () => now(() => writes.close()),
  };
}

/** Rows sent at once: copying more would hold this thread up. */
const PART_ROWS_MAX = 500;

/** fsync, compression and SQLite's own work happen elsewhere; this thread only makes the JSON. */
export function writeInThread(file: string): Writer {
  const ask = startThread(file);
  let checkpoints: Promise<unknown> = Promise.resolve();
  return {
    append: (json, count, at) => ask({ do: "append", json, count, at }),
    checkpoint(checkpoint) {
      const done = checkpoints.then(() => sendCheckpoint(ask, checkpoint));
      checkpoints = done.catch(() => undefined); // the one who asked hears of it
      return done;
    },
    forgetCheckpoint: async () => void (await ask({ do: "forget" })),
    retire(retirement) {
      const done = checkpoints.then(() => ask({ do: "retire", retirement }));
      return done.then(() => undefined);
    },
    remove: async (events) => void (await ask({ do: "remove", events })),
    suspectCheckpoint: async () => void (await ask({ do: "suspect" })),
    putSettings: async (changes, expected) =>
      (await ask({ do: "settings", changes, expected })) === 1,
    scrub: async () => void (await ask({ do: "scrub" })),
    async close() {
      await checkpoints;
      await ask({ do: "close" });
    },
  };
}

type Ask = (request: Request) => Promise<number>;

async function sendCheckpoint(ask: Ask, checkpoint: Checkpoint): Promise<void> {
  const { entities, slabs, position, fold, minutesFrom } = checkpoint;
  const rows = Math.max(entities.length, slabs.length);
  for (let from = 0; from < rows; from += PART_ROWS_MAX) {
    const to = from + PART_ROWS_MAX;
    const part = { entities: entities.slice(from, to), slabs: slabs.slice(from, to) };
    await Promise.all([ask({ do: "part", part }), setImmediate()]);
  }
  await ask({ do: "checkpoint", position, fold, minutesFrom });
}

interface Waiting {
  readonly resolve: (value: number) => void;
  readonly reject: (problem: unknown) => void;
}

/** Answers come in the order of the requests. An idle thread does not keep the process alive. */
function startThread(file: string): Ask {
  const waiting: Waiting[] = [];
  let stopped: Error | null = null;
  const worker = new Worker(new URL("./writer-thread.ts", import.meta.url), {
    workerData: { file },
  });
  /** Under `node --watch` the thread also tells its parent what it imports: not an answer. */
  const settle = (answer: Answer | Record<string, never>): void => {
    if (!("value" in answer || "failure" in answer)) return;
    const asked = waiting.shift();
    if (waiting.length === 0) worker.unref();
    if ("value" in answer) asked?.resolve(answer.value);
    else asked?.reject(writeProblem(sqliteError(answer.failure), file));
  };
  const stop = (why: string): void => {
    stopped ??= new StoreFull(`${file}: the writing thread stopped (${why}). Restart Deskpulse.`);
    for (const asked of waiting.splice(0)) asked.reject(stopped);
  };
  worker.on("message", settle);
  worker.on("error", (error) => stop(error instanceof Error ? error.message : String(error)));
  worker.on("exit", () => stop("it ended"));
  worker.unref();
  return (request) =>
    new Promise((resolve, reject) => {
      if (stopped !== null) return reject(stopped);
      waiting.push({ resolve, reject });
      worker.ref();
      worker.postMessage(request);
    });
}

const sqliteError = ({ errcode, message }: Failure): Error =>
  Object.assign(new Error(message), { errcode });
