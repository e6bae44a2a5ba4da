/**
 * Looks at FILE-wal before SQLite does. SQLite ends a WAL at its first bad frame and drops the rest
 * without a word: right after a crash in the last commit, wrong when acknowledged commits follow.
 * The format is fixed: https://www.sqlite.org/fileformat2.html#walformat
 */
import { readFileSync } from "node:fs";
import { StoreCorrupt } from "../store.ts";
import { RESTORE } from "./problem.ts";

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const BIG_ENDIAN_MAGIC = 0x377f0683;

interface Frame {
  readonly offset: number;
  /** Of this WAL's present round, not left over from an earlier one. */
  readonly current: boolean;
  /** Its checksum follows from the frame before: from the one stored there, or from what is there. */
  readonly sound: boolean;
  readonly commits: boolean;
}

/** "torn": frames after the last commit that may be a crash or damage. Throws if it is damage. */
export function examineWal(file: string): "whole" | "torn" {
  const bytes = readIfThere(`${file}-wal`);
  if (bytes.length <= HEADER_BYTES) return "whole";
  const offset = damageIn(bytes);
  if (offset === null) return isTorn(bytes) ? "torn" : "whole";
  throw new StoreCorrupt(
    `${file}-wal is damaged at byte ${offset}, and acknowledged events follow it. ${RESTORE}`,
  );
}

function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return Buffer.of();
    throw error;
  }
}

/**
 * Where a commit is damaged that was surely on disk, or null. The next commit is begun only when
 * the one before is synced, so a sound frame behind the end of a bad commit is the proof.
 */
function damageIn(bytes: Buffer): number | null {
  if (!isHeaderSound(bytes)) return 0;
  let bad: number | null = null;
  let ended = false;
  for (const frame of frames(bytes)) {
    const good = frame.current && frame.sound;
    if (bad !== null && ended && good) return bad;
    if (bad === null && !good) bad = frame.offset;
    if (bad !== null && frame.commits && (good || frame.offset === bad)) ended = true;
  }
  return null;
}

function isTorn(bytes: Buffer): boolean {
  for (const frame of frames(bytes)) if (frame.current && !frame.sound) return true;
  return false;
}

function isHeaderSound(bytes: Buffer): boolean {
  const sum = add([0, 0], bytes, 0, 24, isBigEndian(bytes));
  return same(sum, [bytes.readUInt32BE(24), bytes.readUInt32BE(28)]);
}

const isBigEndian = (bytes: Buffer): boolean => bytes.readUInt32BE(0) === BIG_ENDIAN_MAGIC;

function* frames(bytes: Buffer): Generator<Frame> {
  const big = isBigEndian(bytes);
  const pageBytes = bytes.readUInt32BE(8);
  const frameBytes = FRAME_HEADER_BYTES + pageBytes;
  const sumAt = (at: number): Sum => [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)];
  const over = (before: Sum, at: number): Sum =>
    add(add(before, bytes, at, 8, big), bytes, at + FRAME_HEADER_BYTES, pageBytes, big);
  let stored = sumAt(24);
  let computed = stored;
  for (let at = HEADER_BYTES; at + frameBytes <= bytes.length; at += frameBytes) {
    const own = sumAt(at + 16);
    const fromStored = over(stored, at);
    const fromComputed = same(stored, computed) ? fromStored : over(computed, at);
    stored = own;
    computed = fromComputed;
    yield {
      offset: at,
      current: bytes.compare(bytes, 16, 24, at + 8, at + 16) === 0,
      sound: same(fromStored, own) || same(fromComputed, own),
      commits: bytes.readUInt32BE(at + 4) !== 0,
    };
  }
}

type Sum = readonly [number, number];

const same = (a: Sum, b: Sum): boolean => a[0] === b[0] && a[1] === b[1];

/** SQLite's checksum of an even number of 32-bit words. */
function add(sum: Sum, bytes: Buffer, from: number, length: number, big: boolean): Sum {
  let [a, b] = sum;
  const view = new DataView(bytes.buffer, bytes.byteOffset + from, length);
  for (let at = 0; at < length; at += 8) {
    a = (a + view.getUint32(at, !big) + b) >>> 0;
    b = (b + view.getUint32(at + 4, !big) + a) >>> 0;
  }
  return [a, b];
}
