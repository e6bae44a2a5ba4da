/** What the numbers rest on (KPIS.md 7.5): events refused, durations adjusted, facts not made. */
import { tally } from "./builders.ts";

const family = { version: 1, better: "lower", nMin: null, perAgent: false } as const;

/** Events refused at the door, each counted once at the time it names, however often it came [D1]. */
export const qualityRejected = tally("quality.rejected", ["quality.rejected"], family);

/** First responses, replies, legs and waits that ended up to 120 s before they began: they count as 0 s. */
export const qualitySkewClamped = tally("quality.skew_clamped", ["quality.skew_clamped"], family);

/** The same, but by more than 120 s: no fact was made. */
export const qualityQuarantined = tally("quality.quarantined", ["quality.quarantined"], family);
