/**
 * A backup (REL-12): a copy of the whole file at one moment, made by another process than the server's
 * while that goes on writing. `VACUUM INTO` reads one snapshot: writing goes on beside it, and what was
 * deleted is not in the copy. (SQLite's backup interface begins anew whenever the server writes: under
 * load it never ends.) Every checksum of the copy is read before it gets its name.
 */
import { chmodSync, existsSync, realpathSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { StoreCorrupt } from "../store.ts";
import { check } from "./check.ts";
import { connect, transaction } from "./connection.ts";
import { type LogDigest, logDigest } from "./digest.ts";
import { checkSchema, syncFile, syncFolder, versionOf } from "./file.ts";
import { getPair, putPair } from "./meta.ts";
import { openProblem, saying } from "./problem.ts";
import { SCHEMA } from "./schema.ts";
import { forget } from "./writes.ts";

/** What a backup says of itself, in the copy, under this name of `meta`. */
const STATED = "backup";

export interface Stated extends LogDigest {
  /** When it was made, ms since 1970. */
  readonly at: number;
}

export interface Backup extends Stated {
  readonly file: string;
  readonly bytes: number;
  /** What was wrong with the checkpoint, so that the copy has none and the log rebuilds it; null: nothing. */
  readonly checkpoint: string | null;
}

/**
 * Copies the store `name` to the new file `target`, beside a running server or without one. Throws
 * StoreCorrupt with one sentence when there is no store, when `target` is there already, or when what was
 * copied is damaged: then there is no file `target`.
 */
export function backUp(name: string, target: string, at: number): Backup {
  if (!existsSync(name)) throw new StoreCorrupt(`there is no store ${resolve(name)}`);
  const file = realpathSync(name);
  const copy = resolve(target);
  if (existsSync(copy)) {
    throw new StoreCorrupt(`${copy} is there already. Name a new file, such as one with the date.`);
  }
  const unborn = `${copy}.new`;
  const remove = () => {
    for (const end of ["", "-journal"]) rmSync(unborn + end, { force: true });
  };
  remove();
  try {
    saying(openProblem, copy, () => copyTo(file, unborn));
    const { checkpoint, ...said } = saying(openProblem, copy, () => proveCopy(unborn, at));
    syncFile(unborn);
    renameSync(unborn, copy);
    syncFolder(dirname(copy));
    return { ...said, checkpoint, file: copy, bytes: statSync(copy).size };
  } finally {
    remove();
  }
}

function copyTo(file: string, unborn: string): void {
  const connection = connect(file, { readOnly: true });
  try {
    if (versionOf(connection, file, SCHEMA) !== SCHEMA.version) {
      throw new StoreCorrupt(
        `${file} is of an older version. Start Deskpulse once: it upgrades it.`,
      );
    }
    checkSchema(connection, file, SCHEMA);
    connection.prepare("VACUUM INTO ?").run(unborn);
  } finally {
    connection.close();
  }
  chmodSync(unborn, PRIVATE); // it holds sessions and digests of passwords
}

const PRIVATE = 0o600;

function proveCopy(unborn: string, at: number): Stated & Pick<Backup, "checkpoint"> {
  const connection = connect(unborn, { readOnly: false });
  try {
    const checkpoint = check(connection, unborn);
    if (checkpoint !== null) forget(connection);
    const said = { ...logDigest(connection, unborn), at };
    transaction(connection, () => putPair(connection, "meta", STATED, JSON.stringify(said)));
    return { ...said, checkpoint };
  } finally {
    connection.close();
  }
}

/** What a backup says of itself, by its checksum as it was written; null: it does not, so it is none. */
export function statedBy(connection: DatabaseSync): Stated | null {
  const pair = getPair(connection, "meta", STATED);
  if (typeof pair === "string") return null;
  const said: Stated = JSON.parse(pair.value);
  return said;
}
