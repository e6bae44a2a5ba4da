/**
 * The organisation as one document (DESIGN.md 5): teams, agents with their ids in each source,
 * queues, survey scales, targets. Effective-dated throughout; dates are local days or instants.
 */
import { z } from "zod";
import { channel, id, text } from "../events/fields.ts";

/** A local date (`2026-03-01`, midnight in the organisation's zone) or an RFC 3339 instant. */
const since = z.string().min(10).max(40);

const zone = z.string().refine((value) => isZone(value), {
  error: "must be an IANA time zone such as Europe/Amsterdam",
});

function isZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

/** A native id in one source, for a time. Without `source` it is meant in every source. */
const identity = z.object({
  source: id.optional(),
  id,
  from: since.optional(),
  to: since.optional(),
});

const team = z.object({ id, name: text.optional(), identities: z.array(identity).default([]) });

const agent = z.object({
  id,
  name: text.optional(),
  identities: z.array(identity).default([]),
  memberships: z
    .array(
      z.object({
        team: id,
        from: since.optional(),
        to: since.nullable().optional(),
        primary: z.boolean().default(true),
      }),
    )
    .default([]),
});

const queue = z.object({
  id,
  name: text.optional(),
  team: id.optional(),
  identities: z.array(identity).default([]),
  /** T: answered within this is in time. S: a hang-up within this is short (KPIS.md 6). */
  thresholds: z
    .array(
      z.object({
        from: since.optional(),
        answerWithinSeconds: z.int().min(0).default(20),
        shortAbandonSeconds: z.int().min(0).default(5),
      }),
    )
    .default([]),
});

const source = z.object({
  id,
  name: text.optional(),
  /** False: this source never reports the end of wrap-up; a leg is complete when talk ends. */
  wrapup: z.boolean().default(true),
  /** Longer silence than this is not usual for the source, in minutes. */
  quietMinutesMax: z.int().min(1).default(30),
});

const scale = z.object({ min: z.int(), max: z.int(), positive: z.array(z.int()) });

const target = z.object({
  kpi: z.string(),
  team: id.optional(),
  channel: channel.optional(),
  /** Exactly on target is on target (UX-13). */
  value: z.number(),
  /** Beyond this a tile asks for action; between the two it asks for attention. */
  limit: z.number().optional(),
  from: since.optional(),
});

export const orgDocument = z.object({
  organisation: z
    .object({ name: text.default("Deskpulse"), zone: zone.default("Europe/Amsterdam") })
    .default({ name: "Deskpulse", zone: "Europe/Amsterdam" }),
  teams: z.array(team).default([]),
  agents: z.array(agent).default([]),
  queues: z.array(queue).default([]),
  sources: z.array(source).default([]),
  scales: z.array(scale).default([]),
  targets: z.array(target).default([]),
});

export type OrgDocument = z.infer<typeof orgDocument>;
export type OrgInput = z.input<typeof orgDocument>;

/** An organisation nobody has described yet: every id stands for itself. */
export const emptyOrg: OrgDocument = orgDocument.parse({});
