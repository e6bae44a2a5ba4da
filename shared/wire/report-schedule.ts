/** Who gets which weekly report by mail, and when (EXP-9); and through which mail server. */
import { z } from "zod";
import { languages } from "../text/words.ts";

export const RECIPIENTS_MAX = 200;

export const MAIL_FORMATS = ["link", "xlsx", "pdf", "csv"] as const;

/** When on which day, of the organisation's clock: 1 is Monday, 7 Sunday. */
export const DEFAULT_MOMENT = { day: 1, hour: 7, minute: 0 } as const;

/** Of a report that is sealed: of the centre or a team, never of a person (PRIV-15). */
const scope = z
  .string()
  .max(300)
  .regex(/^(centre|team:.+)$/s, { error: "is centre or team:ID" });

/** One person, one scope, one moment in the week. A person may have several scopes. */
export const recipient = z.strictObject({
  /** A user of this installation. */
  user: z.string().min(1).max(60),
  scope,
  /** Null: the language the user has chosen. */
  language: z.enum(languages).nullable().default(null),
  /** A link that needs sign-in, or also the file. */
  format: z.enum(MAIL_FORMATS).default("link"),
  /** In the week after the one that is reported. */
  day: z.int().min(1).max(7).default(DEFAULT_MOMENT.day),
  hour: z.int().min(0).max(23).default(DEFAULT_MOMENT.hour),
  minute: z.int().min(0).max(59).default(DEFAULT_MOMENT.minute),
});

/** `sent`; `waiting`: not yet, or it will be tried again; `failed`: given up; `cancelled`: the right was gone. */
export const DELIVERY_STATES = ["waiting", "sent", "failed", "cancelled"] as const;

/** The newest mail to a recipient about a scope. */
const delivery = z.object({
  week: z.string(),
  revision: z.int(),
  state: z.enum(DELIVERY_STATES),
  /** When it was recorded; when it was handed to the mail server. */
  recordedAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
  tries: z.int(),
  /** When it is tried again; null: it is not. */
  nextAt: z.iso.datetime().nullable(),
  /** Why the last try did not succeed, as the mail server or the network said it. */
  trouble: z.string().nullable(),
});

export const recipientRow = recipient.extend({
  name: z.string(),
  email: z.string(),
  /** False: deactivated, or without the right to this report: nothing is sent. */
  mayReceive: z.boolean(),
  /** When the next week's report is due; null: `mayReceive` is false. */
  nextAt: z.iso.datetime().nullable(),
  last: delivery.nullable(),
});

/**
 * GET /api/v1/reports/schedule. Managers see and set everybody's; leaders their own entries, of their own teams.
 * `version`: give it back with PUT.
 */
export const scheduleAnswer = z.object({
  version: z.string(),
  zone: z.string(),
  /** False: no mail server is set, nothing is sent; an administrator sets it at PUT /api/v1/mail. */
  mail: z.boolean(),
  recipients: z.array(recipientRow),
  /** Whom the caller may add, and of which scopes each may have reports. */
  candidates: z.array(
    z.object({
      user: z.string(),
      name: z.string(),
      email: z.string(),
      scopes: z.array(z.string()),
    }),
  ),
});

/** PUT /api/v1/reports/schedule → scheduleAnswer; 409: somebody else changed it meanwhile. */
export const scheduleBody = z.strictObject({
  version: z.string().max(100),
  recipients: z.array(recipient).max(RECIPIENTS_MAX),
});

/** POST /api/v1/reports/schedule/test: to oneself, now, of the newest sealed week; 502 with what the mail server said. */
export const scheduleTest = z.strictObject({
  scope,
  language: z.enum(languages).nullable().default(null),
  format: z.enum(MAIL_FORMATS).default("link"),
});

/** 409: no mail server is set, or no week is sealed yet. */
export const scheduleTested = z.object({ to: z.string(), week: z.string(), revision: z.int() });

export type Recipient = z.infer<typeof recipient>;
export type RecipientRow = z.infer<typeof recipientRow>;
export type Delivery = z.infer<typeof delivery>;
export type ScheduleAnswer = z.infer<typeof scheduleAnswer>;
export type ScheduleBody = z.infer<typeof scheduleBody>;
export type ScheduleTest = z.infer<typeof scheduleTest>;
export type ScheduleTested = z.infer<typeof scheduleTested>;
