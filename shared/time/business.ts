/** The business clock (KPIS.md 4.1): time counts while a schedule is open, in whole seconds of real time. */
import { DAY_MS, floorTo } from "./interval.ts";
import type { Opening } from "./opening.ts";

/** How far a target is looked for: a schedule that never opens never reaches one. */
export const LOOK_AHEAD_MS_MAX = 400 * DAY_MS;

const wholeSecond = (at: number): number => floorTo(at, 1000);

/** Open milliseconds of `[from, to)`; 0 when it ends before it begins. */
export function openMs(opening: Opening, from: number, to: number): number {
  if (from >= to) return 0;
  let open = 0;
  for (let day = opening.dayAt(from); day.from < to; day = opening.dayAt(day.to)) {
    if (from <= day.from && day.to <= to) open += day.openMs;
    else
      for (const span of day.open)
        open += Math.max(0, Math.min(to, span.to) - Math.max(from, span.from));
  }
  return open;
}

/** Open seconds between two instants, both floored to the second first (KPIS.md 1.2): parts add up. */
export const openSeconds = (opening: Opening, fromAt: number, toAt: number): number =>
  openMs(opening, wholeSecond(fromAt), wholeSecond(toAt)) / 1000;

/** Walks the open spans from a whole second on until what is left of a time ends in one of them. */
function reach(
  opening: Opening,
  start: number,
  ms: number,
  endsIn: (left: number, length: number) => boolean,
): number | null {
  let left = ms;
  for (
    let day = opening.dayAt(start);
    day.from < start + LOOK_AHEAD_MS_MAX;
    day = opening.dayAt(day.to)
  ) {
    for (const span of day.open) {
      const from = Math.max(start, span.from);
      const length = span.to - from;
      if (length <= 0) continue;
      if (endsIn(left, length)) return from + left;
      left -= length;
    }
  }
  return null;
}

/**
 * When `seconds` open seconds have passed since `from` (floored to the second): the first such
 * instant, so at the latest a closing time. Null: not within 400 days.
 */
export function openUntil(opening: Opening, from: number, seconds: number): number | null {
  const start = wholeSecond(from);
  return seconds <= 0
    ? start
    : reach(opening, start, seconds * 1000, (left, length) => left <= length);
}

/**
 * The last instant at which no more than `seconds` have passed since `from`. It differs from
 * `openUntil` when the time is used up exactly at closing: until the next opening no second is
 * added, and a target reached exactly is met (KPIS.md 4.2). Null: not within 400 days.
 */
export const inTimeUntil = (opening: Opening, from: number, seconds: number): number | null =>
  reach(opening, wholeSecond(from), seconds * 1000, (left, length) => left < length);
