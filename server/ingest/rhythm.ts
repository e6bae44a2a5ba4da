/**
 * What silence is normal for a source, by hour of its local week (UX-14): the longest there has been at that
 * hour in the last four weeks, and half as long again. Pure: a rhythm is what was heard, and nothing else.
 */
import { z } from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import { wallOf } from "../../shared/time/local.ts";

const WEEK_MS = 7 * DAY_MS;
const WEEK_HOURS = 168;
/** Whole weeks before the running one that count. */
const WEEKS = 4;
/** What was normal may last half as long again before it is unusual. */
export const FACTOR = 1.5;
/** No silence beyond this is learned as normal, and none is told apart from another. */
const SILENCE_MS_MAX = 8 * DAY_MS;
/** 1970-01-01 was a Thursday; a week begins on Monday. */
const MONDAY_MS = 3 * DAY_MS;

export const rhythm = z.object({
  /** When it was first heard, ms since 1970. */
  since: z.number(),
  /** When it was last heard. */
  lastAt: z.number(),
  /** The longest silence so far at each hour of a week, in minutes; Monday 00:00 first. The newest week last. */
  weeks: z
    .array(z.object({ week: z.int(), minutes: z.array(z.int()).length(WEEK_HOURS) }))
    .max(WEEKS + 1),
});

export type Rhythm = Readonly<z.infer<typeof rhythm>>;

/** A source that was heard for the first time. */
export const begun = (at: number): Rhythm => ({ since: at, lastAt: at, weeks: [] });

/** The hour of the local week that holds an instant, the week's number since 1970, and where the hour ends. */
function hourOf(at: number, zone: string) {
  const wall = wallOf(at, zone) + MONDAY_MS;
  return {
    week: Math.floor(wall / WEEK_MS),
    hour: Math.floor((wall % WEEK_MS) / HOUR_MS),
    to: at + HOUR_MS - (wall % HOUR_MS),
  };
}

type Week = Rhythm["weeks"][number];

/** A silence at one hour; the same weeks when there was a longer one already. */
function withSilence(weeks: readonly Week[], week: number, hour: number, minutes: number): Week[] {
  const known = weeks.find((one) => one.week === week);
  const made = known ?? { week, minutes: new Array<number>(WEEK_HOURS).fill(0) };
  const others = weeks.filter((one) => one.week !== week && one.week >= week - WEEKS);
  const changed = { week, minutes: made.minutes.with(hour, minutes) };
  return [...others, changed].sort((a, b) => a.week - b.week);
}

/**
 * It was heard again at `at`: at each hour since it was last heard, that silence is how long it had lasted
 * then. So of a silent night the first hour remembers one hour, and the last one the whole night.
 */
export function heardAt(before: Rhythm, at: number, zone: string): Rhythm {
  if (at <= before.lastAt) return before;
  if (at - before.lastAt < MINUTE_MS) return { ...before, lastAt: at }; // no silence to speak of
  let { weeks } = before;
  let from = Math.max(before.lastAt, at - SILENCE_MS_MAX);
  while (from < at) {
    const { week, hour, to } = hourOf(from, zone);
    const end = Math.min(at, to);
    const minutes = Math.ceil((end - before.lastAt) / MINUTE_MS);
    const longest = weeks.find((one) => one.week === week)?.minutes[hour] ?? -1;
    if (minutes > longest) weeks = withSilence(weeks, week, hour, minutes);
    from = end;
  }
  return { since: before.since, lastAt: at, weeks };
}

/**
 * How long it may be silent at the hour of `now`, ms: never less than `leastMs`, and that until it was
 * heard for a week.
 */
export function usualMs(heard: Rhythm, now: number, zone: string, leastMs: number): number {
  if (now - heard.since < WEEK_MS) return leastMs;
  const { week, hour } = hourOf(now, zone);
  let longest = 0;
  for (const one of heard.weeks) {
    if (one.week >= week - WEEKS) longest = Math.max(longest, one.minutes[hour] ?? 0);
  }
  return Math.max(leastMs, longest * MINUTE_MS * FACTOR);
}
