/** Out of the queue: answered, abandoned, and how long it took (KPIS.md 6.1, 6.2). */
import { durations, greatest, portion, tally } from "./builders.ts";

export const answered = ["queue.answered.in_time", "queue.answered.late"] as const;
const hungUp = ["queue.abandoned.in_time", "queue.abandoned.late"] as const;
export const abandoned = ["queue.abandoned.short", ...hungUp] as const;

const ofAgent = { version: 1, better: "lower", nMin: 10, perAgent: true } as const;
const ofQueue = { ...ofAgent, perAgent: false } as const;
const now = { ...ofQueue, nMin: null } as const;

/** Contacts answered out of a queue [G2]. */
export const callsAnswered = tally("calls.answered", answered, {
  ...ofAgent,
  better: "neutral",
  nMin: null,
});

/** The customer hung up while waiting in the queue; short waits included [G6][T2]. */
export const callsAbandoned = tally("calls.abandoned", abandoned, { ...ofAgent, nMin: null });

/** Wait of the answered, ringing included, anchored at the answer [G4][CI2]. */
export const asa = durations("asa", ["mean", "p50", "p90"], answered, ofAgent);

/** Abandoned after the short limit, per hundred that stayed longer or were answered [G6][GC1]. */
export const abandonRate = portion("abandon.rate_excl_short", hungUp, answered, ofQueue);
export const abandonRateAll = portion("abandon.rate", abandoned, answered, ofQueue);

/** Wait of those who hung up [A1]. */
export const abandonTime = durations("abandon.time", ["mean", "p90"], abandoned, {
  ...ofQueue,
  better: "neutral",
});

/** Calls in the queue at this instant, the longest of their waits, and those beyond T [A2]. */
export const queueWaiting = tally("queue.waiting", ["state.queued"], now);
export const queueLongest = greatest("queue.longest", "state.queued", now);
export const queuePastTarget = tally("queue.past_target", ["state.queued_late"], now);
