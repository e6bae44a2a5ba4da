/** Somewhere to keep what a replay works out: in memory, or in a file that is removed afterwards. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MemoryStore } from "../store/memory/memory-store.ts";
import { openSqliteStore } from "../store/sqlite/open.ts";
import type { Store } from "../store/store.ts";

/** A log longer than this makes more entities than should be in memory. */
const EVENTS_IN_MEMORY_MAX = 1_000_000;

/** `work` with an empty store, gone when it is done. `events`: how long the log is. */
export async function withScratch<Done>(
  events: number,
  work: (scratch: Store) => Promise<Done>,
): Promise<Done> {
  if (events <= EVENTS_IN_MEMORY_MAX) return work(new MemoryStore());
  const folder = mkdtempSync(join(tmpdir(), "deskpulse-replay-"));
  try {
    const scratch = await openSqliteStore(join(folder, "scratch.db"));
    try {
      return await work(scratch);
    } finally {
      await scratch.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
