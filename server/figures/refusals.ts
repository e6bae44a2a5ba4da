/** What is set aside: events that were refused, and events that wait for their time (SCR-13, SCR-16). */
import { AHEAD_MS_MAX } from "../../shared/events/limits.ts";
import { DAY_MS } from "../../shared/time/interval.ts";
import type { Ledger } from "./ledger.ts";

/** How far back refused events are listed, and how many at most. */
const LISTED_MS = 7 * DAY_MS;
const LISTED_MAX = 500;

export interface Refusals {
  readonly refused: {
    source: string;
    at: string;
    type: string;
    code: string;
    path: string;
    reason: string;
  }[];
  /** Events more than five minutes ahead of our clock, by source: they count when they are due. */
  readonly ahead: { source: string; due: string }[];
}

/** Newest first. Names and reasons only, never content (PRIV-1). */
export async function refusals(ledger: Ledger, now: number): Promise<Refusals> {
  const refused: Refusals["refused"] = [];
  for await (const { events } of ledger.between(now - LISTED_MS, now + LISTED_MS)) {
    for (const event of events) {
      if (event.type !== "event.refused") continue;
      const { code, path, reason, type } = event.data;
      const at = new Date(event.at).toISOString();
      refused.push({ source: event.source, at, type, code, path, reason });
    }
  }
  const ahead: Refusals["ahead"] = [];
  for (const { key, events } of ledger.entities.live()) {
    const due = events.find(({ at }) => at > now + AHEAD_MS_MAX);
    if (due === undefined || key.startsWith("|")) continue;
    ahead.push({ source: due.source, due: new Date(due.at).toISOString() });
  }
  refused.sort((a, b) => (a.at < b.at ? 1 : -1));
  return { refused: refused.slice(0, LISTED_MAX), ahead: ahead.slice(0, LISTED_MAX) };
}
