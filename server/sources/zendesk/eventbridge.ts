/** Zendesk's events as Amazon EventBridge brings them, in the form of its event webhooks. Ids are numbers here. */
import { z } from "zod";
import { someId } from "./fields.ts";

const ticketEvent = z.looseObject({
  type: z.string().max(100),
  meta: z
    .looseObject({ occurred_at: z.string().nullish(), actor_id: someId.catch(null) })
    .nullish(),
  ticket: z.looseObject({ id: someId }),
});

const outer = z.looseObject({
  id: z.string().max(200),
  source: z.string().regex(/^aws\.partner\/zendesk\.com\//),
  time: z.string(),
  detail: z.looseObject({ ticket_event: ticketEvent }),
});

/** Where its words are not those of the webhook. */
const NAMES: Readonly<Record<string, string>> = {
  comment_created: "comment_added",
  ticket_created: "created",
  ticket_merged: "merged",
  ticket_soft_deleted: "soft_deleted",
  ticket_undeleted: "undeleted",
  ticket_permanently_deleted: "permanently_deleted",
  ticket_marked_as_spam: "marked_as_spam",
};

/** Null: it is none of these. */
export function fromEventBridge(input: unknown): unknown {
  const read = outer.safeParse(input);
  if (!read.success) return null;
  const { id, time, detail } = read.data;
  const { type, meta, ticket } = detail.ticket_event;
  const words = type.trim().toLowerCase().replace(/\s+/g, "_");
  const name = Object.hasOwn(NAMES, words) ? NAMES[words] : words;
  return {
    type: `zen:event-type:ticket.${name}`,
    id,
    time: meta?.occurred_at ?? time,
    subject: `zen:ticket:${ticket.id ?? ""}`,
    detail: { ...ticket, actor_id: meta?.actor_id ?? null },
    event: detail.ticket_event,
  };
}
