/** One log row: how a commit group becomes bytes with a checksum, and back (REL-8, decision 0002). */
import { crc32 } from "node:zlib";
import type { LogEvent, LogGroup } from "../../fold/log-event.ts";
import { StoreCorrupt } from "../store.ts";
import { RESTORE } from "./problem.ts";

export interface LogRow {
  readonly first: number;
  readonly last: number;
  readonly received_at: number;
  readonly checksum: number;
  readonly body: Uint8Array;
}

export const encode = (events: readonly LogEvent[]): Uint8Array<ArrayBuffer> =>
  Buffer.from(JSON.stringify(events));

export function checksumOf(row: Omit<LogRow, "checksum">): number {
  return crc32(row.body, crc32(`${row.first} ${row.last} ${row.received_at}`));
}

/** The group behind a row that must begin at `expected`, or StoreCorrupt with the position. */
export function decode(row: LogRow, expected: number, file: string): LogGroup {
  const { first, last, received_at: receivedAt, checksum, body } = row;
  const bad = (what: string): StoreCorrupt =>
    new StoreCorrupt(`${file}: the log ${what}. ${RESTORE}`);
  if (checksumOf(row) !== checksum) throw bad(`is damaged at position ${first} (checksum)`);
  if (first > expected) throw bad(`has a hole: positions ${expected} to ${first - 1} are missing`);
  if (first < expected) throw bad(`is damaged at position ${first} (written twice)`);
  const text = Buffer.from(body.buffer, body.byteOffset, body.length).toString();
  const events: LogEvent[] = JSON.parse(text);
  if (events.length !== last - first + 1) throw bad(`is damaged at position ${first} (length)`);
  return { first, last, receivedAt, events };
}
