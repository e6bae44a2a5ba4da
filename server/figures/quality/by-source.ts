/** What each source sent that could not be counted as it came, and why (KPIS.md 7.5, SCR-13, SCR-16). */
import { AHEAD_MS_MAX } from "../../../shared/events/limits.ts";
import type { CellMeasure } from "../../../shared/kpi/measure.ts";
import { DAY_MS, floorTo, type Period } from "../../../shared/time/interval.ts";
import type { RefusedCount, SourceQuality } from "../../../shared/wire/http.ts";
import type { Entity } from "../../fold/entity.ts";
import type { Ledger } from "../ledger.ts";
import { loadMeasures } from "../read.ts";

/** At most this many different reasons, the most frequent first. */
export const REASONS_MAX = 500;

const COUNTS: Partial<Record<CellMeasure, "rejected" | "clamped" | "quarantined">> = {
  "quality.rejected": "rejected",
  "quality.skew_clamped": "clamped",
  "quality.quarantined": "quarantined",
};

export interface BySource {
  readonly sources: SourceQuality[];
  readonly refused: RefusedCount[];
}

/** The days on which anything of the kind was counted: mostly none, so nothing else is looked at. */
async function daysOf(ledger: Ledger, period: Period): Promise<number[]> {
  const days = new Set<number>();
  const { parts } = await loadMeasures(ledger, Object.keys(COUNTS) as CellMeasure[], period, true);
  for (const own of parts.values()) for (const { start } of own) days.add(floorTo(start, DAY_MS));
  return [...days].sort((a, b) => a - b);
}

/** Everything that touches those days, each once. */
async function* entitiesOf(ledger: Ledger, days: readonly number[]): AsyncIterable<Entity> {
  const seen = new Set<string>();
  for (const day of days) {
    for await (const entity of ledger.between(day, day + DAY_MS)) {
      const isCounted = entity.meaning.facts.some(({ measure }) => measure in COUNTS);
      if (!isCounted || seen.has(entity.key)) continue;
      seen.add(entity.key);
      yield entity;
    }
  }
}

/** Why something was rejected: at the door, or as a correction that its event could not have said. */
function refusalOf(entity: Entity): Omit<RefusedCount, "count"> {
  const source = sourceOf(entity);
  const [first] = entity.events;
  if (first?.type !== "event.refused") return { source, ...MISFIT };
  const { type, code, path, reason } = first.data;
  return { source, type, code, path, reason };
}

const MISFIT = {
  type: "record.corrected",
  code: "data",
  path: "data.set",
  reason: "is nothing that the corrected event could have said",
} as const;

const sourceOf = (entity: Entity): string => entity.key.slice(0, entity.key.indexOf("|"));

/** `conflicts`: by source, since the server started; see Ingest. */
export async function bySource(
  ledger: Ledger,
  period: Period,
  now: number,
  conflicts: ReadonlyMap<string, number>,
): Promise<BySource> {
  const sources = new Map<string, SourceQuality>();
  const of = (source: string): SourceQuality => {
    const fresh = { source, rejected: 0, clamped: 0, quarantined: 0, ahead: 0, conflicts: 0 };
    const known = sources.get(source) ?? fresh;
    sources.set(source, known);
    return known;
  };
  const reasons = new Map<string, RefusedCount>();
  for await (const entity of entitiesOf(ledger, await daysOf(ledger, period))) {
    for (const { measure, at } of entity.meaning.facts) {
      const name = COUNTS[measure];
      if (name === undefined || at < period.from || at >= period.to) continue;
      of(sourceOf(entity))[name] += 1;
      if (name !== "rejected") continue;
      const refusal = refusalOf(entity);
      const key = JSON.stringify(refusal);
      const known = reasons.get(key);
      if (known === undefined) {
        reasons.set(key, { ...refusal, count: 1 });
      } else known.count += 1;
    }
  }
  for (const { key, events } of ledger.entities.live()) {
    if (key.startsWith("|")) continue;
    for (const event of events) if (event.at > now + AHEAD_MS_MAX) of(event.source).ahead += 1;
  }
  for (const [source, count] of conflicts) of(source).conflicts = count;
  return {
    sources: [...sources.values()].sort((a, b) => (a.source < b.source ? -1 : 1)),
    refused: [...reasons.values()].sort((a, b) => b.count - a.count).slice(0, REASONS_MAX),
  };
}
