/** Offered load and what it asks of the agents (KPIS.md 6.2) [G7][K2]; and the length of a period. */
import { handlingOf } from "./average-handle-time.ts";
import { merged } from "./builders.ts";
import { type About, type Answer, type Kpi, MIXED, type Read } from "./kpi.ts";
import type { CellMeasure } from "./measure.ts";
import { count, total } from "./multiset.ts";
import { abandoned, answered } from "./queue.ts";

const family = { version: 1, better: "neutral", nMin: 10, perAgent: false } as const;
const offered: readonly CellMeasure[] = [
  ...answered,
  ...abandoned,
  "queue.flowout.in_time",
  "queue.flowout.late",
];
const handled: readonly CellMeasure[] = ["leg.workload"];

/** Contacts offered per hour × AHT / 3600, in erlang; null without a handled contact. */
function loadOf(read: Read, { hours }: About): { load: number | null; n: number } {
  const n = count(merged(read, offered));
  const seconds = handlingOf(read);
  const legs = count(seconds);
  if (legs === 0 || hours === 0) return { load: null, n };
  return { load: ((n / hours) * (total(seconds) / legs)) / 3600, n };
}

export const erlangLoad: Kpi<"erlang.load"> = {
  ...family,
  id: "erlang.load",
  unit: "ratio",
  measures: [...offered, ...handled],
  counted: () => ({ measures: offered }),
  answer: (read: Read, about: About = MIXED): Answer => {
    const { load, n } = loadOf(read, about);
    return { value: load, n, numerator: load ?? 0, denominator: null, interval: null };
  },
};

/** Load over the agents on queue, on average over the period. */
export const erlangOccupancy: Kpi<"erlang.occupancy"> = {
  ...family,
  id: "erlang.occupancy",
  unit: "%",
  measures: [...offered, ...handled, "agent.on_queue"],
  counted: () => ({ measures: offered }),
  answer: (read: Read, about: About = MIXED): Answer => {
    const { load, n } = loadOf(read, about);
    const agents = about.hours === 0 ? 0 : total(read("agent.on_queue")) / 3600 / about.hours;
    const value = load === null || agents === 0 ? null : (100 * load) / agents;
    return { value, n, numerator: load ?? 0, denominator: agents, interval: null };
  },
};

/** Hours of real time: a day has 23 to 25 (7.4). */
export const periodHours: Kpi<"period.hours"> = {
  ...family,
  nMin: null,
  id: "period.hours",
  unit: "h",
  measures: [],
  counted: null,
  answer: (_read: Read, { hours }: About = MIXED): Answer => ({
    value: hours,
    n: 0,
    numerator: hours,
    denominator: null,
    interval: null,
  }),
};
