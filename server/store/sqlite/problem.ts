/** SQLite's error codes as the store's own errors: what happened, where, and what to do. */
import { StoreCorrupt, StoreFull, StoreLocked } from "../store.ts";

const BUSY = 5;
const LOCKED = 6;
const CORRUPT = 11;
const FORMAT = 24;
const NOT_A_DATABASE = 26;
/** No memory, read-only, input/output, full, cannot open: what an operator or time can mend. */
const UNWRITABLE = new Set([7, 8, 10, 13, 14]);

export const RESTORE = "Restore the latest backup of the file, or ask for help before changing it.";

/** The primary result code of a node:sqlite error; 0 for any other error. */
export function codeOf(error: unknown): number {
  if (!(error instanceof Error) || !("errcode" in error)) return 0;
  return typeof error.errcode === "number" ? error.errcode & 0xff : 0;
}

/** What a failed write means to the caller. Errors that are ours already stay as they are. */
export function writeProblem(error: unknown, file: string): unknown {
  const code = codeOf(error);
  const said = error instanceof Error ? error.message : "";
  if (UNWRITABLE.has(code)) {
    return new StoreFull(
      `${file} could not be written (${said}). Free disk space; nothing is lost.`,
    );
  }
  if (code === BUSY || code === LOCKED) {
    return new StoreFull(`${file} is being written by another program (${said}). Try again later.`);
  }
  return readProblem(error, file);
}

/** What a failed read means to the caller. */
export function readProblem(error: unknown, file: string): unknown {
  const code = codeOf(error);
  const said = error instanceof Error ? error.message : "";
  if (code === CORRUPT || code === FORMAT || code === NOT_A_DATABASE) {
    return new StoreCorrupt(`${file} is damaged or not a Deskpulse store (${said}). ${RESTORE}`);
  }
  if (UNWRITABLE.has(code)) {
    return new StoreCorrupt(`${file} cannot be read (${said}). Check the disk. ${RESTORE}`);
  }
  if (code === BUSY || code === LOCKED) {
    return new StoreLocked(`${file} is in use by another program (${said}). Stop that one first.`);
  }
  return error;
}

/** Runs one piece of SQLite work and says its failures in our words. */
export function saying<T>(say: typeof readProblem, file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw say(error, file);
  }
}
