/** Hands events to a core directly, each source's under its own name, in limited batches. */
import { BATCH_EVENTS_MAX } from "../../shared/events/limits.ts";
import type { IngestAnswer } from "../../shared/wire/http.ts";
import type { Core } from "../core.ts";

export interface Submitted {
  accepted: number;
  duplicates: number;
  readonly rejected: IngestAnswer["rejected"];
}

const sourceOf = (input: unknown): string =>
  typeof input === "object" && input !== null && "source" in input ? String(input.source) : "";

/** How many rejections are kept to be shown; all are counted and set aside by the store. */
const SHOWN_MAX = 20;

/** Adds what became of the events to `sum`. Waits and tries again while the store is busy. */
export async function submitAll(
  core: Core,
  inputs: readonly unknown[],
  sum: Submitted,
): Promise<void> {
  let batch: unknown[] = [];
  let source = "";
  const flush = async () => {
    if (batch.length === 0) return;
    const answer = await core.ingest.submit(source, batch);
    if (!answer.ok) throw new Error("the events could not be written: is the disk full?");
    sum.accepted += answer.value.accepted;
    sum.duplicates += answer.value.duplicates;
    sum.rejected.push(...answer.value.rejected.slice(0, SHOWN_MAX - sum.rejected.length));
    batch = [];
  };
  for (const input of inputs) {
    const own = sourceOf(input);
    if (batch.length === BATCH_EVENTS_MAX || own !== source) await flush();
    source = own;
    batch.push(input);
  }
  await flush();
  await core.tail.idle();
}
