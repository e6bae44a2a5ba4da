/** Feeds the demo: what has happened up to now as fast as it goes, then live at true speed. */
import { setTimeout as sleepFor } from "node:timers/promises";
import type { CloudEvent } from "../../shared/events/event.ts";
import { instantOf } from "../../shared/events/instant.ts";
import type { Clock } from "../../shared/time/clock.ts";
import { MINUTE_MS, startOfDay } from "../../shared/time/interval.ts";
import { batchesTo, type Sends } from "./batches.ts";
import { ZONE } from "./calendar.ts";
import { type Simulation, simulate } from "./centre.ts";

export interface Progress {
  /** Events handed over so far. */
  readonly events: number;
  /** 0 at the first day of the history, 1 when it has caught up with now. */
  readonly share: number;
}

export interface Feeding {
  readonly simulation: Simulation;
  readonly clock: Clock;
  readonly sends: Sends;
  /** An earlier feed of the same simulation came so far: what arrived before is not sent again. */
  readonly resumeAt?: number;
  readonly signal: AbortSignal;
  /** Now and then while the history goes out, and once with share 1 when the feed is live. */
  readonly onProgress?: (progress: Progress) => void;
  /** For tests; rejects when the signal says stop. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const PROGRESS_EVENTS = 2000;
/** Live events within this time go out together. */
const TICK_MS = 200;

export const sleepMs = async (ms: number, signal: AbortSignal): Promise<void> => {
  await sleepFor(ms, undefined, { signal });
};

/** True when this rejection only says that we were told to stop. */
export const isStop = (error: unknown, signal: AbortSignal): boolean =>
  signal.aborted &&
  error instanceof Error &&
  (error.name === "AbortError" || error === signal.reason);

/** Sent later than this after it should have arrived, an event is history that is fetched. */
const FETCHED_MS = MINUTE_MS;

/**
 * What arrived in time back then is fetched now, and that is no lateness of its source; nor is what came
 * late on a day that is over. What came late today stays late, so that there is such a thing to see.
 */
function asSent(event: CloudEvent, arrivesAt: number, now: number): CloudEvent {
  if (now - arrivesAt <= FETCHED_MS) return event;
  const wasLate = arrivesAt - instantOf(event.time) > FETCHED_MS;
  const isToday = arrivesAt >= startOfDay(now, ZONE);
  return wasLate && isToday ? event : { ...event, quality: "backfilled" };
}

async function run(feeding: Feeding): Promise<void> {
  const { simulation, clock, signal, onProgress, resumeAt = 0, sleep = sleepMs } = feeding;
  const batches = batchesTo(feeding.sends);
  let events = 0;
  let isLive = false;
  for (const { arrivesAt, event } of simulate(simulation)) {
    signal.throwIfAborted();
    if (arrivesAt < resumeAt) continue;
    const ahead = arrivesAt - clock.now();
    if (ahead > 0) {
      await batches.flush();
      if (!isLive) onProgress?.({ events, share: 1 });
      isLive = true;
      await sleep(Math.max(TICK_MS, arrivesAt - clock.now()), signal);
    }
    await batches.add(asSent(event, arrivesAt, clock.now()));
    events += 1;
    if (!isLive && events % PROGRESS_EVENTS === 0) {
      const length = Math.max(1, clock.now() - simulation.from);
      onProgress?.({ events, share: Math.min(1, (arrivesAt - simulation.from) / length) });
    }
  }
}

/**
 * One stream for past and present: the same seed and start always send the same events, so a demo
 * that starts anew with its old store only sends duplicates until it is back at now. Ends when the
 * signal says so; rejects when the server refuses for good.
 */
export async function feed(feeding: Feeding): Promise<void> {
  try {
    await run(feeding);
  } catch (error) {
    if (!isStop(error, feeding.signal)) throw error;
  }
}
