/**
 * The weekly report (SCREENS.md section 10, SCR-12): one model, which the screen shows and every file
 * dresses. Values are exact; each place rounds with shared/text/format.ts and nowhere else (EXP-8).
 */
import { z } from "zod";
import { figure } from "./http.ts";
import { sourceGap } from "./source.ts";

/** A value of a breakdown. */
export const reportCell = figure.pick({
  value: true,
  n: true,
  interval: true,
  pending: true,
  withheld: true,
});

/** Values by the id of the KPI; a KPI without a value in this part is absent. */
const cells = z.record(z.string(), reportCell);

/** The line against another time: pooled, never a mean of means (UX-6). */
const comparison = z.object({
  /** `2026-W46`, or what was pooled: `2026-W43/2026-W46`. */
  label: z.string(),
  /** Of a count over several weeks: per week. */
  value: z.number().nullable(),
  n: z.int(),
  /** This week minus then. */
  difference: z.number().nullable(),
  interval: figure.shape.interval,
  /** Null: there is no noise to judge this figure by. */
  verdict: z.enum(["higher", "lower", "no clear change", "too few"]).nullable(),
  withheld: figure.shape.withheld,
});

export const reportLine = z.object({
  kpi: z.string(),
  unit: figure.shape.unit,
  /** `frt.p50@3` */
  definition: z.string(),
  ...figure.pick({
    value: true,
    n: true,
    numerator: true,
    denominator: true,
    interval: true,
    parts: true,
    pending: true,
    withheld: true,
  }).shape,
  target: z.object({ value: z.number(), limit: z.number().nullable() }).nullable(),
  /** Against the target, inclusive; null without a target, without a value, or of too few (UX-9). */
  status: z.enum(["on_target", "attention", "action"]).nullable(),
  compared: z.object({
    previous: comparison.nullable(),
    lastFour: comparison.nullable(),
    lastYear: comparison.nullable(),
  }),
  /** The last weeks, oldest first, this one last; at most 13. */
  weeks: z.array(z.object({ week: z.string(), value: z.number().nullable(), n: z.int() })),
  /** One line to compute it again; absent where it is withheld. */
  passport: z.string().optional(),
});

/** Why a line moved since the week before, in its largest parts (shared/wire/movement.ts). */
const notable = z.object({
  kpi: z.string(),
  against: z.string(),
  difference: z.number(),
  verdict: z.enum(["higher", "lower"]),
  by: z.enum(["channel", "team"]),
  parts: z.array(
    z.object({
      group: z.string().nullable(),
      label: z.string().nullable(),
      mix: z.number(),
      within: z.number(),
    }),
  ),
  /** How much of the difference came late. */
  late: z.number().nullable(),
});

/** What the numbers rest on. */
const reportQuality = z.object({
  sources: z.array(
    z.object({
      source: z.string(),
      rejected: z.int(),
      clamped: z.int(),
      quarantined: z.int(),
    }),
  ),
  /** Contacts of the period of which something came late. */
  late: z.int(),
  /** Ids of agents that nobody mapped. */
  unmapped: z.int(),
  /** Gaps that touch the period and that nobody made good. */
  gaps: z.array(sourceGap),
});

export const report = z.object({
  /** Of this shape; a sealed report keeps its own. */
  format: z.literal(1),
  period: figure.shape.period,
  scope: z.object({
    /** `centre`, `team:support-nl`, `agent:a-1` */
    label: z.string(),
    /** Of the team; null: the centre, or a person. */
    name: z.string().nullable(),
  }),
  organisation: z.string(),
  demo: z.boolean(),
  facts: z.object({
    asOf: z.iso.datetime(),
    /** Of the log: everything up to there, and nothing after it. */
    position: z.int(),
    /** When the organisation's description was last changed, ms; 0: never described. */
    org: z.int(),
    fold: z.int(),
  }),
  lines: z.array(reportLine),
  byDay: z.array(z.object({ day: z.iso.date(), cells })),
  /** Of the centre only. */
  byTeam: z.array(z.object({ team: z.string(), name: z.string(), cells })),
  byTeamDay: z.array(z.object({ team: z.string(), name: z.string(), day: z.iso.date(), cells })),
  byChannel: z.array(z.object({ channel: z.string(), cells })),
  notable: z.array(notable),
  quality: reportQuality,
});

/** Where a number stands in a report. */
export const reportPlace = z.object({
  part: z.enum(["line", "day", "team", "team_day", "channel"]),
  /** The day, team, `team day` or channel; "" for a line. */
  key: z.string(),
  kpi: z.string(),
});

const numbers = reportCell.pick({ value: true, n: true, withheld: true });

/** Why contacts count otherwise than when the report was sealed. */
export const reportCause = z.enum([
  /** An event that came after. */
  "late",
  /** A record.corrected. */
  "correction",
  /** A rating that was given or changed after. */
  "re_rated",
  /** Who belonged to which team, was described anew. */
  "re_attributed",
  /** Hours, targets, names of queues: the description of the organisation changed otherwise. */
  "organisation",
  /** What was open then is decided now. */
  "time",
  /** The formula has a new version. */
  "definition",
]);

/** One displayed number that is another now, and why (REL-3). */
export const reportDifference = z.object({
  place: reportPlace,
  unit: figure.shape.unit,
  before: numbers,
  after: numbers,
  causes: z.array(
    z.object({
      cause: reportCause,
      /** Of events: their type, such as `contact.agent_disconnected`. */
      type: z.string().nullable(),
      contacts: z.int(),
      /** At most 50 of them, as `source|contact`. */
      keys: z.array(z.string()),
    }),
  ),
});

export const revisionHead = z.object({
  revision: z.int(),
  sealedAt: z.iso.datetime(),
  /** A user's id, or "schedule". */
  by: z.string(),
  /** What the user is called; only where it is shown, and never kept. */
  byName: z.string().optional(),
  /** Log position, and SHA-256 of the report as it is kept. */
  position: z.int(),
  digest: z.string(),
  /** What changed since the revision before; of the first: nothing. */
  differences: z.array(reportDifference),
});

/** GET /api/v1/reports/weekly/2026-W47?scope=…&revision=… */
export const reportAnswer = z.object({
  /** Running · over and not sealed · sealed. */
  state: z.enum(["open", "closed", "sealed"]),
  /** Which revision `report` is; null: computed now. */
  revision: z.int().nullable(),
  /** The newest last. */
  revisions: z.array(revisionHead),
  /** Numbers that are others now than in the newest revision, without causes; empty: none, or not sealed. */
  pending: z.array(reportDifference),
  report,
});

/** GET /api/v1/reports/weeks?scope=…: newest first, from the first that has anything. */
export const reportWeeks = z.object({
  scope: z.string(),
  zone: z.string(),
  /** Of what who asks may have reports; a team by its name, the centre and oneself without one. */
  scopes: z.array(z.object({ label: z.string(), name: z.string().nullable() })),
  weeks: z.array(
    z.object({
      week: z.string(),
      from: z.iso.datetime(),
      to: z.iso.datetime(),
      state: reportAnswer.shape.state,
      /** The newest. */
      revision: z.int().nullable(),
      sealedAt: z.iso.datetime().nullable(),
      /** Is something displayed another number now? Null: not looked at, it is long ago; or not sealed. */
      pending: z.boolean().nullable(),
    }),
  ),
});

/** GET /api/v1/reports/weekly/2026-W47/ledger?scope=…: the newest revision against now. */
export const reportLedger = z.object({
  revision: z.int(),
  /** What stands in the log up to here was looked at. */
  position: z.int(),
  differences: z.array(reportDifference),
  /** False: more changed than could be told apart; the numbers are right, the causes are some of them. */
  isComplete: z.boolean(),
});

/** GET /api/v1/reports/exports?scope=…: who took which file, newest first; of the centre those of its teams too. */
export const reportExports = z.array(
  z.object({
    at: z.iso.datetime(),
    /** What the user is called; an id where nobody is called so any more. */
    by: z.string(),
    kind: z.enum(["report", "contacts"]),
    period: z.string(),
    scope: z.string(),
    format: z.string(),
    revision: z.int().nullable(),
  }),
);

/** POST /api/v1/reports/weekly/2026-W47/seal */
export const reportSeal = z.object({ scope: z.string().default("centre") });

export type ReportExports = z.infer<typeof reportExports>;
export type ReportWeeks = z.infer<typeof reportWeeks>;
export type ReportLedger = z.infer<typeof reportLedger>;
export type ReportCell = z.infer<typeof reportCell>;
export type ReportLine = z.infer<typeof reportLine>;
export type Report = z.infer<typeof report>;
export type ReportPlace = z.infer<typeof reportPlace>;
export type ReportCause = z.infer<typeof reportCause>;
export type ReportDifference = z.infer<typeof reportDifference>;
export type RevisionHead = z.infer<typeof revisionHead>;
export type ReportAnswer = z.infer<typeof reportAnswer>;
