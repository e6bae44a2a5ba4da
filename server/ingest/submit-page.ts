/** What one call or page of a foreign system became, put on disk in batches the door may take. */
import type { CloudEvent, Refusal } from "../../shared/events/event.ts";
import { BATCH_EVENTS_MAX } from "../../shared/events/limits.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { IngestAnswer } from "../../shared/wire/http.ts";
import type { RefusedLine } from "../sources/source.ts";
import type { Busy, Ingest } from "./ingest.ts";
import { refusedEvent } from "./quarantine.ts";

export interface Submitted {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: IngestAnswer["rejected"];
  readonly refused: readonly RefusedLine[];
}

type Taking = Pick<Ingest, "submit" | "record">;

/** The same refusal of the same day is one: a vendor's whole stream may be of a form we do not read. */
const kept = (source: string, refusal: Refusal, at: number) => {
  const day = new Date(at).toISOString().slice(0, 10);
  return refusedEvent(source, { id: `${day} ${refusal.path} ${refusal.reason}` }, refusal, at);
};

/** `now`: ms since 1970. What was only ignored leaves no trace. */
export async function submitPage(
  { ingest, now }: { readonly ingest: Taking; readonly now: () => number },
  source: string,
  events: readonly CloudEvent[],
  refused: readonly RefusedLine[],
): Promise<Result<Submitted, Busy>> {
  let [accepted, duplicates] = [0, 0];
  const rejected: IngestAnswer["rejected"] = [];
  for (let from = 0; from < events.length; from += BATCH_EVENTS_MAX) {
    const answer = await ingest.submit(source, events.slice(from, from + BATCH_EVENTS_MAX));
    if (!answer.ok) return answer;
    accepted += answer.value.accepted;
    duplicates += answer.value.duplicates;
    rejected.push(...answer.value.rejected);
  }
  const at = now();
  const told = refused.filter(({ code }) => code !== "ignored");
  const once = new Map(told.map((one) => [`${one.path} ${one.reason}`, one]));
  for (const { line: _, ...refusal } of once.values()) {
    await ingest.record(kept(source, refusal, at));
  }
  return ok({ accepted, duplicates, rejected, refused });
}
