/** What was known at another time: what a retelling leaves out, and as of when it is told. */
import type { Directory } from "../fold/directory.ts";
import { isKnownAt } from "../fold/late.ts";
import type { LogEvent } from "../fold/log-event.ts";
import type { History } from "./history.ts";

export interface Past {
  readonly isKnown: (event: LogEvent) => boolean;
  /** Where the clock stands: for deadlines, and what goes on. */
  readonly now: number;
  /** What the log said of the organisation: its document, every membership told. */
  readonly organisation: readonly LogEvent[];
  /** The same, ready to be asked. */
  readonly directory: Directory;
}

/** Without what came after the instant `at`; the organisation as it is, for it holds as it says. */
export const knownAt = (history: History, at: number, now: number): Past => ({
  isKnown: (event) => isKnownAt(event, at),
  now,
  organisation: history.organisation(),
  directory: history.directory(),
});
