/** Messages, and the satisfaction survey, which is one: as calls bring them and as its API lists them. */
import { z } from "zod";
import type { CloudEvent, EventData } from "../../../shared/events/event.ts";
import { needId, someId } from "../values.ts";
import type { WriteEvent } from "../write-event.ts";
import { second } from "./fields.ts";

const KINDS = ["incoming", "outgoing", "activity", "template"] as const;
type Kind = (typeof KINDS)[number];

/** A word in calls, its number in lists. */
const kind = z.union([z.string(), z.number()]).transform((value, context): Kind => {
  const word = typeof value === "number" ? KINDS[value] : value;
  const known = KINDS.find((one) => one === word);
  if (known !== undefined) return known;
  context.addIssue({ code: "custom", message: "is no kind of message that Chatwoot documents" });
  return z.NEVER;
});

const loose = z.looseObject({}).nullish().catch(null);

const rating = z.looseObject({
  rating: z.union([z.number(), z.string()]).nullish(),
  feedback_message: z.unknown().optional(),
});

export const message = z.looseObject({
  id: needId,
  message_type: kind,
  created_at: second,
  private: z.boolean().nullish().catch(null),
  content_type: z.string().nullish().catch(null),
  content_attributes: z
    .looseObject({
      assigned_agent_id: someId.catch(null),
      automation_rule_id: z.unknown().optional(),
      submitted_values: z
        .looseObject({ csat_survey_response: rating.nullish().catch(null) })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
  additional_attributes: loose,
  sender_type: z.string().nullish().catch(null),
  sender: z
    .looseObject({ id: someId.catch(null), type: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
  sender_id: someId.catch(null),
});

export type Message = z.infer<typeof message>;

export const isSurvey = ({ content_type: type }: Message): boolean => type === "input_csat";

type From = Pick<EventData<"contact.message">, "from" | "automated" | "agentId">;

/** Nobody's own words: a rule, a campaign, a greeting. */
const isAutomatic = ({ content_attributes: own, additional_attributes: more }: Message): boolean =>
  (own?.automation_rule_id ?? null) !== null ||
  ((more as Record<string, unknown> | null | undefined)?.campaign_id ?? null) !== null;

const BOTS = /^(agent_?bot|captain.*)$/i;

function fromOf(one: Message): From {
  if (one.message_type === "incoming") return { from: "customer" };
  if (one.message_type === "template") return { from: "bot", automated: true };
  const type = one.sender?.type ?? one.sender_type ?? "";
  const id = one.sender?.id ?? one.sender_id;
  if (isAutomatic(one)) return { from: "system", automated: true };
  if (BOTS.test(type)) return { from: "bot", automated: true };
  // Old releases name no type: there only people of ours have a number here.
  const isPerson = type === "" || type.toLowerCase() === "user";
  if (isPerson && id !== null) return { from: "agent", agentId: id };
  return { from: "system" };
}

/** A public message of a person of ours. */
export const isOurs = (one: Message): boolean =>
  one.message_type === "outgoing" &&
  one.private !== true &&
  !isSurvey(one) &&
  fromOf(one).from === "agent";

/** Null: it is a note of Chatwoot's own about the conversation, or the survey. */
export function written(
  write: WriteEvent,
  conversation: string,
  one: Message,
  at: number,
): CloudEvent | null {
  if (one.message_type === "activity" || isSurvey(one)) return null;
  const event = write("contact.message", `message/${one.id}`, at, {
    contactId: conversation,
    messageId: one.id,
    visibility: one.private === true ? "internal" : "public",
    ...fromOf(one),
  });
  return /^\d{1,20}$/.test(one.id) ? { ...event, sequence: one.id } : event;
}

const SCALE = { min: 1, max: 5 };
const surveyId = (messageId: string): string => `csat/${messageId}`;

export const surveyed = (
  write: WriteEvent,
  conversation: string,
  one: Message,
  at: number,
): CloudEvent =>
  write("survey.sent", `csat/${one.id}/sent`, at, {
    surveyId: surveyId(one.id),
    kind: "csat",
    scale: SCALE,
    contactId: conversation,
    // Who had it when it was sent. Without it the solver counts, and nobody who was assigned since.
    agentId: one.content_attributes?.assigned_agent_id ?? undefined,
  });

export interface Rated {
  readonly conversation: string | null;
  /** The message that asked. */
  readonly message: string;
  readonly rating: unknown;
  readonly hasComment: boolean;
  readonly at: number;
  /** When it was known to be so, ms: of two answers the later known one counts. */
  readonly knownAt: number;
}

/** Null: the rating is no whole number from one to five. */
export function rated(write: WriteEvent, one: Rated): CloudEvent | null {
  const score = one.rating === null || one.rating === "" ? Number.NaN : Number(one.rating);
  if (!Number.isInteger(score) || score < SCALE.min || score > SCALE.max) return null;
  const version = new Date(one.knownAt).toISOString();
  const event = write("survey.answered", `csat/${one.message}/${score}/${version}`, one.at, {
    surveyId: surveyId(one.message),
    kind: "csat",
    score,
    scale: SCALE,
    contactId: one.conversation ?? undefined,
    hasComment: one.hasComment,
  });
  return { ...event, entityversion: version };
}

export const hasWords = (value: unknown): boolean =>
  typeof value === "string" && value.trim() !== "";
