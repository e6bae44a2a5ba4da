/** The envelope of Zendesk's event webhooks, read loosely: only what is used must be right. */
import { z } from "zod";
import { moment, someId } from "./fields.ts";

const via = z.looseObject({ channel: z.string().nullish() }).nullish();

export const envelope = z.looseObject({
  type: z.string().max(200),
  id: z.string().max(200).nullish(),
  time: moment,
  subject: z.string().nullish(),
  detail: z.looseObject({}),
  event: z.looseObject({}).nullish(),
});

export type Envelope = z.infer<typeof envelope>;

/** `detail` of ticket events. */
export const ticketDetail = z.looseObject({
  id: someId,
  status: z.string().nullish(),
  assignee_id: someId,
  group_id: someId,
  requester_id: someId,
  submitter_id: someId,
  actor_id: someId,
  priority: z.string().nullish(),
  via,
  created_at: moment.nullish().catch(null),
});

export type TicketDetail = z.infer<typeof ticketDetail>;

export const comment = z.looseObject({
  id: someId,
  is_public: z.boolean().nullish(),
  author: z.looseObject({ id: someId, is_staff: z.boolean().nullish() }).nullish(),
});

/** `event` of ticket events; each type has its own part of it. */
export const ticketEvent = z.looseObject({
  actor_id: someId.catch(null),
  meta: z
    .looseObject({
      sequence: z
        .looseObject({ id: someId, position: z.union([z.int(), z.string()]).nullish() })
        .nullish(),
    })
    .nullish()
    .catch(null),
});

/** Its own id where there is one, else the one in `zen:ticket:35436`. */
export function ticketIdOf(
  detail: TicketDetail,
  subject: string | null | undefined,
): string | null {
  return detail.id ?? /^zen:\w+:([\w-]{1,100})$/.exec(subject ?? "")?.[1] ?? null;
}
