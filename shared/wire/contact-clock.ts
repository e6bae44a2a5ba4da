/** The answer to GET /api/v1/contacts/{id}: the clock of one contact (DESIGN.md 8, SCR-10). No content. */
import { z } from "zod";
import { contactRow } from "./http.ts";

/** What the customer's time was, in the order in which one covers another. */
export const CUSTOMER_KINDS = [
  "removed",
  "on_hold",
  "with_agent",
  "queue",
  "callback",
  "bot",
  "waiting",
  "waiting_open",
  "waiting_closed",
  "solved",
  "held",
  "waiting_customer",
  "ended",
  "open",
] as const;

/** What an agent did for it; runs beside the customer's time. */
export const AGENT_KINDS = ["dial", "talk", "hold", "wrap_up", "consult", "work"] as const;

/** Why a contact brought nothing to a family of KPIs: a closed list, in words in shared/text/reasons.*.ts. */
export const REASONS = [
  "abandoned",
  "answered_by_call",
  "call",
  "cancelled",
  "clock_skew",
  "closed_without_reply",
  "customer_unknown",
  "deleted",
  "effort_not_measured",
  "leg_going_on",
  "merged",
  "no_answer",
  "no_later_message",
  "no_leg",
  "no_opening",
  "no_promise",
  "no_queue",
  "no_schedule",
  "no_survey",
  "not_answered",
  "not_decided",
  "not_matured",
  "not_solved",
  "outbound",
  "part_of_another",
  "phone_ticket",
  "reopened",
  "repeat",
  "solved_before",
  "solved_by_bot",
  "still_waiting",
  "written_after_solve",
] as const;

export const FAMILIES = [
  "frt",
  "frt.business",
  "reply",
  "sla.frt",
  "sla.reply",
  "sla.resolution",
  "aht",
  "queue",
  "resolution.first",
  "resolution.full",
  "fcr",
  "csat",
  "nps",
] as const;

const whose = {
  agent: z.string().nullable(),
  team: z.string().nullable(),
  queue: z.string().nullable(),
};

/** A stretch as a part of one fact. */
const entry = z.object({
  /** Its place in `facts`. */
  fact: z.int(),
  measure: z.string(),
  /** The KPIs of the catalogue that read it. */
  kpis: z.array(z.string()),
  /** How much of the stretch; null: a share of it, because the agent had other contacts meanwhile. */
  seconds: z.int().nullable(),
  agent: whose.agent,
  team: whose.team,
  /** The instant that decides the period. */
  at: z.iso.datetime(),
});

const stretch = z.object({
  /** Stretches of the customer follow each other without a gap; those of agents may overlap. */
  lane: z.enum(["customer", "agent"]),
  kind: z.enum([...CUSTOMER_KINDS, ...AGENT_KINDS]),
  from: z.iso.datetime(),
  /** Null: it still goes on; `seconds` then are those so far. */
  to: z.iso.datetime().nullable(),
  seconds: z.int(),
  ...whose,
  leg: z.string().nullable(),
  /** The ticket's own status, `new` until somebody says otherwise; null: a call. */
  status: z.string().nullable(),
  /** By the hours of the team that had it, while an answer is waited for; null: no schedule, no wait. */
  hours: z.enum(["open", "closed"]).nullable(),
  /** Nobody told where it began or ended: it is taken to have lasted so long. */
  estimated: z.boolean(),
  /** Some of it was busy time of the agent, which enters occupancy; side by side it counts once. */
  busy: z.boolean(),
  entered: z.array(entry),
});

const countedFact = contactRow.shape.facts.element.extend({
  kpis: z.array(z.string()),
  /** A source measured it itself: its stretches need not add up to it. */
  asserted: z.boolean(),
});

/** A state held in `[from, to)`; `to` null: it still holds. Its age starts at `since`. */
const state = z.object({
  measure: z.string(),
  kpis: z.array(z.string()),
  from: z.iso.datetime(),
  to: z.iso.datetime().nullable(),
  since: z.iso.datetime(),
  ...whose,
});

const told = z.object({
  type: z.string(),
  id: z.string(),
  at: z.iso.datetime(),
  /** When it reached us, if that was late. */
  late: z.iso.datetime().optional(),
  /** It lies ahead of our clock and counts when it is due. */
  ahead: z.literal(true).optional(),
  quality: z.string().optional(),
});

const correction = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  /** The id of the event, or the entity, that it corrects. */
  target: z.string(),
  retracts: z.boolean(),
  /** Names of the fields that it sets: never what it sets them to. */
  fields: z.array(z.string()),
  /** False: it says what its event could not have said, and changes nothing. */
  fits: z.boolean(),
});

export const contactClock = z.object({
  contact: z.string(),
  source: z.string(),
  kind: z.enum(["ticket", "chat", "call"]),
  channel: z.string().nullable(),
  direction: z.string(),
  /** Null: nobody told of its beginning. */
  openedAt: z.iso.datetime().nullable(),
  gone: z.enum(["merged", "deleted"]).nullable(),
  /** The instant at which this holds. */
  now: z.iso.datetime(),
  stretches: z.array(stretch),
  facts: z.array(countedFact),
  states: z.array(state),
  /** The families of KPIs that got nothing, each with the reason. */
  missing: z.array(
    z.object({ family: z.enum(FAMILIES), kpis: z.array(z.string()), why: z.enum(REASONS) }),
  ),
  events: z.array(told),
  corrections: z.array(correction),
  position: z.int(),
});

/** The clock as a screen needs it: with the zone of its times, and what the people in it are called. */
export const contactAnswer = contactClock.extend({
  zone: z.string(),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
});

export type ContactAnswer = z.infer<typeof contactAnswer>;
export type CustomerKind = (typeof CUSTOMER_KINDS)[number];
export type AgentKind = (typeof AGENT_KINDS)[number];
export type Reason = (typeof REASONS)[number];
export type Family = (typeof FAMILIES)[number];
export type ContactClock = z.infer<typeof contactClock>;
export type ClockStretch = z.infer<typeof stretch>;
