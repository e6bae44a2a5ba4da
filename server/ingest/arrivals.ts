/**
 * What each source sent today: events, repeats, late ones, refused ones (SCR-13). Counted as it comes and
 * kept as settings, written behind at most once a minute; after a start the log's own last groups fill in
 * what had not been written. Only repeats of the last minute can be lost, for the log does not hold them.
 */
import { z } from "zod";
import { dateOf, endOfDay, MINUTE_MS, startOfDay } from "../../shared/time/interval.ts";
import { LATE_MS } from "../fold/late.ts";
import type { LogEvent, LogGroup } from "../fold/log-event.ts";
import type { Store } from "../store/store.ts";

const kept = z.object({
  /** Local, `2026-03-02`. */
  day: z.string(),
  events: z.int(),
  late: z.int(),
  rejected: z.int(),
  duplicates: z.int(),
  /** Arrival minus event time, ms: the most of what came last, and of the day; null: nothing came by itself. */
  lagMs: z.int().nullable().default(null),
  lagMsMax: z.int().nullable().default(null),
  /** Up to which log position they are counted. */
  position: z.int(),
  /** Since when nothing it sent could be taken, ms since 1970; null: the last could, or it was one or two. */
  refusedSince: z.int().nullable(),
  /** How many were refused since then. */
  refusedRow: z.int().default(0),
});

export type DayCount = Readonly<z.infer<typeof kept>>;

export interface Arrivals {
  /** A group of the log, once; after a start also those that may be counted already. */
  take(group: LogGroup): void;
  /** Repeats of one source that arrived at `at`. */
  repeated(source: string, count: number, at: number): void;
  /** Source → today's counts; a source that sent nothing today is at 0. */
  bySource(now: number): ReadonlyMap<string, DayCount>;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
}

type Settings = Pick<Store, "settings" | "putSettings">;

const PREFIX = "arrivals/";
const WRITE_MS = MINUTE_MS;
const nameOf = (source: string): string => PREFIX + encodeURIComponent(source);

type Counting = { -readonly [Key in keyof DayCount]: DayCount[Key] };

const none = (day: string): Counting => ({
  day,
  events: 0,
  late: 0,
  rejected: 0,
  duplicates: 0,
  lagMs: null,
  lagMsMax: null,
  position: 0,
  refusedSince: null,
  refusedRow: 0,
});

/** One that cannot be read is a mistake of one; so many, or for so long nothing else, is a source that cannot be read. */
const REFUSED_ROW = 10;
const REFUSED_MS = 10 * MINUTE_MS;

function refusedOf({ refusedSince, refusedRow }: DayCount, now: number): number | null {
  const isSure = refusedRow >= REFUSED_ROW || now - (refusedSince ?? now) >= REFUSED_MS;
  return isSure ? refusedSince : null;
}

const isLate = ({ at, quality }: LogEvent, receivedAt: number): boolean =>
  receivedAt - at > LATE_MS && quality !== "backfilled";

interface Tally {
  taken: number;
  late: number;
  refused: number;
  lagMs: number | null;
}

/** What a group holds of each source. */
function talliesOf(events: readonly LogEvent[], receivedAt: number): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const event of events) {
    if (event.type === "org.changed") continue;
    let own = tallies.get(event.source);
    if (own === undefined) {
      own = { taken: 0, late: 0, refused: 0, lagMs: null };
      tallies.set(event.source, own);
    }
    if (event.type === "event.refused") own.refused += 1;
    else {
      own.taken += 1;
      if (isLate(event, receivedAt)) own.late += 1;
      if (event.quality !== "backfilled")
        own.lagMs = Math.max(own.lagMs ?? 0, receivedAt - event.at);
    }
  }
  return tallies;
}

/** The local date of an instant; the day it was asked for last is remembered. */
function dates(zone: () => string): (at: number) => string {
  let day = { zone: "", label: "", from: 0, to: 0 };
  return (at) => {
    const here = zone();
    if (at >= day.from && at < day.to && here === day.zone) return day.label;
    const [from, to] = [startOfDay(at, here), endOfDay(at, here)];
    day = { zone: here, label: dateOf(at, here), from, to };
    return day.label;
  };
}

/** `zone` decides where a day begins. */
export async function createArrivals(settings: Settings, zone: () => string): Promise<Arrivals> {
  const counts = new Map<string, Counting>();
  for (const { name, value } of await settings.settings(PREFIX)) {
    const read = kept.safeParse(JSON.parse(value));
    if (read.success) counts.set(decodeURIComponent(name.slice(PREFIX.length)), read.data);
  }
  const dirty = new Set<string>();
  const dayOf = dates(zone);
  let writtenAt = 0;
  let turn: Promise<unknown> = Promise.resolve();

  const of = (source: string, at: number): Counting => {
    const today = dayOf(at);
    const known = counts.get(source);
    if (known?.day === today) return known;
    const { position = 0, refusedSince = null, refusedRow = 0 } = known ?? {};
    const fresh = { ...none(today), position, refusedSince, refusedRow };
    counts.set(source, fresh);
    return fresh;
  };
  const write = (): Promise<unknown> => {
    const changes: Record<string, string> = {};
    for (const source of dirty) changes[nameOf(source)] = JSON.stringify(counts.get(source));
    dirty.clear();
    const sources = Object.keys(changes);
    if (sources.length === 0) return turn;
    // Could it not be written, then with the next change of that source.
    turn = turn.then(() => settings.putSettings(changes)).catch(() => false);
    return turn;
  };
  const changed = (source: string, at: number) => {
    dirty.add(source);
    if (at - writtenAt < WRITE_MS) return;
    writtenAt = at;
    void write();
  };

  return {
    take({ events, receivedAt, last }) {
      for (const [source, { taken, late, refused, lagMs }] of talliesOf(events, receivedAt)) {
        if ((counts.get(source)?.position ?? 0) >= last) continue; // counted before the start
        const count = of(source, receivedAt);
        count.events += taken;
        count.late += late;
        count.rejected += refused;
        if (lagMs !== null) {
          count.lagMs = lagMs;
          count.lagMsMax = Math.max(count.lagMsMax ?? 0, lagMs);
        }
        count.position = last;
        if (taken > 0) count.refusedSince = null;
        else count.refusedSince ??= receivedAt;
        count.refusedRow = taken > 0 ? 0 : count.refusedRow + refused;
        changed(source, receivedAt);
      }
    },
    repeated(source, repeats, at) {
      if (repeats === 0) return;
      const count = of(source, at);
      count.duplicates += repeats;
      count.refusedSince = null;
      count.refusedRow = 0;
      changed(source, at);
    },
    bySource(now) {
      const today = dayOf(now);
      return new Map(
        [...counts].map(([source, count]) => [
          source,
          {
            ...(count.day === today ? count : none(today)),
            refusedSince: refusedOf(count, now),
          },
        ]),
      );
    },
    async flush() {
      await write();
    },
  };
}
