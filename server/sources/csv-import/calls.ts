/** A row of the profile "calls": one call, answered or not, and perhaps the rating it got. */
import type { CloudEvent } from "../../../shared/events/event.ts";
import { channel, direction } from "../../../shared/events/fields.ts";
import { durationMs, id, instant, need, oneOf, type Row, refuse, text, whole, yes } from "./row.ts";
import type { WriteRow } from "./write-row.ts";

type Call = NonNullable<ReturnType<typeof readCall>>;

/** How long it waited and when that ended: from either of the two columns, which may both be there. */
function waitOf(row: Row, queuedAt: number, endField: "answeredAt" | "abandonedAt") {
  const given = durationMs(row, "waitS");
  const endedAt = instant(row, endField);
  if (endedAt !== undefined && endedAt < queuedAt) {
    refuse(row, endField, "lies before queuedAt; a time after midnight needs its own date");
  }
  const waitMs = given ?? (endedAt === undefined ? undefined : endedAt - queuedAt);
  return { waitMs, endedAt: endedAt ?? queuedAt + (given ?? 0) };
}

function wasAnswered(row: Row): boolean | undefined {
  const said = yes(row, "answered");
  if (said !== undefined) return said;
  const answered =
    instant(row, "answeredAt") !== undefined || durationMs(row, "talkS") !== undefined;
  const abandoned = instant(row, "abandonedAt") !== undefined;
  if (answered !== abandoned) return answered;
  return need<boolean>(row, "answered", undefined);
}

function readCall(row: Row) {
  const callId = need(row, "callId", id(row, "callId"));
  const queuedAt = need(row, "queuedAt", instant(row, "queuedAt"));
  const answered = wasAnswered(row);
  if (callId === undefined || queuedAt === undefined || answered === undefined) return undefined;
  const isOutbound = oneOf(row, "direction", direction.options) === "outbound";
  const wait = waitOf(row, queuedAt, answered ? "answeredAt" : "abandonedAt");
  if (answered) need(row, "waitS", wait.waitMs); // unknown is not zero
  const agentId = id(row, "agentId");
  return {
    callId,
    queuedAt,
    answered,
    isOutbound,
    ...wait,
    agentId,
    talkMs: durationMs(row, "talkS"),
    holdMs: durationMs(row, "holdS"),
    wrapupMs: durationMs(row, "wrapS"),
    topic: text(row, "topic"),
    common: {
      contactId: callId,
      channel: oneOf(row, "channel", channel.options) ?? ("phone" as const),
      direction: isOutbound ? ("outbound" as const) : ("inbound" as const),
      queueId: id(row, "queueId"),
      teamId: id(row, "teamId"),
    },
  };
}

function answeredEvents(call: Call, write: WriteRow): CloudEvent[] {
  const { common, endedAt, waitMs, talkMs, holdMs, wrapupMs } = call;
  const leg = { ...common, legId: `${call.callId}/1`, agentId: call.agentId ?? null };
  const via = call.isOutbound ? ("outbound" as const) : ("queue" as const);
  const waited = call.isOutbound ? { ringMs: waitMs } : { waitMs };
  const events = [write("contact.answered", endedAt, { ...leg, via, ...waited })];
  const talkEndedAt = endedAt + (talkMs ?? 0) + (holdMs ?? 0);
  const wrapupEndedAt = talkEndedAt + (wrapupMs ?? 0);
  if (talkMs !== undefined) events.push(write("contact.leg_ended", talkEndedAt, leg));
  if (talkMs !== undefined && wrapupMs !== undefined) {
    events.push(write("contact.wrapup_ended", wrapupEndedAt, leg));
  }
  const parts = call.isOutbound
    ? { talkMs, holdMs, wrapupMs, dialMs: waitMs }
    : { talkMs, holdMs, wrapupMs, queueMs: waitMs };
  const measured = { ...leg, agentId: call.agentId, final: true, ...parts };
  events.push(write("contact.measured", wrapupEndedAt, measured));
  return events;
}

function unansweredEvents(call: Call, write: WriteRow): CloudEvent[] {
  const { common, agentId, waitMs, endedAt } = call;
  if (call.isOutbound) return [];
  const stage = agentId === undefined ? ("queue" as const) : ("ringing" as const);
  const how = { stage, reason: "hangup" as const };
  return [write("contact.abandoned", endedAt, { ...common, agentId, ...how, waitMs })];
}

/** An attempt that reached nobody is `failed`; one that did is pending until it is answered. */
function offered(call: Call, write: WriteRow): CloudEvent[] {
  const { agentId, common, queuedAt, answered } = call;
  if (agentId === undefined) return [];
  const outcome = answered ? ("pending" as const) : ("failed" as const);
  const offer = { offerId: `${call.callId}/dial`, agentId, party: "customer" as const, outcome };
  return [write("contact.offered", queuedAt, { ...common, ...offer })];
}

/** A rating that cannot be read is refused alone: the call stays. */
function ratingEvents(row: Row, call: Call, write: WriteRow): CloudEvent[] {
  const score = whole(row, "rating");
  if (score === undefined) return [];
  const scale = { min: whole(row, "ratingMin") ?? 1, max: whole(row, "ratingMax") ?? 5 };
  if (score < scale.min || score > scale.max) {
    refuse(row, "rating", `must lie on its scale, ${scale.min} to ${scale.max}`);
    return [];
  }
  const { callId, agentId, common } = call;
  const about = { contactId: callId, agentId, teamId: common.teamId };
  const at = call.endedAt + (call.talkMs ?? 0) + (call.holdMs ?? 0);
  const survey = { surveyId: `${callId}/rating`, kind: "csat" as const, score, scale, ...about };
  return [write("survey.answered", at, survey)];
}

export function callEvents(row: Row, write: WriteRow): CloudEvent[] {
  const call = readCall(row);
  if (call === undefined || row.problems.length > 0) return [];
  const { common, topic, queuedAt } = call;
  const begin = [write("contact.created", queuedAt, { ...common, kind: "call", topic })];
  if (call.isOutbound) begin.push(...offered(call, write));
  else begin.push(write("contact.queued", queuedAt, { ...common, reason: "new" }));
  const rest = call.answered ? answeredEvents(call, write) : unansweredEvents(call, write);
  return [...begin, ...rest, ...ratingEvents(row, call, write)];
}
