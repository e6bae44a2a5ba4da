/**
 * Checkpoints: every changed entity and slab with the log position, in one transaction (REL-7). Taken
 * between two groups, written while folding goes on.
 */
import { RECENT_MS } from "../../shared/time/interval.ts";
import { FOLD_VERSION } from "../fold/version.ts";
import type { Checkpoint, Store } from "../store/store.ts";
import type { Entities } from "./entities.ts";
import type { Shelves } from "./shelves.ts";

export class Checkpoints {
  readonly #store: Store;
  readonly #entities: Entities;
  readonly #shelves: Shelves;
  /** Position of the last checkpoint taken, and of the last one on disk. */
  #taken = 0;
  #written = 0;
  #failures = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(store: Store, entities: Entities, shelves: Shelves) {
    this.#store = store;
    this.#entities = entities;
    this.#shelves = shelves;
  }

  /** Everything up to here is on disk: where a restart begins. */
  written(): number {
    return this.#written;
  }

  /**
   * Forgets a checkpoint that another version of the fold made, so that the log is folded anew: before
   * anything is restored. True: that was so.
   */
  async distrust(): Promise<boolean> {
    const isOther = (await this.#store.foldedBy()) !== FOLD_VERSION;
    if (!isOther || (await this.#store.checkpointed()) === 0) return false;
    await this.#store.forgetCheckpoint();
    return true;
  }

  async restore(): Promise<number> {
    await this.#shelves.restore();
    this.#written = await this.#store.checkpointed();
    this.#taken = this.#written;
    return this.#written;
  }

  /** What a checkpoint at this position writes; null when nothing changed since the last. */
  async take(position: number, now: number): Promise<Checkpoint | null> {
    if (position === this.#taken && this.#entities.dirtyCount() === 0) return null;
    await this.#shelves.complete(now);
    this.#taken = position;
    return {
      position,
      fold: FOLD_VERSION,
      entities: this.#entities.takeDirty(),
      slabs: this.#shelves.takeDirty(now),
      minutesFrom: now - RECENT_MS,
    };
  }

  /**
   * Writes one after the other. When one fails nothing is lost: the next one writes it too. Those
   * taken meanwhile lack its rows, so they fail with it.
   */
  write(taken: Promise<Checkpoint | null>): Promise<void> {
    const before = this.#writing.catch(() => {});
    const failures = this.#failures;
    this.#writing = before.then(async () => {
      const checkpoint = await taken;
      if (checkpoint !== null) await this.#write(checkpoint, failures);
    });
    return this.#writing;
  }

  async #write(checkpoint: Checkpoint, failures: number): Promise<void> {
    try {
      if (failures !== this.#failures) throw new Error("the checkpoint before this one failed");
      await this.#store.checkpoint(checkpoint);
    } catch (failure) {
      this.#failures += 1;
      this.#entities.markDirty(checkpoint.entities.map((row) => row.key));
      this.#shelves.markDirty(checkpoint.slabs);
      throw failure;
    }
    this.#written = checkpoint.position;
    this.#shelves.written(checkpoint.slabs);
    this.#entities.trim();
    this.#shelves.trim(checkpoint.minutesFrom);
  }
}
