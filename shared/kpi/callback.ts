/** Callbacks (KPIS.md 6.2): no abandon and no answer, but a promise [A1][G3]. */
import { durations, mean, share, tally } from "./builders.ts";

const ofQueue = { version: 1, better: "higher", nMin: 10, perAgent: false } as const;
const ofAgent = { version: 1, better: "lower", nMin: 10, perAgent: true } as const;

export const callbackRequested = tally("callback.requested", ["callback.completed"], {
  ...ofQueue,
  better: "neutral",
  nMin: null,
});
export const callbackCompletedRate = share(
  "callback.completed_rate",
  "callback.completed",
  ofQueue,
);

/** Request to connection, anchored at the connection. */
export const callbackWait = durations("callback.wait", ["mean", "p90"], ["callback.wait"], ofAgent);
export const callbackAttempts = mean(
  "callback.attempts.mean",
  "ratio",
  ["callback.attempts"],
  ofAgent,
);
