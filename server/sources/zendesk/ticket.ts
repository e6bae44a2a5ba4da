/**
 * What can happen to a ticket, as our events. One place for webhook, trigger and pull: the same fact told by
 * two of them has the same id and the same content, and is one event (EVENTS.md 5).
 */
import type { CloudEvent } from "../../../shared/events/event.ts";
import type { WriteEvent } from "../write-event.ts";
import { type Actor, isSystem, type Status, type Via } from "./fields.ts";

/** Whole seconds as part of an id. */
const secondOf = (at: number): string => new Date(at).toISOString().slice(0, 19);

export interface Opened extends Via {
  readonly ticket: string;
  readonly at: number;
  readonly requester: string | null;
  readonly submitter: string | null;
  readonly priority?: string | null | undefined;
  readonly group?: string | null | undefined;
}

const PRIORITIES = ["low", "normal", "high", "urgent"] as const;

/** A call makes a ticket that came by phone. Whoever makes one for somebody else is staff: it is outbound. */
export const opened = (write: WriteEvent, one: Opened): CloudEvent =>
  write("contact.created", `ticket/${one.ticket}/created`, one.at, {
    contactId: one.ticket,
    channel: one.channel,
    channelDetail: one.channelDetail,
    direction:
      one.submitter !== null && one.requester !== null && one.submitter !== one.requester
        ? "outbound"
        : "inbound",
    kind: one.channel === "phone" ? "ticket" : undefined,
    customerRef: one.requester ?? undefined,
    priority: PRIORITIES.find((word) => word === one.priority?.trim().toLowerCase()),
    teamId: one.group ?? undefined,
  });

export interface Moved {
  readonly ticket: string;
  readonly at: number;
  readonly from: string | null;
  readonly to: string | null;
}

/** Null: it left its group and has none; our events have no word for that. */
export const regrouped = (write: WriteEvent, one: Moved): CloudEvent | null =>
  one.to === null
    ? null
    : write("contact.queued", `ticket/${one.ticket}/group/${one.to}/${secondOf(one.at)}`, one.at, {
        contactId: one.ticket,
        teamId: one.to,
        reason: one.from === null ? "new" : "transfer",
      });

export const assigned = (
  write: WriteEvent,
  one: Moved & { readonly group: string | null },
): CloudEvent =>
  write(
    "contact.assigned",
    `ticket/${one.ticket}/assignee/${one.to ?? "nobody"}/${secondOf(one.at)}`,
    one.at,
    {
      contactId: one.ticket,
      agentId: one.to,
      teamId: one.group,
      previousAgentId: one.from ?? undefined,
    },
  );

export interface Changed {
  readonly ticket: string;
  readonly at: number;
  readonly to: Status;
  readonly from?: Status | undefined;
  readonly actor?: Actor;
  readonly into?: string;
}

export const restatused = (write: WriteEvent, one: Changed): CloudEvent =>
  write(
    "contact.status_changed",
    `ticket/${one.ticket}/status/${one.to}/${secondOf(one.at)}`,
    one.at,
    {
      contactId: one.ticket,
      to: one.to,
      from: one.from,
      actor: one.actor,
      agentId: one.actor?.kind === "agent" ? one.actor.id : undefined,
      intoContactId: one.into,
    },
  );

export interface Commented {
  readonly ticket: string;
  readonly comment: string;
  readonly at: number;
  readonly author: string | null;
  readonly isStaff: boolean;
  readonly isPublic: boolean;
}

export const commentId = (comment: string): string => `comment/${comment}`;

/** What triggers and automations write is from nobody. */
export const commented = (write: WriteEvent, one: Commented): CloudEvent => {
  const isAgents = one.isStaff && one.author !== null && !isSystem(one.author);
  return write("contact.message", commentId(one.comment), one.at, {
    contactId: one.ticket,
    messageId: one.comment,
    from: isAgents ? "agent" : one.isStaff || isSystem(one.author) ? "system" : "customer",
    visibility: one.isPublic ? "public" : "internal",
    agentId: isAgents ? (one.author ?? undefined) : undefined,
  });
};

/** A comment was made private, which can undo a first reply; or redacted, which alone changes no figure. */
export const concealed = (
  write: WriteEvent,
  comment: string,
  {
    at,
    how,
    isPublic,
    by,
  }: { at: number; how: string; isPublic: boolean; by?: string | undefined },
): CloudEvent => ({
  ...write("record.corrected", `comment/${comment}/${how}`, at, {
    target: { eventId: commentId(comment) },
    set: { visibility: isPublic ? "public" : "internal" },
    reason: `comment ${how.replaceAll("_", " ")}`,
    by,
  }),
  subject: `event/${commentId(comment)}`,
});

export interface Rated {
  readonly ticket: string;
  /** When it was first made, and when it was last changed: the first anchors it, the last one counts. */
  readonly at: number;
  readonly changedAt?: number;
  /** `good`, `bad` and what begins so; `offered`; anything else is no rating. */
  readonly score: string;
  readonly hasComment?: boolean | undefined;
  readonly agent: string | null;
  readonly group: string | null;
}

/** A ticket has one rating, however often it is changed and whoever tells it. Null: it tells of none. */
export function rated(write: WriteEvent, one: Rated): CloudEvent | null {
  const word = one.score.trim().toLowerCase();
  const score = /^good/.test(word) ? 1 : /^bad/.test(word) ? 0 : null;
  const surveyId = `csat/${one.ticket}`;
  const common = {
    surveyId,
    kind: "csat" as const,
    scale: { min: 0, max: 1, kind: "good-bad" as const },
    contactId: one.ticket,
    agentId: one.agent ?? undefined,
    teamId: one.group ?? undefined,
  };
  if (score === null) {
    const sent = `${surveyId}/sent/${secondOf(one.at)}`;
    return word === "offered" ? write("survey.sent", sent, one.at, common) : null;
  }
  const changedAt = Math.max(one.at, one.changedAt ?? one.at);
  const times = [...new Set([one.at, changedAt])].map(secondOf).join("/");
  const id = `${surveyId}/${score === 1 ? "good" : "bad"}/${times}`;
  const event = write("survey.answered", id, one.at, {
    ...common,
    score,
    hasComment: one.hasComment,
  });
  return { ...event, entityversion: new Date(changedAt).toISOString() };
}
