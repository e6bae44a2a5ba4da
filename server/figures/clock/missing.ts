/** Families of KPIs that one contact may bring something to, and why it brought nothing. */
import type { CellMeasure } from "../../../shared/kpi/measure.ts";
import type { ContactClock, Family, Reason } from "../../../shared/wire/contact-clock.ts";
import type { Fact, Span } from "../../fold/facts/fact.ts";
import { kpisOf } from "./kpis-of.ts";
import * as response from "./reasons-response.ts";
import * as work from "./reasons-work.ts";
import type { Told } from "./told.ts";

/** What the reasons need to know beside the contact itself. */
interface Known {
  readonly has: (measure: string) => boolean;
  readonly pending: readonly Span[];
}

interface Asked {
  readonly family: Family;
  /** Whose KPIs are meant; with any value of these (or of what begins so) nothing is missing. */
  readonly measures: readonly [CellMeasure, ...string[]];
  readonly why: (told: Told, known: Known) => Reason;
}

const ASKED: readonly Asked[] = [
  { family: "frt", measures: ["frt.seconds"], why: response.whyNoFirstResponse },
  {
    family: "frt.business",
    measures: ["frt.business"],
    why: (told, { has }) => response.whyNoBusiness(told, has("frt.seconds")),
  },
  { family: "reply", measures: ["reply.seconds"], why: response.whyNoReply },
  { family: "sla.frt", measures: ["sla.frt"], why: response.whyNoFirstPromise },
  { family: "sla.reply", measures: ["sla.reply"], why: response.whyNoReplyPromise },
  { family: "sla.resolution", measures: ["sla.resolution"], why: response.whyNoResolutionPromise },
  { family: "aht", measures: ["leg.handle", "leg.workload"], why: work.whyNoHandling },
  { family: "queue", measures: ["queue.answered.in_time", "queue."], why: work.whyNoQueue },
  { family: "resolution.first", measures: ["resolution.first"], why: work.whyNotSolved },
  { family: "resolution.full", measures: ["resolution.full"], why: work.whyNotSolved },
  {
    family: "fcr",
    measures: ["fcr.resolved"],
    why: (told, { pending }) => work.whyNoFirstContact(told, pending),
  },
  {
    family: "csat",
    measures: ["csat.positive"],
    why: (told) => work.whyNoScore(told, "csat"),
  },
  { family: "nps", measures: ["nps.raw"], why: (told) => work.whyNoScore(told, "nps") },
];

const isOne = (measure: string, name: string): boolean =>
  measure === name || (name.endsWith(".") && measure.startsWith(name));

/** With a value of this measure, nothing is missing in the family. */
export const fills = (family: Family, measure: CellMeasure): boolean =>
  ASKED.some((one) => one.family === family && one.measures.some((name) => isOne(measure, name)));

/** `pending`: states of the customer's first contacts. */
export function missingOf(
  told: Told,
  facts: readonly Fact[],
  pending: readonly Span[],
): ContactClock["missing"] {
  const has = (name: string): boolean => facts.some(({ measure }) => isOne(measure, name));
  return ASKED.flatMap(({ family, measures, why }): ContactClock["missing"] => {
    if (measures.some(has)) return [];
    return [{ family, kpis: kpisOf(measures[0]), why: why(told, { has, pending }) }];
  });
}
