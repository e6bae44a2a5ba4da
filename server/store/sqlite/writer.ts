/** Who writes: this thread at once, or a thread of its own. Both answer when it is on disk. */
import type { Checkpoint } from "../store.ts";
import { saying, writeProblem } from "./problem.ts";
import type { Writes } from "./writes.ts";

export interface Writer {
  /** Appends a group of `count` events; its first position. The body belongs to the writer now. */
  append(body: Uint8Array<ArrayBuffer>, count: number, receivedAt: number): Promise<number>;
  checkpoint(checkpoint: Checkpoint): Promise<void>;
  forgetCheckpoint(): Promise<void>;
  putSetting(name: string, value: string | null): Promise<void>;
  /** After everything asked before is done. */
  close(): Promise<void>;
}

export function writeHere(writes: Writes, file: string): Writer {
  const now = async <T>(work: () => T): Promise<T> => saying(writeProblem, file, work);
  return {
    append: (body, count, receivedAt) => now(() => writes.append(body, count, receivedAt)),
    checkpoint: (checkpoint) => now(() => writes.checkpoint(checkpoint)),
    forgetCheckpoint: () => now(() => writes.forgetCheckpoint()),
    putSetting: (name, value) => now(() => writes.putSetting(name, value)),
    close: () => now(() => writes.close()),
  };
}
