/** First contact resolution (KPIS.md 6.2): did the customer have to come back within seven days? */
import { DAY_MS } from "../../../shared/time/interval.ts";
import type { Fact, Span } from "../facts/fact.ts";
import type { VisitEntry } from "./entry.ts";

export const FCR_WINDOW_MS = 7 * DAY_MS;

const byAt = (a: VisitEntry, b: VisitEntry): number =>
  a.at - b.at || (a.contact < b.contact ? -1 : a.contact > b.contact ? 1 : 0);

/** The same matter, as far as anybody can tell: without a topic on both sides it may be. */
const sameTopic = (a: VisitEntry, b: VisitEntry): boolean =>
  a.topic === null || b.topic === null || a.topic === b.topic;

/**
 * One fact per first contact that is older than the window, 1 when no further contact followed within
 * it; younger ones are pending, even when a repeat has come. A repeat is no first contact, and a call
 * that belongs to a ticket is that contact, not another.
 * @param now decides what has matured; `dueAt` is when the next one does.
 */
export function firstContacts(
  all: readonly VisitEntry[],
  now: number,
): { facts: Fact[]; spans: Span[]; dueAt: number | null } {
  const known = new Set(all.map(({ contact }) => contact));
  const visits = all.filter(({ parent }) => parent === null || !known.has(parent)).sort(byAt);
  const facts: Fact[] = [];
  const spans: Span[] = [];
  let dueAt: number | null = null;
  visits.forEach((visit, index) => {
    const { at, dims, contact } = visit;
    if (near(visits, index, -1)) return;
    const maturesAt = at + FCR_WINDOW_MS;
    if (now >= maturesAt) {
      const value = near(visits, index, 1) ? 0 : 1;
      facts.push({ ...dims, measure: "fcr.resolved", value, at, contact });
      return;
    }
    spans.push({ ...dims, measure: "state.fcr_pending", from: at, to: maturesAt, since: at });
    if (dueAt === null || maturesAt < dueAt) dueAt = maturesAt;
  });
  return { facts, spans, dueAt };
}

/** Is there a contact about the same matter less than the window before (−1) or after (1) this one? */
function near(visits: readonly VisitEntry[], index: number, step: 1 | -1): boolean {
  const own = visits[index] as VisitEntry;
  for (let at = index + step; at >= 0 && at < visits.length; at += step) {
    const other = visits[at] as VisitEntry;
    const apart = Math.abs(other.at - own.at);
    if (apart >= FCR_WINDOW_MS) return false;
    if (apart > 0 && sameTopic(own, other)) return true;
  }
  return false;
}
