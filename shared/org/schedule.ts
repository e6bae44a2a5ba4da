/** Opening hours as described by people: weekly blocks, dated exceptions, effective-dated versions. */
import { z } from "zod";
import { id, text } from "../events/fields.ts";
import { since, zone } from "./fields.ts";

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, {
  error: "must be a time of day from 00:00 to 24:00",
});

/** Open from … to, local time. An end not after its start lies on the next day (`22:00`–`06:00`). */
const block = z.tuple([clockTime, clockTime]);

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** What differs on one date: no blocks is closed all day. Blocks that began the day before go on. */
const exception = z.object({
  date: z.iso.date(),
  blocks: z.array(block).default([]),
  name: text.optional(),
});

const version = z.object({
  /**
   * This version holds from here (a date is midnight in the schedule's zone) to the next; without
   * it, from the beginning.
   */
  from: since.optional(),
  /** Open around the clock; blocks and exceptions then have no meaning. */
  always: z.boolean().default(false),
  week: z.partialRecord(z.enum(WEEKDAYS), z.array(block)).default({}),
  exceptions: z.array(exception).default([]),
});

export const schedule = z.object({
  id,
  name: text.optional(),
  /** The organisation's zone when absent. */
  zone: zone.optional(),
  versions: z.array(version).min(1),
});

export type Schedule = z.infer<typeof schedule>;
export type ScheduleVersion = z.infer<typeof version>;
