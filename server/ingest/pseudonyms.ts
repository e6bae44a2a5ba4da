/**
 * What stands in the log for people (PRIV-2, PRIV-3). Two kinds: `plain` changes nothing, for engines in
 * memory that keep nothing; the other has its mapping beside the log (server/org/mapped.ts).
 */
import type { DeskEvent } from "../../shared/events/event.ts";

export interface Replaces {
  /** Replaces, in the event itself, whatever names a person or could hold content. Never fails. */
  replace(event: DeskEvent): void;
  /**
   * Null: whatever was replaced so far can be read back after a crash. Otherwise resolves when it can,
   * and everything that was asked to be erased is; rejects with StoreFull when it cannot be written.
   */
  kept(): Promise<void> | null;
}

export const replacesNothing: Replaces = { replace: () => {}, kept: () => null };
