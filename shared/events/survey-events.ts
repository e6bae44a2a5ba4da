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
    .superRefine((data, context) => {
      const refuse = (path: string, message: string) =>
        context.addIssue({ code: "custom", path: [path], message });
      if (data.kind === "review") {
        if (data.items === undefined) refuse("items", "is required for a review");
        if (data.agentId === undefined) refuse("agentId", "is required for a review");
        return;
      }
      if (data.score === undefined) refuse("score", "is required");
      if (data.scale === undefined) refuse("scale", "is required");
      if (data.score === undefined || data.scale === undefined) return;
      if (data.score < data.scale.min || data.score > data.scale.max) {
        refuse("score", `must lie on its scale, ${data.scale.min} to ${data.scale.max}`);
      }
      if (data.kind === "nps" && (data.scale.min !== 0 || data.scale.max !== 10)) {
        refuse("scale", "of an NPS answer is 0 to 10");
      }
    }),
} as const;
