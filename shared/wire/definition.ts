/** What GET /api/v1/definitions answers, and what `explain=1` adds to a figure. Texts in one language. */
import { z } from "zod";
import { UNITS } from "../kpi/kpi.ts";

export const definition = z.object({
  id: z.string(),
  /** Grows when the meaning changes (R14). */
  version: z.int(),
  unit: z.enum(UNITS),
  better: z.enum(["higher", "lower", "neutral"]),
  /** Below it screens show no colour, rank or percentile; null: a plain count. */
  nMin: z.int().nullable(),
  name: z.string(),
  formula: z.string(),
  /** The moment that decides the period. */
  anchor: z.string(),
  /** Whose it is. */
  credit: z.string(),
  /** Names of the numbers of the same names in a figure; null: that number only repeats the value. */
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  n: z.string().nullable(),
  parts: z.record(z.string(), z.string()).optional(),
  pending: z.string().optional(),
  /** What the number does not say. */
  beware: z.string().optional(),
  measures: z.array(z.string()),
});

export const explanation = z.object({
  /** `41 positive answers of 81 answers = 50.6%`. */
  text: z.string(),
  formula: z.string(),
  anchor: z.string(),
  credit: z.string(),
  beware: z.string().optional(),
  /** Id and version. */
  definition: z.string(),
});

export type Definition = z.infer<typeof definition>;
export type Explanation = z.infer<typeof explanation>;
