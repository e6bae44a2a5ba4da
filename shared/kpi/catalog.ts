/** All KPIs in order: the one place where a KPI is added. */
import {
  adherence,
  concurrency,
  conformance,
  contactsPerHour,
  occupancy,
  occupiedSeconds,
  utilisation,
} from "./agent-time.ts";
import * as handling from "./average-handle-time.ts";
import * as backlog from "./backlog.ts";
import * as callback from "./callback.ts";
import { csatMean, csatRange, csatResponseRate, csatScore } from "./csat.ts";
import { cesAgree, cesMean, qualityScore } from "./effort.ts";
import * as first from "./first-contact.ts";
import type { Kpi } from "./kpi.ts";
import { npsError, npsMargin, npsRange, npsRelationship, npsScore } from "./nps.ts";
import { qualityQuarantined, qualityRejected, qualitySkewClamped } from "./quality.ts";
import * as queue from "./queue.ts";
import * as resolution from "./resolution.ts";
import * as response from "./response.ts";
import * as level from "./service-level.ts";
import * as sla from "./sla.ts";
import { erlangLoad, erlangOccupancy, periodHours } from "./staffing.ts";
import { transferPerContact, transferPerLeg } from "./transfer.ts";

export const catalog = [
  csatScore,
  csatRange,
  csatMean,
  csatResponseRate,
  npsScore,
  npsError,
  npsMargin,
  npsRange,
  npsRelationship,
  cesAgree,
  cesMean,
  qualityScore,
  ...response.frt,
  ...response.frtBusiness,
  ...response.frtFromCreation,
  ...response.frtSinceAssignment,
  ...response.frtBot,
  ...response.agentGreeting,
  ...response.replyTime,
  sla.slaFrt,
  sla.slaReply,
  sla.slaResolution,
  sla.slaFrtBreached,
  sla.slaReplyBreached,
  sla.slaResolutionBreached,
  backlog.waitingCount,
  backlog.waitingOldest,
  backlog.waitingPastTarget,
  backlog.closedWithoutReply,
  ...handling.aht,
  handling.ahtTalk,
  handling.ahtHold,
  handling.ahtWrap,
  handling.ahtOutbound,
  handling.ahtCoverage,
  handling.handlePerContact,
  ...handling.sessionLength,
  concurrency,
  occupiedSeconds,
  queue.callsAnswered,
  queue.callsAbandoned,
  level.serviceLevelE,
  level.serviceLevelA,
  level.serviceLevelB,
  level.serviceLevelC,
  level.serviceLevelD,
  level.queueExitWithinT,
  ...queue.asa,
  queue.abandonRate,
  queue.abandonRateAll,
  ...queue.abandonTime,
  queue.queueWaiting,
  queue.queueLongest,
  queue.queuePastTarget,
  callback.callbackRequested,
  callback.callbackCompletedRate,
  ...callback.callbackWait,
  callback.callbackAttempts,
  occupancy,
  utilisation,
  adherence,
  conformance,
  contactsPerHour,
  erlangLoad,
  erlangOccupancy,
  ...resolution.resolutionFirst,
  ...resolution.resolutionFull,
  ...resolution.requesterWait,
  ...resolution.agentWork,
  ...resolution.onHold,
  resolution.reopenRate,
  resolution.oneTouchRate,
  first.fcr,
  first.fcrClosedFirst,
  first.fcrFirstResponse,
  first.fcrAgentSays,
  first.fcrCustomerSays,
  transferPerLeg,
  transferPerContact,
  resolution.escalationRate,
  resolution.handoffs,
  handling.outboundConnectRate,
  backlog.ticketsCreated,
  backlog.backlogOpen,
  backlog.backlogUnassigned,
  ...backlog.backlogAge,
  qualityRejected,
  qualitySkewClamped,
  qualityQuarantined,
  periodHours,
] as const satisfies readonly Kpi[];

export type KpiId = (typeof catalog)[number]["id"];

const byId: ReadonlyMap<string, Kpi<KpiId>> = new Map(catalog.map((kpi) => [kpi.id, kpi]));

/** The KPI of that id, such as `csat.score`, or undefined. */
export const kpiOf = (id: string): Kpi<KpiId> | undefined => byId.get(id);
