/** Through the same door as everybody else: batches over HTTP, tried again until they are on disk. */
import { setTimeout as sleepFor } from "node:timers/promises";
import type { CloudEvent } from "../../shared/events/event.ts";
import { type IngestAnswer, ingestAnswer } from "../../shared/wire/http.ts";

/**
 * Resolves when the events are on disk at the other side, however long that takes; rejects only
 * when trying again would not help, or when it was told to stop.
 */
export type Send = (events: readonly CloudEvent[]) => Promise<void>;

export interface Door {
  /** Such as `http://localhost:4600`. */
  readonly url: string;
  /** The key of the source whose events these are. */
  readonly key: string;
  readonly signal: AbortSignal;
  /** A sentence about what does not go as it should; the sending goes on. */
  readonly onTrouble: (message: string) => void;
}

const FIRST_PAUSE_MS = 250;
const PAUSE_MS_MAX = 10_000;
const TIMEOUT_MS = 30_000;
const BUSY = new Set([408, 425, 429, 500, 502, 503, 504]);

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What the other side asks for, in ms, or the pause we would make ourselves. */
function pauseOf(response: Response | null, attempt: number): number {
  const asked = Number(response?.headers.get("retry-after") ?? Number.NaN);
  if (Number.isFinite(asked) && asked >= 0) return Math.max(FIRST_PAUSE_MS, asked * 1000);
  return Math.min(PAUSE_MS_MAX, FIRST_PAUSE_MS * 2 ** Math.min(attempt, 10));
}

function reportRejected(door: Door, events: readonly CloudEvent[], answer: IngestAnswer): void {
  const first = answer.rejected[0];
  if (first === undefined) return;
  const type = events[first.index]?.type ?? "unknown";
  const why = `${type} ${first.id ?? ""}: ${first.path} ${first.reason}`;
  door.onTrouble(`${answer.rejected.length} events were rejected, the first: ${why}`);
}

async function post(door: Door, body: string): Promise<Response> {
  return fetch(new URL("/api/v1/events", door.url), {
    method: "POST",
    headers: {
      authorization: `Bearer ${door.key}`,
      "content-type": "application/cloudevents-batch+json",
    },
    body,
    signal: AbortSignal.any([door.signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
}

/** One source's way in. Node's fetch keeps the connection open between batches. */
export function sendTo(door: Door): Send {
  return async (events) => {
    const body = JSON.stringify(events);
    for (let attempt = 0; ; attempt += 1) {
      door.signal.throwIfAborted();
      let response: Response | null = null;
      let trouble = "";
      try {
        response = await post(door, body);
        if (response.ok) {
          return reportRejected(door, events, ingestAnswer.parse(await response.json()));
        }
        trouble = `${response.status} ${await response.text()}`.slice(0, 300);
      } catch (error) {
        door.signal.throwIfAborted();
        if (response?.ok) throw error; // an answer we do not understand stays that way
        trouble = textOf(error);
      }
      if (response !== null && !BUSY.has(response.status)) {
        throw new Error(`the server refused ${events.length} demo events: ${trouble}`);
      }
      const pause = pauseOf(response, attempt);
      door.onTrouble(`sending ${events.length} events again in ${pause} ms: ${trouble}`);
      await sleepFor(pause, undefined, { signal: door.signal });
    }
  };
}
