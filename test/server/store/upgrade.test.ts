/** Files of earlier versions: what they hold is never lost, and never misread (STORE18, REL-13). */
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { putPair } from "../../../server/store/sqlite/meta.ts";
import { openSqliteStore } from "../../../server/store/sqlite/open.ts";
import { SCHEMA } from "../../../server/store/sqlite/schema.ts";
import { checkpointAt, eventsFrom } from "../../contract/store-event.ts";
import { all } from "../../contract/store-model.ts";
import { answered, call, ended, openDesk, wrapped } from "../fold/desk.ts";
import { type FilePlace, filePlace } from "./place.ts";

/** The one table that version 1 had otherwise, as it was released. */
const SLAB_1 = `CREATE TABLE slab (
  number INTEGER PRIMARY KEY,
  minutes INTEGER NOT NULL,
  measure TEXT NOT NULL,
  start INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (minutes, measure, start)
) STRICT`;

/** Makes a file as an earlier version would have left it. */
function asVersion(version: 1 | 2, file: string): void {
  const connection = new DatabaseSync(file);
  connection.exec("DROP TABLE sealed_entity; DROP TABLE sealed_slab");
  if (version === 1) {
    connection.exec(`DROP TABLE slab; ${SLAB_1}`);
    for (const sql of SCHEMA.statements) if (sql.includes("slab_minute")) connection.exec(sql);
  }
  putPair(connection, "meta", "version", String(version));
  connection.close();
}

let place: FilePlace;
beforeEach(async () => {
  place = await filePlace({ writer: "here" });
});
afterEach(() => place.remove());

test("[STORE18] version 1: log and settings stay, the cells as text are forgotten", async () => {
  const before = await place.open();
  await before.append(eventsFrom(1, 30), 7);
  await before.putSetting("key", "value");
  const entities = [{ key: "a", firstAt: 0, lastAt: 9, live: true, body: "[]" }];
  await before.checkpoint({ position: 30, fold: 1, entities, slabs: [], minutesFrom: 0 });
  const groups = await all(before.read(0));
  await before.close();
  asVersion(1, place.file);
  const connection = new DatabaseSync(place.file);
  connection.exec(`INSERT INTO slab VALUES (1, 15, 'nps.raw', 0, 7, '[["ann",null,[9,2]]]')`);
  connection.close();
  const notices: string[] = [];
  const onNotice = (text: string) => notices.push(text);
  const after = await openSqliteStore(place.file, { writer: "here", onNotice });
  expect(notices).toEqual([expect.stringContaining("upgraded to version 3")]);
  expect(await all(after.read(0))).toEqual(groups);
  expect([await after.appended(), await after.checkpointed()]).toEqual([30, 0]);
  expect(await after.setting("key")).toBe("value");
  expect(await after.entities(["a"])).toEqual([]);
  expect(await after.slabs(15, "nps.raw", 0, 1)).toEqual([]);
  await after.check();
  await after.close();
});

test("[STORE18] version 1: the figures are those of its log", async () => {
  const events = [call("09:00:00"), answered("09:01:00", "ann"), ended("09:03:00")];
  const before = await openDesk({ store: await place.open() });
  await before.send(...events, wrapped("09:03:30"));
  await before.core.store.close();
  asVersion(1, place.file);
  const after = await openDesk({ store: await place.open() });
  expect(await after.values("leg.handle")).toEqual([150]);
  await after.core.tail.checkpoint();
  await after.core.store.close();
  const again = await openDesk({ store: await place.open() });
  expect(await again.values("leg.handle")).toEqual([150]);
  await again.core.store.close();
});

test("[STORE18] version 2: everything stays, the checkpoint too", async () => {
  const before = await place.open();
  await before.append(eventsFrom(1, 30), 7);
  await before.checkpoint(checkpointAt(30));
  const groups = await all(before.read(0));
  await before.close();
  asVersion(2, place.file);
  const after = await place.open();
  expect(await all(after.read(0))).toEqual(groups);
  expect(await after.checkpointed()).toBe(30);
  expect(await all(after.liveEntities())).toHaveLength(4);
  expect(await all(after.sealedEntities())).toEqual([]);
  await after.check();
  await after.close();
});
