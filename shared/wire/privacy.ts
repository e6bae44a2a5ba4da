/** Bodies about privacy over HTTP: the transparency page, the policy, who looked, the audit log. */
import { z } from "zod";
import { eventSchemas } from "../events/event.ts";
import { policy } from "../org/policy.ts";
import { LEVELS, SWITCHES } from "../org/policy-terms.ts";

/**
 * `self`: one's own only; `persons`: members of one's own team, by person; `group`: sums, where people
 * can be told apart only from the smallest group up; `unnamed`: without persons; `yes`: it is no figure.
 */
export const GRANTS = ["no", "self", "persons", "group", "unnamed", "yes"] as const;
export type Grant = (typeof GRANTS)[number];

export const RIGHTS = [
  "member",
  "colleague",
  "stranger",
  "team_by_person",
  "team",
  "other_team",
  "centre",
  "contact",
  "other_contact",
  "wallboard",
  "looked",
  "definitions",
  "transparency",
  "reports",
  "targets",
  "devices",
  "organisation",
  "sources",
  "users",
  "privacy",
  "audit",
] as const;

export const VIEWERS = ["agent", "lead", "manager", "admin", "device"] as const;

const grant = z.enum(GRANTS);
const rightsRow = z.object({
  what: z.enum(RIGHTS),
  agent: grant,
  lead: grant,
  manager: grant,
  admin: grant,
  device: grant,
});

/** What Deskpulse has no field for, whatever is configured (PRIV-1, PRIV-12, PRIV-14). */
export const NOT_MEASURED = [
  "content",
  "customers",
  "sentiment",
  "ai",
  "composite_score",
  "automated_decision",
  "ranking",
  "telemetry",
] as const;

const because = z.object({ reason: z.string(), reference: z.string(), at: z.iso.datetime() });

/** What changed in the last 13 months, beside the policy: how often, and when last. */
export const CHANGES = ["definitions", "roles", "organisation", "targets", "sources"] as const;

export const OUTGOING = ["mail", "sign_in", "connector"] as const;

/** One line or row of a page, in one language. */
export const section = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  rows: z.array(z.object({ label: z.string(), text: z.string() })),
});

/** The answer to GET /api/v1/transparency: generated from what runs, never typed (PRIV-10). */
export const transparency = z.object({
  organisation: z.object({ name: z.string(), zone: z.string() }),
  asOf: z.iso.datetime(),
  /** Every KPI there is, as `id@version`, and whether an agent has it too. */
  measured: z.array(
    z.object({ definition: z.string(), perAgent: z.boolean(), measures: z.array(z.string()) }),
  ),
  notMeasured: z.array(z.enum(NOT_MEASURED)),
  rights: z.array(rightsRow),
  retention: z.array(
    z.object({
      level: z.enum(LEVELS),
      amount: z.int(),
      unit: z.enum(["days", "weeks", "months"]),
      default: z.int(),
      because: because.nullable(),
    }),
  ),
  group: z.object({ amount: z.int(), default: z.int(), because: because.nullable() }),
  switches: z.array(z.object({ id: z.enum(SWITCHES), on: z.literal(false) })),
  /** Each source that was heard, and the types of events it has sent. */
  sources: z.array(
    z.object({
      source: z.string(),
      lastEventAt: z.iso.datetime().nullable(),
      events: z.array(z.enum(Object.keys(eventSchemas) as [keyof typeof eventSchemas])),
    }),
  ),
  /** Where the server connects to: only what an administrator configured. */
  outgoing: z.array(z.object({ purpose: z.enum(OUTGOING), host: z.string() })),
  changes: z.object({
    since: z.iso.datetime(),
    policy: z.array(
      z.object({ at: z.iso.datetime(), path: z.string(), from: z.int(), to: z.int() }),
    ),
    others: z.array(
      z.object({
        what: z.enum(CHANGES),
        count: z.int(),
        lastAt: z.iso.datetime().nullable(),
      }),
    ),
  }),
  /** Whom to ask; empty: nobody was named. */
  contact: z.string(),
  /** All of it in the words of one language, in the order of a page. */
  page: z.array(section).optional(),
});

/** The answer to GET and PUT /api/v1/policy. */
export const policyAnswer = z.object({
  policy,
  /** Number, instant and user of the last change; 0 and null: the defaults, never changed. */
  version: z.int(),
  at: z.iso.datetime().nullable(),
  by: z.string().nullable(),
  defaults: policy,
  history: z.array(z.object({ version: z.int(), at: z.iso.datetime(), by: z.string(), policy })),
});

/** The answer to GET /api/v1/looked: newest first. */
export const lookedAnswer = z.array(
  z.object({
    day: z.iso.date(),
    role: z.enum(["lead", "manager", "admin"]),
    /** What was opened, and how many separate times that day. */
    kinds: z.partialRecord(z.enum(["figures", "contacts", "table"]), z.int()),
  }),
);

/** The answer to GET /api/v1/audit: newest first; `next` is the next page's `before`. */
export const auditAnswer = z.object({
  entries: z.array(
    z.object({
      number: z.int(),
      at: z.iso.datetime(),
      actor: z.string(),
      role: z.string().nullable(),
      action: z.string(),
      subject: z.string().nullable(),
      detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    }),
  ),
  next: z.int().nullable(),
});

export type RightsRow = z.infer<typeof rightsRow>;
export type Transparency = z.infer<typeof transparency>;
export type Section = z.infer<typeof section>;
export type PolicyAnswer = z.infer<typeof policyAnswer>;
export type LookedAnswer = z.infer<typeof lookedAnswer>;
export type AuditAnswer = z.infer<typeof auditAnswer>;
