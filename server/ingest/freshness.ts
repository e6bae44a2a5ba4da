/**
 * What each source delivers and in which rhythm (UX-14, UX-16): learned from what arrives, kept as settings,
 * written behind at most once a minute. After a start the log's own last groups fill in what was not written.
 */
import { z } from "zod";
import { DAY_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import type { LogEvent, LogGroup } from "../fold/log-event.ts";
import type { Store } from "../store/store.ts";
import { begun, heardAt, rhythm, usualMs } from "./rhythm.ts";

/** What it has not sent for so many days it is not waited for. */
const LATELY_DAYS = 28;

const kept = z.object({
  /** Null: all it sent was fetched on purpose, which says nothing of its rhythm. */
  rhythm: rhythm.nullable(),
  /** Types of events and channels of contacts → the day of the last, in days since 1970. */
  types: z.record(z.string(), z.int()),
  channels: z.record(z.string(), z.int()),
  /** Up to which log position it is counted. */
  position: z.int(),
});

type Kept = z.infer<typeof kept>;

/** What is known of a source beside when it was last heard. */
export interface Feed {
  /** What it has sent in the four weeks before it was last heard. */
  readonly types: ReadonlySet<string>;
  readonly channels: ReadonlySet<string>;
  /** How long it may be silent at this hour, ms; `leastMs` where nothing longer is known to be normal. */
  usualMs(now: number, leastMs: number): number;
}

export interface Freshness {
  /** A group of the log, once; after a start also those that are counted already. */
  take(group: LogGroup): void;
  bySource(): ReadonlyMap<string, Feed>;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
}

type Settings = Pick<Store, "settings" | "putSettings">;

const PREFIX = "freshness/";
const WRITE_MS = MINUTE_MS;
const nameOf = (source: string): string => PREFIX + encodeURIComponent(source);
const dayOf = (at: number): number => Math.floor(at / DAY_MS);

function channelOf({ data }: LogEvent): string | undefined {
  return "channel" in data && typeof data.channel === "string" ? data.channel : undefined;
}

/** True: it was not known yet on that day. */
function note(days: Record<string, number>, name: string, day: number): boolean {
  if (days[name] === day) return false;
  days[name] = day;
  return true;
}

const lately = (days: Readonly<Record<string, number>>): ReadonlySet<string> => {
  const last = Math.max(...Object.values(days));
  return new Set(Object.keys(days).filter((name) => (days[name] ?? 0) > last - LATELY_DAYS));
};

const feedOf = (one: Kept, zone: () => string): Feed => ({
  types: lately(one.types),
  channels: lately(one.channels),
  usualMs: (now, leastMs) =>
    one.rhythm === null ? leastMs : usualMs(one.rhythm, now, zone(), leastMs),
});

/** `zone` decides which hour of the week it is. */
export async function createFreshness(settings: Settings, zone: () => string): Promise<Freshness> {
  const sources = new Map<string, Kept>();
  for (const { name, value } of await settings.settings(PREFIX)) {
    const read = kept.safeParse(JSON.parse(value));
    if (read.success) sources.set(decodeURIComponent(name.slice(PREFIX.length)), read.data);
  }
  const dirty = new Set<string>();
  /** Boards ask for it all the time: made again only when a source sent something new, or on a new day. */
  let feeds: ReadonlyMap<string, Feed> | null = null;
  let writtenAt = 0;
  let turn: Promise<unknown> = Promise.resolve();

  const write = (): Promise<unknown> => {
    const changes: Record<string, string> = {};
    for (const source of dirty) changes[nameOf(source)] = JSON.stringify(sources.get(source));
    dirty.clear();
    if (Object.keys(changes).length === 0) return turn;
    // Could it not be written, then with the next that arrives.
    turn = turn.then(() => settings.putSettings(changes)).catch(() => false);
    return turn;
  };
  const of = (source: string): Kept => {
    let known = sources.get(source);
    if (known === undefined) {
      known = { rhythm: null, types: {}, channels: {}, position: 0 };
      sources.set(source, known);
    }
    return known;
  };

  return {
    take({ events, receivedAt, last }) {
      const day = dayOf(receivedAt);
      const heard = new Set<Kept>();
      const taken = new Map<string, Kept | null>();
      for (const event of events) {
        if (event.type === "org.changed" || event.type === "event.refused") continue;
        let one = taken.get(event.source);
        if (one === undefined) {
          one = of(event.source);
          if (one.position >= last)
            one = null; // counted before the start
          else dirty.add(event.source);
          taken.set(event.source, one);
        }
        if (one === null) continue;
        if (note(one.types, event.type, day)) feeds = null;
        const channel = channelOf(event);
        if (channel !== undefined && note(one.channels, channel, day)) feeds = null;
        if (event.quality !== "backfilled") heard.add(one);
      }
      for (const one of heard) {
        one.rhythm = heardAt(one.rhythm ?? begun(receivedAt), receivedAt, zone());
      }
      for (const one of taken.values()) if (one !== null) one.position = last;
      if (dirty.size === 0 || receivedAt - writtenAt < WRITE_MS) return;
      writtenAt = receivedAt;
      void write();
    },
    bySource() {
      feeds ??= new Map([...sources].map(([source, one]) => [source, feedOf(one, zone)]));
      return feeds;
    },
    async flush() {
      await write();
    },
  };
}
