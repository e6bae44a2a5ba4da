/** [REL-7] Live, restart and rebuild give the same: one way from the log to the cells (DESIGN.md 3). */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { setOrganisation } from "../../server/core.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import { openSqliteStore } from "../../server/store/sqlite/open.ts";
import type { Store } from "../../server/store/store.ts";
import type { CloudEvent } from "../../shared/events/event.ts";
import { centre, disorder } from "../support/generate.ts";
import { expectSame } from "./same.ts";
import { everything, newWorld, org, runs, send, worldOf } from "./world.ts";

/** Half of the batches, a checkpoint, some more without one; then a new start and the rest. */
async function interrupted(
  batches: readonly CloudEvent[][],
  first: Store,
  open: () => Promise<Store>,
) {
  const before = await newWorld(first);
  await setOrganisation(before.core, org);
  const half = Math.floor(batches.length / 2);
  for (const batch of batches.slice(0, half)) await send(before.core, batch);
  await before.core.tail.checkpoint();
  for (const batch of batches.slice(half, half + 2)) await send(before.core, batch);
  const after = await newWorld(await open());
  for (const batch of batches.slice(half + 2)) await send(after.core, batch);
  return after;
}

test("[REL-7] a start from a checkpoint and a rebuild from the log equal never having stopped", async () => {
  await fc.assert(
    fc.asyncProperty(centre(), fc.integer(), async (events, seed) => {
      const batches = disorder(events, seed);
      const whole = await everything((await worldOf(batches)).core);
      const store = new MemoryStore();
      const resumed = await interrupted(batches, store, async () => store);
      expectSame(await everything(resumed.core), whole);
      await store.forgetCheckpoint();
      expectSame(await everything((await newWorld(store)).core), whole);
    }),
    runs(40),
  );
});

test("[REL-7] the same from a file, closed and opened again", async () => {
  const folder = mkdtempSync(
    join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "deskpulse-laws-"),
  );
  let file = 0;
  await fc.assert(
    fc.asyncProperty(centre(), fc.integer(), async (events, seed) => {
      const batches = disorder(events, seed);
      const whole = await everything((await worldOf(batches)).core);
      const path = join(folder, `${file++}.db`);
      const first = await openSqliteStore(path);
      const resumed = await interrupted(batches, first, async () => {
        await first.close();
        return openSqliteStore(path);
      });
      expectSame(await everything(resumed.core), whole);
      await resumed.core.store.forgetCheckpoint();
      const rebuilt = await newWorld(resumed.core.store);
      expectSame(await everything(rebuilt.core), whole);
      await resumed.core.store.close();
    }),
    runs(8),
  );
  rmSync(folder, { recursive: true });
});

test("[REL-7] contacts that left memory come back as they were", async () => {
  await fc.assert(
    fc.asyncProperty(centre(), fc.integer(), async (events, seed) => {
      const batches = disorder(events, seed);
      const whole = await everything((await worldOf(batches)).core);
      const small = await newWorld(new MemoryStore(), undefined, 1);
      await setOrganisation(small.core, org);
      for (const batch of batches) {
        await send(small.core, batch);
        await small.core.tail.checkpoint();
      }
      const { entities } = small.core.tail;
      expect(entities.hotCount() - [...entities.live()].length).toBeLessThanOrEqual(1);
      expectSame(await everything(small.core), whole);
    }),
    runs(40),
  );
});
