/** Data quality: what the numbers of a period rest on (KPIS.md 7.5, EVENTS.md 7, test/SPEC.md QUAL). */
import { fail, ok, type Result } from "../../shared/result.ts";
import { DAY_MS, type Period, periodOf } from "../../shared/time/interval.ts";
import type { QualityJson } from "../../shared/wire/http.ts";
import type { Ledger } from "./ledger.ts";
import { bySource } from "./quality/by-source.ts";
import { missingReferences, neverOpen } from "./quality/organisation.ts";
import { unmappedIn } from "./quality/unmapped.ts";

/** A longer period would read every cell of every measure for nothing that anybody acts on. */
export const QUALITY_DAYS_MAX = 100;

/** The period of a question about quality, as people write it; today when they do not. */
export function qualityPeriod(asked: string, zone: string, now: number): Result<Period, string> {
  const period = periodOf(asked, zone, now);
  if (!period.ok) return fail(period.problem);
  const { from, to } = period.value;
  return to - from > QUALITY_DAYS_MAX * DAY_MS
    ? fail(`data quality is told for at most ${QUALITY_DAYS_MAX} days at once`)
    : ok(period.value);
}

/** Names, counts and reasons, never content (PRIV-1). `conflicts`: by source, since the start. */
export async function qualityOf(
  ledger: Ledger,
  period: Period,
  now: number,
  conflicts: ReadonlyMap<string, number> = new Map(),
): Promise<QualityJson> {
  const org = ledger.document();
  await ledger.settle();
  const unmapped = await unmappedIn(ledger, period);
  const { sources, refused } = await bySource(ledger, period, now, conflicts);
  return {
    period: {
      label: period.label,
      from: new Date(period.from).toISOString(),
      to: new Date(period.to).toISOString(),
      zone: org.organisation.zone,
    },
    sources,
    refused,
    unmapped,
    neverOpen: neverOpen(org),
    missing: missingReferences(org),
    position: ledger.position(),
  };
}
