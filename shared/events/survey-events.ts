/** Surveys sent and answered: CSAT, NPS, CES and quality reviews (EVENTS.md types 14 and 15). */
import { z } from "zod";
import { id } from "./fields.ts";
import { REVIEW_ITEMS_MAX } from "./limits.ts";

const scale = z
  .object({
    min: z.int(),
    max: z.int(),
    kind: z.enum(["points", "good-bad", "thumbs", "stars"]).optional(),
  })
  .refine((value) => value.min < value.max, { path: ["max"], error: "must be greater than min" });

const liesOn = (score: number, { min, max }: { min: number; max: number }): boolean =>
  score >= min && score <= max;

const common = {
  surveyId: id,
  contactId: id.optional(),
  agentId: id.optional(),
  teamId: id.optional(),
  customerRef: id.optional(),
  purpose: z.enum(["transactional", "relationship"]).optional(),
};

const reviewItem = z
  .object({
    score: z.int(),
    min: z.int(),
    max: z.int(),
    weight: z.int().min(0),
    critical: z.boolean(),
  })
  .refine((item) => item.min < item.max && item.score >= item.min && item.score <= item.max, {
    path: ["score"],
    error: "must lie between min and max",
  });

export const surveyEvents = {
  "survey.sent": z.object({
    ...common,
    kind: z.enum(["csat", "nps", "ces"]),
    scale: scale.optional(),
  }),
  "survey.answered": z
    .object({
      ...common,
      kind: z.enum(["csat", "nps", "ces", "review"]),
      score: z.int().optional(),
      scale: scale.optional(),
      hasComment: z.boolean().optional(),
      items: z.array(reviewItem).min(1).max(REVIEW_ITEMS_MAX).optional(),
    })
    .refine((data) => data.kind !== "review" || data.items !== undefined, {
      path: ["items"],
      error: "is required for a review",
    })
    .refine((data) => data.kind !== "review" || data.agentId !== undefined, {
      path: ["agentId"],
      error: "is required for a review",
    })
    .refine((data) => data.kind === "review" || data.score !== undefined, {
      path: ["score"],
      error: "is required",
    })
    .refine((data) => data.kind === "review" || data.scale !== undefined, {
      path: ["scale"],
      error: "is required",
    })
    .refine(({ score, scale }) => score === undefined || !scale || liesOn(score, scale), {
      path: ["score"],
      error: "must lie on its scale, from min to max",
    })
    .refine(
      ({ kind, scale }) => kind !== "nps" || !scale || (scale.min === 0 && scale.max === 10),
      {
        path: ["scale"],
        error: "of an NPS answer is 0 to 10",
      },
    ),
} as const;
