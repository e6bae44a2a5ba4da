/**
 * A backup takes the place of the store (REL-12), the server stopped. The backup is copied beside the
 * store and proved there, every checksum and its own digest; only then is anything moved. What was there
 * stays beside it. The install secret and the erasures, files of their own, are not touched.
 */
import { chmodSync, copyFileSync, existsSync, realpathSync, renameSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { StoreCorrupt } from "../store.ts";
import { type Stated, statedBy } from "./backup.ts";
import { check } from "./check.ts";
import { connect } from "./connection.ts";
import { logDigest } from "./digest.ts";
import { restoringOf, syncFile, syncFolder, versionOf } from "./file.ts";
import { lock } from "./lock.ts";
import { openProblem, saying } from "./problem.ts";
import { SCHEMA } from "./schema.ts";

export interface Restored extends Stated {
  /** Where the store that was there is now; null: there was none. */
  readonly before: string | null;
}

/**
 * Throws StoreLocked while a server has the store open, and StoreCorrupt when `backup` is none or is not
 * what was written: then the store is as it was.
 */
export function restore(name: string, backup: string): Restored {
  if (!existsSync(backup)) throw new StoreCorrupt(`there is no backup ${resolve(backup)}`);
  const file = existsSync(name) ? realpathSync(name) : resolve(name);
  if (realpathSync(backup) === file) throw new StoreCorrupt(`${file} is the store itself.`);
  const release = lock(file);
  try {
    const restoring = restoringOf(file);
    const proved = saying(openProblem, backup, () => prove(resolve(backup), restoring));
    syncFile(restoring);
    return { ...proved, before: replace(file, restoring) };
  } finally {
    release();
  }
}

/** Copies a backup and reads the copy in full; a copy that is not right is removed. */
function prove(backup: string, copy: string): Stated {
  copyFileSync(backup, copy);
  chmodSync(copy, 0o600);
  try {
    return readInFull(backup, copy);
  } catch (error) {
    rmSync(copy, { force: true });
    throw error;
  }
}

function readInFull(backup: string, copy: string): Stated {
  const connection = connect(copy, { readOnly: true });
  try {
    const isCurrent = versionOf(connection, backup, SCHEMA) === SCHEMA.version;
    const said = statedBy(connection);
    if (said === null) {
      throw new StoreCorrupt(`${backup} is no backup: it does not state its position and digest.`);
    }
    const damage = isCurrent ? check(connection, backup) : null;
    if (damage !== null) {
      throw new StoreCorrupt(`${backup} is damaged: ${damage}. Use another backup.`);
    }
    const { position, digest } = logDigest(connection, backup);
    if (position === said.position && digest === said.digest) return said;
    throw new StoreCorrupt(
      `${backup} is not what was backed up: it states position ${said.position}, digest ` +
        `${said.digest}; its log has ${position}, ${digest}. Use another backup.`,
    );
  } finally {
    connection.close();
  }
}

/**
 * What was there gets another name, its WAL with it. `restoring` stays until it has the store's name, so
 * that an interruption in between is noticed when opening (file.ts).
 */
function replace(file: string, restoring: string): string | null {
  const before = freeName(`${file}.before-restore`);
  const wasThere = existsSync(file);
  for (const end of ["", "-wal"]) {
    if (existsSync(file + end)) renameSync(file + end, before + end);
  }
  rmSync(`${file}-shm`, { force: true });
  renameSync(restoring, file);
  syncFolder(dirname(file));
  return wasThere ? before : null;
}

/** The first of NAME, NAME.2, NAME.3 … that is not there: nothing kept before is overwritten. */
function freeName(name: string): string {
  let free = name;
  for (let next = 2; existsSync(free) || existsSync(`${free}-wal`); next += 1) {
    free = `${name}.${next}`;
  }
  return free;
}
