/** The few values the store keeps about itself, each with its checksum (REL-8). */
import type { DatabaseSync } from "node:sqlite";
import { pairChecksum } from "./row.ts";

/**
 * The checkpoint's position, and how many rows it has with the XOR of their checksums: a row that
 * is missing, doubled or left from an older checkpoint shows.
 */
export interface CheckpointMark {
  readonly position: number;
  readonly entities: Tally;
  readonly slabs: Tally;
}

export interface Tally {
  readonly count: number;
  readonly sum: number;
}

export const NO_ROWS: Tally = { count: 0, sum: 0 };
export const NO_CHECKPOINT: CheckpointMark = { position: 0, entities: NO_ROWS, slabs: NO_ROWS };

type Table = "meta" | "setting";

/** The value, null when there is none, or "damaged". */
export function getPair(
  connection: DatabaseSync,
  table: Table,
  name: string,
): { readonly value: string } | null | "damaged" {
  const row = connection.prepare(`SELECT value, checksum FROM ${table} WHERE name = ?`).get(name);
  if (row === undefined) return null;
  const value = String(row.value);
  return pairChecksum(name, value) === row.checksum ? { value } : "damaged";
}

export function putPair(connection: DatabaseSync, table: Table, name: string, value: string): void {
  connection
    .prepare(`INSERT OR REPLACE INTO ${table} (name, checksum, value) VALUES (?, ?, ?)`)
    .run(name, pairChecksum(name, value), value);
}

/** Null when the mark itself is damaged: then the checkpoint is worth nothing. */
export function readMark(connection: DatabaseSync): CheckpointMark | null {
  const pair = getPair(connection, "meta", "checkpoint");
  if (pair === null || pair === "damaged") return null;
  const mark: CheckpointMark = JSON.parse(pair.value);
  return mark;
}

export const writeMark = (connection: DatabaseSync, mark: CheckpointMark): void =>
  putPair(connection, "meta", "checkpoint", JSON.stringify(mark));
