/** All KPIs in order: the one place where a KPI is added. */
import {
  ahtCoverage,
  ahtHold,
  ahtMean,
  ahtMedian,
  ahtP90,
  ahtTalk,
  ahtWrap,
} from "./average-handle-time.ts";
import {
  backlogOpen,
  backlogUnassigned,
  ticketsCreated,
  waitingCount,
  waitingOldest,
} from "./backlog.ts";
import { csatMean, csatResponseRate, csatScore } from "./csat.ts";
import { frtMean, frtMedian, frtP90, frtP95 } from "./first-response-time.ts";
import type { Kpi } from "./kpi.ts";
import { npsScore } from "./nps.ts";
import { qualityQuarantined, qualityRejected, qualitySkewClamped } from "./quality.ts";
import {
  abandonRate,
  abandonRateAll,
  asaMean,
  asaMedian,
  asaP90,
  callsAbandoned,
  callsAnswered,
  queueLongest,
  queueWaiting,
} from "./queue.ts";

export const catalog = [
  csatScore,
  csatMean,
  csatResponseRate,
  npsScore,
  frtMedian,
  frtP90,
  frtP95,
  frtMean,
  ahtMean,
  ahtMedian,
  ahtP90,
  ahtTalk,
  ahtHold,
  ahtWrap,
  ahtCoverage,
  callsAnswered,
  callsAbandoned,
  asaMean,
  asaMedian,
  asaP90,
  abandonRate,
  abandonRateAll,
  queueWaiting,
  queueLongest,
  ticketsCreated,
  backlogOpen,
  backlogUnassigned,
  waitingCount,
  waitingOldest,
  qualityRejected,
  qualitySkewClamped,
  qualityQuarantined,
] as const satisfies readonly Kpi[];

export type KpiId = (typeof catalog)[number]["id"];

const byId: ReadonlyMap<string, Kpi<KpiId>> = new Map(catalog.map((kpi) => [kpi.id, kpi]));

/** The KPI of that id, such as `csat.score`, or undefined. */
export const kpiOf = (id: string): Kpi<KpiId> | undefined => byId.get(id);
