/** Salesforce's values as ours: ids by their prefix, instants in ISO or epoch ms, the words of its lists. */
import { z } from "zod";
import type { Channel } from "../../../shared/events/fields.ts";
import { instantOf } from "../../../shared/events/instant.ts";
import { AT_MAX } from "../values.ts";

/** Letters and digits; the first three say of which kind the record is. */
const ID = /^[A-Za-z0-9]{1,18}$/;

export const someId = z
  .string()
  .nullish()
  .transform((text) => (text === null || text === undefined || !ID.test(text) ? null : text));

export const needId = z.string().regex(ID, { error: "is no id of Salesforce" });

const isOf = (id: string | null, prefix: string): id is string => id?.startsWith(prefix) === true;
export const isUser = (id: string | null): id is string => isOf(id, "005");
export const isQueue = (id: string | null): id is string => isOf(id, "00G");
export const isCase = (id: string | null): id is string => isOf(id, "500");
export const isCall = (id: string | null): id is string => isOf(id, "0LQ");

/** Below this a number is no epoch in ms of this century. */
const EPOCH_MS_MIN = 100_000_000_000;

/** `2026-11-02T09:00:00.000+0000`, `…Z`, epoch ms as a number or digits → ms; NaN: none. */
export function momentOf(value: unknown): number {
  if (typeof value === "number") {
    return value >= EPOCH_MS_MIN && value <= AT_MAX ? value : Number.NaN;
  }
  if (typeof value !== "string" || value.length > 60) return Number.NaN;
  if (/^\d{12,15}$/.test(value)) return Number(value);
  return instantOf(value.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
}

/** Whole seconds, in ms: all that history, records and changes know alike. */
const wholeSeconds = (at: number): number => Math.floor(at / 1000) * 1000;

export const someMoment = z
  .unknown()
  .optional()
  .transform((value, context) => {
    if (value === null || value === undefined) return null;
    const at = momentOf(value);
    if (Number.isFinite(at)) return wholeSeconds(at);
    context.addIssue({ code: "custom", message: "is no instant" });
    return z.NEVER;
  });

export const moment = someMoment.transform((at, context) => {
  if (at !== null) return at;
  context.addIssue({ code: "custom", message: "is missing" });
  return z.NEVER;
});

/** Whole seconds of its figures → ms; null: it does not say. */
export const someSeconds = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => {
    const seconds = value === null || value === undefined || value === "" ? Number.NaN : +value;
    return seconds >= 0 && seconds < 1e9 ? Math.round(seconds * 1000) : null;
  });

export const someFlag = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === "boolean" ? value : value === "true"));

/** An office's own words are nobody's to keep (PRIV-1): a word is taken only from a list. */
export const wordIn = <Word extends string>(
  words: readonly Word[],
  value: unknown,
): Word | undefined =>
  typeof value === "string"
    ? words.find((word) => word.toLowerCase() === value.trim().toLowerCase())
    : undefined;

const CHANNELS: readonly (readonly [like: RegExp, channel: Channel])[] = [
  [/whats.?app/, "whatsapp"],
  [/sms|^text$/, "sms"],
  [/phone|voice|call|telefo|téléphone/, "phone"],
  [/facebook|twitter|instagram|messenger|social|apple|^line$|^x$/, "social"],
  [/chat|messag|embedded|bot/, "chat"],
  [/mail|courriel|^web$|web.?form|web.?site|web.?to.?case|community|portal/, "email"],
];

/** `Origin` of a case, `ChannelType` of a messaging session: pick lists that every office edits. */
export function channelOf(word: unknown): Channel {
  const text = typeof word === "string" ? word.trim().toLowerCase() : "";
  return CHANNELS.find(([like]) => like.test(text))?.[1] ?? "other";
}

const DETAILS = [
  "Email",
  "Phone",
  "Web",
  "Chat",
  "SMS",
  "WhatsApp",
  "Facebook",
  "Twitter",
] as const;
export const detailOf = (word: unknown): string | undefined => wordIn(DETAILS, word)?.toLowerCase();

export const PRIORITIES = ["Low", "Medium", "High", "Critical"] as const;
