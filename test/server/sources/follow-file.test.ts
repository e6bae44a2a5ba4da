/**
 * [FOLLOW1] Lines of a growing file come whole, in order, once; the next only after the last were
 *           accepted.
 * [FOLLOW2] Rotation (rename and create, copy and truncate) loses no line that was written whole.
 * [FOLLOW3] A saved position goes on where it stood, also when the file was rotated meanwhile.
 * [FOLLOW4] A line that is too long is left out with a note; memory stays bounded.
 */
import { appendFile, copyFile, mkdtemp, rename, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  type FileNote,
  type FilePosition,
  followFile,
  LINE_BYTES_MAX,
} from "../../../server/ingest/follow-file.ts";

let folder = "";
let path = "";
const stops: (() => Promise<void>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "follow-"));
  path = join(folder, "queue_log");
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await rm(folder, { recursive: true });
});

function follow(from: FilePosition | null = null, accept: () => Promise<void> = async () => {}) {
  const seen: string[] = [];
  const notes: FileNote["kind"][] = [];
  const positions: FilePosition[] = [];
  const ending = new AbortController();
  const done = followFile(path, {
    from,
    pollMs: 10,
    signal: ending.signal,
    onNote: ({ kind }) => notes.push(kind),
    async onLines(lines, position) {
      await accept();
      seen.push(...lines);
      positions.push(position);
    },
  });
  const stop = async () => {
    ending.abort();
    await done;
  };
  stops.push(() => stop().catch(() => undefined));
  const until = (count: number) => vi.waitFor(() => expect(seen).toHaveLength(count));
  return { seen, notes, positions, stop, until, done };
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 60));

test("[FOLLOW1] a file that does not exist yet, then grows by halves of lines", async () => {
  const { seen, until } = follow();
  await pause();
  await writeFile(path, "one\ntw");
  await until(1);
  await appendFile(path, Buffer.from("o\r\nthr\u00e9\u00e9", "utf8").subarray(0, -1));
  await until(2);
  await appendFile(path, Buffer.concat([Buffer.from("\u00e9").subarray(1), Buffer.from("\n")]));
  await until(3);
  expect(seen).toEqual(["one", "two", "thréé"]);
});

test("[FOLLOW1] a slow acceptance holds the next lines back, a failed one ends without skipping", async () => {
  await writeFile(path, `${"a line of text\n".repeat(20_000)}`);
  let running = 0;
  let together = 0;
  const { seen, until, positions } = follow(null, async () => {
    running += 1;
    together = Math.max(together, running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
  });
  await until(20_000);
  expect(together).toBe(1);
  expect(positions.at(-1)?.offset).toBe(300_000);
  const failing = follow(null, () => Promise.reject(new Error("the store is full")));
  await expect(failing.done).rejects.toThrow("the store is full");
  expect(failing.seen).toEqual([]);
  expect(new Set(seen)).toEqual(new Set(["a line of text"]));
});

test("[FOLLOW2] renamed and made anew: the rest of the old file first, then the new one", async () => {
  await writeFile(path, "1\n2\n");
  const { seen, notes, until } = follow();
  await until(2);
  await rename(path, `${path}.1`);
  await appendFile(`${path}.1`, "3\n");
  await until(3);
  await appendFile(`${path}.1`, "4\n");
  await writeFile(path, "5\n");
  await until(5);
  await appendFile(path, "6\n");
  await until(6);
  expect(seen).toEqual(["1", "2", "3", "4", "5", "6"]);
  expect(notes).toEqual([]);
});

test("[FOLLOW2] copied and truncated: it starts anew, even if it has grown past the old place", async () => {
  await writeFile(path, "1\n2\n");
  const { seen, notes, until } = follow();
  await until(2);
  await copyFile(path, `${path}.1`);
  await truncate(path);
  await pause();
  await appendFile(path, "3\n");
  await until(3);
  await writeFile(path, "4 is a longer line\n5\n"); // cut and refilled between two looks
  await until(5);
  expect(seen).toEqual(["1", "2", "3", "4 is a longer line", "5"]);
  expect(notes).toEqual(["truncated", "truncated"]);
});

test("[FOLLOW3] stopped and gone on from its position: every line once", async () => {
  await writeFile(path, "1\n2\n3");
  const first = follow();
  await first.until(2);
  await first.stop();
  await appendFile(path, "3\n4\n");
  const second = follow(first.positions.at(-1) ?? null);
  await second.until(2);
  expect(second.seen).toEqual(["33", "4"]);
  expect(second.notes).toEqual([]);
});

test("[FOLLOW3] rotated while nobody looked: the old file is found beside the new one", async () => {
  await writeFile(path, "1\n2\n");
  const first = follow();
  await first.until(2);
  await first.stop();
  await appendFile(path, "3\n");
  await rename(path, `${path}-20260302`);
  await writeFile(path, "4\n");
  const from = first.positions.at(-1) ?? null;
  const second = follow(from);
  await second.until(2);
  expect(second.seen).toEqual(["3", "4"]);
  await second.stop();
  await rm(`${path}-20260302`);
  const third = follow(from);
  await third.until(1);
  expect(third.seen).toEqual(["4"]);
  expect(third.notes).toEqual(["rotated-while-away"]);
});

test("[FOLLOW4] a line that is too long is left out, its neighbours are not", async () => {
  const endless = "x".repeat(5 * 64 * 1024);
  const long = "y".repeat(LINE_BYTES_MAX + 1);
  await writeFile(path, `1\n${endless}\n2\n${long}\n3\n`);
  const { seen, notes, until } = follow();
  await until(3);
  expect(seen).toEqual(["1", "2", "3"]);
  expect(notes).toEqual(["line-too-long", "line-too-long"]);
});
