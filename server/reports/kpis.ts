/** Which figures a weekly report has, in order: the same for every surface (SCR-12, EXP-7). */
import { type KpiId, kpiOf } from "../../shared/kpi/catalog.ts";
import type { Kpi } from "../../shared/kpi/kpi.ts";
import { HEAD, isHead } from "../../shared/kpi/report-head.ts";
import type { Scope } from "../figures/scope.ts";

/** HEAD stands on top of every report, also without a value. */
export { HEAD, isHead };

/** What a report has beside them, where there is anything of it. What is open at an instant is no figure of a week. */
const BESIDE: readonly KpiId[] = [
  "csat.mean",
  "csat.response_rate",
  "ces.mean",
  "quality.score",
  "frt.p90",
  "reply_time.p50",
  "sla.frt.attainment",
  "sla.reply.attainment",
  "sla.resolution.attainment",
  "resolution.full.p50",
  "reopen.rate",
  "one_touch.rate",
  "fcr",
  "aht.p90",
  "aht.talk.mean",
  "aht.hold.mean",
  "aht.wrap.mean",
  "calls.answered",
  "calls.abandoned",
  "asa.mean",
  "abandon.rate_excl_short",
  "transfer.rate_per_leg",
  "escalation.rate",
  "tickets.created",
  "occupancy",
];

const known = (id: KpiId): Kpi<KpiId> => {
  const kpi = kpiOf(id);
  if (kpi === undefined) throw new Error(`the catalogue has no ${id}`);
  return kpi;
};

const ALL: readonly Kpi<KpiId>[] = [...HEAD, ...BESIDE].map(known);

/** Those that may be asked of this scope: an agent has no queue outcomes. */
export const kpisOf = ({ filter }: Scope): readonly Kpi<KpiId>[] =>
  filter.agent === undefined ? ALL : ALL.filter(({ perAgent }) => perAgent);

/** Of other weeks only what was decided is asked for. */
export function withoutPending(kpi: Kpi): Kpi {
  const { pending: _, ...rest } = kpi;
  return rest;
}
