/** Ticket events of an event webhook (`zen:event-type:ticket.*`) → ours (EVENTS.md 10.1). */
import { z } from "zod";
import type { CloudEvent } from "../../../shared/events/event.ts";
import { wordOf } from "../values.ts";
import type { WriteEvent } from "../write-event.ts";
import { comment, type Envelope, ticketDetail, ticketEvent, ticketIdOf } from "./envelope.ts";
import { actorOf, needId, someId, statusOf, viaOf } from "./fields.ts";
import { ignored, type Outcome, told, unread, wrong } from "./outcome.ts";
import { assigned, commented, concealed, opened, rated, regrouped, restatused } from "./ticket.ts";

/** One event, read as far as all its kinds are alike. */
interface Told {
  readonly write: WriteEvent;
  readonly ticket: string;
  readonly at: number;
  readonly detail: z.infer<typeof ticketDetail>;
  readonly event: Readonly<Record<string, unknown>>;
  readonly actor: string | null;
}

type Kind = (told: Told) => Outcome;

/** A change of one value: an id, or a word. Some releases send objects with an id. */
const id = z.union([z.looseObject({ id: someId }).transform((one) => one.id), someId]);
const change = z.looseObject({ current: id.catch(null), previous: id.catch(null) });
const commentOf = z.looseObject({ comment });

const actorIn = ({ actor, detail }: Told) => actorOf(actor, detail.requester_id);

const created: Kind = ({ write, ticket, at, detail }) =>
  told(
    opened(write, {
      ...viaOf(detail.via?.channel),
      ticket,
      at: detail.created_at ?? at,
      requester: detail.requester_id,
      submitter: detail.submitter_id,
      priority: detail.priority,
      group: detail.group_id,
    }),
  );

const groupChanged: Kind = ({ write, ticket, at, event }) => {
  const { current, previous } = change.parse(event);
  return current === null
    ? ignored("event.current", "a ticket that left its group waits for the next one")
    : told(regrouped(write, { ticket, at, from: previous, to: current }));
};

const agentChanged: Kind = ({ write, ticket, at, event, detail }) => {
  const { current, previous } = change.parse(event);
  const moved = { ticket, at, from: previous, to: current };
  return told(assigned(write, { ...moved, group: detail.group_id }));
};

const commentAdded: Kind = ({ write, ticket, at, event }) => {
  const read = commentOf.safeParse(event);
  if (!read.success) return unread("event", read.error);
  const { id: commentId, author, is_public: isPublic } = read.data.comment;
  if (commentId === null) return wrong("event.comment.id", "is missing");
  return told(
    commented(write, {
      ticket,
      comment: commentId,
      at,
      author: author?.id ?? null,
      isStaff: author?.is_staff ?? false,
      isPublic: isPublic ?? false,
    }),
  );
};

/** `how`: what became of the comment, as part of an id. */
const commentConcealed =
  (how: "made_private" | "redacted"): Kind =>
  (one) => {
    const read = commentOf.safeParse(one.event);
    const flat = needId.safeParse(one.event.comment_id);
    const commentId = read.success ? read.data.comment.id : flat.success ? flat.data : null;
    if (commentId === null) return wrong("event.comment.id", "is missing");
    const isPublic = how === "redacted" && (!read.success || read.data.comment.is_public !== false);
    const actor = actorIn(one);
    const by = actor?.kind === "agent" ? actor.id : undefined;
    return told(concealed(one.write, commentId, { at: one.at, how, isPublic, by }));
  };

const statusChanged: Kind = (one) => {
  const { write, ticket, at, event, detail } = one;
  const to = statusOf(event.current) ?? statusOf(detail.status);
  if (to === undefined) return wrong("event.current", "is no status of Zendesk's list");
  const from = statusOf(event.previous);
  return told(restatused(write, { ticket, at, to, from, actor: actorIn(one) }));
};

/** A status of the customer's own is of one of Zendesk's categories, which the ticket has. */
const customStatusChanged: Kind = (one) => {
  const { write, ticket, at, detail } = one;
  const to = statusOf(detail.status);
  if (to === undefined) return wrong("detail.status", "is no status of Zendesk's list");
  return told(restatused(write, { ticket, at, to, actor: actorIn(one) }));
};

const gone =
  (to: "deleted" | "restored"): Kind =>
  (one) =>
    told(restatused(one.write, { ticket: one.ticket, at: one.at, to, actor: actorIn(one) }));

const merged: Kind = (one) => {
  const { write, ticket, at, event } = one;
  const places = [event.target_ticket_id, event.target_ticket, event.current, event.into_ticket_id];
  const into = places
    .map((place) => id.safeParse(place).data ?? null)
    .find((found) => found !== null && found !== ticket);
  if (into === undefined || into === null) return wrong("event.target_ticket_id", "is missing");
  return told(restatused(write, { ticket, at, to: "merged", into, actor: actorIn(one) }));
};

/** Not in the vendor's own lists, but in streams of its customers: the same survey as its ratings. */
const csat =
  (isAnswer: boolean): Kind =>
  ({ write, ticket, at, event, detail }) => {
    const score = isAnswer ? wordOf(event.score) : "offered";
    const hasComment =
      isAnswer && typeof event.comment === "string" ? event.comment.trim() !== "" : undefined;
    const { assignee_id: agent, group_id: group } = detail;
    const survey = rated(write, { ticket, at, score, hasComment, agent, group });
    return survey === null ? wrong("event.score", "is neither good nor bad") : told(survey);
  };

const KINDS: Readonly<Record<string, Kind>> = {
  created,
  group_assignment_changed: groupChanged,
  agent_assignment_changed: agentChanged,
  comment_added: commentAdded,
  comment_made_private: commentConcealed("made_private"),
  comment_redacted: commentConcealed("redacted"),
  status_changed: statusChanged,
  custom_status_changed: customStatusChanged,
  merged,
  soft_deleted: gone("deleted"),
  marked_as_spam: gone("deleted"),
  permanently_deleted: gone("deleted"),
  undeleted: gone("restored"),
  csat_requested: csat(false),
  csat_received: csat(true),
};

type Sequence = NonNullable<z.infer<typeof ticketEvent>["meta"]>["sequence"];

/**
 * With the action it belongs to, and for a status its place in it: two may come in one second. Of other kinds
 * their rank says enough, and the API, asked for the same, knows of no place.
 */
function ordered(events: readonly CloudEvent[], sequence: Sequence): readonly CloudEvent[] {
  const { id = null, position = null } = sequence ?? {};
  const isTied = (event: CloudEvent) => event.type === "deskpulse.contact.status_changed.v1";
  return events.map((event) => ({
    ...event,
    ...(id === null ? {} : { traceid: id }),
    ...(position !== null && isTied(event) ? { sequence: String(position).slice(0, 40) } : {}),
  }));
}

/** `name`: what follows `ticket.` in the type. */
export function ticketEventOf(write: WriteEvent, name: string, told: Envelope): Outcome {
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (kind === undefined) return ignored("type", "no figure needs this kind of ticket event");
  const detail = ticketDetail.safeParse(told.detail);
  if (!detail.success) return unread("detail", detail.error);
  const common = ticketEvent.safeParse(told.event ?? {});
  if (!common.success) return unread("event", common.error);
  const ticket = ticketIdOf(detail.data, told.subject);
  if (ticket === null) return wrong("detail.id", "is missing");
  const actor = detail.data.actor_id ?? common.data.actor_id;
  const { events, refused } = kind({
    write,
    ticket,
    at: told.time,
    detail: detail.data,
    event: common.data,
    actor,
  });
  return { events: ordered(events, common.data.meta?.sequence), refused };
}
