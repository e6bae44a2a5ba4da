/** Zendesk's newer CSAT surveys, one response (`/api/v2/guide/survey_responses/ID`) → ours. */
import { z } from "zod";
import type { WriteEvent } from "../write-event.ts";
import { moment, needId, someId } from "./fields.ts";
import { ignored, type Outcome, told, unread, wrong } from "./outcome.ts";

const answer = z.looseObject({
  type: z.string(),
  created_at: moment.nullish(),
  updated_at: moment.nullish(),
  rating: z.number().nullish(),
  rating_category: z.string().nullish(),
});

/** Answers of one response, and what it is about. */
const LIST_MAX = 100;

const response = z.looseObject({
  id: needId,
  answers: z.array(answer).max(LIST_MAX, { error: "holds too many answers" }),
  subjects: z
    .array(z.looseObject({ id: someId.catch(null), zrn: z.string().nullish() }))
    .max(LIST_MAX, { error: "holds too many subjects" })
    .nullish(),
});

/** Usual is one to five, of which four and five are good; of a scale of its own only good or bad is known. */
function scoreOf(rating: number | null | undefined, category: string | null | undefined) {
  const word = category?.trim().toLowerCase() ?? "";
  const isUsual =
    Number.isInteger(rating) && typeof rating === "number" && rating >= 1 && rating <= 5;
  if (isUsual && (word === "" || (word === "good") === rating >= 4)) {
    return { score: rating, scale: { min: 1, max: 5, kind: "points" as const } };
  }
  if (word !== "good" && word !== "bad") return null;
  return { score: word === "good" ? 1 : 0, scale: { min: 0, max: 1, kind: "good-bad" as const } };
}

function ticketIn({ subjects }: z.infer<typeof response>): string | undefined {
  const [about] = subjects ?? [];
  return /^zen:ticket:([\w-]{1,100})$/.exec(about?.zrn ?? "")?.[1] ?? about?.id ?? undefined;
}

export function surveyResponseOf(write: WriteEvent, input: unknown): Outcome {
  const read = response.safeParse(input);
  if (!read.success) return unread("", read.error);
  const { id, answers } = read.data;
  const rated = answers.find(({ type }) => type === "rating_scale");
  if (rated === undefined) return ignored("answers", "holds no rating yet");
  const of = scoreOf(rated.rating, rated.rating_category);
  if (of === null) return wrong("answers.rating", "is on no scale that we know");
  const at = rated.created_at ?? rated.updated_at ?? null;
  if (at === null) return wrong("answers.created_at", "is missing");
  const changedAt = Math.max(at, rated.updated_at ?? at);
  const version = new Date(changedAt).toISOString();
  const event = write("survey.answered", `response/${id}/${version}`, at, {
    surveyId: `response/${id}`,
    kind: "csat",
    ...of,
    contactId: ticketIn(read.data),
    hasComment: answers.some(({ type }) => type === "open_ended"),
  });
  return told({ ...event, entityversion: version });
}
