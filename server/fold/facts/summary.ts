/** Numbers a source asserts beside the lifecycle: the summary replaces, it never adds (EVENTS.md 5). */
import { supersedes } from "../../../shared/events/entity.ts";
import type { EventOf } from "../../../shared/events/event.ts";
import type { Contact } from "./contact.ts";

type Summary = EventOf<"contact.measured">;

/** Of the summaries that fit: final beats provisional, then the highest version wins. */
export function strongestSummary(
  { events, has }: Contact,
  fits: (summary: Summary) => boolean,
): Summary | undefined {
  let best: Summary | undefined;
  if (!has.summary) return best;
  for (const event of events) {
    if (event.type !== "contact.measured" || !fits(event)) continue;
    if (best === undefined || beats(event, best)) best = event;
  }
  return best;
}

function beats(a: Summary, b: Summary): boolean {
  if (a.data.final !== b.data.final) return a.data.final;
  return supersedes(a, b);
}
