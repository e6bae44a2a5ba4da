/**
 * Zammad's webhook (`{"ticket": …, "article": …}`): a ticket as it is now and the article that caused the call
 * (EVENTS.md 9). What it is now is told as of its last change; it says who, and not what it was before.
 */
import { z } from "zod";
import type { CloudEvent } from "../../../shared/events/event.ts";
import type { Channel } from "../../../shared/events/fields.ts";
import { type Outcome, told, unread } from "../outcome.ts";
import { instant, needId, someId } from "../values.ts";
import type { WriteEvent } from "../write-event.ts";

const named = z.union([
  z.string(),
  z.looseObject({ name: z.string() }).transform(({ name }) => name),
]);

const ticket = z.looseObject({
  id: needId,
  created_at: instant,
  updated_at: instant,
  state: named.nullish().catch(null),
  create_article_type: named.nullish().catch(null),
  create_article_sender: named.nullish().catch(null),
  customer_id: someId.catch(null),
  owner_id: someId.catch(null),
  group_id: someId.catch(null),
  priority: named.nullish().catch(null),
});

const article = z.looseObject({
  id: needId,
  created_at: instant,
  created_by_id: someId.catch(null),
  internal: z.boolean().nullish().catch(null),
  sender: named,
  type: named.nullish().catch(null),
});

/** Zammad's nobody. */
const SYSTEM = "1";

const CHANNELS: readonly (readonly [like: RegExp, channel: Channel])[] = [
  [/whatsapp/, "whatsapp"],
  [/sms/, "sms"],
  [/phone/, "phone"],
  [/twitter|facebook|telegram|instagram/, "social"],
  [/chat/, "chat"],
  [/mail|web/, "email"],
];

const channelOf = (type: string | null | undefined): Channel =>
  CHANNELS.find(([like]) => like.test(type?.toLowerCase() ?? ""))?.[1] ?? "other";

const STATES = [
  [/^new$/, "new"],
  [/^open$/, "open"],
  [/^pending reminder$/, "waiting_customer"],
  [/^pending close$/, "resolved"],
  [/^closed$/, "resolved"],
  [/^merged$/, "closed"],
  [/^removed$/, "deleted"],
] as const;

function messageOf(write: WriteEvent, contactId: string, input: unknown): CloudEvent | null {
  const read = article.safeParse(input);
  if (!read.success) return null;
  const { id, created_at: at, created_by_id: by, internal, sender } = read.data;
  const data = {
    contactId,
    messageId: id,
    visibility: internal === true ? ("internal" as const) : ("public" as const),
  };
  const who = sender.toLowerCase();
  if (who === "agent" && by !== null && by !== SYSTEM) {
    return write("contact.message", `article/${id}`, at, { ...data, from: "agent", agentId: by });
  }
  const from = who === "customer" ? ("customer" as const) : ("system" as const);
  const automated = from === "system" ? { automated: true } : {};
  return write("contact.message", `article/${id}`, at, { ...data, from, ...automated });
}

const PRIORITIES = [
  [/^1/, "low"],
  [/^2/, "normal"],
  [/^3/, "high"],
] as const;

export function ticketOf(
  write: WriteEvent,
  input: { readonly ticket: unknown; readonly article?: unknown },
): Outcome {
  const read = ticket.safeParse(input.ticket);
  if (!read.success) return unread("ticket", read.error);
  const one = read.data;
  const { id, created_at: createdAt, updated_at: updatedAt } = one;
  const version = new Date(updatedAt).toISOString();
  const byAgent = one.create_article_sender?.toLowerCase() === "agent";
  const isPhone = channelOf(one.create_article_type) === "phone";
  const created = write("contact.created", `ticket/${id}/created`, createdAt, {
    contactId: id,
    channel: channelOf(one.create_article_type),
    // Whoever takes a call writes the ticket for the customer who called.
    direction: byAgent && !isPhone ? "outbound" : "inbound",
    kind: "ticket",
    customerRef: one.customer_id === null ? undefined : `zammad:${one.customer_id}`,
    priority: PRIORITIES.find(([like]) => like.test(one.priority ?? ""))?.[1],
  });
  const owner = one.owner_id === SYSTEM ? null : one.owner_id;
  const assigned = write(
    "contact.assigned",
    `ticket/${id}/owner/${owner ?? "nobody"}/${one.group_id ?? "none"}/${version}`,
    updatedAt,
    { contactId: id, agentId: owner, teamId: one.group_id },
    "derived",
  );
  const state = one.state?.trim().toLowerCase() ?? "";
  const to = STATES.find(([like]) => like.test(state))?.[1];
  const status =
    to === undefined || to === "new"
      ? null
      : write(
          "contact.status_changed",
          `ticket/${id}/status/${to}/${version}`,
          updatedAt,
          { contactId: id, to },
          "derived",
        );
  return told(created, assigned, messageOf(write, id, input.article), status);
}
