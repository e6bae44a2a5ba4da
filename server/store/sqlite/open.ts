/** Opens a store file, or makes it: the one door to server/store/sqlite. */
import { existsSync, realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { type Store, StoreCorrupt } from "../store.ts";
import { check } from "./check.ts";
import { type Connect, connect as connectDefault } from "./connection.ts";
import { checkPlace, checkSchema, create, isThere, versionOf } from "./file.ts";
import { lock } from "./lock.ts";
import { NO_CHECKPOINT, readMark } from "./meta.ts";
import { openProblem, RESTORE, saying } from "./problem.ts";
import { integer } from "./query.ts";
import { createReads } from "./reads.ts";
import { SCHEMA, type Schema } from "./schema.ts";
import { SqliteStore } from "./sqlite-store.ts";
import { upgrade } from "./upgrade.ts";
import { examineWal } from "./wal.ts";
import { type Writer, writeHere, writeInThread } from "./writer.ts";
import { createWrites, forget } from "./writes.ts";

export interface SqliteOptions {
  /** Told, in one sentence, what the store mended by itself. */
  readonly onNotice?: (text: string) => void;
  /** A file up to this size is checked in full when opened (REL-8); a larger one after damage. */
  readonly checkedBytesMax?: number;
  /** Where writing happens: `thread` (default) leaves this thread to others while the disk works. */
  readonly writer?: "thread" | "here";
  /** For tests: connections that fail (with writer `here`), other versions of the tables. */
  readonly connect?: Connect;
  readonly schema?: Schema;
}

/** Less than a second of work. */
const CHECKED_BYTES_MAX = 256 * 1024 * 1024;

export async function openSqliteStore(name: string, options: SqliteOptions = {}): Promise<Store> {
  const { connect = connectDefault, schema = SCHEMA } = options;
  const file = existsSync(name) ? realpathSync(name) : resolve(name);
  return saying(openProblem, file, () => {
    checkPlace(file);
    const release = lock(file);
    const opened: DatabaseSync[] = [];
    const open = (readOnly: boolean): DatabaseSync => {
      const connection = connect(file, { readOnly });
      opened.push(connection);
      return connection;
    };
    try {
      if (!isThere(file)) create(file, connect, schema);
      const state = prepare(open, file, schema, options);
      const writer = writerFor(open, file, options);
      const suspect = (): void => void writer.suspectCheckpoint().catch(() => {});
      const reads = createReads(open(true), file, suspect);
      state.connection.close(); // last: a WAL in use stays
      return new SqliteStore({ file, writer, reads, release, ...state });
    } catch (error) {
      for (const connection of opened) if (connection.isOpen) connection.close();
      release();
      throw error;
    }
  });
}

type Open = (readOnly: boolean) => DatabaseSync;

/** Everything that must be true before the first request, in the order in which it can be known. */
function prepare(open: Open, file: string, schema: Schema, options: SqliteOptions) {
  const { onNotice = () => {}, checkedBytesMax = CHECKED_BYTES_MAX } = options;
  const torn = examineWal(file) === "torn";
  const connection = open(false);
  const version = versionOf(connection, file, schema);
  connection.exec("PRAGMA journal_mode = WAL");
  if (version < schema.version) {
    const copy = upgrade(connection, file, version, schema);
    onNotice(`${file} is upgraded to version ${schema.version}; ${copy} is as it was before.`);
  }
  checkSchema(connection, file, schema);
  const whole = torn || statSync(file).size <= checkedBytesMax;
  const damage = readMark(connection) === null ? "its mark is damaged" : null;
  const found = whole ? check(connection, file) : damage;
  if (found !== null) {
    forget(connection);
    onNotice(`${file}: the checkpoint is forgotten, for ${found}; the log rebuilds it.`);
  }
  const appended = integer(connection, "SELECT coalesce(max(last), 0) FROM log");
  const { position: checkpointed, fold = 0 } = readMark(connection) ?? NO_CHECKPOINT;
  if (checkpointed > appended) {
    throw new StoreCorrupt(
      `${file}: the log ends at position ${appended}, but ${checkpointed} was there. ${RESTORE}`,
    );
  }
  return { connection, appended, checkpointed, fold };
}

function writerFor(open: Open, file: string, options: SqliteOptions): Writer {
  if (options.writer === "here" || options.connect !== undefined) {
    return writeHere(createWrites(open(false)), file);
  }
  return writeInThread(file);
}
