/**
 * Text and checksums of the rows beside the log. SQLite keeps UTF-8, in which half a surrogate pair
 * (a source may send one as an id) has no place: such text is kept as its JSON, so that two
 * different keys never become one.
 */
import { crc32 } from "node:zlib";
import type { EntityRow, SlabMinutes, SlabRow } from "../store.ts";

const isPlain = (text: string): boolean => text.isWellFormed() && !text.startsWith('"');

export const toColumn = (text: string): string => (isPlain(text) ? text : JSON.stringify(text));

export function fromColumn(column: string): string {
  if (!column.startsWith('"')) return column;
  const text: unknown = JSON.parse(column);
  return String(text);
}

export interface EntityColumns {
  readonly key: string;
  readonly first_at: number;
  readonly last_at: number;
  readonly live: number;
  readonly checksum: number;
  readonly body: string;
}

export interface SlabColumns {
  readonly minutes: SlabMinutes;
  readonly measure: string;
  readonly start: number;
  readonly checksum: number;
  readonly body: Uint8Array;
}

export function entityColumns(row: EntityRow): EntityColumns {
  const { firstAt: first_at, lastAt: last_at } = row;
  const columns = { first_at, last_at, live: row.live ? 1 : 0, checksum: 0 };
  const texts = { key: toColumn(row.key), body: toColumn(row.body) };
  return sealed({ ...columns, ...texts }, entityChecksum);
}

export function slabColumns(row: SlabRow): SlabColumns {
  const { minutes, start, body } = row;
  const measure = toColumn(row.measure);
  return sealed({ minutes, start, checksum: 0, measure, body }, slabChecksum);
}

export const entityChecksum = (row: EntityColumns): number =>
  crc32(row.body, crc32(`${row.key}\n${row.first_at} ${row.last_at} ${row.live}`));

export const slabChecksum = (row: SlabColumns): number =>
  crc32(row.body, crc32(`${row.measure}\n${row.minutes} ${row.start}`));

export const pairChecksum = (name: string, value: string): number => crc32(value, crc32(name));

export const entityOf = (row: EntityColumns): EntityRow => ({
  key: fromColumn(row.key),
  firstAt: row.first_at,
  lastAt: row.last_at,
  live: row.live === 1,
  body: fromColumn(row.body),
});

export const slabOf = (row: SlabColumns): SlabRow => ({
  minutes: row.minutes,
  start: row.start,
  measure: fromColumn(row.measure),
  body: row.body,
});

function sealed<Row extends { checksum: number }>(row: Row, checksumOf: (row: Row) => number): Row {
  return { ...row, checksum: checksumOf(row) };
}
