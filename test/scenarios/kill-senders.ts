/** Sources that never give up: what was not answered is sent again, whole, to the next server. */
import type { CloudEvent } from "../../shared/events/event.ts";
import { type IngestAnswer, ingestAnswer } from "../../shared/wire/http.ts";
import { random } from "../server/store/busy-events.ts";

export interface Sender {
  /** What was answered with 2xx, by source and id. */
  readonly acknowledged: ReadonlySet<string>;
  /** Answers that were neither 2xx nor a broken connection. */
  readonly refusals: readonly string[];
  readonly batches: number;
  /** Batches sent again because the server was gone before it answered. */
  readonly again: number;
  /** Sends batch after batch until the server is gone or the events are. */
  sendTo(url: string): Promise<void>;
}

export const nameOf = ({ source, id }: { source: string; id: string }): string => `${source} ${id}`;

const BATCH_MAX = 120;
/** How often a batch that was answered is sent once more all the same. */
const REPEATED = 0.05;

export function senderOf(key: string, events: readonly CloudEvent[], seed: number): Sender {
  const next = random(seed);
  const acknowledged = new Set<string>();
  const refusals: string[] = [];
  let at = 0;
  let batch: readonly CloudEvent[] = [];
  let batches = 0;
  let again = 0;

  const post = async (url: string): Promise<IngestAnswer | null> => {
    const response = await fetch(`${url}/api/v1/events`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/cloudevents-batch+json",
      },
      body: JSON.stringify(batch),
    });
    if (response.ok) return ingestAnswer.parse(await response.json());
    refusals.push(`${response.status} ${await response.text()}`);
    return null;
  };

  const advance = (): boolean => {
    if (batch.length === 0) {
      const size = 1 + Math.floor(next() ** 3 * BATCH_MAX);
      batch = events.slice(at, at + size);
      at += batch.length;
    }
    return batch.length > 0;
  };

  return {
    acknowledged,
    refusals,
    get batches() {
      return batches;
    },
    get again() {
      return again;
    },
    sendTo: async (url) => {
      while (advance()) {
        let answer: IngestAnswer | null;
        try {
          answer = await post(url);
        } catch {
          again += 1;
          return; // the server is gone: the same batch goes to the next one
        }
        if (answer === null) return;
        if (answer.accepted + answer.duplicates !== batch.length) {
          refusals.push(JSON.stringify(answer));
        }
        for (const event of batch) acknowledged.add(nameOf(event));
        batches += 1;
        if (next() >= REPEATED) batch = [];
      }
    },
  };
}
