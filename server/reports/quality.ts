/** What the numbers of a report rest on: counts by source, what came late, who is not mapped, gaps. */
import { setImmediate } from "node:timers/promises";
import type { Period } from "../../shared/time/interval.ts";
import type { Report } from "../../shared/wire/report.ts";
import type { Ledger } from "../figures/ledger.ts";
import { bySource } from "../figures/quality/by-source.ts";
import { unmappedIn } from "../figures/quality/unmapped.ts";
import { admits, type Scope } from "../figures/scope.ts";
import { gapsBetween } from "../figures/sources.ts";
import type { Entity } from "../fold/entity.ts";
import { isTimeline } from "../fold/timeline/entry.ts";

export type Quality = Report["quality"];

/** What is asked beside figures. */
export interface Lates extends Ledger {
  /** Every entity that may have or have had facts in `[from, to)`, and of which an event came after `after`. */
  late(from: number, to: number, after: number): AsyncIterable<Entity>;
}

/** Looked at in one go: then others get their turn. */
const AT_ONCE = 200;

/** Contacts with a fact in the period of which something came more than a minute after it happened. */
async function lateIn(ledger: Lates, { filter }: Scope, { from, to }: Period): Promise<number> {
  const admit = admits(filter, undefined);
  let late = 0;
  let looked = 0;
  for await (const { key, events, meaning } of ledger.late(from, to, 0)) {
    looked += 1;
    if (looked % AT_ONCE === 0) await setImmediate();
    if (isTimeline(key) || key.startsWith("|") || events[0]?.type === "event.refused") continue;
    if (meaning.facts.some((fact) => fact.at >= from && fact.at < to && admit(fact))) late += 1;
  }
  return late;
}

/** Late contacts are the scope's own, the rest is of the whole centre. Reads the entities of the period: seconds for a large one, in turns. Counts only, never content (PRIV-1). */
export async function qualityOf(
  ledger: Lates,
  scope: Scope,
  period: Period,
  now: number,
): Promise<Quality> {
  const { sources } = await bySource(ledger, period, now, new Map());
  const { agents } = await unmappedIn(ledger, period);
  return {
    sources: sources
      .filter(({ rejected, clamped, quarantined }) => rejected + clamped + quarantined > 0)
      .map(({ source, rejected, clamped, quarantined }) => ({
        source,
        rejected,
        clamped,
        quarantined,
      })),
    late: await lateIn(ledger, scope, period),
    unmapped: agents.length,
    gaps: await gapsBetween(ledger, period),
  };
}
