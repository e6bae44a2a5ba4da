/**
 * What our published trigger template sends (README.md): `when` says why, and only that is read, for a trigger
 * that fires on something else repeats the rest.
 */
import { z } from "zod";
import type { WriteEvent } from "../write-event.ts";
import { flag, isSystem, moment, needId, someId, statusOf, viaOf } from "./fields.ts";
import { type Outcome, told, unread, wrong } from "./outcome.ts";
import { assigned, commented, opened, rated, regrouped, restatused } from "./ticket.ts";

export const TEMPLATE = "zendesk-trigger-1";

const WHEN = ["created", "status", "assignee", "group", "comment", "satisfaction"] as const;

const role = z
  .string()
  .nullish()
  .transform((text) => (text ?? "").trim().toLowerCase());

const body = z.looseObject({
  deskpulse: z.literal(TEMPLATE),
  when: z.enum(WHEN),
  ticket: z.looseObject({
    id: needId,
    status: z.string().nullish(),
    via: z.string().nullish(),
    priority: z.string().nullish(),
    created_at: moment,
    updated_at: moment,
    requester_id: someId,
    submitter_id: someId,
    assignee_id: someId,
    group_id: someId,
  }),
  comment: z
    .looseObject({ id: someId, is_public: flag.nullish(), author_id: someId, author_role: role })
    .nullish(),
  actor: z.looseObject({ id: someId, role }).nullish(),
  satisfaction: z
    .looseObject({ score: z.string().nullish(), has_comment: flag.nullish() })
    .nullish(),
});

type Body = z.infer<typeof body>;
type Reading = (write: WriteEvent, said: Body) => Outcome;

/** A role that is given decides; without one, whoever is not the requester is staff. */
const isStaff = (id: string | null, said: string, requester: string | null): boolean =>
  said === "" ? id !== null && id !== requester : said !== "end-user" && said !== "end_user";

function actorOf({ actor, ticket }: Body) {
  const id = actor?.id ?? null;
  if (id === null) return undefined;
  if (isSystem(id)) return { kind: "system" as const };
  return isStaff(id, actor?.role ?? "", ticket.requester_id)
    ? { kind: "agent" as const, id }
    : { kind: "customer" as const };
}

const created: Reading = (write, { ticket }) =>
  told(
    opened(write, {
      ...viaOf(ticket.via),
      ticket: ticket.id,
      at: ticket.created_at,
      requester: ticket.requester_id,
      submitter: ticket.submitter_id,
      priority: ticket.priority,
      group: ticket.group_id,
    }),
  );

const status: Reading = (write, said) => {
  const { id, updated_at: at, status: word } = said.ticket;
  const to = statusOf(word);
  if (to === undefined) return wrong("ticket.status", "is no status of Zendesk's list");
  return told(restatused(write, { ticket: id, at, to, actor: actorOf(said) }));
};

const group: Reading = (write, { ticket: { id, updated_at: at, group_id: to } }) =>
  told(regrouped(write, { ticket: id, at, from: null, to }));

const assignee: Reading = (write, { ticket }) => {
  const { id, updated_at: at, assignee_id: to, group_id } = ticket;
  return told(assigned(write, { ticket: id, at, from: null, to, group: group_id }));
};

const comment: Reading = (write, { ticket, comment: said }) => {
  const id = said?.id ?? null;
  if (said === null || said === undefined || id === null) return wrong("comment.id", "is missing");
  return told(
    commented(write, {
      ticket: ticket.id,
      comment: id,
      at: ticket.updated_at,
      author: said.author_id,
      isStaff: isStaff(said.author_id, said.author_role, ticket.requester_id),
      isPublic: said.is_public ?? false,
    }),
  );
};

const satisfaction: Reading = (write, { ticket, satisfaction: said }) => {
  const survey = rated(write, {
    ticket: ticket.id,
    at: ticket.updated_at,
    score: said?.score ?? "",
    hasComment: said?.has_comment ?? undefined,
    agent: ticket.assignee_id,
    group: ticket.group_id,
  });
  return survey === null ? wrong("satisfaction.score", "is no rating") : told(survey);
};

const READINGS: Readonly<Record<Body["when"], Reading>> = {
  created,
  status,
  assignee,
  group,
  comment,
  satisfaction,
};

export function triggerOf(write: WriteEvent, input: unknown): Outcome {
  const read = body.safeParse(input);
  return read.success ? READINGS[read.data.when](write, read.data) : unread("", read.error);
}
