/**
 * Follows a growing log file: whole lines, each batch only after the one before was accepted, and
 * on through rotation. Looks once per `pollMs`; knows a file by its inode and by the bytes it has
 * already read, so a file that was cut and refilled between two looks is noticed as well.
 */
import { createHash } from "node:crypto";
import { type FileHandle, open, readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

export const READ_BYTES = 64 * 1024;
export const LINE_BYTES_MAX = 16 * 1024;
const MARK_BYTES = 64;

/** Where to go on after a restart. `mark` is a hash of the bytes before `offset`, no content. */
export interface FilePosition {
  readonly inode: number;
  readonly offset: number;
  readonly mark: string;
}

/** What a follower should know: lines were not read, or may be missing. */
export interface FileNote {
  readonly kind: "line-too-long" | "half-line-dropped" | "truncated" | "rotated-while-away";
  readonly offset: number;
}

export interface FollowOptions {
  /** Null: from the start of the file. */
  readonly from: FilePosition | null;
  /** Stores the lines durably and then the position. The next lines come when it has resolved. */
  readonly onLines: (lines: readonly string[], position: FilePosition) => Promise<void>;
  readonly onNote?: (note: FileNote) => void;
  readonly signal: AbortSignal;
  readonly pollMs?: number;
}

interface Followed {
  readonly handle: FileHandle;
  readonly inode: number;
  /** Everything before it was delivered. */
  offset: number;
  mark: string;
  /** Within a line that is too long. */
  skipping: boolean;
}

const markOf = (bytes: Buffer): string =>
  createHash("sha256").update(bytes).digest("base64url").slice(0, 16);

async function readAt(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, offset);
  return buffer.subarray(0, bytesRead);
}

async function markBefore(handle: FileHandle, offset: number): Promise<string> {
  const length = Math.min(MARK_BYTES, offset);
  return markOf(await readAt(handle, offset - length, length));
}

async function openAt(path: string, from: FilePosition | null): Promise<Followed | null> {
  const handle = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (handle === null) return null;
  const { ino: inode } = await handle.stat();
  const isSame = from !== null && from.inode === inode;
  return isSame
    ? { handle, inode, offset: from.offset, mark: from.mark, skipping: false }
    : { handle, inode, offset: 0, mark: markOf(Buffer.alloc(0)), skipping: false };
}

/** The file of this inode beside `path`: `queue_log.1` and the like. */
async function rotatedTo(path: string, inode: number): Promise<string | null> {
  const names = await readdir(dirname(path)).catch(() => []);
  for (const name of names.filter((other) => other.startsWith(basename(path)))) {
    const candidate = join(dirname(path), name);
    const found = await stat(candidate).catch(() => null);
    if (found?.ino === inode) return candidate;
  }
  return null;
}

const inodeAt = async (path: string): Promise<number | null> =>
  (await stat(path).catch(() => null))?.ino ?? null;

/** Cut to nothing and filled anew: smaller than what was read, or other bytes before it. */
async function wasRewritten(file: Followed): Promise<boolean> {
  const { size } = await file.handle.stat();
  if (size < file.offset) return true;
  return (await markBefore(file.handle, file.offset)) !== file.mark;
}

/** Delivers the whole lines that are there, a read at a time. */
async function deliver(file: Followed, { onLines, onNote, signal }: FollowOptions): Promise<void> {
  while (!signal.aborted) {
    const bytes = await readAt(file.handle, file.offset, READ_BYTES);
    const end = bytes.lastIndexOf(10) + 1;
    if (end === 0) {
      if (bytes.length <= LINE_BYTES_MAX) return; // half a line, or nothing
      if (!file.skipping) onNote?.({ kind: "line-too-long", offset: file.offset });
      file.skipping = true;
      file.offset += bytes.length;
      file.mark = await markBefore(file.handle, file.offset);
      continue;
    }
    const lines: string[] = [];
    for (let at = 0; at < end; ) {
      const next = bytes.indexOf(10, at) + 1;
      const isTooLong = next - at > LINE_BYTES_MAX;
      if (isTooLong && !file.skipping) {
        onNote?.({ kind: "line-too-long", offset: file.offset + at });
      }
      if (!isTooLong && !file.skipping) {
        lines.push(bytes.toString("utf8", at, next - 1).replace(/\r$/, ""));
      }
      file.skipping = false;
      at = next;
    }
    const offset = file.offset + end;
    const mark = await markBefore(file.handle, offset);
    await onLines(lines, { inode: file.inode, offset, mark });
    file.offset = offset;
    file.mark = mark;
  }
}

/** The rest of a file that was rotated away while nobody followed it. */
async function catchUp(path: string, from: FilePosition, options: FollowOptions): Promise<void> {
  const old = await rotatedTo(path, from.inode);
  const file = old === null ? null : await openAt(old, from);
  if (file === null || (await wasRewritten(file))) {
    options.onNote?.({ kind: "rotated-while-away", offset: from.offset });
  } else {
    await deliver(file, options);
  }
  await file?.handle.close();
}

/** Follows one file until it is replaced by another of the same path, or the signal ends it. */
async function followOne(path: string, file: Followed, options: FollowOptions): Promise<void> {
  const { signal, onNote, pollMs = 1000 } = options;
  let replaced = false;
  while (!signal.aborted) {
    if (await wasRewritten(file)) {
      onNote?.({ kind: "truncated", offset: file.offset });
      Object.assign(file, { offset: 0, mark: markOf(Buffer.alloc(0)), skipping: false });
    }
    const before = file.offset;
    await deliver(file, options);
    // The writer may go on for a while in the file it had open: one quiet look before it is left.
    if (replaced && file.offset === before) break;
    const inode = await inodeAt(path);
    replaced = inode !== null && inode !== file.inode;
    await delay(pollMs, undefined, { signal }).catch(() => undefined);
  }
  const { size } = await file.handle.stat();
  if (replaced && size > file.offset) onNote?.({ kind: "half-line-dropped", offset: file.offset });
}

/** Runs until the signal ends it; rejects if `onLines` does, and then nothing was skipped. */
export async function followFile(path: string, options: FollowOptions): Promise<void> {
  const { signal, pollMs = 1000 } = options;
  let { from } = options;
  while (!signal.aborted) {
    const file = await openAt(path, from);
    if (file === null) {
      await delay(pollMs, undefined, { signal }).catch(() => undefined);
      continue;
    }
    try {
      if (from !== null && from.inode !== file.inode) await catchUp(path, from, options);
      from = null;
      await followOne(path, file, options);
    } finally {
      await file.handle.close();
    }
  }
}
