/** What another version of the fold worked out is worth nothing; the log is worth everything. */
import { expect, test } from "vitest";
import { openCore } from "../../../server/core.ts";
import { FOLD_VERSION } from "../../../server/fold/version.ts";
import { MemoryStore } from "../../../server/store/memory/memory-store.ts";
import type { Checkpoint } from "../../../server/store/store.ts";
import { answered, call, deskWith, ended, openDesk, wrapped } from "../fold/desk.ts";

/** A store as an older version left it: its checkpoints say so. */
class OlderStore extends MemoryStore {
  override checkpoint(checkpoint: Checkpoint): Promise<void> {
    return super.checkpoint({ ...checkpoint, fold: FOLD_VERSION - 1 });
  }
}

const one = [call("09:00:00"), answered("09:01:00", "ann"), ended("09:03:00"), wrapped("09:03:30")];

test("[FOLD1] a checkpoint of another version is forgotten, and the log folded anew", async () => {
  const store = new OlderStore();
  const before = await deskWith(one, { store });
  await before.core.tail.checkpoint();
  const said: string[] = [];
  const progress: number[] = [];
  const core = await openCore({
    store,
    clock: before.clock,
    onNotice: (text) => said.push(text),
    onProgress: (position) => progress.push(position),
  });
  expect(said).toEqual([expect.stringMatching(/another version of Deskpulse.*folded anew/)]);
  expect(progress.at(-1)).toBe(4);
  expect(await store.checkpointed()).toBe(0);
  expect(core.tail.position()).toBe(4);
  const after = await openDesk({ store });
  expect(await after.values("leg.handle")).toEqual([150]);
});

test("[FOLD1] rows that an older fold wrote wrongly do not survive", async () => {
  const store = new OlderStore();
  const before = await deskWith(one, { store });
  await before.core.tail.checkpoint();
  const wrong = { key: "x|contact/ghost", firstAt: 0, lastAt: 9, live: false, body: "[]" };
  await store.checkpoint({ position: 4, fold: 0, entities: [wrong], slabs: [], minutesFrom: 0 });
  await openDesk({ store });
  expect(await store.entities([wrong.key])).toEqual([]);
});

test("[FOLD1] a checkpoint of this version is where a start begins, and nothing is said", async () => {
  const store = new MemoryStore();
  const before = await deskWith(one, { store });
  await before.core.tail.checkpoint();
  const said: string[] = [];
  const progress: number[] = [];
  await openCore({
    store,
    clock: before.clock,
    onNotice: (text) => said.push(text),
    onProgress: (position) => progress.push(position),
  });
  expect([said, progress]).toEqual([[], []]);
  expect(await store.foldedBy()).toBe(FOLD_VERSION);
});
