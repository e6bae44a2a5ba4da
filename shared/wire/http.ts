/** Every body that crosses HTTP (DESIGN.md 8). Integrators build on these: changes are additions. */
import { z } from "zod";

/** The answer to POST /api/v1/events: one result per event, never all or nothing. */
export const ingestAnswer = z.object({
  accepted: z.int(),
  duplicates: z.int(),
  rejected: z.array(
    z.object({
      index: z.int(),
      id: z.string().nullable(),
      code: z.string(),
      path: z.string(),
      reason: z.string(),
    }),
  ),
  /** The log position that holds all of them. */
  position: z.int(),
});

const interval = z.object({ low: z.number(), high: z.number(), level: z.literal(95) });

/** One figure, with all that is needed to defend it. Values are exact, never rounded. */
export const figure = z.object({
  kpi: z.string(),
  scope: z.string(),
  /** Set when `by=` broke the figure down: the agent, team, channel, interval start or day. */
  by: z.string().optional(),
  period: z.object({
    label: z.string(),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    zone: z.string(),
  }),
  value: z.number().nullable(),
  unit: z.enum(["%", "s", "points", "count"]),
  n: z.int(),
  numerator: z.number(),
  denominator: z.number().nullable(),
  interval: interval.nullable(),
  definition: z.string(),
  position: z.int(),
});

/** One contact behind a figure, and the values it brought to it. */
export const contactRow = z.object({
  contact: z.string(),
  source: z.string(),
  channel: z.string().nullable(),
  direction: z.string(),
  facts: z.array(
    z.object({
      measure: z.string(),
      value: z.int(),
      at: z.iso.datetime(),
      agent: z.string().nullable(),
      team: z.string().nullable(),
      queue: z.string().nullable(),
    }),
  ),
});

/** RFC 9457. `detail` says what to do. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
});

export type IngestAnswer = z.infer<typeof ingestAnswer>;
export type FigureJson = z.infer<typeof figure>;
export type ContactRow = z.infer<typeof contactRow>;
export type Problem = z.infer<typeof problem>;
