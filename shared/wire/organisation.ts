/** What crosses HTTP about the organisation: its document, people from a list, targets, a test event. */
import { z } from "zod";
import { id } from "../events/fields.ts";
import { orgDocument } from "../org/org.ts";

/** GET /organisation. `version`: when it was last changed; it goes with a change, so none is lost. */
export const organisationBody = z.object({
  document: orgDocument,
  version: z.int(),
  /** The change that made this version can be taken back: POST /organisation/undo. */
  canUndo: z.boolean().optional(),
  /** The server's clock: "today" is its own, which in a demo is another day. */
  asOf: z.iso.datetime().optional(),
});

/** PUT /organisation */
export const organisationChange = z.strictObject({ document: orgDocument, version: z.int() });

/**
 * POST /organisation/people: one row a person: `name`, `team`, and one column per source, headed by the
 * source's name, with the person's id there. With `isPreview` nothing changes.
 */
export const peopleBody = z.strictObject({
  csv: z.string().max(200_000),
  isPreview: z.boolean().default(false),
});

export const peopleAnswer = z.object({
  agents: z.array(
    z.object({
      name: z.string(),
      team: z.string(),
      isNew: z.boolean(),
      /** Who is known under another name, by an id in a source: that name, which the list's replaces. */
      was: z.string().optional(),
      /** Who is known and in other teams: a list moves nobody. */
      staysIn: z.string().optional(),
    }),
  ),
  newTeams: z.array(z.string()),
  problems: z.array(
    z.object({
      line: z.int(),
      reason: z.string(),
      /** The same to a program: no `name` or `team`, a heading that is neither, a row without both, one person's id on a second line. */
      code: z.enum(["columns", "column", "row", "id"]).optional(),
    }),
  ),
});

/** PUT /targets: all targets of one team, or with null those of the centre. */
export const targetsBody = z.strictObject({
  team: id.nullable(),
  targets: z.array(orgDocument.shape.targets.unwrap().element.omit({ team: true })).max(200),
});

/** GET /targets?team=ID. `inherited`: those of the centre, which hold where the team has none of its own. */
export const targetsAnswer = targetsBody.extend({
  inherited: targetsBody.shape.targets.optional(),
});
export type TargetsAnswer = z.infer<typeof targetsAnswer>;

/** POST /sources/test: an event as a source would send it. It is looked at, and never kept. */
export const testBody = z.strictObject({ event: z.unknown() });

/** One measured value that the event alone makes, and the KPIs that read it. */
const testFact = z.object({ measure: z.string(), value: z.int(), kpis: z.array(z.string()) });

export const testAnswer = z.object({
  /** Null: it is right. */
  refused: z.object({ code: z.string(), path: z.string(), reason: z.string() }).nullable(),
  type: z.string().nullable(),
  /** What it is about: `contact/35436`. */
  about: z.string().nullable(),
  facts: z.array(testFact),
  /** What holds from it on, such as `state.open`. */
  states: z.array(z.object({ measure: z.string(), kpis: z.array(z.string()) })),
});

export type PeopleAnswer = z.infer<typeof peopleAnswer>;
export type TestAnswer = z.infer<typeof testAnswer>;
export type TargetsBody = z.infer<typeof targetsBody>;
export type OrganisationBody = z.infer<typeof organisationBody>;
