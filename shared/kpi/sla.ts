/** Promises kept (KPIS.md 4.2): decided at the answer or at the target instant, whichever is first. */
import { share, tally } from "./builders.ts";

const family = { version: 1, better: "higher", nMin: 10, perAgent: true } as const;
const breaches = { version: 1, better: "lower", nMin: null, perAgent: true } as const;

/** Met per hundred decided; exactly on target is met [CW11][Z3]. */
export const slaFrt = share("sla.frt.attainment", "sla.frt", {
  ...family,
  pending: "state.sla_pending",
});
export const slaReply = share("sla.reply.attainment", "sla.reply", family);
export const slaResolution = share("sla.resolution.attainment", "sla.resolution", family);

/** Decided facts over target, counted the moment they happen. */
export const slaFrtBreached = tally("sla.frt.breached", ["sla.frt"], breaches, 0);
export const slaReplyBreached = tally("sla.reply.breached", ["sla.reply"], breaches, 0);
export const slaResolutionBreached = tally(
  "sla.resolution.breached",
  ["sla.resolution"],
  breaches,
  0,
);
