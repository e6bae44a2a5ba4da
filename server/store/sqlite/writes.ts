/**
 * Everything that changes a store file: synchronous, one transaction each, on disk when it returns.
 * Throws SQLite's own errors; who calls says them in our words.
 */
import type { DatabaseSync } from "node:sqlite";
import type { Changes, Checkpoint, Places, Retirement } from "../store.ts";
import { checkpointWrites, rowWrites } from "./checkpoint.ts";
import { transaction } from "./connection.ts";
import { checksumOf, pack } from "./log.ts";
import {
  type CheckpointMark,
  getPair,
  NO_CHECKPOINT,
  putPair,
  readMark,
  readSealed,
  suspectMark,
  writeMark,
} from "./meta.ts";
import { integer } from "./query.ts";
import { removeEvents, retire } from "./retire.ts";
import { fromColumn, toColumn } from "./row.ts";

export interface Writes {
  /** Appends a group of `count` events, given as JSON; its first position. */
  append(json: string, count: number, receivedAt: number): number;
  checkpoint(checkpoint: Checkpoint): void;
  forgetCheckpoint(): void;
  retire(retirement: Retirement): void;
  remove(events: readonly Places[]): void;
  suspectCheckpoint(): void;
  /** False: something expected is not so, and nothing was put. */
  putSettings(changes: Changes, expected: Changes): boolean;
  scrub(): void;
  close(): void;
}

export function createWrites(connection: DatabaseSync): Writes {
  let appended = integer(connection, "SELECT coalesce(max(last), 0) FROM log");
  let mark = readMark(connection) ?? NO_CHECKPOINT;
  const insert = connection.prepare("INSERT INTO log VALUES (?, ?, ?, ?, ?)");
  const rows = rowWrites(connection, "");
  const sealed = rowWrites(connection, "sealed_");
  const write = checkpointWrites(rows);
  const afterFailure = startsAnew(connection);
  return {
    append: (json, count, receivedAt) =>
      afterFailure(() => {
        const body = pack(json);
        const first = appended + 1;
        const last = appended + count;
        const checksum = checksumOf({ first, last, received_at: receivedAt, body });
        insert.run(first, last, receivedAt, checksum, body);
        appended = last;
        return first;
      }),
    checkpoint: (checkpoint) =>
      afterFailure(() => {
        mark = transaction(connection, () => {
          const next = write(mark, checkpoint);
          writeMark(connection, next);
          return next;
        });
      }),
    forgetCheckpoint: () =>
      afterFailure(() => {
        mark = forget(connection);
      }),
    retire: (retirement) =>
      afterFailure(() => {
        mark = transaction(connection, () => {
          putPairs(connection, retirement.settings);
          return retire(connection, rows, sealed, mark, retirement);
        });
      }),
    remove: (events) =>
      afterFailure(() => transaction(connection, () => removeEvents(connection, events))),
    suspectCheckpoint: () => suspectMark(connection),
    putSettings: (changes, expected) =>
      afterFailure(() => putSettings(connection, changes, expected)),
    scrub: () => scrub(connection),
    close: () => connection.close(),
  };
}

/** Deleted content is overwritten as it goes (connection.ts); its copies in the WAL go here. */
export function scrub(connection: DatabaseSync): void {
  const row = connection.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
  if (row?.busy === 0) return;
  const isRead = "somebody reads the store, so what was removed is still in its -wal file";
  throw Object.assign(new Error(isRead), { errcode: SQLITE_BUSY });
}

const SQLITE_BUSY = 5;

/** Forgets entities, slabs and the mark at once; what is sealed takes their place. */
export function forget(connection: DatabaseSync): CheckpointMark {
  return transaction(connection, () => {
    connection.exec(`
      DELETE FROM entity; INSERT INTO entity SELECT * FROM sealed_entity;
      DELETE FROM slab; INSERT INTO slab SELECT * FROM sealed_slab;`);
    const sealed = readSealed(connection) ?? NO_CHECKPOINT;
    const mark = { position: 0, entities: sealed.entities, slabs: sealed.slabs };
    writeMark(connection, mark);
    return mark;
  });
}

export function putSettings(
  connection: DatabaseSync,
  changes: Changes,
  expected: Changes,
): boolean {
  return transaction(connection, () => {
    const isSo = ([name, value]: [string, string | null]): boolean => {
      const pair = getPair(connection, "setting", toColumn(name));
      if (pair === "none" || pair === "damaged") return pair === "none" && value === null;
      return fromColumn(pair.value) === value;
    };
    if (!Object.entries(expected).every(isSo)) return false;
    putPairs(connection, changes);
    return true;
  });
}

function putPairs(connection: DatabaseSync, changes: Changes): void {
  for (const [name, value] of Object.entries(changes)) {
    const column = toColumn(name);
    if (value === null) connection.prepare("DELETE FROM setting WHERE name = ?").run(column);
    else putPair(connection, "setting", column, toColumn(value));
  }
}

/**
 * A commit that failed may have left frames in the WAL that look committed. They are not: the next
 * write first empties the WAL, so that nobody (wal.ts) ever takes them for a damaged commit.
 */
function startsAnew(connection: DatabaseSync): <T>(work: () => T) => T {
  let failed = false;
  return (work) => {
    try {
      if (failed) connection.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      failed = false;
      return work();
    } catch (error) {
      failed = true;
      throw error;
    }
  };
}
