/** Solving tickets: how long, in how many goes, and what the time went to (KPIS.md 6.2). */
import { durations, mean, share } from "./builders.ts";

const lower = { version: 1, better: "lower", nMin: 10, perAgent: true } as const;
const higher = { ...lower, better: "higher" } as const;
const neutral = { ...lower, better: "neutral" } as const;
const three = ["p50", "p90", "mean"] as const;

/** Creation to first solve; never moves [Z2]. */
export const resolutionFirst = durations("resolution.first", three, ["resolution.first"], lower);
/** Creation to last solve; taken back at a reopening, added at the next solve [Z2][F3]. */
export const resolutionFull = durations("resolution.full", three, ["resolution.full"], lower);

/** Time as new, open or on hold; as open; on hold [Z2][Z3]. */
export const requesterWait = durations("requester_wait", three, ["ticket.requester_wait"], lower);
export const agentWork = durations("agent_work", three, ["ticket.agent_work"], neutral);
export const onHold = durations("on_hold", three, ["ticket.on_hold"], lower);

/** Reopened at least once, of the tickets first solved in the period [F3]. */
export const reopenRate = share("reopen.rate", "ticket.reopened", lower);
/** Solved, never reopened, with exactly one public human reply [F3][F4]. */
export const oneTouchRate = share("one_touch.rate", "ticket.one_touch", higher);

/** Internal people who commented [F4]. */
export const handoffs = mean("handoffs.mean", "ratio", ["ticket.handoffs"], lower);
/** Passed from the first line to the second, of what the first line handled first (*ours*). */
export const escalationRate = share("escalation.rate", "contact.escalated", lower);
