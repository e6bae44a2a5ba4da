/** A checkpoint: every changed entity and slab with the log position, in one transaction (REL-7). */
import type { Store } from "../store/store.ts";
import type { Entities } from "./entities.ts";
import type { Shelves } from "./shelves.ts";

/** Writes what changed. When that fails nothing is lost: the next checkpoint writes it. */
export async function writeCheckpoint(
  store: Store,
  entities: Entities,
  shelves: Shelves,
  position: number,
  minutesFrom: number,
): Promise<void> {
  await shelves.complete();
  const rows = entities.takeDirty();
  const slabs = shelves.takeDirty();
  try {
    await store.checkpoint({ position, entities: rows, slabs, minutesFrom });
  } catch (failure) {
    entities.markDirty(rows.map((row) => row.key));
    shelves.markDirty(slabs);
    throw failure;
  }
  entities.trim();
  shelves.trim(minutesFrom);
}
