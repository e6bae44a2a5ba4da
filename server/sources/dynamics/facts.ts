/**
 * What can happen to a case, as our events. One place for webhooks, audit and records: the same fact told by
 * two of them has the same id and content, and is one event (EVENTS.md 5).
 */
import type { CloudEvent } from "../../../shared/events/event.ts";
import type { WriteEvent } from "../write-event.ts";
import { type DynamicsOptions, originOf, type Status } from "./options.ts";
import { type Attributes, optionIn, type Reference, referenceIn } from "./values.ts";

/** Whole seconds as part of an id. */
export const secondOf = (at: number): string => new Date(at).toISOString().slice(0, 19);

export const isNobody = (user: string, { systemUsers }: DynamicsOptions): boolean =>
  systemUsers.some((one) => one.toLowerCase() === user);

const actorOf = (user: string | null, options: DynamicsOptions) => {
  if (user === null) return undefined;
  return isNobody(user, options)
    ? ({ kind: "system" } as const)
    : ({ kind: "agent", id: user } as const);
};

const PRIORITIES: Readonly<Record<number, string>> = { 1: "high", 2: "normal", 3: "low" };

/** A call makes a ticket that came by phone. The customer's record stands for the customer. */
export function opened(
  write: WriteEvent,
  id: string,
  at: number,
  attributes: Attributes,
  options: DynamicsOptions,
): CloudEvent {
  const { channel, channelDetail } = originOf(optionIn(attributes, "caseorigincode"), options);
  return write("contact.created", `incident/${id}/created`, at, {
    contactId: id,
    channel,
    channelDetail,
    direction: "inbound",
    kind: channel === "phone" || channel === "chat" ? "ticket" : undefined,
    customerRef: referenceIn(attributes, "customerid")?.id,
    priority: PRIORITIES[optionIn(attributes, "prioritycode") ?? 0],
  });
}

/** A user owns it, or a team. */
export function owned(
  write: WriteEvent,
  { id, at, owner, isNew }: { id: string; at: number; owner: Reference | null; isNew: boolean },
): CloudEvent[] {
  if (owner === null) return [];
  const name = `incident/${id}/owner/${owner.id}/${secondOf(at)}`;
  if (owner.kind === "systemuser") {
    return [
      write("contact.assigned", name, at, { contactId: id, agentId: owner.id, teamId: null }),
    ];
  }
  if (owner.kind !== "team") return [];
  const queued = write("contact.queued", name, at, {
    contactId: id,
    teamId: owner.id,
    reason: isNew ? "new" : "transfer",
  });
  const nobody = { contactId: id, agentId: null, teamId: owner.id };
  return isNew ? [queued] : [queued, write("contact.assigned", `${name}/nobody`, at, nobody)];
}

export function restatused(
  write: WriteEvent,
  one: { id: string; at: number; to: Status; by: string | null; into?: string },
  options: DynamicsOptions,
): CloudEvent {
  const { id, at, to, by, into } = one;
  const actor = actorOf(by, options);
  return write("contact.status_changed", `incident/${id}/status/${to}/${secondOf(at)}`, at, {
    contactId: id,
    to,
    actor,
    agentId: actor?.kind === "agent" ? actor.id : undefined,
    intoContactId: into,
  });
}

/** `customersatisfactioncode` has no survey of its own: a case has one, however often it is changed. */
export function rated(
  write: WriteEvent,
  { id, at, score }: { id: string; at: number; score: number | null },
): CloudEvent | null {
  if (score === null || score < 1 || score > 5) return null;
  const surveyId = `csat/${id}`;
  const event = write("survey.answered", `${surveyId}/${score}/${secondOf(at)}`, at, {
    surveyId,
    kind: "csat",
    score,
    scale: { min: 1, max: 5, kind: "points" },
    contactId: id,
  });
  return { ...event, entityversion: new Date(at).toISOString() };
}

export const joined = (
  write: WriteEvent,
  { team, user, at, isJoining }: { team: string; user: string; at: number; isJoining: boolean },
): CloudEvent => {
  const change = isJoining ? ("joined" as const) : ("left" as const);
  return write("team.membership_changed", `member/${team}/${user}/${change}/${secondOf(at)}`, at, {
    agentId: user,
    teamId: team,
    change,
    effectiveAt: new Date(at).toISOString(),
  });
};
