/** The answer to GET /api/v1/figures/explain: why one figure moved from one period to another (DESIGN.md 8). */
import { z } from "zod";
import { contactRow, figure } from "./http.ts";

/** One period: the figure as it is now. */
const side = figure.pick({
  period: true,
  value: true,
  n: true,
  numerator: true,
  denominator: true,
  interval: true,
});

/** One group in one period, as it was known in time; `share` is its part of the whole, 0 to 1. */
const groupSide = z.object({
  value: z.number().nullable(),
  n: z.int(),
  share: z.number().nullable(),
});

/** A contact, and how far it alone pulled the whole figure: all pulls of a group add up to its part. */
const pullingContact = contactRow.extend({
  period: z.enum(["before", "after"]),
  pull: z.number(),
});

/** One group's part of the difference; both numbers are whole steps of 2^-20. */
const part = z.object({
  /** The channel, team or agent; null: nobody's; `*`: several of few people each. */
  group: z.string().nullable(),
  /** Its name, or its id where it has none; null: nobody's. */
  label: z.string().nullable(),
  before: groupSide,
  after: groupSide,
  /** Because its share of the whole changed. */
  mix: z.number(),
  /** Because its own value changed. */
  within: z.number(),
  contacts: z.object({
    before: z.int(),
    after: z.int(),
    /** False: there were too many to look at all of them; then the two numbers are too low. */
    isComplete: z.boolean(),
    /** Those that weigh most in the direction of the part, at most 20. */
    rows: z.array(pullingContact),
    /** What lists them all, where one question can; from the root of the server. */
    query: z.object({ before: z.string(), after: z.string() }).nullable(),
  }),
});

export const movement = z.object({
  kpi: z.string(),
  scope: z.string(),
  by: z.enum(["channel", "team", "agent"]),
  unit: figure.shape.unit,
  definition: z.string(),
  before: side,
  after: side,
  /** After minus before in whole steps of 2^-20; null where either has no value: then there are no parts. */
  difference: z.number().nullable(),
  /** Beyond noise? Null: this figure has none to judge by. */
  verdict: z.enum(["higher", "lower", "no clear change", "too few"]).nullable(),
  /** Of the difference. */
  interval: figure.shape.interval,
  /**
   * How much of each value is data that came after its period had ended; their difference is the rest of
   * the whole: mix + within + (after − before) = difference, to the last bit. Null: nothing was known in
   * time (`loaded_later`), or too much came late to tell (`too_many`); then the parts are of what is known now.
   */
  late: z.object({ before: z.number(), after: z.number() }).nullable(),
  /** What the parts are of. */
  basis: z.enum(["known_in_time", "loaded_later", "too_many"]),
  parts: z.array(part),
  /** Too few people are behind it (PRIV-5): nothing of it is told. */
  withheld: z.literal("group").optional(),
  position: z.int(),
});

export type Movement = z.infer<typeof movement>;
export type MovementPart = z.infer<typeof part>;
export type PullingContact = z.infer<typeof pullingContact>;
