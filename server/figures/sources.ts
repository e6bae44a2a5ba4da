/** Is everything arriving? One row a source, and the gaps that sources reported (SCR-13, SCR-15). */
import { instantOf } from "../../shared/events/instant.ts";
import { AHEAD_MS_MAX } from "../../shared/events/limits.ts";
import { DAY_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import type { SourceGap, SourceRow, SourcesAnswer } from "../../shared/wire/source.ts";
import { holds, type Told, toldBy } from "../fold/gaps.ts";
import type { LogEvent } from "../fold/log-event.ts";
import { type Feed, QUIET_MINUTES } from "./feeds.ts";
import type { Ledger } from "./ledger.ts";

/** What was heard within this is still being received. */
export const RECEIVING_MS = 5 * MINUTE_MS;
/** Gaps are listed so far back, and at most so many. */
const GAPS_MS = 30 * DAY_MS;
const GAPS_MAX = 50;
/** What came afterwards is looked for in gaps no longer than this: beyond it nobody waits for it. */
const FILLED_MS_MAX = 7 * DAY_MS;
/** When a source was last heard (server/tail/sources.ts). */
export interface Age {
  readonly source: string;
  readonly lastEventAt: number;
  readonly lastArrivalAt: number;
  readonly gapFrom: number | null;
}

/** What arrived today (server/ingest/arrivals.ts). */
export interface Count {
  readonly events: number;
  readonly late: number;
  readonly rejected: number;
  readonly duplicates: number;
  /** Arrival minus event time, ms: of what came last, and the most of today. */
  readonly lagMs: number | null;
  readonly lagMsMax: number | null;
  readonly refusedSince: number | null;
}

export interface SourceFacts {
  readonly now: number;
  readonly ages: readonly Age[];
  readonly counts: ReadonlyMap<string, Count>;
  readonly conflicts: ReadonlyMap<string, number>;
  /** What silence is usual for each (server/ingest/freshness.ts). */
  readonly feeds: ReadonlyMap<string, Pick<Feed, "usualMs">>;
  /** Calls that did not show their source's secret, since the last that did. */
  readonly unproved: ReadonlyMap<string, { readonly count: number; readonly from: number }>;
  /** Of each source that has a key: since when, and whether one of its keys may send. */
  readonly keys: ReadonlyMap<string, { readonly since: number; readonly isOn: boolean }>;
}

const NONE: Count = {
  events: 0,
  late: 0,
  rejected: 0,
  duplicates: 0,
  lagMs: null,
  lagMsMax: null,
  refusedSince: null,
};

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** In which state a source is, and since when; the worst that is true of it. */
export function stateOf(
  age: Age | undefined,
  { refusedSince }: Pick<Count, "refusedSince">,
  quietMs: number,
  keySince: number | null,
  now: number,
): { readonly state: SourceRow["state"]; readonly since: number | null } {
  if (refusedSince !== null) return { state: "refused", since: refusedSince };
  if (age === undefined) return { state: "waiting", since: keySince };
  if (age.gapFrom !== null) return { state: "gap", since: age.gapFrom };
  const silence = now - age.lastArrivalAt;
  if (silence > quietMs) return { state: "silent", since: age.lastArrivalAt };
  if (silence > RECEIVING_MS) return { state: "quiet", since: age.lastArrivalAt };
  return { state: "receiving", since: null };
}

/** Events ahead of our clock now, by source: they are in memory, for they are not due yet. */
function aheadBySource(ledger: Ledger, now: number): ReadonlyMap<string, number> {
  const ahead = new Map<string, number>();
  for (const { key, events } of ledger.entities.live()) {
    if (key.startsWith("|")) continue;
    for (const { at, source } of events) {
      if (at > now + AHEAD_MS_MAX) ahead.set(source, (ahead.get(source) ?? 0) + 1);
    }
  }
  return ahead;
}

const unprovedOf = (one: { readonly count: number; readonly from: number } | undefined) =>
  one === undefined ? null : { count: one.count, since: new Date(one.from).toISOString() };

function rowsOf(ledger: Ledger, facts: SourceFacts): SourceRow[] {
  const { now, counts, conflicts, feeds, keys, unproved } = facts;
  const ages = new Map(facts.ages.map((age) => [age.source, age]));
  const described = new Map(ledger.document().sources.map((one) => [one.id, one]));
  const ahead = aheadBySource(ledger, now);
  const all = new Set([...described.keys(), ...keys.keys(), ...ages.keys(), ...counts.keys()]);
  return [...all].sort().map((source): SourceRow => {
    const age = ages.get(source);
    const { refusedSince, ...today } = counts.get(source) ?? NONE;
    const { name = null, quietMinutesMax = QUIET_MINUTES } = described.get(source) ?? {};
    const key = keys.get(source);
    const least = quietMinutesMax * MINUTE_MS;
    const quietMs = feeds.get(source)?.usualMs(now, least) ?? least;
    const { state, since } = stateOf(age, { refusedSince }, quietMs, key?.since ?? null, now);
    const { events, duplicates, late, rejected, lagMs, lagMsMax } = today;
    return {
      source,
      name,
      state,
      since: iso(since),
      lastEventAt: iso(age?.lastEventAt ?? null),
      lastArrivalAt: iso(age?.lastArrivalAt ?? null),
      quietMinutesMax,
      usualMinutes: Math.round(quietMs / MINUTE_MS),
      today: { events, duplicates, late, rejected },
      lag: lagMs === null ? null : { lastMs: lagMs, mostMs: lagMsMax ?? lagMs },
      ahead: ahead.get(source) ?? 0,
      conflicts: conflicts.get(source) ?? 0,
      unproved: unprovedOf(unproved.get(source)),
      mayCome: key?.isOn ?? false,
    };
  });
}

type GapEvent = Extract<LogEvent, { type: "source.gap" }>;

/** A gap that was told again, with its end or as made good, is one gap: as it was told last. */
function gapsIn(events: readonly LogEvent[], isWanted: (gap: GapEvent) => boolean): GapEvent[] {
  const tellings = new Map<string, Told & { readonly event: GapEvent }>();
  for (const event of events) {
    if (event.type !== "source.gap") continue;
    const told = toldBy(event);
    tellings.set(JSON.stringify(told), { ...told, event });
  }
  const all = [...tellings.values()];
  const isTold = (one: Told) =>
    all.some((other) => other !== one && holds(other, one) && (other.isHealed || !one.isHealed));
  return all.flatMap((one) => (isTold(one) || !isWanted(one.event) ? [] : [one.event]));
}

/** How many of the source's events of that time came after the gap was told. */
async function filledIn(ledger: Ledger, { source, data, at }: GapEvent): Promise<number> {
  if (data.to === null) return 0;
  const [from, to] = [instantOf(data.from), instantOf(data.to)];
  if (to - from > FILLED_MS_MAX || to <= from) return 0;
  let filled = 0;
  for await (const { events } of ledger.between(from, to)) {
    for (const event of events) {
      if (event.source !== source || event.at < from || event.at >= to) continue;
      const isAfter = (event.receivedAt ?? 0) > at;
      if (isAfter || event.quality === "backfilled") filled += 1;
    }
  }
  return filled;
}

/** Gaps that touch a stretch of time, the newest first, at most 50. */
export const gapsBetween = (
  ledger: Ledger,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<SourceGap[]> =>
  gapsOf(ledger, ledger.sources(), ({ data }) => {
    const end = data.to === null ? Infinity : instantOf(data.to);
    return instantOf(data.from) < to && end > from;
  });

async function gapsOf(
  ledger: Ledger,
  sources: readonly Pick<Age, "source">[],
  isWanted: (gap: GapEvent) => boolean,
): Promise<SourceGap[]> {
  const all: GapEvent[] = [];
  for (const { source } of sources) {
    const entity = await ledger.entity(`${source}|source`);
    if (entity !== null) all.push(...gapsIn(entity.events, isWanted));
  }
  all.sort((a, b) => instantOf(b.data.from) - instantOf(a.data.from));
  const gaps: SourceGap[] = [];
  for (const gap of all.slice(0, GAPS_MAX)) {
    const { from, to, cause, healedBy = null } = gap.data;
    const filled = await filledIn(ledger, gap);
    gaps.push({
      source: gap.source,
      from: new Date(instantOf(from)).toISOString(),
      to: to === null ? null : new Date(instantOf(to)).toISOString(),
      cause,
      healedBy,
      filled,
    });
  }
  return gaps;
}

/** Times and counts only, never content (PRIV-1). */
export async function sourcesOf(ledger: Ledger, facts: SourceFacts): Promise<SourcesAnswer> {
  await ledger.settle();
  const isRecent = ({ data }: GapEvent) => instantOf(data.from) >= facts.now - GAPS_MS;
  const gaps = await gapsOf(ledger, facts.ages, isRecent);
  return {
    asOf: new Date(facts.now).toISOString(),
    zone: ledger.document().organisation.zone,
    sources: rowsOf(ledger, facts),
    gaps,
  };
}
