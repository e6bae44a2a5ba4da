/** F2 and F5: failing statements, dying processes, full disks (TRUST.md 4.1). */
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { LogGroup } from "../../../server/fold/log-event.ts";
import { type Connect, connect } from "../../../server/store/sqlite/connection.ts";
import { openSqliteStore } from "../../../server/store/sqlite/open.ts";
import { StoreFull } from "../../../server/store/store.ts";
import { checkpointAt, eventsFrom } from "../../contract/store-event.ts";
import { all } from "../../contract/store-model.ts";
import { copyStore, expectKept, script, withStore } from "./crash.ts";
import { type Fault, type Faulty, faulty } from "./faulty.ts";
import { type FilePlace, filePlace } from "./place.ts";

let place: FilePlace;
beforeEach(async () => {
  place = await filePlace();
});
afterEach(() => place.remove());

/** A crash alone never costs the checkpoint. */
const unexpected = (notice: string): never => {
  throw new Error(notice);
};

/** Runs the script with a fault at statement k: what was acknowledged, and whether k was reached. */
async function runUntil(k: number, fault: Fault, file: string, image: string) {
  const acknowledged: LogGroup[] = [];
  const faults: Faulty = faulty(k, fault, () => copyStore(file, image));
  const open = openSqliteStore(file, { writer: "here", connect: faults.connect });
  try {
    const store = await open;
    await script(store, acknowledged).finally(() => store.close());
  } catch {
    // the process that died or gave up; what it acknowledged is what counts
  }
  return { acknowledged, reached: faults.count() >= k };
}

for (const fault of ["dies before", "dies after"] as const) {
  test(`[F2] a process that ${fault} any statement loses nothing acknowledged`, async () => {
    for (let k = 1, reached = true; reached; k++) {
      const image = join(place.folder, `image-${k}.db`);
      const run = await runUntil(k, fault, join(place.folder, `run-${k}.db`), image);
      reached = run.reached;
      if (!reached) continue;
      await withStore(image, { onNotice: unexpected }, async (store) => {
        await expectKept(store, run.acknowledged);
        await store.append(eventsFrom((await store.appended()) + 1, 2), 99);
      });
      await withStore(image, {}, async (store) => void (await all(store.read(0))));
    }
  });
}

test("[F2] any one failing statement is told, and the same store goes on after it", async () => {
  for (let k = 1, reached = true; reached; k++) {
    const file = join(place.folder, `run-${k}.db`);
    const run = await runUntil(k, "fails", file, "unused");
    reached = run.reached;
    const options = { onNotice: unexpected };
    await withStore(file, options, (store) => expectKept(store, run.acknowledged));
  }
});

test("[REL-11] any one failing statement of a write is StoreFull, and asking again works", async () => {
  const counted = faulty(0, "fails", () => {});
  await withStore(place.file, { connect: counted.connect }, async () => {});
  for (let k = counted.count() + 1, reached = true; reached; k++) {
    const faults = faulty(k, "fails", () => {});
    const refused: unknown[] = [];
    const again = <T>(ask: () => Promise<T>): Promise<T> =>
      ask().catch((error) => {
        refused.push(error);
        return ask();
      });
    const options = { connect: faults.connect };
    await withStore(join(place.folder, `again-${k}.db`), options, async (store) => {
      const acknowledged: LogGroup[] = [];
      for (let round = 0; round < 3; round++) {
        const first = (await store.appended()) + 1;
        acknowledged.push(await again(() => store.append(eventsFrom(first, 3), round)));
        await again(() => store.checkpoint(checkpointAt(first + 2)));
        await again(() => store.putSetting("key", String(round)));
      }
      reached = faults.count() >= k;
      faults.heal();
      await expectKept(store, acknowledged);
      expect(await store.setting("key")).toBe("2");
    });
    const file = join(place.folder, `again-${k}.db`); // opening checks it in full
    await withStore(file, { onNotice: unexpected }, async () => {});
    expect(refused.map((error) => error instanceof StoreFull)).toEqual(reached ? [true] : []);
  }
});

test("[REL-11] after a failed write the WAL starts anew, so its leftovers are never misread", async () => {
  const counted = faulty(0, "fails", () => {});
  await withStore(place.file, { connect: counted.connect }, async () => {});
  const file = join(place.folder, "anew.db");
  const faults = faulty(counted.count() + 31, "fails", () => {});
  await withStore(file, { connect: faults.connect }, async (store) => {
    const sizes: number[] = [];
    const append = async (): Promise<void> => {
      await store.append(eventsFrom((await store.appended()) + 1, 50), 1);
      sizes.push(statSync(`${file}-wal`).size);
    };
    for (let round = 0; round < 30; round++) await append();
    await expect(append()).rejects.toThrow(StoreFull);
    await append();
    expect(sizes.at(-1)).toBeLessThan((sizes.at(-2) ?? 0) / 5);
    await store.check();
  });
});

/** A disk with room for so many pages, until it gets more. */
function fullDisk(): { readonly connect: Connect; room(pages: number): void } {
  const connections: ReturnType<Connect>[] = [];
  return {
    connect(file, options) {
      const connection = connect(file, options);
      connections.push(connection);
      return connection;
    },
    room(pages) {
      for (const connection of connections) {
        if (connection.isOpen) connection.exec(`PRAGMA max_page_count = ${pages}`);
      }
    },
  };
}

test("[F5] a full disk says StoreFull; with room again all goes on and nothing is lost", async () => {
  const disk = fullDisk();
  await withStore(place.file, { connect: disk.connect }, async (store) => {
    disk.room(60);
    const acknowledged: LogGroup[] = [];
    const refused: unknown[] = [];
    for (let round = 0; round < 200; round++) {
      if (round === 150) disk.room(1_000_000);
      const first = (await store.appended()) + 1;
      try {
        acknowledged.push(await store.append(eventsFrom(first, 10), round));
      } catch (error) {
        refused.push(error);
      }
    }
    expect(refused.length).toBeGreaterThan(50);
    expect(refused.every((error) => error instanceof StoreFull)).toBe(true);
    expect(acknowledged.length).toBe(200 - refused.length);
    expect(await all(store.read(0))).toEqual(acknowledged);
    await store.check();
  });
});

test("[F5] a checkpoint that found no room leaves the one before as it was", async () => {
  const disk = fullDisk();
  await withStore(place.file, { connect: disk.connect }, async (store) => {
    await store.append(eventsFrom(1, 9), 0);
    await store.checkpoint(checkpointAt(5));
    disk.room(40);
    const body = new Uint8Array(1_000_000);
    const { entities, slabs } = checkpointAt(9);
    const large = { position: 9, entities, slabs: slabs.map((row) => ({ ...row, body })) };
    const asked = store.checkpoint({ ...large, fold: 1, minutesFrom: 0 });
    await expect(asked).rejects.toThrow(StoreFull);
    await expectKept(store, await all(store.read(0)));
    expect(await store.checkpointed()).toBe(5);
    await store.check();
  });
});

test("[F5] the writing thread says StoreFull when the system refuses to let a file grow", async () => {
  const child = join(import.meta.dirname, "append-child.ts");
  const command = `ulimit -f 600; exec "${process.execPath}" "${child}" "${place.file}"`;
  const { stdout } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
  const lines = stdout.trim().split("\n");
  expect(lines.at(-1)).toBe("StoreFull");
  const acknowledged = Number(lines.at(-2));
  expect(acknowledged).toBeGreaterThan(100);
  await withStore(place.file, {}, async (store) => {
    expect(await store.appended()).toBeGreaterThanOrEqual(acknowledged);
    await expectKept(store, (await all(store.read(0))).slice(0, -1));
  });
});
