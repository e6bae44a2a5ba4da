/** [REL-12] A backup is whole or absent; a restore proves it before anything is moved. */
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { backUp } from "../../../server/store/sqlite/backup.ts";
import { openSqliteStore } from "../../../server/store/sqlite/open.ts";
import { restore } from "../../../server/store/sqlite/restore.ts";
import type { Store } from "../../../server/store/store.ts";
import { StoreCorrupt, StoreLocked } from "../../../server/store/store.ts";
import { checkpointAt, eventsFrom } from "../../contract/store-event.ts";
import { all } from "../../contract/store-model.ts";
import { random } from "./busy-events.ts";
import { type FilePlace, filePlace } from "./place.ts";

const AT = 1_772_000_000_000;
let place: FilePlace;
let store: Store;
let copy: string;
beforeEach(async () => {
  place = await filePlace({ writer: "here" });
  store = await place.open();
  copy = join(place.folder, "copy.db");
  await store.append(eventsFrom(1, 40), 5);
  await store.checkpoint(checkpointAt(40));
  await store.putSetting("colour", "blue");
});
afterEach(async () => {
  await store.close();
  await place.remove();
});

test("[REL-12] a backup of an open store holds all of it, and states position and digest", async () => {
  const made = backUp(place.file, copy, AT);
  expect(made).toMatchObject({ position: 40, at: AT, file: copy, checkpoint: null });
  expect(made.digest).toMatch(/^[0-9a-f]{64}$/);
  const copied = await openSqliteStore(copy, { writer: "here" });
  expect(await all(copied.read(0))).toEqual(await all(store.read(0)));
  expect(await copied.setting("colour")).toBe("blue");
  expect(await copied.checkpointed()).toBe(40);
  await copied.close();
});

test("[REL-12] the digest is of what the log holds and in which order, not of how it is packed", async () => {
  const { digest } = backUp(place.file, copy, AT);
  const other = await filePlace({ writer: "here" });
  const same = await other.open();
  await same.append(eventsFrom(1, 40), 5);
  expect(backUp(other.file, join(other.folder, "a.db"), AT).digest).toBe(digest);
  await same.append(eventsFrom(41, 1), 6);
  expect(backUp(other.file, join(other.folder, "b.db"), AT).digest).not.toBe(digest);
  await same.close();
  await other.remove();
});

test("[REL-12] a backup is readable by its owner alone, and never overwrites anything", () => {
  backUp(place.file, copy, AT);
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  const before = readFileSync(copy);
  expect(() => backUp(place.file, copy, AT)).toThrow(/is there already/);
  expect(() => backUp(place.file, place.file, AT)).toThrow(/is there already/);
  expect(readFileSync(copy)).toEqual(before);
  expect(() => backUp(join(place.folder, "none.db"), `${copy}2`, AT)).toThrow(/there is no store/);
});

test("[REL-12][REL-8] what is damaged becomes no backup", async () => {
  await store.close();
  const bare = new DatabaseSync(place.file);
  bare.exec("UPDATE log SET received_at = received_at + 1");
  bare.close();
  expect(() => backUp(place.file, copy, AT)).toThrow(StoreCorrupt);
  expect([copy, `${copy}.new`].map(existsSync)).toEqual([false, false]);
  rmSync(place.file);
  store = await place.open();
});

test("[REL-12] a damaged checkpoint is told, and the backup made all the same", async () => {
  const bare = new DatabaseSync(place.file);
  bare.exec("UPDATE entity SET live = 0 WHERE key = 'a'");
  bare.close();
  expect(backUp(place.file, copy, AT)).toMatchObject({
    position: 40,
    checkpoint: "its entities are damaged",
  });
  expect(restore(join(place.folder, "elsewhere.db"), copy).position).toBe(40);
});

test("[REL-12] restored, the store is as it was at the backup; what was there stays beside it", async () => {
  const { digest } = backUp(place.file, copy, AT);
  const then = await all(store.read(0));
  await store.append(eventsFrom(41, 5), 6);
  writeFileSync(`${place.file}.key`, "secret");
  writeFileSync(`${place.file}.erasures`, "erased");
  expect(() => restore(place.file, copy)).toThrow(StoreLocked);
  await store.close();
  const restored = restore(place.file, copy);
  expect(restored).toMatchObject({ position: 40, digest, before: `${place.file}.before-restore` });
  store = await place.open();
  expect(await all(store.read(0))).toEqual(then);
  await store.check();
  const before = await openSqliteStore(restored.before ?? "", { writer: "here" });
  expect(await before.appended()).toBe(45);
  await before.close();
  expect(readFileSync(`${place.file}.key`, "utf8")).toBe("secret");
  expect(readFileSync(`${place.file}.erasures`, "utf8")).toBe("erased");
  await store.close();
  expect(restore(place.file, copy).before).toBe(`${place.file}.before-restore.2`);
  store = await place.open();
});

test("[REL-12] a WAL that a crash left goes with the store that was there", async () => {
  backUp(place.file, copy, AT);
  await store.append(eventsFrom(41, 5), 6);
  const [file, wal] = [place.file, `${place.file}-wal`].map((name) => readFileSync(name));
  await store.close();
  writeFileSync(place.file, file ?? "");
  writeFileSync(`${place.file}-wal`, wal ?? "");
  const { before } = restore(place.file, copy);
  store = await place.open();
  expect(await store.appended()).toBe(40);
  const old = await openSqliteStore(before ?? "", { writer: "here" });
  expect(await old.appended()).toBe(45);
  await old.close();
});

test("[REL-12] a store is made from a backup where there was none", async () => {
  backUp(place.file, copy, AT);
  const elsewhere = join(place.folder, "elsewhere.db");
  expect(restore(elsewhere, copy).before).toBeNull();
  const other = await openSqliteStore(elsewhere, { writer: "here" });
  expect(await other.appended()).toBe(40);
  await other.close();
});

test("[REL-12] no flipped bit of a backup is restored as right, and the store stays as it was", async () => {
  for (let first = 41; first < 1_041; first += 10) await store.append(eventsFrom(first, 10), 6);
  backUp(place.file, copy, AT);
  await store.close();
  const whole = readFileSync(copy);
  const before = readFileSync(place.file);
  const next = random(20_261_122);
  let refused = 0;
  for (let one = 0; one < 150; one += 1) {
    const bytes = Buffer.from(whole);
    const at = Math.floor(next() * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(next() * 8));
    const bad = join(place.folder, "bad.db");
    writeFileSync(bad, bytes);
    const target = join(place.folder, "target.db");
    writeFileSync(target, before);
    try {
      restore(target, bad);
    } catch (error) {
      refused += 1;
      expect(String(error), `seed 20261122, ${one}`).toMatch(/Store(Corrupt|TooNew|Full)|backup/);
      expect(readFileSync(target)).toEqual(before);
      expect(existsSync(`${target}.restoring`)).toBe(false);
      continue;
    }
    const taken = await openSqliteStore(target, { writer: "here" });
    expect(await taken.appended()).toBe(1_040); // what was flipped holds nothing: the rest of a page
    await taken.close();
    for (const end of ["", ".before-restore"]) rmSync(target + end, { force: true });
  }
  expect(refused).toBeGreaterThan(75);
  store = await place.open();
});

test("[REL-12] what is no backup is refused in one sentence: a copy by hand, a cut one, another file", async () => {
  await store.close();
  const byHand = join(place.folder, "by-hand.db");
  writeFileSync(byHand, readFileSync(place.file));
  expect(() => restore(place.file, byHand)).toThrow(/is no backup/);
  store = await place.open();
  backUp(place.file, copy, AT);
  await store.close();
  const cut = join(place.folder, "cut.db");
  writeFileSync(cut, readFileSync(copy).subarray(0, 8192));
  expect(() => restore(place.file, cut)).toThrow(StoreCorrupt);
  writeFileSync(cut, "not a database, but a letter to somebody");
  expect(() => restore(place.file, cut)).toThrow(StoreCorrupt);
  expect(() => restore(place.file, join(place.folder, "none"))).toThrow(/there is no backup/);
  expect(() => restore(place.file, place.file)).toThrow(/the store itself/);
  store = await place.open();
  expect(await store.appended()).toBe(40);
});

test("[REL-12] an interrupted restore never leads to a new, empty store", async () => {
  backUp(place.file, copy, AT);
  await store.close();
  for (const end of ["", "-wal", "-shm"]) rmSync(place.file + end, { force: true });
  writeFileSync(`${place.file}.restoring`, "");
  await expect(place.open()).rejects.toThrow(/interrupted/);
  restore(place.file, copy);
  store = await place.open();
  expect(await store.appended()).toBe(40);
});
