/** The tables of one store file. What they mean stands in the contract, server/store/store.ts. */
import type { DatabaseSync } from "node:sqlite";
import { NO_CHECKPOINT, writeMark } from "./meta.ts";

export interface Schema {
  readonly version: number;
  /** Every statement that makes a table or index, exactly as SQLite keeps it. */
  readonly statements: readonly string[];
  /** `upgrades[n]` turns version n into n + 1, inside one transaction with all the others. */
  readonly upgrades: Readonly<Record<number, (connection: DatabaseSync) => void>>;
}

/** "dsk1" in ASCII: tells our files from other SQLite files. */
export const APPLICATION_ID = 0x64736b31;

const LOG = `CREATE TABLE log (
  first INTEGER PRIMARY KEY,
  last INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT`;

const entity = (table: string): string => `CREATE TABLE ${table} (
  number INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  live INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT`;

const slab = (table: string): string => `CREATE TABLE ${table} (
  number INTEGER PRIMARY KEY,
  minutes INTEGER NOT NULL,
  measure TEXT NOT NULL,
  start INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  body BLOB NOT NULL,
  UNIQUE (minutes, measure, start)
) STRICT`;

const SLAB_MINUTE = "CREATE INDEX slab_minute ON slab (start) WHERE minutes = 1";

/** Version 2: cells are bytes. What version 1 had is forgotten, and folded anew from the log. */
function slabsAsBytes(connection: DatabaseSync): void {
  connection.exec("DROP TABLE slab; DELETE FROM entity");
  connection.exec(slab("slab"));
  connection.exec(SLAB_MINUTE);
  writeMark(connection, NO_CHECKPOINT);
}

/** Version 3: what is kept of events that are not in the log any more. */
function sealedRows(connection: DatabaseSync): void {
  for (const statement of SEALED) connection.exec(statement);
}

const SEALED = [entity("sealed_entity"), slab("sealed_slab")];

const pairs = (table: string): string => `CREATE TABLE ${table} (
  name TEXT NOT NULL PRIMARY KEY,
  checksum INTEGER NOT NULL,
  value TEXT NOT NULL
) STRICT`;

export const SCHEMA: Schema = {
  version: 3,
  statements: [
    LOG,
    entity("entity"),
    "CREATE INDEX entity_live ON entity (number) WHERE live = 1",
    "CREATE INDEX entity_last_at ON entity (last_at, first_at)",
    slab("slab"),
    SLAB_MINUTE,
    ...SEALED,
    pairs("setting"),
    pairs("meta"),
  ],
  upgrades: { 1: slabsAsBytes, 2: sealedRows },
};
