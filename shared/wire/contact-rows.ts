/** One row per contact, as a line of NDJSON: ids and numbers, no content (EXP-11). */
import { z } from "zod";
import type { CellMeasure } from "../kpi/measure.ts";
import { FAMILIES, REASONS } from "./contact-clock.ts";

/** What one contact can bring a value to: an agent's time in state tells of no contact. */
export type ContactMeasure = Exclude<CellMeasure, `agent.${string}`>;

/**
 * Legs that a contact has in both directions: an inbound call that is called back. Those of the other
 * direction than the contact's are told apart, because no average mixes the two (KPIS.md 5).
 */
export const TWO_WAYS = [
  "leg.handle",
  "leg.workload",
  "leg.talk",
  "leg.hold",
  "leg.wrap",
] as const satisfies readonly ContactMeasure[];

/** What a row has values of. */
export type RowMeasure = ContactMeasure | `${(typeof TWO_WAYS)[number]}.other_direction`;

/** Columns that share one answer to "did it count?": the clock's families, and those it does not know. */
export const ROW_GROUPS = [
  ...FAMILIES,
  "ticket",
  "first_steps",
  "outbound",
  "survey",
  "quality",
] as const;

/**
 * `counted`: in a figure of this scope and period. `other_period`: it counts, at another time.
 * `other_credit`: it counts, for somebody else. `withheld`: too few people are behind it (PRIV-5).
 * `none`: there was nothing of the kind. Else the contact clock's reason.
 */
export const OWN_WHYS = ["counted", "other_period", "other_credit", "withheld", "none"] as const;

export const contactLine = z.object({
  source: z.string(),
  contact: z.string(),
  /** These are absent where a channel, direction, team or queue of too few people would be told (PRIV-5). */
  channel: z.string().nullable().optional(),
  direction: z.string().optional(),
  teams: z.array(z.string()).optional(),
  queues: z.array(z.string()).optional(),
  /** For oneself and the team's leader; absent for everybody else. */
  agents: z.array(z.string()).optional(),
  createdAt: z.iso.datetime({ offset: true }).nullable(),
  firstReplyAt: z.iso.datetime({ offset: true }).nullable(),
  resolvedAt: z.iso.datetime({ offset: true }).nullable(),
  /** By measure (`RowMeasure`): every value that counts here, in order of time. */
  values: z.record(z.string(), z.array(z.int())),
  why: z.record(z.enum(ROW_GROUPS), z.enum([...OWN_WHYS, ...REASONS])),
});

export type GroupId = (typeof ROW_GROUPS)[number];
export type OwnWhy = (typeof OWN_WHYS)[number];
export type ContactLineJson = z.infer<typeof contactLine>;
