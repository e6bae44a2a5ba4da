/** Too old to count (REL-4): a repeat of an event that is gone could no longer be told from a new one. */
import type { DeskEvent, Refusal } from "../../shared/events/event.ts";

export interface Age {
  /** Events before this, ms, have been deleted; 0: none ever were. */
  from(): number;
  /** Of an event before that: is everything still there of what it is about? */
  keeps(event: DeskEvent): Promise<boolean>;
}

export const ageless: Age = { from: () => 0, keeps: () => Promise.resolve(true) };

export const TOO_OLD: Refusal = {
  code: "too_old",
  path: "time",
  reason: "is too old to count: what it is about was deleted by the retention period",
};
