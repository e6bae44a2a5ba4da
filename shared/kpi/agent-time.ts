/** Where agents' time went (KPIS.md 5.2, 6.2): ratios of seconds, split at every interval. */
import { merged } from "./builders.ts";
import type { Answer, Better, Family, Kpi, Read, Unit } from "./kpi.ts";
import type { Measure } from "./measure.ts";
import { count, total } from "./multiset.ts";

const family = {
  version: 1,
  better: "neutral",
  nMin: null,
  perAgent: true,
  counted: null,
} as const satisfies Family & Pick<Kpi, "counted">;

/** Σ of the first measures over Σ of the others; n is the seconds that were looked at. */
function ofSeconds<Id extends string>(
  id: Id,
  unit: Unit,
  part: readonly Measure[],
  whole: readonly Measure[],
  better: Better = family.better,
): Kpi<Id> {
  const answer = (read: Read): Answer => {
    const numerator = total(merged(read, part));
    const denominator = total(merged(read, whole));
    const value = denominator === 0 ? null : ((unit === "%" ? 100 : 1) * numerator) / denominator;
    return { value, n: denominator, numerator, denominator, interval: null };
  };
  return { ...family, better, id, unit, measures: [...new Set([...part, ...whole])], answer };
}

const present = ["agent.busy", "agent.idle"] as const;

/** Busy of busy and idle; one contact or five, the agent is busy [A1][CB1]. */
export const occupancy = ofSeconds("occupancy", "%", ["agent.busy"], present);
/** Busy and idle of the planned time, planned breaks included [WW2]. */
export const utilisation = ofSeconds("utilisation", "%", present, ["agent.planned"]);
/** In the planned kind of activity, of the planned time [A1]. */
export const adherence = ofSeconds(
  "adherence",
  "%",
  ["agent.adherent"],
  ["agent.planned"],
  "higher",
);
/** Worked on queue of planned on queue [G7]. */
export const conformance = ofSeconds(
  "conformance",
  "%",
  ["agent.on_queue"],
  ["agent.on_queue_planned"],
);
/** Σ of open sessions over their union [CC2]. */
export const concurrency = ofSeconds(
  "concurrency",
  "ratio",
  ["agent.session"],
  ["agent.in_session"],
);

/** Union of talk, hold, wrap-up, consult and dialling [A1]. A sum over nothing is 0 (R5). */
export const occupiedSeconds: Kpi<"occupied.seconds"> = {
  ...family,
  id: "occupied.seconds",
  unit: "s",
  measures: ["agent.busy"],
  answer: (read: Read) => {
    const sum = total(read("agent.busy"));
    return { value: sum, n: sum, numerator: sum, denominator: null, interval: null };
  },
};

/** Handled legs per hour on queue [G7]. */
export const contactsPerHour: Kpi<"contacts_per_hour"> = {
  ...family,
  id: "contacts_per_hour",
  unit: "ratio",
  measures: ["leg.complete", "agent.on_queue"],
  counted: () => ({ measures: ["leg.complete"] }),
  answer: (read: Read) => {
    const n = count(read("leg.complete"));
    const seconds = total(read("agent.on_queue"));
    const value = seconds === 0 ? null : (3600 * n) / seconds;
    return { value, n, numerator: 3600 * n, denominator: seconds, interval: null };
  },
};
