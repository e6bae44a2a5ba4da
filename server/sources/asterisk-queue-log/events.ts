/** What each event of queue_log means (EVENTS.md 10.4). Its "hold time" is the wait in the queue. */
import type { CloudEvent, EventData, EventType } from "../../../shared/events/event.ts";
import type { Quality } from "../write-event.ts";
import type { Entry } from "./entry.ts";
import {
  beginLeg,
  cutOff,
  dial,
  dialled,
  endLeg,
  enter,
  leaveQueue,
  type Memory,
  pauses,
} from "./memory.ts";

export interface Reading {
  readonly entry: Entry;
  /** Name of the entry: a hash of what it says. */
  readonly id: string;
  readonly memory: Memory;
  readonly write: <Type extends EventType>(
    type: Type,
    at: number,
    data: EventData<Type>,
    quality?: Quality,
  ) => CloudEvent;
}

type Rule = (reading: Reading) => CloudEvent[];

const known = (name: string): string | undefined => (name === "NONE" ? undefined : name);

const inbound = ({ callId, queue }: Entry) => ({
  contactId: callId,
  channel: "phone" as const,
  direction: "inbound" as const,
  queueId: known(queue),
});

const outbound = (entry: Entry) => ({ ...inbound(entry), direction: "outbound" as const });

const entered: Rule = ({ entry, memory, write }) => {
  const { isFirst, reason, later } = enter(memory, entry);
  const call = inbound(entry);
  const queued = write("contact.queued", entry.at + (later ? 1 : 0), { ...call, reason });
  if (!isFirst) return [queued];
  return [write("contact.created", entry.at, { ...call, kind: "call" }), queued];
};

const rang =
  (outcome: "missed" | "cancelled"): Rule =>
  ({ entry, id, write }) => {
    const { agent, callId, at, ringMs } = entry;
    const agentId = known(agent);
    if (agentId === undefined) return [];
    const offerId = `${callId}/ring/${id}`;
    return [write("contact.offered", at, { ...inbound(entry), offerId, agentId, outcome, ringMs })];
  };

const connected: Rule = ({ entry, memory, write }) => {
  const { callId, at, agent, waitMs, ringMs } = entry;
  const leg = { legId: beginLeg(memory, callId, at), agentId: known(agent) ?? null };
  const how = { via: "queue" as const, waitMs, ringMs };
  return [write("contact.answered", at, { ...inbound(entry), ...leg, ...how })];
};

const completed =
  (endedBy: "agent" | "customer"): Rule =>
  ({ entry, memory, write }) => {
    const { at, agent, waitMs: queueMs, talkMs } = entry;
    const legId = endLeg(memory, entry);
    const agentId = known(agent);
    const leg = { ...inbound(entry), legId };
    const measured = { ...leg, agentId, final: true, talkMs, queueMs };
    return [
      write("contact.leg_ended", at, { ...leg, agentId: agentId ?? null, endedBy }),
      write("contact.measured", at, measured),
    ];
  };

/** Whereto is not said: it may be anybody's number. */
const transferred =
  (kind: "blind" | "attended"): Rule =>
  ({ entry, memory, write }) => {
    const fromLegId = endLeg(memory, entry, "transfer");
    const agentId = known(entry.agent);
    const leg = { legId: fromLegId, agentId: agentId ?? null, endedBy: "agent" as const };
    return [
      write("contact.transferred", entry.at, { ...inbound(entry), agentId, kind, fromLegId }),
      write("contact.leg_ended", entry.at, { ...inbound(entry), ...leg }),
    ];
  };

const dropped =
  (reason: string): Rule =>
  ({ entry, memory, write }) => {
    const legId = endLeg(memory, entry);
    const leg = { legId, agentId: known(entry.agent) ?? null, endedBy: "system" as const, reason };
    return [write("contact.leg_ended", entry.at, { ...inbound(entry), ...leg })];
  };

const unanswered =
  (reason: "hangup" | "empty" | "timeout" | "key" | "withdrawn"): Rule =>
  ({ entry, memory, write }) => {
    leaveQueue(memory, entry);
    const how = { stage: "queue" as const, reason, waitMs: entry.waitMs };
    return [write("contact.abandoned", entry.at, { ...inbound(entry), ...how })];
  };

const state =
  (to: "available" | "offline" | "break"): Rule =>
  ({ entry, write }) => {
    const agentId = known(entry.agent);
    if (agentId === undefined) return [];
    return [write("agent.state_changed", entry.at, { agentId, state: to, reason: entry.reason })];
  };

const paused =
  (to: "available" | "break"): Rule =>
  (reading) =>
    pauses(reading.memory, reading.entry) ? state(to)(reading) : [];

const member =
  (change: "joined" | "left"): Rule =>
  ({ entry, write }) => {
    const agentId = known(entry.agent);
    const teamId = known(entry.queue);
    if (agentId === undefined || teamId === undefined) return [];
    const effectiveAt = new Date(entry.at).toISOString();
    return [write("team.membership_changed", entry.at, { agentId, teamId, change, effectiveAt })];
  };

/** Calls that were in the system when it went down have no end in the log. */
const started: Rule = ({ entry, memory, write }) => {
  const { lastAt } = memory;
  if (lastAt === null || lastAt >= entry.at || !cutOff(memory)) return [];
  const [from, to] = [new Date(lastAt).toISOString(), new Date(entry.at).toISOString()];
  return [write("source.gap", entry.at, { from, to, cause: "restart" })];
};

const dials: Rule = ({ entry, memory, write }) => {
  const { isFirst, offerId } = dial(memory, entry);
  const agentId = known(entry.agent);
  const call = outbound(entry);
  const offer = { offerId, party: "customer" as const, outcome: "pending" as const };
  return [
    ...(isFirst ? [write("contact.created", entry.at, { ...call, kind: "call" })] : []),
    ...(agentId === undefined
      ? []
      : [write("contact.offered", entry.at, { ...call, ...offer, agentId })]),
  ];
};

const reachedNobody: Rule = ({ entry, memory, write }) => {
  const { at, ringMs, agent } = entry;
  const offerId = dialled(memory, entry);
  const agentId = known(agent);
  if (agentId === undefined) return [];
  const offer = { offerId, agentId, party: "customer" as const, outcome: "failed" as const };
  return [write("contact.offered", at, { ...outbound(entry), ...offer, ringMs })];
};

/** Logged at the end of the talk, so its begin is computed. */
const reached: Rule = ({ entry, memory, write }) => {
  const { at, callId, agent, ringMs, talkMs } = entry;
  if (talkMs === undefined) return [];
  const answeredAt = at - talkMs;
  const agentId = known(agent);
  const leg = { ...outbound(entry), legId: beginLeg(memory, callId, answeredAt) };
  const by = { ...leg, agentId: agentId ?? null };
  const measured = { ...leg, agentId, final: true, talkMs, dialMs: ringMs };
  return [
    write("contact.answered", answeredAt, { ...by, via: "outbound", ringMs }, "derived"),
    write("contact.leg_ended", at, by),
    write("contact.measured", at, measured),
  ];
};

/** Logged when the third party hangs up: the agent passed the call on a ring and a talk before. */
const passedOn: Rule = ({ entry, memory, write }) => {
  const at = entry.at - (entry.ringMs ?? 0) - (entry.talkMs ?? 0);
  const fromLegId = endLeg(memory, { ...entry, at, talkMs: undefined });
  const agentId = known(entry.agent);
  const call = { ...outbound(entry), agentId };
  return [write("contact.transferred", at, { ...call, kind: "blind", fromLegId }, "derived")];
};

/** Every event that means something to us. */
export const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ["ENTERQUEUE", entered],
  ["RINGNOANSWER", rang("missed")],
  ["RINGCANCELED", rang("cancelled")],
  ["CONNECT", connected],
  ["COMPLETEAGENT", completed("agent")],
  ["COMPLETECALLER", completed("customer")],
  ["BLINDTRANSFER", transferred("blind")],
  ["TRANSFER", transferred("blind")],
  ["ATTENDEDTRANSFER", transferred("attended")],
  ["ABANDON", unanswered("hangup")],
  ["EXITEMPTY", unanswered("empty")],
  ["EXITWITHTIMEOUT", unanswered("timeout")],
  ["EXITWITHKEY", unanswered("key")],
  ["WITHDRAW", unanswered("withdrawn")],
  ["SYSCOMPAT", dropped("incompatible channels")],
  ["AGENTDUMP", dropped("agent dropped the caller")],
  ["PAUSE", paused("break")],
  ["PAUSEALL", paused("break")],
  ["UNPAUSE", paused("available")],
  ["UNPAUSEALL", paused("available")],
  ["AGENTLOGIN", state("available")],
  ["AGENTCALLBACKLOGIN", state("available")],
  ["AGENTLOGOFF", state("offline")],
  ["AGENTCALLBACKLOGOFF", state("offline")],
  ["ADDMEMBER", member("joined")],
  ["REMOVEMEMBER", member("left")],
  ["QUEUESTART", started],
  ["OUTDIAL", dials],
  ["OUTANSWER", reached],
  ["OUTTRANSFER", passedOn],
  ...["OUTCANCEL", "OUTCHANUNAVAIL", "OUTBUSY", "OUTNOANSWER", "OUTCONGESTION"].map(
    (event): [string, Rule] => [event, reachedNobody],
  ),
]);

/** Events that say nothing about contacts or agents, and why they are passed over. */
export const IGNORED: ReadonlyMap<string, string> = new Map([
  ["CONFIGRELOAD", "a reload interrupts nothing"],
  ["PENALTY", "routing detail"],
  ["RINGINUSE", "routing detail"],
  ["OUTCALL", "another entry tells the same call"],
  ["DID", "holds only a number that was dialled"],
]);
