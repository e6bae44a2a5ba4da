/** Load: the events of the simulation at a fixed rate, as if each had happened just now. */
import type { CloudEvent } from "../../shared/events/event.ts";
import type { Clock } from "../../shared/time/clock.ts";
import { batchesTo, type Sends } from "./batches.ts";
import { simulate } from "./centre.ts";
import { isStop, sleepMs } from "./feed.ts";

export interface Loading {
  readonly seed: string;
  /** A local midnight at which the simulated days begin; only their shape matters. */
  readonly from: number;
  /** Before every id: must differ from one run to the next, or all would be duplicates. */
  readonly prefix: string;
  readonly eventsPerSecond: number;
  readonly clock: Clock;
  readonly sends: Sends;
  readonly signal: AbortSignal;
  readonly onSent?: (events: number) => void;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const TICK_MS = 100;

/** The event as if it had happened at `at`. Durations that the event states stay as they are. */
function movedTo(event: CloudEvent, at: number): CloudEvent {
  const time = new Date(at).toISOString();
  return { ...event, time, ...(event.recordedtime === undefined ? {} : { recordedtime: time }) };
}

async function run(loading: Loading): Promise<void> {
  const { clock, signal, eventsPerSecond, sleep = sleepMs } = loading;
  const batches = batchesTo(loading.sends);
  const arrivals = simulate({ ...loading, isNoisy: false });
  const startedAt = clock.now();
  let events = 0;
  for (;;) {
    signal.throwIfAborted();
    const due = Math.floor(((clock.now() - startedAt) * eventsPerSecond) / 1000);
    while (events < due) {
      const { event } = arrivals.next().value;
      if (event.type === "deskpulse.source.gap.v1") continue; // its times would be of another day
      const at = startedAt + Math.floor((events * 1000) / eventsPerSecond);
      await batches.add(movedTo(event, at));
      events += 1;
    }
    await batches.flush();
    loading.onSent?.(events);
    await sleep(TICK_MS, signal);
  }
}

/**
 * Each contact's events keep their order; what takes minutes in life takes milliseconds here, so
 * the figures mean nothing. Ends when the signal says so.
 */
export async function load(loading: Loading): Promise<void> {
  try {
    await run(loading);
  } catch (error) {
    if (!isStop(error, loading.signal)) throw error;
  }
}
