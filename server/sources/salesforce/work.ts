/** Work that Omni-Channel pushes at agents, and what it is about: calls, messaging sessions, chats. */
import { z } from "zod";
import type { CloudEvent, EventData } from "../../../shared/events/event.ts";
import { ignored, type Outcome, told, unread } from "../outcome.ts";
import type { WriteEvent } from "../write-event.ts";
import {
  channelOf,
  isCall,
  isCase,
  isUser,
  moment,
  someId,
  someMoment,
  someSeconds,
} from "./fields.ts";

const version = (event: CloudEvent, at: number | null): CloudEvent =>
  at === null ? event : { ...event, entityversion: new Date(at).toISOString() };

const agentWork = z.looseObject({
  UserId: someId,
  WorkItemId: someId,
  Status: z.string().nullish(),
  CreatedDate: moment,
  LastModifiedDate: someMoment,
  RequestDateTime: someMoment,
  AssignedDateTime: someMoment,
  AcceptDateTime: someMoment,
  CloseDateTime: someMoment,
  DeclineDateTime: someMoment,
  CancelDateTime: someMoment,
  PushTimeoutDateTime: someMoment,
  ActiveTime: someSeconds,
  HandleTime: someSeconds,
  AfterConversationActualTime: someSeconds,
});
type AgentWork = z.infer<typeof agentWork>;

type Outcomes = NonNullable<EventData<"contact.offered">["outcome"]>;

/** How an offer ended, and when; null: it has not, or it was accepted. */
function endOf(work: AgentWork): { readonly outcome: Outcomes; readonly at: number } | null {
  const { DeclineDateTime: declined, PushTimeoutDateTime: timedOut, CancelDateTime: gone } = work;
  if (work.AcceptDateTime !== null) return null;
  if (timedOut !== null) return { outcome: "missed", at: timedOut };
  if (declined !== null) return { outcome: "rejected", at: declined };
  return gone === null ? null : { outcome: "cancelled", at: gone };
}

function offersOf(write: WriteEvent, id: string, work: AgentWork, agentId: string): CloudEvent[] {
  const contactId = work.WorkItemId ?? id;
  const offeredAt = work.AssignedDateTime ?? work.RequestDateTime ?? work.CreatedDate;
  const common = { contactId, offerId: id, agentId };
  const offered = write("contact.offered", `work/${id}/offered`, offeredAt, {
    ...common,
    outcome: "pending",
  });
  const end = endOf(work);
  if (end === null) return [offered];
  const ringMs = Math.max(0, end.at - offeredAt);
  const over = { ...common, outcome: end.outcome, ringMs };
  return [offered, write("contact.offered", `work/${id}/${end.outcome}`, end.at, over)];
}

/** The agent's own part of it. Work on a case is no leg: it has working time only. A call tells its own times. */
function partsOf(write: WriteEvent, id: string, work: AgentWork, agentId: string): CloudEvent[] {
  const { WorkItemId: contactId, AcceptDateTime: from, CloseDateTime: to } = work;
  if (contactId === null || isCall(contactId) || from === null) return [];
  const leg = { contactId, legId: id, agentId };
  const isLeg = !isCase(contactId);
  const begun = isLeg ? [write("contact.answered", `work/${id}/accepted`, from, leg)] : [];
  if (to === null) return begun;
  const workMs = work.ActiveTime ?? work.HandleTime ?? undefined;
  const wrapupMs = work.AfterConversationActualTime ?? undefined;
  const ended = isLeg ? [write("contact.leg_ended", `work/${id}/closed`, to, leg)] : [];
  if (workMs === undefined && wrapupMs === undefined) return [...begun, ...ended];
  const measured = write(
    "contact.measured",
    `work/${id}/measured/${work.LastModifiedDate ?? to}`,
    to,
    { ...leg, final: true, wrapupMs, workMs },
    "asserted",
  );
  return [...begun, ...ended, version(measured, work.LastModifiedDate ?? to)];
}

export function workOf(write: WriteEvent, id: string, fields: unknown): Outcome {
  const read = agentWork.safeParse(fields);
  if (!read.success) return unread("", read.error);
  const { UserId: agent, WorkItemId: item } = read.data;
  if (item === null || !isUser(agent)) return ignored("WorkItemId", "is about nobody's work");
  return told(...offersOf(write, id, read.data, agent), ...partsOf(write, id, read.data, agent));
}

const session = z.looseObject({
  CaseId: someId,
  ChannelType: z.string().nullish(),
  Origin: z.string().nullish(),
  MessagingEndUserId: someId,
  ContactId: someId,
  LiveChatVisitorId: someId,
  Status: z.string().nullish(),
  CreatedDate: moment,
  StartTime: someMoment,
  RequestTime: someMoment,
  EndTime: someMoment,
  AcceptTime: someMoment,
  Abandoned: someSeconds,
});

/** A messaging session or a chat's transcript; who took it when is told by the work on it. */
export function sessionOf(write: WriteEvent, id: string, fields: unknown): Outcome {
  const read = session.safeParse(fields);
  if (!read.success) return unread("", read.error);
  const of = read.data;
  const at = of.RequestTime ?? of.StartTime ?? of.CreatedDate;
  const isOutbound = /Outbound|AgentInitiated/i.test(of.Origin ?? "");
  const known = channelOf(of.ChannelType);
  const customer = of.ContactId ?? of.MessagingEndUserId ?? of.LiveChatVisitorId ?? undefined;
  const created = write("contact.created", `session/${id}/created`, at, {
    contactId: id,
    channel: known === "other" || known === "email" ? "chat" : known,
    direction: isOutbound ? "outbound" : "inbound",
    kind: "chat",
    customerRef: customer,
    parentContactId: of.CaseId ?? undefined,
  });
  const queued = write("contact.queued", `session/${id}/queued`, at, {
    contactId: id,
    reason: "new",
  });
  const isLost = /^missed$/i.test(of.Status ?? "") && of.EndTime !== null && of.AcceptTime === null;
  const lost =
    isLost && of.EndTime !== null
      ? write("contact.abandoned", `session/${id}/abandoned`, of.EndTime, {
          contactId: id,
          stage: "queue",
          reason: "hangup",
          waitMs: Math.max(0, of.EndTime - at),
        })
      : null;
  return told(created, isOutbound ? null : queued, lost);
}
