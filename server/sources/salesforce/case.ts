/**
 * What can happen to a case, as our events. One place for change events and for what is asked: the same fact
 * told by both has the same id and content, and is one event (EVENTS.md 5).
 */
import type { CloudEvent } from "../../../shared/events/event.ts";
import type { WriteEvent } from "../write-event.ts";
import { channelOf, detailOf, isQueue, isUser, PRIORITIES, wordIn } from "./fields.ts";
import type { SalesforceOptions, Status } from "./options.ts";

/** Whole seconds as part of an id. */
export const secondOf = (at: number): string => new Date(at).toISOString().slice(0, 19);

/** Whoever acts: an agent, or a user that is nobody. */
export function actorOf(user: string | null, { systemUsers }: SalesforceOptions) {
  if (!isUser(user)) return undefined;
  const isNobody = systemUsers.some((one) => user.startsWith(one) || one.startsWith(user));
  return isNobody ? ({ kind: "system" } as const) : ({ kind: "agent", id: user } as const);
}

export interface Opened {
  readonly id: string;
  readonly at: number;
  readonly origin: unknown;
  readonly priority: unknown;
  readonly contact: string | null;
}

/** A call makes a ticket that came by phone. The contact's id stands for the customer. */
export const opened = (write: WriteEvent, one: Opened): CloudEvent => {
  const channel = channelOf(one.origin);
  return write("contact.created", `case/${one.id}/created`, one.at, {
    contactId: one.id,
    channel,
    channelDetail: detailOf(one.origin),
    direction: "inbound",
    kind: channel === "phone" || channel === "chat" ? "ticket" : undefined,
    customerRef: one.contact ?? undefined,
    priority: wordIn(PRIORITIES, one.priority)?.toLowerCase(),
  });
};

/** A user owns it, or a queue; an owner of another kind has no meaning. */
export function owned(
  write: WriteEvent,
  { id, at, owner, isNew }: { id: string; at: number; owner: string | null; isNew: boolean },
): CloudEvent[] {
  const name = `case/${id}/owner/${owner}/${secondOf(at)}`;
  if (isUser(owner)) {
    return [write("contact.assigned", name, at, { contactId: id, agentId: owner, teamId: null })];
  }
  if (!isQueue(owner)) return [];
  const queued = write("contact.queued", name, at, {
    contactId: id,
    queueId: owner,
    teamId: owner,
    reason: isNew ? "new" : "transfer",
  });
  const nobody = { contactId: id, agentId: null, teamId: owner };
  return isNew ? [queued] : [queued, write("contact.assigned", `${name}/nobody`, at, nobody)];
}

export interface Changed {
  readonly id: string;
  readonly at: number;
  readonly to: Status;
  readonly by: string | null;
  readonly into?: string | undefined;
}

export function restatused(
  write: WriteEvent,
  { id, at, to, by, into }: Changed,
  options: SalesforceOptions,
): CloudEvent {
  const actor = actorOf(by, options);
  return write("contact.status_changed", `case/${id}/status/${to}/${secondOf(at)}`, at, {
    contactId: id,
    to,
    actor,
    agentId: actor?.kind === "agent" ? actor.id : undefined,
    intoContactId: into,
  });
}
