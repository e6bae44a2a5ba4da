/** The tables of one store file. What they mean stands in the contract, server/store/store.ts. */

/** "dsk1" in ASCII: tells our files from other SQLite files. */
export const APPLICATION_ID = 0x64736b31;
export const SCHEMA_VERSION = 1;

/** Every statement that makes a table or index, exactly as SQLite keeps it. */
export const SCHEMA = [
  `CREATE TABLE log (
  first INTEGER PRIMARY KEY,
  last INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT`,
  `CREATE TABLE entity (
  number INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  live INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT`,
  "CREATE INDEX entity_live ON entity (number) WHERE live = 1",
  "CREATE INDEX entity_last_at ON entity (last_at, first_at)",
  `CREATE TABLE slab (
  number INTEGER PRIMARY KEY,
  minutes INTEGER NOT NULL,
  measure TEXT NOT NULL,
  start INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (minutes, measure, start)
) STRICT`,
  "CREATE INDEX slab_minute ON slab (start) WHERE minutes = 1",
  `CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  checksum INTEGER NOT NULL,
  value TEXT NOT NULL
) STRICT`,
  `CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  checksum INTEGER NOT NULL,
  value TEXT NOT NULL
) STRICT`,
];
