/** A conversation or a ticket of Intercom's, as its webhooks and its API have it → what happened to it. */
import { z } from "zod";
import type { CloudEvent } from "../../../shared/events/event.ts";
import type { Channel } from "../../../shared/events/fields.ts";
import { type Outcome, told, unread } from "../outcome.ts";
import { instant, needId, someId } from "../values.ts";
import type { WriteEvent } from "../write-event.ts";
import { author, fromOf, part, partOf } from "./parts.ts";

const text = z.string().nullish().catch(null);

/** Of those who take part only the first is read: who asked. */
const person = z.looseObject({ id: someId.catch(null) });

const contact = z.looseObject({
  id: needId,
  created_at: instant,
  source: z
    .looseObject({ id: someId.catch(null), type: text, delivered_as: text, author })
    .nullish()
    .catch(null),
  contacts: z
    .looseObject({ contacts: z.array(z.unknown()) })
    .nullish()
    .catch(null),
  conversation_rating: z
    .looseObject({
      rating: z.number().nullish(),
      remark: z.unknown().optional(),
      created_at: instant.nullish().catch(null),
      updated_at: instant.nullish().catch(null),
    })
    .nullish()
    .catch(null),
  conversation_parts: z.unknown().optional(),
  ticket_parts: z.unknown().optional(),
});
type Contact = z.infer<typeof contact>;

const CHANNELS: readonly (readonly [like: RegExp, channel: Channel])[] = [
  [/whatsapp/, "whatsapp"],
  [/sms/, "sms"],
  [/phone/, "phone"],
  [/facebook|instagram|twitter/, "social"],
  [/mail/, "email"],
  [/conversation|push|in_app|messenger/, "chat"],
];

const channelOf = (word: string | null | undefined): Channel =>
  CHANNELS.find(([like]) => like.test(word ?? ""))?.[1] ?? "other";

/** Parts beyond these are of no contact. */
const PARTS_MAX = 1_000;

function partsIn(value: unknown, name: string): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  const list = (value as Record<string, unknown>)[name];
  return Array.isArray(list) ? list.slice(0, PARTS_MAX) : [];
}

const SCALE = { min: 1, max: 5 };

function ratedOf(write: WriteEvent, contactId: string, one: Contact): CloudEvent | null {
  const {
    rating = null,
    remark,
    created_at: at,
    updated_at: later,
  } = one.conversation_rating ?? {};
  if (rating === null || !Number.isInteger(rating) || rating < 1 || rating > 5) return null;
  const anchor = at ?? null;
  if (anchor === null) return null;
  const version = new Date(Math.max(anchor, later ?? anchor)).toISOString();
  const event = write("survey.answered", `rating/${contactId}/${rating}/${version}`, anchor, {
    surveyId: `rating/${contactId}`,
    kind: "csat",
    score: rating,
    scale: SCALE,
    contactId,
    hasComment: typeof remark === "string" && remark.trim() !== "",
  });
  return { ...event, entityversion: version };
}

/** Tickets and conversations have numbers of their own kinds. */
export function contactOf(
  write: WriteEvent,
  input: unknown,
  kind: "conversation" | "ticket",
): Outcome {
  const read = contact.safeParse(input);
  if (!read.success) return unread(kind, read.error);
  const one = read.data;
  const { source, created_at: at } = one;
  const contactId = kind === "ticket" ? `ticket/${one.id}`.slice(0, 200) : one.id;
  const customer = person.safeParse(one.contacts?.contacts[0]).data?.id ?? null;
  const delivered = source?.delivered_as ?? "customer_initiated";
  const channel = channelOf(source?.type);
  const created = write("contact.created", `${kind}/${one.id}/created`, at, {
    contactId,
    channel,
    direction: delivered === "customer_initiated" ? "inbound" : "outbound",
    kind: kind === "ticket" || channel === "email" || channel === "phone" ? "ticket" : "chat",
    customerRef: customer === null ? undefined : `intercom:${customer}`.slice(0, 200),
  });
  const first =
    source?.id === null || source?.id === undefined
      ? null
      : write("contact.message", `source/${source.id}`, at, {
          contactId,
          messageId: `source/${source.id}`.slice(0, 200),
          visibility: "public",
          ...fromOf(source.author),
        });
  const parts = [
    ...partsIn(one.conversation_parts, "conversation_parts"),
    ...partsIn(one.ticket_parts, "ticket_parts"),
  ];
  const refused: Outcome["refused"][number][] = [];
  const events = parts.flatMap((each) => {
    const known = part.safeParse(each);
    if (known.success) return partOf(write, contactId, known.data);
    refused.push(...unread(`${kind}_parts`, known.error).refused);
    return [];
  });
  return { ...told(created, first, ...events, ratedOf(write, contactId, one)), refused };
}
