/** What the numbers of a report rest on: counts by source, what came late, who is not mapped, gaps. */
import { setImmediate } from "node:timers/promises";
import { DAY_MS, type Period } from "../../shared/time/interval.ts";
import type { Report } from "../../shared/wire/report.ts";
import type { Ledger } from "../figures/ledger.ts";
import { bySource } from "../figures/quality/by-source.ts";
import { unmappedIn } from "../figures/quality/unmapped.ts";
import type { Scope } from "../figures/scope.ts";
import { gapsBetween } from "../figures/sources.ts";
import type { Entity } from "../fold/entity.ts";
import type { LogEvent } from "../fold/log-event.ts";
import { isTimeline } from "../fold/timeline/entry.ts";

export type Quality = Report["quality"];

/** What is asked beside figures. */
export interface Lates extends Ledger {
  /** Every entity that may have or have had facts in `[from, to)`, and of which an event came after `after`. */
  late(from: number, to: number, after: number): AsyncIterable<Entity>;
}

/** Looked at in one go: then others get their turn. */
const AT_ONCE = 200;

/** What came more than a day after it happened, with all of its contact, was loaded, not late. */
const isHistory = ({ at, receivedAt = at }: LogEvent): boolean => receivedAt - at > DAY_MS;

/** Contacts with a fact in the period of which something came more than a minute after it happened; by team, "" all. */
async function lateIn(ledger: Lates, { from, to }: Period): Promise<ReadonlyMap<string, number>> {
  const late = new Map<string, number>();
  let looked = 0;
  for await (const { key, events, meaning } of ledger.late(from, to, 0)) {
    looked += 1;
    if (looked % AT_ONCE === 0) await setImmediate();
    if (isTimeline(key) || key.startsWith("|") || events[0]?.type === "event.refused") continue;
    if (events.every(isHistory)) continue;
    const own = meaning.facts.filter(({ at }) => at >= from && at < to);
    const whose = own.flatMap(({ team, agent }) => [
      "",
      ...(team === null ? [] : [`team:${team}`]),
      ...(agent === null ? [] : [`agent:${agent}`]),
    ]);
    for (const scope of new Set(whose)) late.set(scope, (late.get(scope) ?? 0) + 1);
  }
  return late;
}

/** Of a period, whatever the scope: made once for all of them. */
export interface PeriodQuality extends Omit<Quality, "late"> {
  readonly late: ReadonlyMap<string, number>;
}

/** Late contacts are the scope's own, the rest is of the whole centre. */
export const qualityFor = ({ late, ...rest }: PeriodQuality, { label }: Scope): Quality => ({
  ...rest,
  late: late.get(label === "centre" ? "" : label) ?? 0,
});

/** Reads the entities of the period: a second for a large one, in turns. Counts only, never content (PRIV-1). */
export async function qualityOf(
  ledger: Lates,
  period: Period,
  now: number,
): Promise<PeriodQuality> {
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
    late: await lateIn(ledger, period),
    unmapped: agents.length,
    gaps: (await gapsBetween(ledger, period)).filter(({ healedBy }) => healedBy === null),
  };
}

/** Who asks about one period again shares what was counted for so long, ms. */
const SHARED_MS = 60_000;
const SHARED_MAX = 50;

/** Reports of several scopes of one week share one reading of it. */
export function createQualities(ledger: Lates, now: () => number) {
  const made = new Map<string, { readonly at: number; readonly quality: Promise<PeriodQuality> }>();
  return async (scope: Scope, period: Period): Promise<Quality> => {
    const at = now();
    const known = made.get(period.label);
    const isFresh = known !== undefined && at >= known.at && at - known.at < SHARED_MS;
    const quality = isFresh ? known.quality : qualityOf(ledger, period, at);
    if (!isFresh) {
      if (made.size >= SHARED_MAX) made.clear();
      made.set(period.label, { at, quality });
      quality.catch(() => made.delete(period.label));
    }
    return qualityFor(await quality, scope);
  };
}
