/**
 * Realistic events for benchmarks: one working day of as many simulated contact centres as needed,
 * in the order in which their events arrive. The server's clock stands at the evening of that day,
 * so that every event is due, belongs to "today" and to the windows kept by the minute.
 */
import { simulate } from "../../server/demo/centre.ts";
import { FEEDS, type Feed, SOURCES } from "../../server/demo/organisation.ts";
import type { Arrival } from "../../server/demo/outbox.ts";
import type { CloudEvent } from "../../shared/events/event.ts";

const MIDNIGHT = Date.parse("2026-03-03T00:00:00+01:00");
/** Half past nine in the evening of a Tuesday. */
export const EVENING = Date.parse("2026-03-03T21:30:00+01:00");

/** Exactly `count` events in order of arrival. Another `name` gives other contacts and ids. */
export function eventsOf(count: number, name: string): CloudEvent[] {
  const arrivals: Arrival[] = [];
  for (let centre = 0; arrivals.length < count; centre += 1) {
    arrivals.push(...dayOf(`${name}${centre}`));
  }
  arrivals.sort((a, b) => a.arrivesAt - b.arrivesAt);
  return arrivals.slice(0, count).map(({ event }) => event);
}

function dayOf(name: string): Arrival[] {
  const arrivals: Arrival[] = [];
  for (const arrival of simulate({ seed: name, from: MIDNIGHT, prefix: `${name}-` })) {
    if (arrival.arrivesAt >= EVENING) return arrivals;
    arrivals.push(arrival);
  }
  return arrivals;
}

export interface Batch {
  readonly feed: Feed;
  readonly events: readonly CloudEvent[];
}

const feedOf = new Map<string, Feed>(FEEDS.map((feed) => [SOURCES[feed], feed]));

/** `count` full batches as the three systems would send them: each has a door of its own. */
export function batchesOf(count: number, size: number, name: string): Batch[] {
  const collected: Record<Feed, CloudEvent[]> = { zendesk: [], twilio: [], chatwoot: [] };
  const batches: Batch[] = [];
  for (const event of eventsOf((count + FEEDS.length) * size, name)) {
    const feed = feedOf.get(event.source);
    if (feed === undefined) throw new Error(`no door for ${event.source}`);
    collected[feed].push(event);
    if (collected[feed].length < size) continue;
    batches.push({ feed, events: collected[feed] });
    collected[feed] = [];
    if (batches.length === count) break;
  }
  return batches;
}

export function* groupsOf<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
