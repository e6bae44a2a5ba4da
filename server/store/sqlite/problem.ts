/** SQLite's error codes as the store's own errors: what happened, where, and what to do. */
import { StoreCorrupt, StoreFull, StoreLocked } from "../store.ts";

/** While opening: a table or column we ask for is not there. */
const NO_SUCH = 1;
const BUSY = 5;
const LOCKED = 6;
const CORRUPT = 11;
const FORMAT = 24;
const NOT_A_DATABASE = 26;
/** No memory, read-only, input/output, full, cannot open: what an operator or time can mend. */
const UNWRITABLE = new Set([7, 8, 10, 13, 14]);

export const RESTORE = "Restore the latest backup of the file, or ask for help before changing it.";
/** For the rows that are only a checkpoint: the next opening forgets and rebuilds them. */
export const RESTART = "Restart Deskpulse: it rebuilds this from the log.";

/** The primary result code of a node:sqlite error; 0 for any other error. */
export function codeOf(error: unknown): number {
  if (!(error instanceof Error) || !("errcode" in error)) return 0;
  return typeof error.errcode === "number" ? error.errcode & 0xff : 0;
}

type Say = (error: unknown, file: string) => unknown;

/** What a failed write means to the caller. Errors that are ours already stay as they are. */
export const writeProblem: Say = (error, file) => {
  const code = codeOf(error);
  if (UNWRITABLE.has(code)) {
    const advice = "Nothing of it was kept; free disk space or mend the disk and send it again.";
    return new StoreFull(`${file} could not be written (${textOf(error)}). ${advice}`);
  }
  if (code === BUSY || code === LOCKED) {
    return new StoreFull(`${file} is being written by another program. Try again later.`);
  }
  return damageProblem(error, file);
};

/** What a failed read means to the caller. */
export const readProblem: Say = (error, file) => {
  const code = codeOf(error);
  if (UNWRITABLE.has(code) || code === BUSY || code === LOCKED) {
    return new StoreCorrupt(
      `${file} cannot be read (${textOf(error)}). Check the disk. ${RESTORE}`,
    );
  }
  return damageProblem(error, file);
};

/** What it means that a file cannot be opened. */
export const openProblem: Say = (error, file) => {
  const code = codeOf(error);
  if (UNWRITABLE.has(code) || isSystemError(error)) {
    const advice =
      "Let this user read and write the file and its folder, and see that the disk has room.";
    return new StoreFull(`${file} cannot be opened for writing (${textOf(error)}). ${advice}`);
  }
  if (code === BUSY || code === LOCKED) {
    return new StoreLocked(`${file} is in use by another program. Stop that one first.`);
  }
  return code === NO_SUCH ? damaged(error, file) : damageProblem(error, file);
};

function damageProblem(error: unknown, file: string): unknown {
  const code = codeOf(error);
  const isDamage = code === CORRUPT || code === FORMAT || code === NOT_A_DATABASE;
  return isDamage ? damaged(error, file) : error;
}

const damaged = (error: unknown, file: string): StoreCorrupt =>
  new StoreCorrupt(`${file} is damaged or not a Deskpulse store (${textOf(error)}). ${RESTORE}`);

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const isSystemError = (error: unknown): boolean => error instanceof Error && "syscall" in error;

/** Runs one piece of work and says its failures in our words. */
export function saying<T>(say: Say, file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw say(error, file);
  }
}
