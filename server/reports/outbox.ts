/**
 * Mails that are to be sent, each recorded before it is: `outbox/WEEK/SCOPE/REVISION/USER` (EXP-9). The record holds
 * the bytes, so that a repeat is the same mail, whatever has changed meanwhile; sent, it holds them no more.
 */
import { createHash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { z } from "zod";
import { HOUR_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import { DELIVERY_STATES, MAIL_FORMATS } from "../../shared/wire/report-schedule.ts";

export const OUTBOX_PREFIX = "outbox/";

/** After so long nothing is tried again. */
export const GIVEN_UP_MS = 24 * HOUR_MS;

const BACK_OFF_MINUTES = [1, 2, 5, 10, 20, 30, 60];

/** Every time it was begun counts, also where the process ended meanwhile. */
const TRIES_MAX = 100;

const record = z.object({
  state: z.enum(DELIVERY_STATES),
  format: z.enum(MAIL_FORMATS),
  /** The Message-ID, without angle brackets, and of the bytes SHA-256 in hex. */
  id: z.string(),
  digest: z.string(),
  /** In the envelope. */
  from: z.string(),
  /** From how many people up an attachment shows what is about their work; null: nothing is attached. */
  group: z.int().nullable(),
  recordedAt: z.int(),
  /** Not before, ms; of what waits. */
  nextAt: z.int(),
  sentAt: z.int().nullable(),
  tries: z.int(),
  /** A process has begun to send it: if that has ended, nobody knows whether it arrived. */
  isBegun: z.boolean(),
  trouble: z.string().nullable(),
  /** The bytes, deflated, in base64; null: not needed any more. */
  body: z.string().nullable(),
});

export type Outgoing = z.infer<typeof record>;

/** What one mail is about: once for each there is. */
export interface About {
  readonly week: string;
  /** `centre`, `team:ID` */
  readonly scope: string;
  readonly revision: number;
  /** A user's id. */
  readonly user: string;
}

export const outboxName = ({ week, scope, revision, user }: About): string =>
  `${OUTBOX_PREFIX}${week}/${encodeURIComponent(scope)}/${String(revision).padStart(3, "0")}/${user}`;

export function aboutOf(name: string): About {
  const [week = "", scope = "", revision = "", user = ""] = name
    .slice(OUTBOX_PREFIX.length)
    .split("/");
  return { week, scope: decodeURIComponent(scope), revision: Number(revision), user };
}

export const readOutgoing = (text: string): Outgoing => record.parse(JSON.parse(text));
export const writeOutgoing = (outgoing: Outgoing): string => JSON.stringify(outgoing);

/** The same about and the same sealed report give the same id; `from`: an address, whose domain it has. */
export function messageId(about: About, digest: string, from: string): string {
  const text = `${outboxName(about)} ${digest}`;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 32);
  return `report.${hash}@${from.slice(from.lastIndexOf("@") + 1)}`;
}

export const packed = (raw: Buffer): string => deflateRawSync(raw).toString("base64");
export const unpacked = (body: string): Buffer => inflateRawSync(Buffer.from(body, "base64"));

export interface Recording extends Pick<Outgoing, "format" | "id" | "from" | "group"> {
  readonly raw: Buffer;
}

/** `now`: ms since 1970. */
export const recorded = ({ raw, ...rest }: Recording, now: number): Outgoing => ({
  ...rest,
  state: "waiting",
  digest: createHash("sha256").update(raw).digest("hex"),
  recordedAt: now,
  nextAt: now,
  sentAt: null,
  tries: 0,
  isBegun: false,
  trouble: null,
  body: packed(raw),
});

/** How long is waited after so many tries, ms. */
export const backOffMs = (tries: number): number =>
  (BACK_OFF_MINUTES[Math.min(tries, BACK_OFF_MINUTES.length) - 1] ?? 0) * MINUTE_MS;

/** Written before a mail is handed over: whatever happens then, it is known that it was tried. */
export const begun = (one: Outgoing, now: number): Outgoing => ({
  ...one,
  tries: one.tries + 1,
  isBegun: true,
  nextAt: now + backOffMs(one.tries + 1),
});

const over = (one: Outgoing, state: Outgoing["state"]): Outgoing => ({
  ...one,
  state,
  isBegun: false,
  body: null,
});

export const sent = (one: Outgoing, now: number): Outgoing => ({
  ...over(one, "sent"),
  sentAt: now,
  trouble: null,
});

/** It waits for the next try, or is given up a day after it was recorded; never without having been tried. */
export function notTaken(one: Outgoing, trouble: string, now: number): Outgoing {
  const isOver = now - one.recordedAt >= GIVEN_UP_MS || one.tries >= TRIES_MAX;
  const told = { ...one, trouble };
  return isOver ? over(told, "failed") : { ...told, isBegun: false };
}

export const cancelled = (one: Outgoing): Outgoing => over(one, "cancelled");
