/** Makes a store file whole before it has its name, and knows one when it sees it. */
import { randomUUID } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { StoreCorrupt, StoreTooNew } from "../store.ts";
import { type Connect, transaction } from "./connection.ts";
import { getPair, NO_CHECKPOINT, putPair, writeMark } from "./meta.ts";
import { RESTORE } from "./problem.ts";
import { integer, query } from "./query.ts";
import { APPLICATION_ID, type Schema } from "./schema.ts";

/** Throws when no file of this name could be a store. */
export function checkPlace(file: string): void {
  const folder = dirname(file);
  if (!existsSync(folder)) {
    throw new StoreCorrupt(`${file}: its folder does not exist. Make it, or name another file.`);
  }
  if (!existsSync(file)) return;
  if (!statSync(file).isFile()) {
    throw new StoreCorrupt(`${file} is not a file. Name the file to keep the store in.`);
  }
  accessSync(file, constants.R_OK | constants.W_OK);
}

/** Where a backup is proved before it takes a store's place: there until it has done so. */
export const restoringOf = (file: string): string => `${file}.restoring`;

/** Whether there is a store to open, rather than one to make. */
export function isThere(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.size === 0) {
    throw new StoreCorrupt(`${file} is empty. ${RESTORE} For a new store, delete it.`);
  }
  const wal = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (found === undefined && wal > 0) {
    throw new StoreCorrupt(`${file} is gone, but ${file}-wal is there. ${RESTORE}`);
  }
  if (found === undefined && existsSync(restoringOf(file))) {
    throw new StoreCorrupt(`${file}: restoring it was interrupted. Restore the backup again.`);
  }
  return found !== undefined;
}

/** A crash in here leaves no file of this name: a store is whole or absent. */
export function create(file: string, connect: Connect, schema: Schema): void {
  const unborn = `${file}.new`;
  for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(unborn + end, { force: true });
  const connection = connect(unborn, { readOnly: false });
  try {
    transaction(connection, () => {
      connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
      for (const statement of schema.statements) connection.exec(statement);
      putPair(connection, "meta", "version", String(schema.version));
      putPair(connection, "meta", "install", randomUUID());
      writeMark(connection, NO_CHECKPOINT);
    });
    connection.exec("PRAGMA journal_mode = WAL");
  } finally {
    connection.close();
  }
  renameSync(unborn, file);
  syncFolder(dirname(file));
}

/** Not for a file that a connection of this process has open: closing it would end SQLite's locks. */
export function syncFile(file: string): void {
  const handle = openSync(file, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The version of a file that is ours, or the sentence why it is not. */
export function versionOf(connection: DatabaseSync, file: string, schema: Schema): number {
  if (integer(connection, "PRAGMA application_id") !== APPLICATION_ID) {
    throw new StoreCorrupt(`${file} is not a Deskpulse store. Name another file, or ${restore}`);
  }
  const pair = getPair(connection, "meta", "version");
  const version = typeof pair === "string" ? Number.NaN : Number(pair.value);
  if (!Number.isSafeInteger(version)) {
    throw new StoreCorrupt(`${file}: the version is damaged. ${RESTORE}`);
  }
  if (version <= schema.version) return version;
  throw new StoreTooNew(
    `${file} has version ${version}; this Deskpulse knows ${schema.version}. Use the newer Deskpulse.`,
  );
}

const restore = RESTORE.charAt(0).toLowerCase() + RESTORE.slice(1);

/** A table or index that differs by one letter would be read wrongly without a word. */
export function checkSchema(connection: DatabaseSync, file: string, schema: Schema): void {
  const sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL";
  const found = query<{ sql: string }>(connection, sql).all();
  const texts = new Set(found.map((row) => row.sql));
  const same = schema.statements.every((statement) => texts.has(statement));
  if (same && texts.size === schema.statements.length) return;
  throw new StoreCorrupt(`${file}: its tables are not ours. ${RESTORE}`);
}
