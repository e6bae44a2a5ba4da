/**
 * What every store must do (server/store/store.ts), run against each implementation.
 *
 * STORE1   append gives consecutive positions from 1 and the group as it will be read
 * STORE2   read gives every group that ends after a position, whole, oldest first, events deep-equal
 * STORE3   a checkpoint's row replaces the row of the same key; entities() finds those that exist
 * STORE4   liveEntities() gives exactly the rows marked live
 * STORE5   entitiesBetween(from, to) gives the rows with firstAt < to and lastAt >= from
 * STORE6   entitiesWith(text) gives the rows whose body contains the text
 * STORE7   slabs() gives those of one measure and size with from <= start < to, ordered by start
 * STORE8   a checkpoint drops minute slabs before minutesFrom and no others
 * STORE9   a setting is what was last put; null removes it
 * STORE21  settings(prefix) gives those whose names begin so, in order; several are put all or none,
 *          and only while what is expected is so
 * STORE10  forgetCheckpoint() forgets rows and position; log and settings stay
 * STORE11  text comes back exactly, whatever its characters; different keys stay different
 * STORE12  what was resolved is there after closing and opening again
 * STORE22  retire() seals, replaces and removes rows all at once; sealed rows are what there is after
 *          forgetCheckpoint(); slabs before slabsFrom go, sealed or not, pages stay
 * STORE23  remove() takes events out of the log; positions stay, and every event says its own
 * STORE13  any sequence of operations gives what the memory store gives
 * STORE20  a checkpoint says which version of the fold made it; forgotten, nothing does
 *
 * Of a store in a file (test/server/store):
 *
 * STORE14  a damaged checkpoint is forgotten and told when opening; the log and the settings stay
 * STORE15  a second process gets StoreLocked; the lock goes with the process, however it ends
 * STORE16  settings can be read and put beside a running server, which sees them at once
 * STORE17  what cannot be opened is refused in one sentence that names the file and what to do
 * STORE18  an older file is copied, then upgraded in one transaction; a newer one is refused
 * STORE19  a group written by any released version is read back exactly
 */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type {
  Checkpoint,
  EntityRow,
  Retirement,
  SlabMinutes,
  SlabRow,
  Store,
} from "../../server/store/store.ts";
import { event } from "./store-event.ts";
import { modelTest } from "./store-model.contract.ts";
import { all } from "./store-model.ts";

/** Somewhere a store can be kept: opened, closed and opened again. */
export interface Place {
  open(): Promise<Store>;
  /** Whether it is still there after closing. */
  readonly keeps: boolean;
  remove(): Promise<void>;
}

const entity = (key: string, firstAt: number, lastAt: number, live = false): EntityRow => ({
  key,
  firstAt,
  lastAt,
  live,
  body: `{"key":"${key}"}`,
});

const slab = (minutes: SlabMinutes, start: number, measure = "nps.raw"): SlabRow => ({
  minutes,
  start,
  measure,
  body: Uint8Array.of(0, minutes % 256, start % 256, 255),
});

const checkpoint = (parts: Partial<Checkpoint>): Checkpoint => ({
  position: 0,
  fold: 1,
  entities: [],
  slabs: [],
  minutesFrom: 0,
  ...parts,
});

const retirement = (parts: Partial<Retirement>): Retirement => ({
  sealedSlabs: [],
  sealedEntities: [],
  unsealed: [],
  entities: [],
  gone: [],
  slabsFrom: 0,
  settings: {},
  ...parts,
});

const keys = (rows: readonly EntityRow[]): string[] => rows.map((row) => row.key).sort();

export function storeContract(name: string, makePlace: () => Promise<Place>, runs = 40): void {
  describe(`${name} keeps the store contract`, () => {
    let place: Place;
    let store: Store;
    beforeEach(async () => {
      place = await makePlace();
      store = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });
    const reopen = async (): Promise<void> => {
      await store.close();
      store = await place.open();
    };

    test("[STORE1] an empty store has no positions", async () => {
      expect(await store.appended()).toBe(0);
      expect(await store.checkpointed()).toBe(0);
      expect(await all(store.read(0))).toEqual([]);
    });

    test("[STORE1] groups get consecutive positions from 1", async () => {
      const one = await store.append([event(1), event(2), event(3)], 1000);
      const two = await store.append([event(4)], 1001);
      expect([one.first, one.last, one.receivedAt]).toEqual([1, 3, 1000]);
      expect([two.first, two.last, two.receivedAt]).toEqual([4, 4, 1001]);
      expect(await store.appended()).toBe(4);
    });

    test("[STORE1] a group of no events is a mistake of the caller", async () => {
      await expect(store.append([], 1)).rejects.toThrow(RangeError);
      expect(await store.appended()).toBe(0);
    });

    test("[STORE2] reading from the middle of a group gives that group whole", async () => {
      const groups = [];
      for (const size of [3, 1, 2]) {
        const events = Array.from({ length: size }, (_, index) => event(size * 10 + index));
        groups.push(await store.append(events, size));
      }
      expect(await all(store.read(0))).toEqual(groups);
      expect(await all(store.read(2))).toEqual(groups);
      expect(await all(store.read(3))).toEqual(groups.slice(1));
      expect(await all(store.read(4))).toEqual(groups.slice(2));
      expect(await all(store.read(6))).toEqual([]);
      expect(await all(store.read(99))).toEqual([]);
    });

    test("[STORE2] many groups, small and large, come back in order and deep-equal", async () => {
      const groups = [];
      for (let index = 0; index < 100; index++) {
        const size = index % 10 === 0 ? 300 : 1;
        const events = Array.from({ length: size }, (_, at) => event(index * 1000 + at));
        groups.push(await store.append(events, index));
      }
      expect(await all(store.read(0))).toEqual(groups);
    });

    test.each([1, 31, 32, 33, 64, 96])(
      "[STORE2] a log of %i groups ends after the last",
      async (n) => {
        const groups = [];
        for (let at = 1; at <= n; at += 1) groups.push(await store.append([event(at)], at));
        expect(await all(store.read(0))).toEqual(groups);
        expect(await all(store.read(n))).toEqual([]);
      },
    );

    test("[STORE2] a reader sees what is appended while it reads", async () => {
      await store.append([event(1)], 1);
      const read: number[] = [];
      for await (const group of store.read(0)) {
        read.push(group.first);
        if (group.first < 3) await store.append([event(group.first + 1)], 1);
        if (group.first === 3) break;
      }
      for await (const group of store.read(read.at(-1) ?? 0)) read.push(group.first);
      expect(read).toEqual([1, 2, 3].slice(0, read.length));
      expect(await store.appended()).toBeGreaterThan(1);
    });

    test("[STORE3] a row replaces the one of the same key", async () => {
      const entities = [entity("a", 1, 2, true), entity("b", 1, 2)];
      await store.checkpoint(checkpoint({ position: 1, entities }));
      const later = { ...entity("a", 5, 6), body: "{}" };
      await store.checkpoint(checkpoint({ position: 2, entities: [later] }));
      expect(await store.entities(["a", "none"])).toEqual([later]);
      expect(keys(await store.entities(["b", "a", "b"]))).toEqual(["a", "b"]);
      expect(await store.entities([])).toEqual([]);
      expect(await store.checkpointed()).toBe(2);
    });

    test("[STORE4] exactly the live rows come as live", async () => {
      const rows = [entity("a", 1, 2, true), entity("b", 1, 2), entity("c", 1, 2, true)];
      await store.checkpoint(checkpoint({ entities: rows }));
      await store.checkpoint(
        checkpoint({ entities: [entity("a", 1, 9), entity("b", 1, 9, true)] }),
      );
      expect(keys(await all(store.liveEntities()))).toEqual(["b", "c"]);
    });

    test("[STORE5] a row counts from its last instant up to, not with, the end", async () => {
      const rows = [entity("before", 0, 9), entity("touches", 0, 10), entity("at-end", 20, 30)];
      const inside = [entity("around", 0, 99), entity("within", 12, 13), entity("last", 19, 50)];
      await store.checkpoint(checkpoint({ entities: [...rows, ...inside] }));
      const found = keys(await all(store.entitiesBetween(10, 20)));
      expect(found).toEqual(["around", "last", "touches", "within"]);
    });

    test("[STORE6] rows are found by a text in their body, taken literally", async () => {
      const bodies = ['{"id":"50%_off"}', '{"id":"50xxoff"}', "{}"];
      const rows = bodies.map((body, index) => ({ ...entity(`k${index}`, 0, 0), body }));
      await store.checkpoint(checkpoint({ entities: rows }));
      expect(keys(await all(store.entitiesWith("50%_off")))).toEqual(["k0"]);
      expect(keys(await all(store.entitiesWith('"id"')))).toEqual(["k0", "k1"]);
      expect(keys(await all(store.entitiesWith("ID")))).toEqual([]);
    });

    test("[STORE7] slabs come by measure and size, in order, without the end", async () => {
      const slabs = [30, 10, 20, 0].map((start) => slab(15, start));
      const others = [slab(1, 10), slab(15, 10, "csat.raw")];
      await store.checkpoint(checkpoint({ slabs: [...slabs, ...others] }));
      const found = await store.slabs(15, "nps.raw", 10, 30);
      expect(found).toEqual([slab(15, 10), slab(15, 20)]);
      expect(await store.slabs(1, "nps.raw", 0, 99)).toEqual([slab(1, 10)]);
      expect(await store.slabs(15, "none", 0, 99)).toEqual([]);
    });

    test("[STORE8] minutes before minutesFrom are dropped, quarters stay", async () => {
      const slabs = [slab(1, 0), slab(1, 60), slab(15, 0), slab(1, 59), slab(1440, 0), slab(0, 0)];
      await store.checkpoint(checkpoint({ slabs }));
      await store.checkpoint(checkpoint({ minutesFrom: 60, slabs: [slab(1, 120), slab(1, 1)] }));
      expect(await store.slabs(1, "nps.raw", 0, 999)).toEqual([slab(1, 60), slab(1, 120)]);
      for (const minutes of [15, 1440, 0] as const) {
        expect(await store.slabs(minutes, "nps.raw", 0, 999)).toEqual([slab(minutes, 0)]);
      }
    });

    test("[STORE9] a setting is what was put last", async () => {
      expect(await store.setting("key")).toBeNull();
      await store.putSetting("key", "one");
      await store.putSetting("key", "");
      expect(await store.setting("key")).toBe("");
      await store.putSetting("key", null);
      await store.putSetting("never", null);
      expect(await store.setting("key")).toBeNull();
    });

    test("[STORE21] settings are found by the beginning of their names, in order", async () => {
      await store.putSettings({
        "user/b": "2",
        "user/a": "1",
        "user/": "0",
        users: "no",
        use: "no",
      });
      expect(await store.settings("user/")).toEqual([
        { name: "user/", value: "0" },
        { name: "user/a", value: "1" },
        { name: "user/b", value: "2" },
      ]);
      await store.putSettings({ "user/a": null, "user/c": "3" });
      expect((await store.settings("user/")).map(({ name }) => name)).toEqual([
        "user/",
        "user/b",
        "user/c",
      ]);
      expect(await store.settings("none/")).toEqual([]);
    });

    test("[STORE21] several settings are put all or none, while what is expected is so", async () => {
      expect(await store.putSettings({ head: "1", "entry/1": "a" }, { head: null })).toBe(true);
      expect(await store.putSettings({ head: "1", "entry/1": "b" }, { head: null })).toBe(false);
      expect(await store.setting("entry/1")).toBe("a");
      expect(await store.putSettings({ head: "2", "entry/1": null }, { head: "1" })).toBe(true);
      expect(await store.setting("head")).toBe("2");
      expect(await store.setting("entry/1")).toBeNull();
    });

    test("[STORE10] forgetting the checkpoint leaves log and settings", async () => {
      const group = await store.append([event(1)], 1);
      await store.putSetting("key", "value");
      const rows = { entities: [entity("a", 1, 2, true)], slabs: [slab(15, 0), slab(1, 0)] };
      await store.checkpoint(checkpoint({ position: 1, ...rows }));
      await store.forgetCheckpoint();
      expect(await store.checkpointed()).toBe(0);
      expect(await all(store.entitiesBetween(0, 99))).toEqual([]);
      expect(await store.slabs(15, "nps.raw", 0, 99)).toEqual([]);
      expect(await all(store.read(0))).toEqual([group]);
      expect(await store.setting("key")).toBe("value");
    });

    test("[STORE22] what is retired goes, what is sealed stays when the checkpoint is forgotten", async () => {
      await store.append([event(1), event(2), event(3), event(4)], 1);
      const rows = [entity("a", 1, 2), entity("b", 1, 2), entity("c", 1, 2)];
      const slabs = [slab(15, 10), slab(15, 20), slab(0, 0, "dims"), slab(1440, 0)];
      await store.checkpoint(checkpoint({ position: 4, entities: rows, slabs }));
      const left = { ...entity("b", 5, 6), body: "left" };
      await store.retire(
        retirement({
          sealedSlabs: [slab(15, 10), slab(15, 30), slab(0, 0, "dims")],
          sealedEntities: [entity("s", 0, 0), entity("t", 0, 0)],
          entities: [left],
          gone: ["a", "none"],
          settings: { state: "1" },
        }),
      );
      expect(keys(await all(store.entitiesBetween(0, 99)))).toEqual(["b", "c"]);
      expect(await store.entities(["b"])).toEqual([left]);
      expect(await store.checkpointed()).toBe(4);
      expect(await store.setting("state")).toBe("1");
      if (place.keeps) await reopen();
      await store.check();
      expect(keys(await all(store.sealedEntities()))).toEqual(["s", "t"]);
      expect(await all(store.sealedEntities(["t", "none"]))).toEqual([entity("t", 0, 0)]);
      await store.retire(retirement({ unsealed: ["t"] }));
      await store.forgetCheckpoint();
      await store.check();
      if (place.keeps) await reopen();
      expect(await all(store.entitiesBetween(0, 99))).toEqual([entity("s", 0, 0)]);
      expect(await store.slabs(15, "nps.raw", 0, 99)).toEqual([slab(15, 10), slab(15, 30)]);
      expect(await store.slabs(0, "dims", 0, 99)).toEqual([slab(0, 0, "dims")]);
      expect(await store.checkpointed()).toBe(0);
      await store.checkpoint(checkpoint({ position: 4, entities: rows, slabs }));
      await store.check();
    });

    test("[STORE22] slabs before an instant go, sealed or not; pages stay", async () => {
      const slabs = [slab(15, 10), slab(15, 20), slab(0, 0, "dims"), slab(1440, 0), slab(1440, 20)];
      await store.checkpoint(checkpoint({ slabs }));
      await store.retire(retirement({ sealedSlabs: slabs }));
      await store.retire(retirement({ slabsFrom: 20 }));
      for (const found of [
        (minutes: SlabMinutes, name = "nps.raw") => store.slabs(minutes, name, 0, 99),
        (minutes: SlabMinutes, name = "nps.raw") => store.sealedSlabs(minutes, name, 0, 99),
      ]) {
        expect(await found(15)).toEqual([slab(15, 20)]);
        expect(await found(1440)).toEqual([slab(1440, 20)]);
        expect(await found(0, "dims")).toEqual([slab(0, 0, "dims")]);
      }
      await store.check();
    });

    test("[STORE23] removed events leave empty places; what is left keeps its position", async () => {
      const three = await store.append([event(1), event(2), event(3)], 5);
      const one = await store.append([event(4)], 6);
      await store.remove([
        { first: 1, places: [1] },
        { first: 4, places: [0] },
      ]);
      await store.remove([{ first: 1, places: [1, 7] }]);
      const left = [
        { ...three, events: [event(1), event(3)], positions: [1, 3] },
        { ...one, events: [], positions: [] },
      ];
      expect(await all(store.read(0))).toEqual(left);
      if (place.keeps) await reopen();
      await store.check();
      const next = await store.append([event(5)], 7);
      expect(next.first).toBe(5);
      expect(await all(store.read(2))).toEqual([...left, next]);
      await store.remove([{ first: 1, places: [0, 2] }]);
      expect((await all(store.read(0)))[0]).toEqual({ ...three, events: [], positions: [] });
    });

    test("[STORE20] a checkpoint says which fold made it; forgotten, nothing does", async () => {
      expect(await store.foldedBy()).toBe(0);
      await store.checkpoint(checkpoint({ fold: 3 }));
      expect(await store.foldedBy()).toBe(3);
      await store.checkpoint(checkpoint({ fold: 4 }));
      if (place.keeps) await reopen();
      expect(await store.foldedBy()).toBe(4);
      await store.forgetCheckpoint();
      expect(await store.foldedBy()).toBe(0);
      if (place.keeps) await reopen();
      expect(await store.foldedBy()).toBe(0);
    });

    test("[STORE11] half a surrogate pair, NUL and quotes stay what they are", async () => {
      const odd = [
        "\ud800",
        "\ud801",
        "\udc00",
        "\ufffd",
        '"',
        '"\\ud800"',
        "a\0b",
        "a",
        "é😀",
        "'",
      ];
      const rows = odd.map((key) => ({ ...entity("", 0, 0, true), key, body: `{${key}}` }));
      await store.checkpoint(checkpoint({ entities: rows }));
      const found = await store.entities(odd);
      expect(new Map(found.map((row) => [row.key, row.body]))).toEqual(
        new Map(rows.map((row) => [row.key, row.body])),
      );
      expect(keys(await all(store.entitiesWith("\ud801")))).toEqual(["\ud801"]);
      const slabs = odd.map((measure) => slab(15, 0, measure));
      await store.checkpoint(checkpoint({ slabs }));
      for (const each of slabs) expect(await store.slabs(15, each.measure, 0, 1)).toEqual([each]);
      for (const text of odd) await store.putSetting(text, text);
      for (const text of odd) expect(await store.setting(text)).toBe(text);
      const group = await store.append(
        odd.map((id) => ({ ...event(1), id })),
        1,
      );
      expect(await all(store.read(0))).toEqual([group]);
    });

    test("[STORE12] everything resolved is there after opening again", async () => {
      if (!place.keeps) return expect(await (await place.open()).appended()).toBe(0);
      const group = await store.append([event(1), event(2)], 7);
      const rows = { entities: [entity("a", 1, 2, true)], slabs: [slab(15, 0), slab(1, 5)] };
      await store.checkpoint(checkpoint({ position: 2, ...rows }));
      await store.putSetting("key", "value");
      await reopen();
      expect(await all(store.read(0))).toEqual([group]);
      expect([await store.appended(), await store.checkpointed()]).toEqual([2, 2]);
      expect(await all(store.liveEntities())).toEqual(rows.entities);
      expect(await store.slabs(1, "nps.raw", 0, 9)).toEqual([slab(1, 5)]);
      expect(await store.setting("key")).toBe("value");
      expect((await store.append([event(3)], 8)).first).toBe(3);
      await store.check();
    });

    test("[STORE12] closing waits for what was asked before", async () => {
      const asked = store.append([event(1)], 1);
      const put = store.putSetting("key", "value");
      await reopen();
      expect((await asked).last).toBe(1);
      await put;
      if (place.keeps) expect(await store.appended()).toBe(1);
    });

    modelTest(makePlace, runs);
  });
}
