/** Zendesk's REST records, one by one: tickets, metric events, ratings, memberships → our events. */
import { z } from "zod";
import type { CloudEvent } from "../../../shared/events/event.ts";
import type { WriteEvent } from "../write-event.ts";
import { moment, needId, someId, statusOf, viaOf } from "./fields.ts";
import { ignored, joined, type Outcome, told, unread, wrong } from "./outcome.ts";
import { surveyResponseOf } from "./survey-response.ts";
import { opened, rated, restatused } from "./ticket.ts";

export const ticketRecord = z.looseObject({
  id: needId,
  status: z.string(),
  created_at: moment,
  updated_at: moment,
  requester_id: someId,
  submitter_id: someId,
  assignee_id: someId,
  group_id: someId,
  priority: z.string().nullish(),
  via: z.looseObject({ channel: z.union([z.string(), z.number()]).nullish() }).nullish(),
  satisfaction_rating: z.looseObject({ score: z.string().nullish() }).nullish().catch(null),
});

export type TicketRecord = z.infer<typeof ticketRecord>;

const wordOf = (value: string | number | null | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

/** What a whole ticket says stands behind what was told when it happened, and under an id of its own. */
const known = (event: CloudEvent): CloudEvent => ({
  ...event,
  id: `${event.id}/known`,
  sequence: "9",
});

/** What never changes of it: its priority and group may be others by now. */
export const openedBefore = (write: WriteEvent, one: TicketRecord): CloudEvent =>
  known(openedAs(write, one));

export const deletedAs = (write: WriteEvent, { id, updated_at }: TicketRecord): CloudEvent =>
  known(restatused(write, { ticket: id, at: updated_at, to: "deleted" }));

const openedAs = (write: WriteEvent, one: TicketRecord): CloudEvent =>
  opened(write, {
    ...viaOf(wordOf(one.via?.channel)),
    ticket: one.id,
    at: one.created_at,
    requester: one.requester_id,
    submitter: one.submitter_id,
  });

/** A whole ticket alone, told as it is now: when it came to be so is not known, its last change stands for it. */
export function ticketOf(write: WriteEvent, input: unknown): Outcome {
  const read = ticketRecord.safeParse(input);
  if (!read.success) return unread("", read.error);
  const { id, status, updated_at: at, satisfaction_rating: rating } = read.data;
  const to = statusOf(status);
  if (to === undefined) return wrong("status", "is no status of Zendesk's list");
  const { assignee_id: agent, group_id: group } = read.data;
  const survey = rated(write, { ticket: id, at, score: rating?.score ?? "", agent, group });
  const now = to === "new" ? null : restatused(write, { ticket: id, at, to });
  return told(
    openedAs(write, read.data),
    now === null ? null : { ...now, quality: "derived" as const },
    survey,
  );
}

const metricEvent = z.looseObject({
  id: needId,
  ticket_id: needId,
  metric: z.string(),
  instance_id: z.union([z.int(), z.string()]),
  type: z.string(),
  time: moment,
});

/** The first fulfilled `reply_time` of a ticket is its first response, as Zendesk says it. */
export function metricEventOf(write: WriteEvent, input: unknown): Outcome {
  const read = metricEvent.safeParse(input);
  if (!read.success) return unread("", read.error);
  const { id, ticket_id, metric, instance_id, type, time } = read.data;
  if (metric !== "reply_time") return ignored("metric", "is derived from the ticket's own events");
  if (Number(instance_id) !== 1)
    return ignored("instance_id", "a later reply is no first response");
  if (type !== "fulfill") return ignored("type", "nobody has replied by this event");
  const event = write(
    "contact.measured",
    `metric/${id}`,
    time,
    { contactId: ticket_id, final: true, firstReplyAt: new Date(time).toISOString() },
    "asserted",
  );
  return told(event);
}

const rating = z.looseObject({
  ticket_id: needId,
  score: z.string(),
  created_at: moment,
  updated_at: moment.nullish(),
  assignee_id: someId,
  group_id: someId,
  comment: z.string().nullish(),
});

/** It was sent, and at the earliest answered, when the record was made; what it was changed to counts. */
export function ratingOf(write: WriteEvent, input: unknown): Outcome {
  const read = rating.safeParse(input);
  if (!read.success) return unread("", read.error);
  const { ticket_id: ticket, score, created_at, updated_at, comment, ...of } = read.data;
  const common = { ticket, agent: of.assignee_id, group: of.group_id };
  const word = score.trim().toLowerCase();
  if (word === "unoffered") return ignored("score", "nobody was asked");
  const sent = rated(write, { ...common, at: created_at, score: "offered" });
  if (word === "offered") return told(sent);
  const hasComment = comment === undefined ? undefined : (comment ?? "").trim() !== "";
  const times = { at: created_at, changedAt: updated_at ?? created_at };
  const answered = rated(write, { ...common, ...times, score: word, hasComment });
  return answered === null ? wrong("score", "is neither good nor bad") : told(sent, answered);
}

const membership = z.looseObject({
  id: needId,
  user_id: needId,
  group_id: needId,
  default: z.boolean().nullish(),
  created_at: moment,
});

export function membershipOf(write: WriteEvent, input: unknown): Outcome {
  const read = membership.safeParse(input);
  if (!read.success) return unread("", read.error);
  const { id, user_id, group_id, created_at } = read.data;
  return told(
    write("team.membership_changed", `membership/${id}/joined`, created_at, {
      agentId: user_id,
      teamId: group_id,
      change: "joined",
      effectiveAt: new Date(created_at).toISOString(),
      ...(read.data.default === true ? { primary: true } : {}),
    }),
  );
}

/** The lists that pages of its API hold, by the name of the list. */
export const LISTS: Readonly<Record<string, (write: WriteEvent, one: unknown) => Outcome>> = {
  tickets: ticketOf,
  ticket_metric_events: metricEventOf,
  satisfaction_ratings: ratingOf,
  group_memberships: membershipOf,
  survey_responses: surveyResponseOf,
};

export const listOf = (write: WriteEvent, name: string, records: readonly unknown[]): Outcome =>
  joined(records.map((one) => LISTS[name]?.(write, one) ?? ignored("", "is no record we read")));
