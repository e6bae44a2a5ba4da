/** Average handling time and its parts, sessions, and what a whole contact took (KPIS.md 5). */
import { durations, mean, merged, type Statistic, share, statistic } from "./builders.ts";
import { type About, type Kpi, MIXED, type Read } from "./kpi.ts";

const family = { version: 1, better: "neutral", nMin: 10, perAgent: true } as const;
const inbound = { ...family, only: { direction: "inbound" } } as const;
const outbound = { ...family, only: { direction: "outbound" } } as const;

const measureFor = ({ channel }: About): "leg.handle" | "leg.workload" =>
  channel === "phone" ? "leg.handle" : "leg.workload";

/**
 * Talk + hold + wrap-up over handled inbound legs, anchored at the end of wrap-up [G1][A1]. On the phone
 * the parts of the leg; on other channels, and mixed, the agent's share of time (5.2) [CC2][WW1].
 */
const handling = <Which extends Statistic>(which: Which): Kpi<`aht.${Which}`> => ({
  ...inbound,
  id: `aht.${which}`,
  version: 2,
  unit: "s",
  measures: ["leg.handle", "leg.workload"],
  counted: (about: About) => ({ measures: [measureFor(about)] }),
  answer: (read: Read, about: About = MIXED) =>
    statistic(read(measureFor(about), inbound.only), which),
});

export const aht = [handling("mean"), handling("p50"), handling("p90")] as const;

export const ahtTalk = mean("aht.talk.mean", "s", ["leg.talk"], inbound);
export const ahtHold = mean("aht.hold.mean", "s", ["leg.hold"], { ...inbound, better: "lower" });
export const ahtWrap = mean("aht.wrap.mean", "s", ["leg.wrap"], inbound);

/** Outbound, dialling included; never mixed with inbound [G1][G2]. */
export const ahtOutbound = mean("aht.outbound.mean", "s", ["leg.handle"], outbound);

/** Handled legs whose parts are all known: unknown is not zero (*ours*). */
export const ahtCoverage = share("aht.coverage", "leg.complete", { ...family, better: "higher" });

/** Σ of its legs, per contact (*ours*). */
export const handlePerContact = mean("handle_per_contact.mean", "s", ["contact.handle"], family);

/** Accept to end of the conversation, overlaps in full [CC2]. */
export const sessionLength = durations(
  "session_length",
  ["mean", "p50", "p90"],
  ["leg.session"],
  family,
);

/** Customers reached per hundred attempts [G2]. */
export const outboundConnectRate = share("outbound.connect_rate", "outbound.connected", {
  ...family,
  better: "higher",
});

/** Handling seconds of a scope, for the offered load: as `aht.mean` reads them. */
export const handlingOf = (read: Read) => merged(read, ["leg.workload"], inbound.only);
