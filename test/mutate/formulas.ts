/** A mistake in the formula of every KPI (shared/kpi), and in what many formulas share. */
import { agents } from "./formulas/agents.ts";
import { queues } from "./formulas/queues.ts";
import { statistics } from "./formulas/statistics.ts";
import { surveys } from "./formulas/surveys.ts";
import { tickets } from "./formulas/tickets.ts";
import type { Mutation } from "./mutation.ts";

export const formulas: readonly Mutation[] = [
  ...surveys,
  ...tickets,
  ...queues,
  ...agents,
  ...statistics,
];
