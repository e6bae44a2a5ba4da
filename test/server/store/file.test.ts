/** Files that are not there, not ours, taken, older or newer. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Connect, connect } from "../../../server/store/sqlite/connection.ts";
import { openSqliteStore, type SqliteOptions } from "../../../server/store/sqlite/open.ts";
import { SCHEMA, type Schema } from "../../../server/store/sqlite/schema.ts";
import { openSettings } from "../../../server/store/sqlite/settings.ts";
import { StoreCorrupt, StoreFull, StoreLocked, StoreTooNew } from "../../../server/store/store.ts";
import { checkpointAt, eventsFrom } from "../../contract/store-event.ts";
import { all } from "../../contract/store-model.ts";
import { expectKept, withStore } from "./crash.ts";
import { type FilePlace, filePlace } from "./place.ts";

let place: FilePlace;
beforeEach(async () => {
  place = await filePlace();
});
afterEach(() => place.remove());

/** The refusal: of this class, naming the file, on one line. */
async function refusal(
  kind: new (message?: string) => Error,
  file: string,
  options: SqliteOptions = {},
) {
  const opened = withStore(file, options, async () => "opened");
  const error: unknown = await opened.catch((problem: unknown) => problem);
  expect(error).toBeInstanceOf(kind);
  const text = error instanceof Error ? error.message : "";
  expect(text).toContain(file);
  expect(text).not.toContain("\n");
  return text;
}

async function filled(): Promise<void> {
  await withStore(place.file, {}, async (store) => {
    for (let round = 0; round < 30; round++) await store.append(eventsFrom(round * 50 + 1, 50), 1);
    await store.checkpoint(checkpointAt(1500));
  });
}

test("[STORE17] a folder, and a file in no folder, are refused", async () => {
  expect(await refusal(StoreCorrupt, place.folder)).toContain("not a file");
  const nowhere = join(place.folder, "none", "desk.db");
  expect(await refusal(StoreCorrupt, nowhere)).toContain("does not exist");
});

test("[STORE17] a file of something else is refused and left as it is", async () => {
  writeFileSync(place.file, "name;team\nAna;Blue\n".repeat(500));
  const before = readFileSync(place.file);
  expect(await refusal(StoreCorrupt, place.file)).toContain("not a Deskpulse store");
  expect(readFileSync(place.file)).toEqual(before);
});

test("[STORE17] another program's SQLite file is refused and left as it is", async () => {
  const other = new DatabaseSync(place.file);
  other.exec("CREATE TABLE log (first INTEGER)");
  other.close();
  const before = readFileSync(place.file);
  expect(await refusal(StoreCorrupt, place.file)).toContain("is not a Deskpulse store");
  expect(readFileSync(place.file)).toEqual(before);
});

test("[STORE17] a truncated file is refused, an empty one too", async () => {
  await filled();
  truncateSync(place.file, 8192);
  await refusal(StoreCorrupt, place.file);
  truncateSync(place.file, 700);
  await refusal(StoreCorrupt, place.file);
  truncateSync(place.file, 0);
  expect(await refusal(StoreCorrupt, place.file)).toContain("is empty");
});

test("[STORE17] a WAL without its file is not thrown away", async () => {
  writeFileSync(`${place.file}-wal`, "x".repeat(5000));
  expect(await refusal(StoreCorrupt, place.file)).toContain("is gone");
});

test("[STORE17] tables that differ by one word are refused", async () => {
  await filled();
  const other = new DatabaseSync(place.file);
  other.exec("DROP INDEX entity_live");
  other.close();
  expect(await refusal(StoreCorrupt, place.file)).toContain("tables are not ours");
});

test("[STORE17] a file that may not be written says what to allow", async () => {
  await filled();
  const readOnly = 8;
  const deny: Connect = () => {
    throw Object.assign(new Error("attempt to write a readonly database"), { errcode: readOnly });
  };
  expect(await refusal(StoreFull, place.file, { connect: deny })).toContain("Let this user");
  if (process.getuid?.() === 0) return; // root may write everything
  chmodSync(place.file, 0o400);
  expect(await refusal(StoreFull, place.file)).toContain("Let this user");
});

test("[STORE15] a second opening is refused until the first closes", async () => {
  const first = await openSqliteStore(place.file);
  expect(await refusal(StoreLocked, place.file)).toContain("Stop that one first");
  await first.close();
  await withStore(place.file, {}, async () => {});
});

test("[STORE15] another process is refused; after kill -9 of the owner it is not", async () => {
  const script = join(import.meta.dirname, "append-child.ts");
  const owner = spawn(process.execPath, [script, place.file], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  await once(owner.stdout, "data");
  await refusal(StoreLocked, place.file);
  owner.kill("SIGKILL");
  await once(owner, "exit");
  await withStore(place.file, {}, (store) => store.check());
});

test("[STORE16] settings are put and read beside a running store", async () => {
  const store = await openSqliteStore(place.file);
  const beside = await openSettings(place.file);
  await beside.putSetting("key", "one");
  expect(await store.setting("key")).toBe("one");
  await store.putSetting("key", "two");
  expect(await beside.setting("key")).toBe("two");
  const appended = store.append(eventsFrom(1, 500), 1);
  await beside.putSetting("key", null);
  await appended;
  expect(await store.setting("key")).toBeNull();
  await beside.close();
  await store.close();
});

test("[STORE16] without a server, settings open the store, or make it", async () => {
  const settings = await openSettings(place.file);
  await settings.putSetting("key", "value");
  await settings.close();
  await withStore(place.file, {}, async (store) => {
    expect(await store.setting("key")).toBe("value");
  });
});

const TEAM = "CREATE TABLE team (name TEXT) STRICT";

const nextSchema = (upgrade: (connection: DatabaseSync) => void): Schema => ({
  version: SCHEMA.version + 1,
  statements: [...SCHEMA.statements, TEAM],
  upgrades: { ...SCHEMA.upgrades, [SCHEMA.version]: upgrade },
});

test("[STORE18] an older file is copied, then upgraded; then the old program refuses it", async () => {
  await filled();
  const schema = nextSchema((connection) => connection.exec(TEAM));
  const notices: string[] = [];
  const copy = `${place.file}.before-v${schema.version}`;
  await withStore(place.file, { schema, onNotice: (text) => notices.push(text) }, async (store) => {
    await expectKept(store, await all(store.read(0)));
    expect([await store.appended(), await store.checkpointed()]).toEqual([1500, 1500]);
  });
  expect(notices).toEqual([expect.stringContaining(copy)]);
  await withStore(copy, {}, async (store) => {
    expect(await store.appended()).toBe(1500);
    await store.check();
  });
  expect(await refusal(StoreTooNew, place.file)).toContain("Use the newer Deskpulse");
  await expect(openSettings(place.file)).rejects.toThrow(StoreTooNew);
});

test("[STORE18] an upgrade that fails half way leaves the file as it was", async () => {
  await filled();
  const schema = nextSchema((connection) => {
    connection.exec(TEAM);
    connection.exec("DELETE FROM log");
    throw new Error("half way");
  });
  await expect(withStore(place.file, { schema }, async () => {})).rejects.toThrow("half way");
  await withStore(place.file, {}, async (store) => {
    expect(await store.appended()).toBe(1500);
    await store.check();
  });
  expect(existsSync(`${place.file}.before-v${schema.version}`)).toBe(true);
});

test("[STORE18] a version that no upgrade leads from is refused", async () => {
  await filled();
  const schema: Schema = { ...SCHEMA, version: SCHEMA.version + 1 };
  expect(await refusal(StoreCorrupt, place.file, { schema })).toContain("cannot upgrade");
});

test("[STORE17] what a crash left while a store was made is made again", async () => {
  mkdirSync(place.folder, { recursive: true });
  writeFileSync(`${place.file}.new`, "half a file");
  writeFileSync(`${place.file}.lock`, "");
  await withStore(place.file, {}, (store) => store.check());
});

test("[STORE12] the connections of a closed store leave one file and its lock", async () => {
  const store = await openSqliteStore(place.file);
  await store.append(eventsFrom(1, 3), 1);
  await store.close();
  expect(
    ["-wal", "-shm", "-journal", ".new"].filter((end) => existsSync(place.file + end)),
  ).toEqual([]);
  const reader = connect(place.file, { readOnly: true });
  expect(reader.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
  reader.close();
});
