/** A conversation as Chatwoot writes it, in calls and in its API, read loosely: only what is used must be right. */
import { z } from "zod";
import { needId, someId } from "../values.ts";
import { customerOf, second, type Via, viaOf } from "./fields.ts";

const text = z.string().nullish().catch(null);
const at = second.catch(null);

const party = z
  .looseObject({ id: someId.catch(null) })
  .nullish()
  .catch(null);

const sender = z.looseObject({ id: someId.catch(null), email: text, phone_number: text });

export const conversation = z.looseObject({
  id: needId,
  status: z.union([z.string(), z.number()]).nullish(),
  channel: text,
  created_at: second,
  updated_at: second,
  last_activity_at: at,
  timestamp: at,
  priority: text,
  messages: z.array(z.unknown()).nullish().catch(null),
  contact_inbox: z
    .looseObject({ source_id: text, contact_id: someId.catch(null) })
    .nullish()
    .catch(null),
  meta: z
    .looseObject({
      channel: text,
      sender: sender.nullish().catch(null),
      assignee: party,
      assignee_type: text,
      team: party,
    })
    .nullish()
    .catch(null),
});

export type Conversation = z.infer<typeof conversation>;

/** A bot that has it is nobody's. */
export const assigneeOf = ({ meta }: Conversation): string | null =>
  meta?.assignee_type === "AgentBot" ? null : (meta?.assignee?.id ?? null);

export const teamOf = ({ meta }: Conversation): string | null => meta?.team?.id ?? null;

/** When it was touched last, as far as it says. */
export const touchedAt = (one: Conversation): number | null =>
  one.updated_at ?? one.last_activity_at ?? one.timestamp;

export interface About extends Via {
  readonly customer: string | undefined;
}

export function aboutOf({ channel: named, meta, contact_inbox: inbox }: Conversation): About {
  const via = viaOf(named ?? meta?.channel, inbox?.source_id);
  const { id = null, email = null, phone_number: phone = null } = meta?.sender ?? {};
  const known = { id: id ?? inbox?.contact_id ?? null, email, phone };
  return { ...via, customer: customerOf(known, via.channel) };
}
