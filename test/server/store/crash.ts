/** What tests of crashes share: a script of writes, images of files, and what must hold after. */
import { copyFileSync, existsSync } from "node:fs";
import { expect } from "vitest";
import type { LogGroup } from "../../../server/fold/log-event.ts";
import { openSqliteStore, type SqliteOptions } from "../../../server/store/sqlite/open.ts";
import type { Store } from "../../../server/store/store.ts";
import { checkpointAt, eventsFrom } from "../../contract/store-event.ts";
import { all } from "../../contract/store-model.ts";

/** The files as a crash at this moment would leave them. */
export function copyStore(from: string, to: string): void {
  for (const end of ["", "-wal"]) if (existsSync(from + end)) copyFileSync(from + end, to + end);
}

/** 200 events in groups of 1, 2 and 25, with checkpoints and settings between. */
export async function script(store: Store, acknowledged: LogGroup[]): Promise<void> {
  const sizes = [1, 25, 2, 25, 25, 1, 1, 25, 20, 25, 25, 25];
  for (const [index, size] of sizes.entries()) {
    const first = (await store.appended()) + 1;
    acknowledged.push(await store.append(eventsFrom(first, size), index));
    if (index % 4 === 3) await store.checkpoint(checkpointAt(await store.appended()));
    if (index % 5 === 4) await store.putSetting("key", String(index));
  }
}

/** Nothing acknowledged is lost or changed; what follows is at most one whole group; no old rows. */
export async function expectKept(store: Store, acknowledged: readonly LogGroup[]): Promise<void> {
  const groups = await all(store.read(0));
  expect(groups.slice(0, acknowledged.length)).toEqual(acknowledged);
  expect(groups.length - acknowledged.length).toBeLessThanOrEqual(1);
  for (const { first, last, events } of groups) {
    expect(events).toEqual(eventsFrom(first, last - first + 1));
  }
  expect(groups.at(-1)?.last ?? 0).toBe(await store.appended());
  await expectOneCheckpoint(store);
}

export async function expectOneCheckpoint(store: Store): Promise<void> {
  const position = await store.checkpointed();
  const rows = await all(store.liveEntities());
  const slabs = await store.slabs(15, "nps.raw", 0, 1);
  const texts = slabs.map((row) => new TextDecoder().decode(row.body));
  const found = [...rows.map((row) => row.body), ...texts];
  const expected = position === 0 ? [] : Array.from({ length: 5 }, () => String(position));
  expect(found).toEqual(expected);
  const named = (await store.entities(["a", "b", "c", "d"])).map((row) => row.body);
  expect(named).toEqual(expected.slice(1));
}

export async function withStore<T>(
  file: string,
  options: SqliteOptions,
  use: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openSqliteStore(file, { writer: "here", ...options });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
