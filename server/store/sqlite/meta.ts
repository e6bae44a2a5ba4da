/** The few values the store keeps about itself, each with its checksum (REL-8). */
import type { DatabaseSync } from "node:sqlite";
import { query } from "./query.ts";
import { pairChecksum } from "./row.ts";

/**
 * The checkpoint's position, and how many rows it has with the XOR of their checksums: a row that
 * is missing, doubled or left from an older checkpoint shows.
 */
export interface CheckpointMark {
  readonly position: number;
  /** The version of the fold that made them; absent in files written before there was one. */
  readonly fold?: number;
  readonly entities: Tally;
  readonly slabs: Tally;
}

export interface Tally {
  readonly count: number;
  readonly sum: number;
}

export const NO_ROWS: Tally = { count: 0, sum: 0 };
export const NO_CHECKPOINT: CheckpointMark = { position: 0, entities: NO_ROWS, slabs: NO_ROWS };

export interface PairColumns {
  readonly name: string;
  readonly checksum: number;
  readonly value: string;
}

type Table = "meta" | "setting";
type Found = { readonly value: string } | "none" | "damaged";

export function getPair(connection: DatabaseSync, table: Table, name: string): Found {
  const sql = `SELECT name, checksum, value FROM ${table} WHERE name = ?`;
  const row = query<PairColumns>(connection, sql).get(name);
  if (row === undefined) return "none";
  return pairChecksum(name, row.value) === row.checksum ? { value: row.value } : "damaged";
}

export function putPair(connection: DatabaseSync, table: Table, name: string, value: string): void {
  connection
    .prepare(`INSERT OR REPLACE INTO ${table} (name, checksum, value) VALUES (?, ?, ?)`)
    .run(name, pairChecksum(name, value), value);
}

/** Null when the mark itself is damaged or suspected: then the checkpoint is worth nothing. */
export function readMark(connection: DatabaseSync): CheckpointMark | null {
  const pair = getPair(connection, "meta", "checkpoint");
  if (pair === "none" || pair === "damaged" || pair.value === SUSPECT) return null;
  const mark: CheckpointMark = JSON.parse(pair.value);
  return mark;
}

export const writeMark = (connection: DatabaseSync, mark: CheckpointMark): void =>
  putPair(connection, "meta", "checkpoint", JSON.stringify(mark));

const SUSPECT = "suspect";

/** A row of the checkpoint was found damaged: the next opening rebuilds it. */
export const suspectMark = (connection: DatabaseSync): void =>
  putPair(connection, "meta", "checkpoint", SUSPECT);

/** How many sealed rows there are, with the XOR of their checksums. */
export interface SealedMark {
  readonly entities: Tally;
  readonly slabs: Tally;
}

/** Null: it is damaged. */
export function readSealed(connection: DatabaseSync): SealedMark | null {
  const pair = getPair(connection, "meta", "sealed");
  if (pair === "damaged") return null;
  if (pair === "none") return { entities: NO_ROWS, slabs: NO_ROWS };
  const mark: SealedMark = JSON.parse(pair.value);
  return mark;
}

export const writeSealed = (connection: DatabaseSync, mark: SealedMark): void =>
  putPair(connection, "meta", "sealed", JSON.stringify(mark));
