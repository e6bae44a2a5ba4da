/** What is usual: same weekday up to the same time of day, last four weeks, pooled (UX-6). */
import { evidence } from "../../shared/kpi/evidence.ts";
import type { Kpi } from "../../shared/kpi/kpi.ts";
import { isStateMeasure } from "../../shared/kpi/measure.ts";
import { type Multiset, merge } from "../../shared/kpi/multiset.ts";
import { floorTo, INTERVAL_MS, type Period } from "../../shared/time/interval.ts";
import { isState } from "../figures/figure.ts";
import type { Ledger } from "../figures/ledger.ts";
import { aboutOne, eachCell, type Loaded, load } from "../figures/read.ts";
import { admits, type Filter } from "../figures/scope.ts";
import { weeksBefore } from "./frame.ts";

export const USUAL_WEEKS = 4;

/** Per KPI the usual value; a KPI without history or with too little of it, or a state, is absent. */
export async function usualOf(
  ledger: Ledger,
  kpis: readonly Kpi[],
  filter: Filter,
  period: Period,
  now: number,
): Promise<Map<string, number>> {
  const zone = ledger.document().organisation.zone;
  const until = Math.min(period.to, floorTo(now, INTERVAL_MS) + INTERVAL_MS);
  const usual = new Map<string, number>();
  if (period.rolling || until <= period.from) return usual;
  const counted = kpis.filter((kpi) => !isState(kpi));
  const weeks: { span: { from: number; to: number }; loaded: Loaded }[] = [];
  for (let week = 1; week <= USUAL_WEEKS; week += 1) {
    const span = weeksBefore({ from: period.from, to: until }, week, zone);
    weeks.push({ span, loaded: await load(ledger, counted, span) });
  }
  for (const kpi of counted) {
    const admit = admits(filter, kpi.only);
    let busyWeeks = 0;
    const pooled = new Map<string, Multiset[]>();
    for (const { span, loaded } of weeks) {
      let found = false;
      for (const measure of kpi.measures) {
        if (isStateMeasure(measure)) continue;
        const parts = pooled.get(measure) ?? [];
        pooled.set(measure, parts);
        eachCell(loaded, measure, span, admit, (values) => {
          parts.push(values);
          found = true;
        });
      }
      if (found) busyWeeks += 1;
    }
    const { value, n } = kpi.answer(
      (measure) => merge(pooled.get(measure) ?? []),
      aboutOne(filter, period),
    );
    if (value === null || busyWeeks === 0 || !evidence(kpi, n).value) continue;
    usual.set(kpi.id, kpi.unit === "count" ? value / busyWeeks : value);
  }
  return usual;
}
