/** What a change of the organisation would do, asked before it is made (SCR-18). */
import { z } from "zod";
import { orgDocument } from "../org/org.ts";

/** POST /organisation/preview: as PUT /organisation would have it. Nothing changes by asking. */
export const previewBody = z.strictObject({ document: orgDocument });

/** POST /organisation/undo: takes the change back that made this version. */
export const undoBody = z.strictObject({ version: z.int() });

export const previewAnswer = z.object({
  /** False: no figure of any time can change by it. */
  changes: z.boolean(),
  /** No figure before this can change; null: those of all time can. */
  from: z.iso.datetime().nullable(),
  /** Contacts, days of agents and surveys that are reckoned anew; with `isMore` at least so many. */
  touched: z.int(),
  isMore: z.boolean(),
  /** Contacts of this week and of the last one that count otherwise. */
  contacts: z.object({ thisWeek: z.int(), lastWeek: z.int() }),
  /** Figures that move, most contacts first. No values: an administrator sees none by that role. */
  moves: z.array(
    z.object({
      week: z.enum(["this-week", "last-week"]),
      kpi: z.string(),
      contacts: z.int(),
      teams: z.array(z.string()),
    }),
  ),
});

export type PreviewAnswer = z.infer<typeof previewAnswer>;
