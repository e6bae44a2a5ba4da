/** The answer to GET /api/v1/me: one agent's own week against the own last four (SCR-11, UX-28). */
import { z } from "zod";
import { UNITS } from "../kpi/kpi.ts";
import { lostStretch } from "./http.ts";

/** How often the page is made anew; in between it stands still, whoever asks (UX-28). */
export const ME_EVERY_MS = 5 * 60_000;
/** How many weeks the own range is made of. */
export const ME_WEEKS = 4;

const value = z.number().nullable();

const week = z.object({
  /** `2026-W47` */
  week: z.string(),
  value,
  n: z.int(),
});

export const ownFigure = z.object({
  /** `handled`: how many contacts; everything else is the id of a KPI. */
  id: z.string(),
  /** The KPI whose contacts are behind it. */
  kpi: z.string(),
  unit: z.enum(UNITS),
  better: z.enum(["higher", "lower", "neutral"]),
  definition: z.string(),
  /** This week so far. */
  value,
  n: z.int(),
  nMin: z.int().nullable(),
  /** The four weeks before, oldest first. Of a count: each up to the same time of the week. */
  weeks: z.array(week),
  /** Lowest and highest of those weeks that say enough, and all of them pooled; null: too little. */
  range: z.object({ low: z.number(), high: z.number(), middle: value }).nullable(),
  /** The own team this week: only as background, and only of enough people (PRIV-5). */
  team: value,
  /** Is the value at the good end of the own range? Never a comparison with others. */
  wentWell: z.boolean(),
});

export const me = z.object({
  agent: z.object({ id: z.string(), name: z.string().nullable() }),
  team: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  /** The running ISO week and its zone. */
  week: z.object({
    week: z.string(),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    zone: z.string(),
  }),
  /** When this was made, and when there will be something new. */
  asOf: z.iso.datetime(),
  nextAt: z.iso.datetime(),
  /** What went well first. AHT is there only beside CSAT or the reopen rate (UX-29). */
  figures: z.array(ownFigure),
  /** What sources lost of this week that these figures are made of; absent: nothing. */
  incomplete: z.array(lostStretch).optional(),
});

export type Me = z.infer<typeof me>;
export type OwnFigure = z.infer<typeof ownFigure>;
