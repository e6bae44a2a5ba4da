/**
 * Service level: five formulas, five answers (KPIS.md 6.1). None says anything about those beyond T,
 * and all reward serving newcomers first [K1][K2]: read them beside the waits.
 */
import { portion } from "./builders.ts";

const family = { version: 1, better: "higher", nMin: 10, perAgent: false } as const;

const inTime = ["queue.answered.in_time"] as const;
const late = ["queue.answered.late"] as const;
const short = ["queue.abandoned.short"] as const;
const soon = ["queue.abandoned.in_time"] as const;
const gaveUp = ["queue.abandoned.late"] as const;

/** E, the default: answered ≤ T of (answered + abandoned after S) [G3][T1][TD1][CM1]. */
export const serviceLevelE = portion("sl.E", inTime, [...late, ...soon, ...gaveUp], family);
/** A, strict: answered ≤ T of (answered + all abandoned) [I1][CI1]. */
export const serviceLevelA = portion(
  "sl.A",
  inTime,
  [...late, ...short, ...soon, ...gaveUp],
  family,
);
/** B: answered ≤ T of (answered + abandoned after T) [I1][BP1]. */
export const serviceLevelB = portion("sl.B", inTime, [...late, ...gaveUp], family);
/** C, lenient: answered or abandoned ≤ T of (answered + abandoned) [I1]. */
export const serviceLevelC = portion(
  "sl.C",
  [...inTime, ...short, ...soon],
  [...late, ...gaveUp],
  family,
);
/** D: answered ≤ T of answered [CH1]. */
export const serviceLevelD = portion("sl.D", inTime, late, family);

/** Anything that leaves the queue within T, callbacks included [A1]. */
export const queueExitWithinT = portion(
  "sl.queue_exit_within_T",
  [...inTime, ...short, ...soon, "queue.flowout.in_time"],
  [...late, ...gaveUp, "queue.flowout.late"],
  family,
);
