/** F3: torn, cut and flipped files. Exact up to a whole group, or reported; never silently wrong. */
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { LogGroup } from "../../../server/fold/log-event.ts";
import { openSqliteStore } from "../../../server/store/sqlite/open.ts";
import { type Store, StoreCorrupt } from "../../../server/store/store.ts";
import { checkpointAt, event, eventsFrom } from "../../contract/store-event.ts";
import { all } from "../../contract/store-model.ts";
import { random } from "./busy-events.ts";
import { copyStore, expectKept, expectOneCheckpoint, script, withStore } from "./crash.ts";
import { type FilePlace, filePlace } from "./place.ts";

const FRAME_BYTES = 24 + 4096;

let place: FilePlace;
beforeEach(async () => {
  place = await filePlace();
});
afterEach(() => place.remove());

/** Files as after a crash: `wal` all in the WAL, `both` also copied to the file, `file` no WAL. */
async function images(): Promise<{ groups: LogGroup[]; files: Record<string, string> }> {
  const groups: LogGroup[] = [];
  const store = await openSqliteStore(place.file, { writer: "here" });
  await script(store, groups);
  groups.push(await store.append(eventsFrom(201, 1), 99));
  const files = { wal: "", both: "", file: "" };
  const copy = (name: keyof typeof files): void => {
    files[name] = join(place.folder, `${name}.db`);
    copyStore(place.file, files[name]);
  };
  copy("wal");
  const other = new DatabaseSync(place.file);
  other.exec("PRAGMA wal_checkpoint(PASSIVE)");
  copy("both");
  other.close();
  await store.close();
  copy("file");
  return { groups, files };
}

test("[F3] a WAL cut anywhere in the last commit loses that commit alone", async () => {
  const { groups, files } = await images();
  const wal = readFileSync(`${files["wal"]}-wal`);
  const main = readFileSync(files["wal"] ?? "");
  const cuts = Array.from({ length: 2 * FRAME_BYTES }, (_, back) => wal.length - back - 1);
  const file = join(place.folder, "cut.db");
  for (const length of cuts.filter((cut) => cut % 16 === 0 || cut > wal.length - 64)) {
    writeFileSync(file, main);
    writeFileSync(`${file}-wal`, wal.subarray(0, length));
    await withStore(file, {}, async (store) => {
      const kept = await all(store.read(0));
      expect(kept).toEqual(groups.slice(0, kept.length));
      expect(groups.length - kept.length).toBe(1);
      await expectOneCheckpoint(store);
    });
  }
});

interface Flip {
  readonly image: string;
  readonly end: "" | "-wal";
  readonly byte: number;
  readonly bit: number;
}

type Outcome = "exact" | "rebuilt" | "shorter" | "reported";

/** What opening and reading everything gives after one flipped bit; throws when silently wrong. */
async function outcomeOf(flip: Flip, groups: readonly LogGroup[]): Promise<Outcome> {
  const file = join(place.folder, "flipped.db");
  for (const end of ["", "-wal"]) rmSync(file + end, { force: true });
  copyStore(flip.image, file);
  const bytes = readFileSync(file + flip.end);
  bytes[flip.byte] = (bytes[flip.byte] ?? 0) ^ (1 << flip.bit);
  writeFileSync(file + flip.end, bytes);
  const notices: string[] = [];
  try {
    return await withStore(file, { onNotice: (text) => notices.push(text) }, async (store) => {
      const kept = await all(store.read(0));
      expect(kept).toEqual(groups.slice(0, kept.length));
      await expectOneCheckpoint(store);
      expect(await store.setting("key")).toBe("9");
      expect(await store.checkpointed()).toBe(notices.length === 0 ? 200 : 0);
      if (kept.length < groups.length) return "shorter";
      return notices.length === 0 ? "exact" : "rebuilt";
    });
  } catch (error) {
    if (error instanceof StoreCorrupt && error.message.includes(file)) return "reported";
    throw error;
  }
}

test("[F3] one flipped bit is repaired, reported or in bytes nobody reads: 1,000 times", async () => {
  const seed = 41;
  const { groups, files } = await images();
  const next = random(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  const seen: Record<Outcome, number> = { exact: 0, rebuilt: 0, shorter: 0, reported: 0 };
  for (let number = 0; number < 1000; number++) {
    const name = (["wal", "both", "file"] as const)[number % 3] ?? "wal";
    const image = files[name];
    const end = name === "wal" || (name === "both" && number % 2 === 0) ? "-wal" : "";
    const size = statSync(image + end).size;
    const flip: Flip = { image, end, byte: below(size), bit: below(8) };
    const outcome = await outcomeOf(flip, groups).catch((error: unknown) => {
      throw new Error(`seed ${seed}, flip ${JSON.stringify(flip)}`, { cause: error });
    });
    const inLastCommit = end === "-wal" && flip.byte >= size - 3 * FRAME_BYTES;
    expect(outcome === "shorter" && !inLastCommit, JSON.stringify(flip)).toBe(false);
    seen[outcome] += 1;
  }
  expect(seen.reported).toBeGreaterThan(300);
  expect(seen.exact).toBeGreaterThan(100);
});
