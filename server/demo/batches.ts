/** Events on their way to three doors: collected per system, in order, and sent in batches. */
import type { CloudEvent } from "../../shared/events/event.ts";
import { FEEDS, type Feed, SOURCES } from "./organisation.ts";
import type { Send } from "./send.ts";

export type Sends = Readonly<Record<Feed, Send>>;

export interface Batches {
  /** Collects one event; sends its system's batch when it is full. */
  add(event: CloudEvent): Promise<void>;
  /** Sends whatever is there. */
  flush(): Promise<void>;
}

/** About 200 KB: well below what a door takes at once. */
const BATCH_EVENTS = 500;

const bySource = new Map<string, Feed>(FEEDS.map((feed) => [SOURCES[feed], feed]));

export function batchesTo(sends: Sends): Batches {
  const collected: Record<Feed, CloudEvent[]> = { zendesk: [], twilio: [], chatwoot: [] };
  const send = async (feed: Feed) => {
    const events = collected[feed];
    if (events.length === 0) return;
    collected[feed] = [];
    await sends[feed](events);
  };
  return {
    async add(event) {
      const feed = bySource.get(event.source);
      if (feed === undefined) throw new Error(`no door for events of ${event.source}`);
      collected[feed].push(event);
      if (collected[feed].length >= BATCH_EVENTS) await send(feed);
    },
    async flush() {
      await Promise.all(FEEDS.map(send));
    },
  };
}
