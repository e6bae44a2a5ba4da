/** Customer satisfaction (KPIS.md 2). */
import { mean, share } from "./builders.ts";

const family = { version: 1, better: "higher", nMin: 10, perAgent: true } as const;

/** Positive answers per hundred answers; neutral is not positive but counts [Z12][CW6]. */
export const csatScore = share("csat.score", "csat.positive", family);

/** The same share, asked for its Wilson 95 % interval [W1]. */
export const csatRange = share("csat.wilson95", "csat.positive", {
  ...family,
  better: "neutral",
  nMin: 1,
});

/** Mean rating over the 1–5 answers; a secondary number, never called CSAT [PI1]. */
export const csatMean = mean("csat.mean", "points", ["csat.raw.1-5"], {
  ...family,
  range: [1, 5],
});

/** Answered per hundred surveys sent in the period, one cohort for both sides [CW5]. */
export const csatResponseRate = share("csat.response_rate", "csat.sent", family);
