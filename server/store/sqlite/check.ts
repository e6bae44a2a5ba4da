/** The full check (REL-8): SQLite's own structure, then every checksum of every row. */
import type { DatabaseSync } from "node:sqlite";
import { StoreCorrupt } from "../store.ts";
import { type LogRow, verify } from "./log.ts";
import {
  NO_ROWS,
  type PairColumns,
  readMark,
  readSealed,
  type SealedMark,
  type Tally,
} from "./meta.ts";
import { RESTORE } from "./problem.ts";
import { query } from "./query.ts";
import {
  type EntityColumns,
  entityChecksum,
  pairChecksum,
  type SlabColumns,
  slabChecksum,
} from "./row.ts";

/**
 * Throws StoreCorrupt when the log or a setting is not what was written. A checkpoint that is not is
 * only told (the text returned), for the log can rebuild it. Null: all is well.
 */
export function check(connection: DatabaseSync, file: string): string | null {
  connection.exec("BEGIN"); // one moment, whatever is written meanwhile
  try {
    checkStructure(connection, file);
    checkLog(connection, file);
    for (const table of ["meta", "setting"] as const) checkPairs(connection, table, file);
    checkSealed(connection, file);
    return checkpointDamage(connection);
  } finally {
    if (connection.isTransaction) connection.exec("COMMIT");
  }
}

function checkStructure(connection: DatabaseSync, file: string): void {
  const found = query<{ integrity_check: string }>(connection, "PRAGMA integrity_check(1)").get();
  const says = found?.integrity_check ?? "nothing";
  if (says !== "ok") throw new StoreCorrupt(`${file} is damaged (${says.trim()}). ${RESTORE}`);
}

function checkLog(connection: DatabaseSync, file: string): void {
  const rows = query<LogRow>(connection, "SELECT * FROM log ORDER BY first").iterate();
  let expected = 1;
  for (const row of rows) {
    verify(row, expected, file);
    expected = row.last + 1;
  }
  const position = readMark(connection)?.position ?? 0;
  if (position < expected) return;
  throw new StoreCorrupt(
    `${file}: the log ends at position ${expected - 1}, but position ${position} was there. ${RESTORE}`,
  );
}

function checkPairs(connection: DatabaseSync, table: "meta" | "setting", file: string): void {
  for (const row of query<PairColumns>(connection, `SELECT * FROM ${table}`).iterate()) {
    const isMark = table === "meta" && row.name === "checkpoint";
    if (isMark || pairChecksum(row.name, row.value) === row.checksum) continue;
    throw new StoreCorrupt(`${file}: the ${table} ${row.name} is damaged (checksum). ${RESTORE}`);
  }
}

/** What is wrong with the rows of the checkpoint, or null. */
export function checkpointDamage(connection: DatabaseSync): string | null {
  const mark = readMark(connection);
  if (mark === null) return "its mark is damaged";
  return rowDamage(connection, "", mark);
}

/** No log can rebuild these: they are checked as it is. */
function checkSealed(connection: DatabaseSync, file: string): void {
  const mark = readSealed(connection);
  const damage = mark === null ? "its mark is damaged" : rowDamage(connection, "sealed_", mark);
  if (damage === null) return;
  throw new StoreCorrupt(`${file}: ${damage.replace("its", "its sealed")}. ${RESTORE}`);
}

function rowDamage(
  connection: DatabaseSync,
  prefix: "" | "sealed_",
  mark: SealedMark,
): string | null {
  const entities = query<EntityColumns>(connection, `SELECT * FROM ${prefix}entity`).iterate();
  const slabs = query<SlabColumns>(connection, `SELECT * FROM ${prefix}slab`).iterate();
  if (!matches(entities, entityChecksum, mark.entities)) return "its entities are damaged";
  if (!matches(slabs, slabChecksum, mark.slabs)) return "its slabs are damaged";
  return null;
}

function matches<Row extends { readonly checksum: number }>(
  rows: Iterable<Row>,
  checksumOf: (row: Row) => number,
  tally: Tally,
): boolean {
  let { count, sum } = NO_ROWS;
  for (const row of rows) {
    if (checksumOf(row) !== row.checksum) return false;
    count += 1;
    sum ^= row.checksum;
  }
  return count === tally.count && sum === tally.sum;
}
