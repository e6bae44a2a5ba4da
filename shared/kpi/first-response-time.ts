/** First response time on the calendar clock (KPIS.md 4): median and p90 first, mean second. */
import { mean, rank } from "./kpi.ts";

const family = { version: 1, better: "lower", nMin: 10, perAgent: true } as const;
const values = ["frt.seconds"] as const;

/** Clock start to first public human answer, credited to its sender [Z1][P1][CW3]. */
export const frtMedian = rank("frt.p50", 50, values, family);
export const frtP90 = rank("frt.p90", 90, values, family);
export const frtP95 = rank("frt.p95", 95, values, family);
export const frtMean = mean("frt.mean", "s", values, family);
