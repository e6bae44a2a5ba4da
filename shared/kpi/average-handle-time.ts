/** Average handling time of inbound calls and its parts (KPIS.md 5.1). */
import { mean, rank, share } from "./kpi.ts";

const family = {
  version: 1,
  better: "neutral",
  nMin: 10,
  perAgent: true,
  only: { direction: "inbound", channel: "phone" },
} as const;

/** Talk + hold + wrap-up over handled legs, anchored at the end of wrap-up [G1][A1]. */
export const ahtMean = mean("aht.mean", "s", ["leg.handle"], family);
export const ahtMedian = rank("aht.p50", 50, ["leg.handle"], family);
export const ahtP90 = rank("aht.p90", 90, ["leg.handle"], family);
export const ahtTalk = mean("aht.talk.mean", "s", ["leg.talk"], family);
export const ahtHold = mean("aht.hold.mean", "s", ["leg.hold"], { ...family, better: "lower" });
export const ahtWrap = mean("aht.wrap.mean", "s", ["leg.wrap"], family);

/** Handled legs whose parts are all known: unknown is not zero (*ours*). */
export const ahtCoverage = share("aht.coverage", "leg.complete", { ...family, better: "higher" });
