/** What a task is: its channel, its direction, and the customer's pseudonym to be (EVENTS.md 10.6). */
import type { Channel, Direction } from "../../../shared/events/fields.ts";
import { jsonOf } from "../call-json.ts";
import { isFields } from "./told.ts";

/** Attributes are JSON inside a text; nothing else of them than what stands here is read. */
export function attributesOf(
  said: string | Readonly<Record<string, unknown>> | null | undefined,
): Readonly<Record<string, unknown>> {
  if (isFields(said)) return said;
  const parsed = jsonOf(said ?? "");
  return parsed.ok && isFields(parsed.value) ? parsed.value : {};
}

const CHANNELS: Readonly<Record<string, Channel>> = {
  voice: "phone",
  callback: "phone",
  voicemail: "phone",
  chat: "chat",
  web: "chat",
  sms: "sms",
  whatsapp: "whatsapp",
  email: "email",
  messenger: "social",
  facebook: "social",
  instagram: "social",
  line: "social",
  default: "other",
  video: "other",
};

interface Via {
  readonly channel: Channel;
  readonly channelDetail?: string;
}

/** Of Flex's chats the attributes know whether they came by SMS or WhatsApp. */
export function viaOf(name: string | null, attributes: Readonly<Record<string, unknown>>): Via {
  const words = [attributes.channelType, name].map((word) =>
    typeof word === "string" ? word.trim().toLowerCase() : "",
  );
  const word = words.find((one) => Object.hasOwn(CHANNELS, one));
  // A channel that somebody made himself could have anybody's name (PRIV-1).
  return word === undefined
    ? { channel: "other" }
    : { channel: CHANNELS[word] ?? "other", channelDetail: word };
}

export const directionOf = ({ direction }: Readonly<Record<string, unknown>>): Direction =>
  typeof direction === "string" && /^outbound/i.test(direction) ? "outbound" : "inbound";

/** `whatsapp:+31…` and the like → `tel:+31…`; an address of e-mail → `mailto:…`; else none. */
function addressOf(value: unknown): string | undefined {
  if (typeof value !== "string" || value.length > 190) return undefined;
  const bare = value
    .trim()
    .replace(/^\w+:/, "")
    .replace(/[\s().-]/g, "");
  if (/^\+\d{6,15}$/.test(bare)) return `tel:${bare}`;
  const mail = value.trim().replace(/^mailto:/i, "");
  return /^[^\s@:]+@[^\s@]+\.[^\s@]+$/.test(mail) ? `mailto:${mail.toLowerCase()}` : undefined;
}

/** Who the customer is; hashed before anything is kept. */
export function customerOf(
  attributes: Readonly<Record<string, unknown>>,
  direction: Direction,
): string | undefined {
  const { from, caller, called, to, outbound_to, customerAddress } = attributes;
  const places = direction === "outbound" ? [outbound_to, to, called] : [from, caller];
  return [...places, customerAddress].map(addressOf).find((one) => one !== undefined);
}
