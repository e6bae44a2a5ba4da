/** F3: torn, cut and flipped files. Exact up to a whole group, or reported; never silently wrong. */
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { LogGroup } from "../../../server/fold/log-event.ts";
import { openSqliteStore } from "../../../server/store/sqlite/open.ts";
import { StoreCorrupt } from "../../../server/store/store.ts";
import { checkpointAt, eventsFrom } from "../../contract/store-event.ts";
import { all } from "../../contract/store-model.ts";
import { random } from "./busy-events.ts";
import { copyStore, expectOneCheckpoint, script, withStore } from "./crash.ts";
import { type FilePlace, filePlace } from "./place.ts";

const FRAME_BYTES = 24 + 4096;

let place: FilePlace;
beforeEach(async () => {
  place = await filePlace();
});
afterEach(() => place.remove());

const IMAGES = ["wal", "both", "file"] as const;
type Image = (typeof IMAGES)[number];

/** Files as after a crash: `wal` all in the WAL, `both` also copied to the file, `file` no WAL. */
async function images(): Promise<{ groups: LogGroup[]; files: Record<Image, string> }> {
  const groups: LogGroup[] = [];
  const store = await openSqliteStore(place.file, { writer: "here" });
  await script(store, groups);
  groups.push(await store.append(eventsFrom(201, 1), 99));
  const files: Record<Image, string> = { wal: "", both: "", file: "" };
  const copy = (name: Image): void => {
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
  const wal = readFileSync(`${files.wal}-wal`);
  const main = readFileSync(files.wal);
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
    const name = IMAGES[number % 3] ?? "wal";
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

/** Changes rows as no Deskpulse would, beside a closed store. */
function tamper(sql: string): void {
  const connection = new DatabaseSync(place.file);
  connection.exec(sql);
  connection.close();
}

async function refusalOf(options = {}): Promise<string> {
  const read = withStore(place.file, options, (store) => all(store.read(0)));
  const refused = await read.then(String, (error: unknown) => error);
  expect(refused).toBeInstanceOf(StoreCorrupt);
  return String(refused);
}

const UNCHECKED = { checkedBytesMax: 0 };

for (const options of [{}, UNCHECKED]) {
  const when = options === UNCHECKED ? "reading" : "opening";
  test(`[REL-8] a damaged group, a lost one and a doubled one are named when ${when}`, async () => {
    await withStore(place.file, {}, async (store) => {
      for (const first of [1, 4, 7]) await store.append(eventsFrom(first, 3), first);
    });
    tamper("UPDATE log SET received_at = received_at + 1 WHERE first = 4");
    expect(await refusalOf(options)).toContain("damaged at position 4 (checksum)");
    tamper("DELETE FROM log WHERE first = 4");
    expect(await refusalOf(options)).toContain("positions 4 to 6 are missing");
    tamper("DELETE FROM log WHERE first = 1");
    expect(await refusalOf(options)).toContain("positions 1 to 6 are missing");
  });
}

test("[REL-8] a log that ends before its checkpoint has lost its end", async () => {
  await withStore(place.file, {}, async (store) => {
    await store.append(eventsFrom(1, 3), 1);
    await store.append(eventsFrom(4, 3), 1);
    await store.checkpoint(checkpointAt(6));
  });
  tamper("DELETE FROM log WHERE first = 4");
  expect(await refusalOf()).toContain("the log ends at position 3, but position 6 was there");
  expect(await refusalOf(UNCHECKED)).toContain("ends at position 3");
});

test("[REL-8] a damaged setting is never handed out", async () => {
  await withStore(place.file, {}, (store) => store.putSetting("key", "value"));
  tamper("UPDATE setting SET value = 'other'");
  expect(await refusalOf()).toContain("the setting key is damaged");
  await withStore(place.file, UNCHECKED, async (store) => {
    await expect(store.setting("key")).rejects.toThrow(StoreCorrupt);
  });
});

const DAMAGES = {
  "a changed entity": "UPDATE entity SET body = '7' WHERE key = 'a'",
  "a lost entity": "DELETE FROM entity WHERE key = 'a'",
  "a changed slab": "UPDATE slab SET body = x'37'",
  "a lost slab": "DELETE FROM slab",
  "a changed mark": "UPDATE meta SET value = replace(value, '3', '2') WHERE name = 'checkpoint'",
  "no mark": "DELETE FROM meta WHERE name = 'checkpoint'",
};

for (const [damage, sql] of Object.entries(DAMAGES)) {
  test(`[STORE14] a checkpoint with ${damage} is forgotten and told; the log stays`, async () => {
    await withStore(place.file, {}, async (store) => {
      await store.append(eventsFrom(1, 3), 1);
      await store.checkpoint(checkpointAt(3));
    });
    tamper(sql);
    const notices: string[] = [];
    await withStore(place.file, { onNotice: (text) => notices.push(text) }, async (store) => {
      expect(await store.checkpointed()).toBe(0);
      await expectOneCheckpoint(store);
      expect(await store.appended()).toBe(3);
      await store.checkpoint(checkpointAt(3));
      await store.check();
    });
    expect(notices).toEqual([expect.stringContaining("the checkpoint is forgotten")]);
  });
}

test("[STORE14] damage found while reading is rebuilt by the next opening", async () => {
  await withStore(place.file, {}, (store) => store.checkpoint({ ...checkpointAt(0) }));
  tamper("UPDATE entity SET body = '7' WHERE key = 'a'");
  await withStore(place.file, UNCHECKED, async (store) => {
    await expect(store.entities(["a"])).rejects.toThrow("Restart Deskpulse");
  });
  const notices: string[] = [];
  const options = { ...UNCHECKED, onNotice: (text: string) => notices.push(text) };
  await withStore(place.file, options, expectOneCheckpoint);
  expect(notices).toHaveLength(1);
});

test("[REL-8] the full check beside a running store finds what changed under it", async () => {
  await withStore(place.file, {}, async (store) => {
    await store.append(eventsFrom(1, 3), 1);
    await store.checkpoint(checkpointAt(3));
    await store.check();
    tamper("UPDATE slab SET body = x'37'");
    await expect(store.check()).rejects.toThrow("its slabs are damaged");
    tamper("UPDATE log SET checksum = 0");
    await expect(store.check()).rejects.toThrow("position 1 (checksum)");
  });
});
