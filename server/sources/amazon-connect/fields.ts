/** Amazon Connect's values as ours: names at the end of ARNs, instants, whole seconds, words of its lists. */
import { z } from "zod";
import type { Channel } from "../../../shared/events/fields.ts";
import { instantOf } from "../../../shared/events/instant.ts";

type Fields = Readonly<Record<string, unknown>>;

export const isFields = (input: unknown): input is Fields =>
  typeof input === "object" && input !== null && !Array.isArray(input);

/** The first letter of names is large in contact records and small in contact events: all small here. */
export function lowered(input: unknown, levels = 4): unknown {
  if (Array.isArray(input)) return levels === 0 ? [] : input.map((one) => lowered(one, levels - 1));
  if (!isFields(input)) return input;
  if (levels === 0) return {};
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [nameOf(name), lowered(value, levels - 1)]),
  );
}

/** `AgentARN`, `agentArn` → `agentArn`; `ARN` → `arn`. */
const nameOf = (name: string): string => {
  const small = name.replace(/ARN$/, "Arn");
  return small.slice(0, 1).toLowerCase() + small.slice(1);
};

/** Ids are UUIDs; of longer ones the names of our events could not be made. */
const OWN_LENGTH_MAX = 80;
/** No instant nor length of time that is real. */
const AT_MAX = Date.parse("9990-01-01T00:00:00Z");
const SECONDS_MAX = 10_000_000;

export const id = z
  .string()
  .max(OWN_LENGTH_MAX)
  .nullish()
  .transform((value) => (value === undefined || value === null || value === "" ? null : value));

/** The last part of an ARN is the name of its own that is unique within an instance. */
export const arn = z
  .string()
  .max(1_600)
  .nullish()
  .transform((value) => value?.split("/").at(-1)?.slice(-60) || null);

/** RFC 3339, of any precision → ms since 1970; null: not yet, or never. */
export const moment = z
  .string()
  .max(60)
  .nullish()
  .transform((value, context) => {
    if (value === undefined || value === null || value === "") return null;
    const at = instantOf(value.replace(/(\.\d{3})\d+/, "$1"));
    if (at >= 0 && at <= AT_MAX) return at;
    context.addIssue({ code: "custom", message: "is no instant with a zone" });
    return z.NEVER;
  });

/** Records tell whole seconds, and contact events the same instants: of both the second counts. */
export const second = moment.transform((at) => (at === null ? null : Math.floor(at / 1000) * 1000));

/** Whole seconds → ms; null: it does not say. */
export const seconds = z
  .number()
  .min(0)
  .max(SECONDS_MAX)
  .nullish()
  .transform((value) => (value === undefined || value === null ? null : Math.round(value) * 1000));

/** A word of its lists, in large letters. */
export const word = z
  .string()
  .max(100)
  .nullish()
  .transform((value) => value?.trim().toUpperCase() || null);

const CHANNELS: Readonly<Record<string, Channel>> = {
  VOICE: "phone",
  CHAT: "chat",
  EMAIL: "email",
  TASK: "other",
};

/** Of chats a subtype says by which way they came. */
export function channelOf(channel: string | null, subtype: string | null): Channel {
  const way = subtype ?? "";
  if (channel === "CHAT" && /WHATSAPP/.test(way)) return "whatsapp";
  if (channel === "CHAT" && /SMS/.test(way)) return "sms";
  if (channel === "CHAT" && /APPLE|FACEBOOK|MESSENGER|INSTAGRAM/.test(way)) return "social";
  return (Object.hasOwn(CHANNELS, channel ?? "") ? CHANNELS[channel ?? ""] : undefined) ?? "other";
}

/** `+31 20…` → `tel:+31…`, an address of e-mail → `mailto:…`; null: none of both. */
export function addressOf(value: string | null | undefined): string | null {
  const text = (value ?? "").trim();
  if (text.length > 190) return null;
  const bare = text.replace(/^\w+:/, "").replace(/[\s().-]/g, "");
  if (/^\+\d{6,15}$/.test(bare)) return `tel:${bare}`;
  return /^[^\s@:]+@[^\s@]+\.[^\s@]+$/.test(text) ? `mailto:${text.toLowerCase()}` : null;
}
