/**
 * The organisation as one document (DESIGN.md 5): teams, agents with their ids in each source,
 * queues, survey scales, targets. Effective-dated throughout; dates are local days or instants.
 */
import { z } from "zod";
import { channel, id, instant, text } from "../events/fields.ts";
import { identity, since, zone } from "./fields.ts";
import { schedule } from "./schedule.ts";

const team = z.object({
  id,
  name: text.optional(),
  identities: z.array(identity).default([]),
  /** First or second line: passing a contact from one to the other is an escalation. */
  line: z.union([z.literal(1), z.literal(2)]).default(1),
  /** Which schedule is its business clock, from when; null: none. */
  schedules: z.array(z.object({ from: since.optional(), schedule: id.nullable() })).default([]),
});

const agent = z.object({
  /**
   * Ours, and kept for ever: let it say nothing about anybody. Names and the ids of the sources are not
   * in the log, but beside it, where they can be erased (PRIV-3). Without identities it is meant as the
   * agent's id in every source, and then it is a source's own.
   */
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

/** T: answered within this is in time. S: a hang-up within this is short (KPIS.md 6). */
const threshold = z.object({
  from: since.optional(),
  /** Without it: every channel. */
  channel: channel.optional(),
  answerWithinSeconds: z.int().min(0).default(20),
  shortAbandonSeconds: z.int().min(0).default(5),
});

const queue = z.object({
  id,
  name: text.optional(),
  /** Its team all along; or its teams over time in `teams`. */
  team: id.optional(),
  teams: z.array(z.object({ from: since.optional(), team: id.nullable() })).default([]),
  identities: z.array(identity).default([]),
  /** What counts for this queue; where it says nothing, the organisation's own. */
  thresholds: z.array(threshold).default([]),
});

const source = z.object({
  id,
  name: text.optional(),
  /** False: this source never reports the end of wrap-up; a leg is complete when talk ends. */
  wrapup: z.boolean().default(true),
  /** A wrap-up whose end is not told is taken to last so long; without it, the leg waits for its end. */
  wrapupSecondsMax: z.int().min(0).optional(),
  /** Longer silence than this is not usual for the source, in minutes. */
  quietMinutesMax: z.int().min(1).default(30),
});

const scale = z.object({ min: z.int(), max: z.int(), positive: z.array(z.int()) });

/** What was promised: a response, a reply or a solution within so many seconds (KPIS.md 4.2). */
const promise = z.object({
  metric: z.enum(["frt", "reply", "resolution"]),
  team: id.optional(),
  channel: channel.optional(),
  priority: text.optional(),
  seconds: z.int().min(1),
  clock: z.enum(["calendar", "business"]).default("calendar"),
  from: since.optional(),
});

/** Planned work of one agent; `productive` is available or on a contact (KPIS.md 6.2). */
const shift = z.object({ agent: id, activity: text, from: instant, to: instant });

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
    .object({
      name: text.default("Deskpulse"),
      zone: zone.default("Europe/Amsterdam"),
      /** For every queue that has none of its own, and for calls that name no queue. */
      thresholds: z.array(threshold).default([]),
    })
    .default({ name: "Deskpulse", zone: "Europe/Amsterdam", thresholds: [] }),
  teams: z.array(team).default([]),
  agents: z.array(agent).default([]),
  queues: z.array(queue).default([]),
  sources: z.array(source).default([]),
  scales: z.array(scale).default([]),
  targets: z.array(target).default([]),
  schedules: z.array(schedule).default([]),
  slas: z.array(promise).default([]),
  shifts: z.array(shift).default([]),
});

export type OrgDocument = z.infer<typeof orgDocument>;
export type OrgInput = z.input<typeof orgDocument>;

/** An organisation nobody has described yet: every id stands for itself. */
export const emptyOrg: OrgDocument = orgDocument.parse({});
