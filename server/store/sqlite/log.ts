/** One log row: how a commit group becomes bytes with a checksum, and back (REL-8, decision 0002). */
import { constants, crc32, zstdCompressSync, zstdDecompressSync } from "node:zlib";
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

/** Smaller groups stay plain: compressing them saves little and costs more to read back. */
const PLAIN_BYTES_MAX = 4096;
const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const OPENING_BRACKET = 0x5b; // how JSON begins; Zstandard begins with 0x28

export function pack(json: string): Uint8Array {
  const plain = Buffer.from(json);
  return plain.length <= PLAIN_BYTES_MAX ? plain : zstdCompressSync(plain, FAST);
}

function unpack(body: Uint8Array): string {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
  return (bytes[0] === OPENING_BRACKET ? bytes : zstdDecompressSync(bytes)).toString();
}

export function checksumOf(row: Omit<LogRow, "checksum">): number {
  return crc32(row.body, crc32(`${row.first} ${row.last} ${row.received_at}`));
}

/** Throws StoreCorrupt, with the position, unless the row is whole and begins at `expected`. */
export function verify(row: LogRow, expected: number, file: string): void {
  const { first, last, checksum } = row;
  const bad = (what: string): StoreCorrupt =>
    new StoreCorrupt(`${file}: the log ${what}. ${RESTORE}`);
  if (checksumOf(row) !== checksum || last < first) {
    throw bad(`is damaged at position ${first} (checksum)`);
  }
  if (first > expected) throw bad(`has a hole: positions ${expected} to ${first - 1} are missing`);
  if (first < expected) throw bad(`is damaged at position ${first} (written twice)`);
}

/** The JSON of a row's events, as it was appended. */
export const textOf = ({ body }: Pick<LogRow, "body">): string => unpack(body);

/** The group behind a row that must begin at `expected`. */
export function readGroup(row: LogRow, expected: number, file: string): LogGroup {
  verify(row, expected, file);
  const { first, last, received_at: receivedAt } = row;
  const places: readonly (LogEvent | typeof EMPTY)[] = JSON.parse(unpack(row.body));
  const events = places.filter((event) => event !== EMPTY);
  if (events.length === last - first + 1) return { first, last, receivedAt, events };
  const positions = places.flatMap((event, index) => (event === EMPTY ? [] : [first + index]));
  return { first, last, receivedAt, events, positions };
}

/** What stands in the place of an event that was removed. */
const EMPTY = 0;

/** The row without these events; a row without any has no places either, whatever its length. */
export function without(row: LogRow, places: readonly number[]): LogRow {
  const events: (LogEvent | typeof EMPTY)[] = JSON.parse(unpack(row.body));
  for (const place of places) if (place < events.length) events[place] = EMPTY;
  const isEmpty = events.every((event) => event === EMPTY);
  const body = pack(JSON.stringify(isEmpty ? [] : events));
  return { ...row, body, checksum: checksumOf({ ...row, body }) };
}
