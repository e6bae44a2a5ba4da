/** Chatwoot's values as ours: seconds, float seconds and ISO in one body, words of its lists, its channels. */
import { z } from "zod";
import type { EventData } from "../../../shared/events/event.ts";
import type { Channel } from "../../../shared/events/fields.ts";
import { instant } from "../values.ts";

/** Whole seconds, in ms: all that its API and its calls both know. Zero is its nothing. */
export const second = z
  .union([z.literal(0).transform(() => null), instant])
  .nullish()
  .transform((at) => (at === null || at === undefined ? null : Math.floor(at / 1000) * 1000));

export type Status = EventData<"contact.status_changed">["to"];

const STATUSES: Readonly<Record<string, Status>> = {
  open: "open",
  resolved: "resolved",
  // A bot has it: nobody is asked yet.
  pending: "new",
  bot: "new",
  snoozed: "on_hold",
};
/** In the order of its own list, by whose number some payloads name one. */
const NUMBERED = ["open", "resolved", "pending", "snoozed"];

/** Its word, or the word's number; undefined: none of its list. */
export function statusOf(value: unknown): Status | undefined {
  const word = typeof value === "number" ? (NUMBERED[value] ?? "") : value;
  const key = typeof word === "string" ? word.trim().toLowerCase() : "";
  return Object.hasOwn(STATUSES, key) ? STATUSES[key] : undefined;
}

/** `Channel::Whatsapp` … by the word after the colons. */
const CHANNELS: Readonly<Record<string, Channel>> = {
  webwidget: "chat",
  api: "chat",
  email: "email",
  whatsapp: "whatsapp",
  twiliosms: "sms",
  sms: "sms",
  facebookpage: "social",
  instagram: "social",
  twitterprofile: "social",
  twitter: "social",
  telegram: "social",
  line: "social",
  tiktok: "social",
  voice: "phone",
  twiliovoice: "phone",
};

export interface Via {
  readonly channel: Channel;
  readonly channelDetail?: string;
}

/** Twilio's channel carries text messages and WhatsApp; the address in `contact_inbox` says which. */
export function viaOf(word: string | null | undefined, address?: string | null): Via {
  const [, name = ""] = /^Channel::(\w{1,40})$/.exec((word ?? "").trim()) ?? [];
  const key = name.toLowerCase();
  if (!Object.hasOwn(CHANNELS, key)) return { channel: "other" };
  const isWhatsapp = key === "twiliosms" && (address ?? "").startsWith("whatsapp:");
  return {
    channel: isWhatsapp ? "whatsapp" : (CHANNELS[key] ?? "other"),
    channelDetail: `Channel::${name}`,
  };
}

interface Sender {
  readonly id: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/**
 * Who asked. A channel that is an address names the customer by it, so that it is the same customer as in
 * other systems; elsewhere people get an address later or never, and Chatwoot's own id of them stays.
 */
export function customerOf({ id, email, phone }: Sender, channel: Channel): string | undefined {
  const digits = (phone ?? "").replace(/[^\d+]/g, "");
  const isNumbered = channel === "whatsapp" || channel === "sms" || channel === "phone";
  if (isNumbered && /^\+\d{6,15}$/.test(digits)) return `tel:${digits}`;
  const address = (email ?? "").trim().toLowerCase();
  if (channel === "email" && /^[^\s@]{1,80}@[^\s@]{1,100}$/.test(address)) {
    return `mailto:${address}`;
  }
  return id === null ? undefined : `chatwoot:${id}`.slice(0, 200);
}
