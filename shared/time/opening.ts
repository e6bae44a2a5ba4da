/** When a schedule is open: local days as open spans of UTC time (KPIS.md 7.4, D11). */
import { inOrder } from "../org/dated.ts";
import type { Schedule } from "../org/schedule.ts";
import { type Block, blocksByDay, DAY_MINUTES } from "./blocks.ts";
import { DAY_MS, floorTo, MINUTE_MS } from "./interval.ts";
import { instantAt } from "./local.ts";

/** Half-open `[from, to)`, ms since 1970, on whole seconds. */
export interface OpenSpan {
  readonly from: number;
  readonly to: number;
}

/** One local day, midnight to midnight: 23, 24 or 25 hours. */
export interface OpenDay extends OpenSpan {
  /** In order, apart from each other: overlapping blocks are one span and never count twice. */
  readonly open: readonly OpenSpan[];
  readonly openMs: number;
}

/** A schedule made ready for reckoning. */
export interface Opening {
  /** Where its first version begins: before it nothing is known (and nothing open). */
  readonly knownFrom: number;
  /** The local day that holds an instant. */
  dayAt(at: number): OpenDay;
}

/** One version of a schedule, in force in `[from, to)`. */
interface Version extends OpenSpan {
  readonly always: boolean;
  /** Days are counted from 1970-01-01. */
  blocksOf(day: number): readonly Block[];
}

/** Days remembered per schedule; beyond it they are reckoned anew. */
const DAYS_MAX = 1_500;

/** What a version opens between the midnights of one day: its own blocks and the rest of yesterday's. */
function spansOf(version: Version, day: number, midnights: OpenSpan, zone: string): OpenSpan[] {
  const { from, to } = version;
  const within = (span: OpenSpan): OpenSpan => ({
    from: Math.max(span.from, from),
    to: Math.min(span.to, to),
  });
  if (from >= midnights.to || to <= midnights.from) return [];
  if (version.always) return [within(midnights)];
  const edge = (minute: number): number => {
    if (minute <= 0) return midnights.from;
    if (minute >= DAY_MINUTES) return midnights.to;
    return instantAt(day * DAY_MS + minute * MINUTE_MS, zone);
  };
  const yesterday = version.blocksOf(day - 1).filter(([, end]) => end > DAY_MINUTES);
  const rest = yesterday.map(([start, end]): Block => [start - DAY_MINUTES, end - DAY_MINUTES]);
  return [...rest, ...version.blocksOf(day)].map(([start, end]) =>
    within({ from: edge(start), to: edge(end) }),
  );
}

/** The same time without overlaps and without empty spans. */
function merged(spans: readonly OpenSpan[]): OpenSpan[] {
  const apart: OpenSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    if (span.from >= span.to) continue;
    const last = apart.at(-1);
    if (last === undefined || span.from > last.to) apart.push(span);
    else apart[apart.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return apart;
}

/** A version counts from its start to the next one's, so a change touches no second before it. */
export function compileSchedule(schedule: Schedule, organisationZone: string): Opening {
  const zone = schedule.zone ?? organisationZone;
  const dated = inOrder(schedule.versions, zone).map(({ at, entry }) => ({
    from: floorTo(at, 1000),
    entry,
  }));
  const versions = dated.map(({ from, entry }, index) => ({
    from,
    to: dated[index + 1]?.from ?? Infinity,
    always: entry.always,
    blocksOf: blocksByDay(entry),
  }));
  const days = new Map<number, OpenDay>();
  const dayOf = (day: number): OpenDay => {
    const known = days.get(day);
    if (known !== undefined) return known;
    const from = instantAt(day * DAY_MS, zone);
    const to = instantAt((day + 1) * DAY_MS, zone);
    const open = merged(versions.flatMap((version) => spansOf(version, day, { from, to }, zone)));
    const made = { from, to, open, openMs: open.reduce((sum, one) => sum + one.to - one.from, 0) };
    if (days.size >= DAYS_MAX) days.clear();
    days.set(day, made);
    return made;
  };
  return {
    knownFrom: dated[0]?.from ?? Infinity,
    dayAt(at) {
      let number = Math.floor(at / DAY_MS);
      let day = dayOf(number);
      while (at < day.from) day = dayOf(--number);
      while (at >= day.to) day = dayOf(++number);
      return day;
    },
  };
}
