/** The answer to GET /api/v1/sources: is everything arriving, and what was not (SCR-13, SCR-15). */
import { z } from "zod";

/**
 * `receiving`; `quiet`: silent, but not longer than usual; `silent`: longer than usual; `gap`: it says itself
 * that something is missing; `refused`: nothing of what came last could be taken; `waiting`: nothing ever came.
 */
export const SOURCE_STATES = ["receiving", "quiet", "silent", "gap", "refused", "waiting"] as const;

const at = z.iso.datetime().nullable();

export const sourceRow = z.object({
  source: z.string(),
  name: z.string().nullable(),
  state: z.enum(SOURCE_STATES),
  /** Since when it is silent, has a gap, is refused or is waited for; null: does not apply. */
  since: at,
  /** The latest instant that an event happened, and when one last arrived. */
  lastEventAt: at,
  lastArrivalAt: at,
  /** Never fewer minutes of silence are unusual: as it is described. */
  quietMinutesMax: z.int(),
  /** So many are usual at this hour of the week, by what was heard; the same until it was heard for a week. */
  usualMinutes: z.int(),
  /** By the day on which they arrived, in the organisation's zone. */
  today: z.object({
    events: z.int(),
    duplicates: z.int(),
    /** Told more than a minute after they happened, and not fetched on purpose. */
    late: z.int(),
    rejected: z.int(),
  }),
  /** Arrival minus event time, of what came by itself today: the last, and the most. Null: nothing did. */
  lag: z.object({ lastMs: z.int(), mostMs: z.int() }).nullable(),
  /** More than five minutes ahead of our clock now: they count when they are due. */
  ahead: z.int(),
  /** Ids that came again with other content, since the start of the server. */
  conflicts: z.int(),
  /** Calls at its address that did not show its secret, since the last one that did. Null: none. */
  unproved: z.object({ count: z.int(), since: z.iso.datetime() }).nullable(),
  /** Has it a key that may send? */
  mayCome: z.boolean(),
});

export const sourceGap = z.object({
  source: z.string(),
  from: z.iso.datetime(),
  /** Null: it is still open. */
  to: at,
  cause: z.string(),
  /** By what the source says it was made good; null: it does not say. */
  healedBy: z.string().nullable(),
  /** How many events of that time came afterwards. */
  filled: z.int(),
});

export const sourcesAnswer = z.object({
  asOf: z.iso.datetime(),
  zone: z.string(),
  sources: z.array(sourceRow),
  /** Newest first, of the last 30 days. */
  gaps: z.array(sourceGap),
});

export type SourcesAnswer = z.infer<typeof sourcesAnswer>;
export type SourceRow = z.infer<typeof sourceRow>;
export type SourceGap = z.infer<typeof sourceGap>;
export type SourceState = SourceRow["state"];
