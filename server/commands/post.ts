/** Sends events to a running server, in limited batches, patiently. */
import { setTimeout as delay } from "node:timers/promises";
import type { CloudEvent } from "../../shared/events/event.ts";
import { BATCH_EVENTS_MAX } from "../../shared/events/limits.ts";
import { type IngestAnswer, ingestAnswer, problem } from "../../shared/wire/http.ts";
import { UsageError } from "./options.ts";

const BATCH = BATCH_EVENTS_MAX / 2;
const PAUSE_MS = 1_000;
/** How often a busy or absent server is tried before we give up. */
const TRIES_MAX = 60;

async function post(url: string, key: string, events: readonly CloudEvent[]) {
  return fetch(new URL("/api/v1/events", url), {
    method: "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/cloudevents-batch+json",
    },
    body: JSON.stringify(events),
  });
}

async function postBatch(url: string, key: string, events: readonly CloudEvent[]) {
  for (let attempt = 1; ; attempt += 1) {
    const response = await post(url, key, events).catch(() => null);
    if (response?.ok) return ingestAnswer.parse(await response.json());
    const busy = response === null || response.status === 429 || response.status >= 500;
    if (!busy) {
      const told = problem.safeParse(await response.json());
      throw new UsageError(`${url}: ${told.success ? told.data.detail : response.status}`);
    }
    if (attempt === TRIES_MAX) throw new UsageError(`${url} does not take events; is it running?`);
    const seconds = Number(response?.headers.get("retry-after") ?? 0);
    await delay(Math.max(PAUSE_MS, seconds * 1000));
  }
}

/** Resolves when all events have their result on disk at the other side. */
export async function postEvents(
  url: string,
  key: string,
  events: readonly CloudEvent[],
): Promise<IngestAnswer> {
  const sum: IngestAnswer = { accepted: 0, duplicates: 0, rejected: [], position: 0 };
  for (let at = 0; at < events.length; at += BATCH) {
    const answer = await postBatch(url, key, events.slice(at, at + BATCH));
    sum.accepted += answer.accepted;
    sum.duplicates += answer.duplicates;
    sum.rejected.push(...answer.rejected);
    sum.position = answer.position;
  }
  return sum;
}
