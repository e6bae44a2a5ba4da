/** Every body that crosses HTTP (DESIGN.md 8). Integrators build on these: changes are additions. */
import { z } from "zod";
import { UNITS } from "../kpi/kpi.ts";
import { explanation } from "./definition.ts";

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

/** A stretch that a source lost and nobody has made good; `to` null: it goes on. */
export const lostStretch = z.object({
  source: z.string(),
  /** As people call it; null: it is not described. */
  name: z.string().nullable(),
  from: z.iso.datetime(),
  to: z.iso.datetime().nullable(),
});

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
  unit: z.enum(UNITS),
  n: z.int(),
  numerator: z.number(),
  denominator: z.number().nullable(),
  interval: interval.nullable(),
  /** Named numbers behind the value, such as promoters, passives and detractors of an NPS. */
  parts: z.record(z.string(), z.number()).optional(),
  /** How many in the period are not decided yet (promises, first contacts); absent: all are. */
  pending: z.int().optional(),
  /** Too few people are behind it (PRIV-5): there is a value, and it is not told. Then n is 0 too. */
  withheld: z.literal("group").optional(),
  /** What it misses of its period, the earliest first; absent: nothing that a source told of. */
  incomplete: z.array(lostStretch).optional(),
  definition: z.string(),
  position: z.int(),
  /** Only when asked for, with `passport=1`: one line to compute it again (shared/wire/passport.ts). */
  passport: z.string().optional(),
  /** Only when asked for, with `explain=1`. */
  explanation: explanation.optional(),
});

/** One contact behind a figure, and the values it brought to it. */
export const contactRow = z.object({
  contact: z.string(),
  source: z.string(),
  /** Null also where a channel or direction of too few people would be told (PRIV-5). */
  channel: z.string().nullable(),
  direction: z.string().nullable(),
  facts: z.array(
    z.object({
      measure: z.string(),
      value: z.int(),
      at: z.iso.datetime(),
      /** `*`: somebody whom the asker may not tell apart. */
      agent: z.string().nullable(),
      team: z.string().nullable(),
      queue: z.string().nullable(),
    }),
  ),
});

/** One source's share of what could not be counted as it came. */
const sourceQuality = z.object({
  source: z.string(),
  /** Events refused, each once, at the time they name. */
  rejected: z.int(),
  /** Facts whose clocks disagreed by up to 120 s: they count as 0 s. */
  clamped: z.int(),
  /** Facts not made, because clocks disagreed by more. */
  quarantined: z.int(),
  /** Events that lie more than five minutes ahead of our clock now: they count when they are due. */
  ahead: z.int(),
  /** Ids that came again with other content, since the server started. */
  conflicts: z.int(),
});

/** How often a source's events were refused for one reason: names of fields, never content. */
const refusedCount = z.object({
  source: z.string(),
  type: z.string(),
  code: z.string(),
  path: z.string(),
  reason: z.string(),
  count: z.int(),
});

/** An id nobody has mapped, and who it could be: a person decides. */
const unmappedId = z.object({
  id: z.string(),
  native: z.string(),
  source: z.string(),
  /** Values in the period's cells that name it; contacts open now that do. */
  facts: z.int(),
  open: z.int(),
  suggestions: z.array(
    z.object({ id: z.string(), name: z.string().nullable(), because: z.enum(["id", "name"]) }),
  ),
});

/** A version of a schedule without an open minute, and the teams whose clock it is. */
const neverOpen = z.object({
  schedule: z.string(),
  from: z.string().nullable(),
  teams: z.array(z.string()),
});

/** A name in the organisation's document of something it does not describe. */
const missingReference = z.object({
  at: z.string(),
  kind: z.enum(["team", "agent", "schedule", "kpi"]),
  id: z.string(),
});

/** The answer to GET /api/v1/quality: what the numbers of a period rest on. */
export const quality = z.object({
  period: figure.shape.period,
  sources: z.array(sourceQuality),
  refused: z.array(refusedCount),
  unmapped: z.object({
    agents: z.array(unmappedId),
    teams: z.array(unmappedId),
    queues: z.array(unmappedId),
  }),
  neverOpen: z.array(neverOpen),
  missing: z.array(missingReference),
  position: z.int(),
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
export type LostStretch = z.infer<typeof lostStretch>;
export type ContactRow = z.infer<typeof contactRow>;
export type QualityJson = z.infer<typeof quality>;
export type SourceQuality = z.infer<typeof sourceQuality>;
export type RefusedCount = z.infer<typeof refusedCount>;
export type UnmappedId = z.infer<typeof unmappedId>;
export type NeverOpen = z.infer<typeof neverOpen>;
export type MissingReference = z.infer<typeof missingReference>;
export type Problem = z.infer<typeof problem>;
