/** Zendesk's values as ours: ids that are text or numbers, instants of any precision, words of its lists. */
import { z } from "zod";
import type { EventData } from "../../../shared/events/event.ts";
import type { Channel } from "../../../shared/events/fields.ts";
import { AT_MAX, idUnless, momentOf, needed } from "../values.ts";

/** Its nothing is null, an empty text or zero. */
const NOTHING: readonly string[] = ["", "0", "null"];
/** Its own account, which triggers and automations act as. */
const SYSTEM: readonly string[] = ["-1", "system"];

export const someId = idUnless(NOTHING);
export const needId = needed(someId);

/** Text with a zone, or epoch seconds → whole seconds, in ms: all that pull and webhook both know. */
export const moment = z.union([z.string().max(60), z.number()]).transform((value, context) => {
  const at = typeof value === "number" ? value * 1000 : momentOf(value);
  if (Math.abs(at) <= AT_MAX) return Math.floor(at / 1000) * 1000;
  context.addIssue({ code: "custom", message: "is no instant with a zone" });
  return z.NEVER;
});

/** What it sends as a flag: true, "true", 1. */
export const flag = z
  .union([z.boolean(), z.string(), z.number()])
  .transform((value) => value === true || /^(true|1|yes)$/i.test(String(value)));

export type Status = EventData<"contact.status_changed">["to"];

const STATUS: Readonly<Record<string, Status>> = {
  new: "new",
  open: "open",
  pending: "waiting_customer",
  hold: "on_hold",
  "on-hold": "on_hold",
  solved: "resolved",
  closed: "closed",
  deleted: "deleted",
};

/** `SOLVED`, `Solved`, `solved`; undefined: none of its list. */
export const statusOf = (word: unknown): Status | undefined => {
  const key = typeof word === "string" ? word.trim().toLowerCase() : "";
  return Object.hasOwn(STATUS, key) ? STATUS[key] : undefined;
};

/** By `via.channel`, or by what the exports and the trigger's placeholder call it, such as `Web form`. */
const CHANNELS: readonly (readonly [like: RegExp, channel: Channel])[] = [
  [/whatsapp/, "whatsapp"],
  [/sms|text.?message/, "sms"],
  [/voice|phone|talk/, "phone"],
  [/facebook|twitter|instagram|messenger|x_corp|line|wechat|telegram|viber|social/, "social"],
  [/chat|messaging|web.?widget|sunshine_conversations/, "chat"],
  [/mail|^web$|web.?form|help.?cent(er|re)|feedback/, "email"],
];

const WORDS: ReadonlySet<string> = new Set(
  `api any_channel chat chat_transcript closed_ticket email facebook help_center instagram line messaging mobile
  mobile_sdk native_messaging phone_call_inbound phone_call_outbound rule side_conversation sms
  sunshine_conversations_api system telegram ticket_sharing twitter voice voicemail web web_messenger web_service
  web_widget wechat whatsapp`.split(/\s+/),
);

export interface Via {
  readonly channel: Channel;
  readonly channelDetail?: string;
}

/** What it says of how a ticket came: its own word, in the form `via.channel` has it. */
export function viaOf(word: string | null | undefined): Via {
  const detail = (word ?? "").trim().toLowerCase().replace(/\s+/g, "_").slice(0, 60);
  const [, channel] = CHANNELS.find(([like]) => like.test(detail)) ?? [null, "other" as const];
  const known: Readonly<Record<string, string>> = { web_form: "web", mail: "email" };
  const name = known[detail] ?? detail;
  // A word that is not of its own list could be somebody's (PRIV-1).
  return WORDS.has(name) ? { channel, channelDetail: name } : { channel };
}

export type Actor = EventData<"contact.status_changed">["actor"];

/** Who did it. `isStaff`: does it say so, or must it be told from who asked? */
export function actorOf(
  id: string | null,
  requester: string | null,
  isStaff?: boolean,
): NonNullable<Actor> | undefined {
  if (id === null) return undefined;
  if (SYSTEM.includes(id)) return { kind: "system" };
  const staff = isStaff ?? (requester === null ? undefined : id !== requester);
  if (staff === undefined) return undefined;
  return staff ? { kind: "agent", id } : { kind: "customer" };
}

export const isSystem = (id: string | null): boolean => id !== null && SYSTEM.includes(id);
