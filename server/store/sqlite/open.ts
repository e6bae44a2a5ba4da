/** Opens a store file, or makes it: the one door to server/store/sqlite. */
import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { Store } from "../store.ts";
import { type Connect, connect as connectDefault, integer, transaction } from "./connection.ts";
import { lock } from "./lock.ts";
import { NO_CHECKPOINT, putPair, readMark, writeMark } from "./meta.ts";
import { readProblem, saying } from "./problem.ts";
import { createReads } from "./reads.ts";
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from "./schema.ts";
import { SqliteStore } from "./sqlite-store.ts";
import { writeHere } from "./writer.ts";
import { createWrites } from "./writes.ts";

export interface SqliteOptions {
  /** Told, in one sentence, what the store mended by itself. */
  readonly onNotice?: (text: string) => void;
  readonly connect?: Connect;
}

export async function openSqliteStore(file: string, options: SqliteOptions = {}): Promise<Store> {
  const connect = options.connect ?? connectDefault;
  return saying(readProblem, file, () => {
    const release = lock(file);
    try {
      const connection = connect(file, { readOnly: false });
      connection.exec("PRAGMA journal_mode = WAL");
      if (integer(connection, "SELECT count(*) FROM sqlite_schema") === 0) create(connection);
      const writer = writeHere(createWrites(connection), file);
      const reads = createReads(connect(file, { readOnly: true }), file);
      const appended = integer(connection, "SELECT coalesce(max(last), 0) FROM log");
      const checkpointed = (readMark(connection) ?? NO_CHECKPOINT).position;
      return new SqliteStore({ file, reads, writer, appended, checkpointed, release });
    } catch (error) {
      release();
      throw error;
    }
  });
}

function create(connection: DatabaseSync): void {
  transaction(connection, () => {
    connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    for (const statement of SCHEMA) connection.exec(statement);
    putPair(connection, "meta", "version", String(SCHEMA_VERSION));
    putPair(connection, "meta", "install", randomUUID());
    writeMark(connection, NO_CHECKPOINT);
  });
}
