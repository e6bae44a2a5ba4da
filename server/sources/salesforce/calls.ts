/** Calls of Service Cloud Voice, and what agents are available for. */
import { z } from "zod";
import type { CloudEvent, EventData } from "../../../shared/events/event.ts";
import { ignored, type Outcome, told, unread } from "../outcome.ts";
import type { WriteEvent } from "../write-event.ts";
import { isUser, moment, someId, someMoment, someSeconds } from "./fields.ts";

const call = z.looseObject({
  UserId: someId,
  RelatedRecordId: someId,
  CallType: z.string().nullish(),
  CallDisposition: z.string().nullish(),
  CreatedDate: moment,
  LastModifiedDate: someMoment,
  CallStartDateTime: someMoment,
  CallQueueDateTime: someMoment,
  CallAcceptDateTime: someMoment,
  CallConnectDateTime: someMoment,
  CallEndDateTime: someMoment,
  AgentInteractionDuration: someSeconds,
  CustomerHoldDuration: someSeconds,
  AfterCallWorkDuration: someSeconds,
});
type Call = z.infer<typeof call>;

/** The parts that Salesforce states; what it does not is unknown, and not zero. */
function measuredOf(write: WriteEvent, id: string, one: Call, to: number): CloudEvent[] {
  const talkMs = one.AgentInteractionDuration ?? undefined;
  const holdMs = one.CustomerHoldDuration ?? undefined;
  const wrapupMs = one.AfterCallWorkDuration ?? undefined;
  if (talkMs === undefined && holdMs === undefined && wrapupMs === undefined) return [];
  const changedAt = one.LastModifiedDate ?? to;
  const leg = { contactId: id, legId: `${id}/1`, agentId: one.UserId ?? undefined };
  const measured = write(
    "contact.measured",
    `call/${id}/measured/${changedAt}`,
    to,
    { ...leg, final: true, talkMs, holdMs, wrapupMs },
    "asserted",
  );
  return [{ ...measured, entityversion: new Date(changedAt).toISOString() }];
}

export function callOf(write: WriteEvent, id: string, fields: unknown): Outcome {
  const read = call.safeParse(fields);
  if (!read.success) return unread("", read.error);
  const one = read.data;
  const type = (one.CallType ?? "").toLowerCase();
  if (type === "internal") return ignored("CallType", "no customer takes part");
  const isOutbound = /outbound|callback/.test(type);
  const at = one.CallStartDateTime ?? one.CreatedDate;
  const common = { contactId: id };
  const events = [
    write("contact.created", `call/${id}/created`, at, {
      ...common,
      channel: "phone",
      direction: isOutbound ? "outbound" : "inbound",
      parentContactId: one.RelatedRecordId ?? undefined,
    }),
  ];
  const queuedAt = one.CallQueueDateTime;
  if (queuedAt !== null && !isOutbound) {
    events.push(
      write("contact.queued", `call/${id}/queued`, queuedAt, { ...common, reason: "new" }),
    );
  }
  const answeredAt = one.CallAcceptDateTime ?? one.CallConnectDateTime;
  const endedAt = one.CallEndDateTime;
  if (answeredAt !== null && isUser(one.UserId)) {
    const leg = { ...common, legId: `${id}/1`, agentId: one.UserId };
    const via = isOutbound ? "outbound" : /transfer/.test(type) ? "transfer" : undefined;
    events.push(write("contact.answered", `call/${id}/answered`, answeredAt, { ...leg, via }));
    if (endedAt !== null) {
      events.push(write("contact.leg_ended", `call/${id}/ended`, endedAt, leg));
      events.push(...measuredOf(write, id, one, endedAt));
    }
  } else if (endedAt !== null && queuedAt !== null && !isOutbound) {
    const waitMs = Math.max(0, endedAt - queuedAt);
    const lost = { ...common, stage: "queue", reason: "hangup", waitMs } as const;
    events.push(write("contact.abandoned", `call/${id}/abandoned`, endedAt, lost));
  }
  return told(...events);
}

const presence = z.looseObject({
  UserId: someId,
  StatusStartDate: someMoment,
  StatusEndDate: someMoment,
  CreatedDate: moment,
  IsAway: z.boolean().nullish(),
  IsCurrentState: z.boolean().nullish(),
  ServicePresenceStatus: z
    .looseObject({ DeveloperName: z.string().nullish() })
    .nullish()
    .catch(null),
});

type State = EventData<"agent.state_changed">["state"];

function stateOf(name: string, isAway: boolean): State {
  if (isAway) return "away";
  if (/break|lunch|pauze|pause/i.test(name)) return "break";
  if (/busy|training|meeting|bezet/i.test(name)) return "busy";
  return "available";
}

/** One stretch of a presence; its end is offline unless another begins at once. */
export function presenceOf(write: WriteEvent, id: string, fields: unknown): Outcome {
  const read = presence.safeParse(fields);
  if (!read.success) return unread("", read.error);
  const { UserId: agentId, StatusStartDate, StatusEndDate: to, CreatedDate } = read.data;
  if (!isUser(agentId)) return ignored("UserId", "is about nobody");
  const state = stateOf(
    read.data.ServicePresenceStatus?.DeveloperName ?? "",
    read.data.IsAway === true,
  );
  const from = StatusStartDate ?? CreatedDate;
  const begun = write("agent.state_changed", `presence/${id}/from`, from, { agentId, state });
  const ended = { agentId, state: "offline" as const };
  return told(
    { ...begun, sequence: "2" },
    to === null
      ? null
      : { ...write("agent.state_changed", `presence/${id}/to`, to, ended), sequence: "1" },
  );
}
