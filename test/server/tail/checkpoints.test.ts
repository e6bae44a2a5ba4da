/** Two checkpoints at once, and the first of them fails (REL-7, test/SPEC.md CELL4). */
import { expect, test } from "vitest";
import type { Fact } from "../../../server/fold/facts/fact.ts";
import { MemoryStore } from "../../../server/store/memory/memory-store.ts";
import { type Checkpoint, StoreFull } from "../../../server/store/store.ts";
import { Checkpoints } from "../../../server/tail/checkpoints.ts";
import { Entities } from "../../../server/tail/entities.ts";
import { Shelves } from "../../../server/tail/shelves.ts";

const NOW = Date.parse("2026-03-04T12:00:00Z");
const fact = (agent: string): Fact => ({
  measure: "leg.handle",
  value: 200,
  at: NOW,
  agent,
  team: null,
  queue: null,
  channel: "phone",
  direction: "inbound",
});

/** Full for as many checkpoints as told. */
class FullStore extends MemoryStore {
  full = 0;
  override async checkpoint(checkpoint: Checkpoint): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (this.full-- > 0) throw new StoreFull("no room");
    return super.checkpoint(checkpoint);
  }
}

test("[CELL4] a checkpoint taken before an earlier one failed fails with it; the next writes both", async () => {
  const store = new FullStore();
  const entities = new Entities(store);
  const shelves = new Shelves(store);
  const checkpoints = new Checkpoints(store, entities, shelves);
  const take = async (position: number) => {
    shelves.change(fact(`agent ${position}`), 1, Infinity);
    const taken = await checkpoints.take(position, NOW);
    return checkpoints.write(Promise.resolve(taken));
  };
  store.full = 1;
  const outcomes = await Promise.allSettled([take(1), take(2)]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect([await store.checkpointed(), checkpoints.written()]).toEqual([0, 0]);
  await take(3);
  expect([await store.checkpointed(), checkpoints.written()]).toEqual([3, 3]);
  const restored = new Shelves(store);
  await restored.restore();
  expect(restored.dims.size).toBe(3);
  const asked = { minutes: 15, measures: ["leg.handle"], bySlab: true } as const;
  const read = await restored.read({ ...asked, from: NOW, to: NOW + 900_000 }, NOW);
  const [part] = read.parts.get("leg.handle") ?? [];
  expect(part?.packed.length).toBeGreaterThan(0);
});
