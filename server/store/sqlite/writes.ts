/**
 * Everything that changes a store file: synchronous, one transaction each, on disk when it returns.
 * Throws SQLite's own errors; who calls says them in our words.
 */
import type { DatabaseSync } from "node:sqlite";
import type { Checkpoint } from "../store.ts";
import { checkpointWrites } from "./checkpoint.ts";
import { integer, transaction } from "./connection.ts";
import { checksumOf } from "./log.ts";
import { NO_CHECKPOINT, putPair, readMark, writeMark } from "./meta.ts";
import { toColumn } from "./row.ts";

export interface Writes {
  /** Appends a group of `count` events; its first position. */
  append(body: Uint8Array, count: number, receivedAt: number): number;
  checkpoint(checkpoint: Checkpoint): void;
  forgetCheckpoint(): void;
  putSetting(name: string, value: string | null): void;
  close(): void;
}

export function createWrites(connection: DatabaseSync): Writes {
  let appended = integer(connection, "SELECT coalesce(max(last), 0) FROM log");
  let mark = readMark(connection) ?? NO_CHECKPOINT;
  const insert = connection.prepare("INSERT INTO log VALUES (?, ?, ?, ?, ?)");
  const write = checkpointWrites(connection);
  return {
    append(body, count, receivedAt) {
      const first = appended + 1;
      const last = appended + count;
      const checksum = checksumOf({ first, last, received_at: receivedAt, body });
      insert.run(first, last, receivedAt, checksum, body);
      appended = last;
      return first;
    },
    checkpoint(checkpoint) {
      mark = transaction(connection, () => {
        const next = write(mark, checkpoint);
        writeMark(connection, next);
        return next;
      });
    },
    forgetCheckpoint() {
      transaction(connection, () => forget(connection));
      mark = NO_CHECKPOINT;
    },
    putSetting: (name, value) => putSetting(connection, name, value),
    close: () => connection.close(),
  };
}

export function forget(connection: DatabaseSync): void {
  connection.exec("DELETE FROM entity; DELETE FROM slab;");
  writeMark(connection, NO_CHECKPOINT);
}

export function putSetting(connection: DatabaseSync, name: string, value: string | null): void {
  const column = toColumn(name);
  if (value === null) connection.prepare("DELETE FROM setting WHERE name = ?").run(column);
  else putPair(connection, "setting", column, toColumn(value));
}
