/** What is usual: same weekday up to the same time of day, last four weeks, pooled (UX-6). */
import { change, changeKind } from "../../shared/kpi/change.ts";
import { evidence } from "../../shared/kpi/evidence.ts";
import type { Answer, Kpi } from "../../shared/kpi/kpi.ts";
import { merge } from "../../shared/kpi/multiset.ts";
import { floorTo, INTERVAL_MS, type Period } from "../../shared/time/interval.ts";
import { isState } from "../figures/figure.ts";
import type { Ledger, Loaded } from "../figures/ledger.ts";
import { aboutOne, load, reader } from "../figures/read.ts";
import type { Filter } from "../figures/scope.ts";
import { contributors, isAboutWork } from "../figures/small-groups.ts";
import { weeksBefore } from "./frame.ts";

export const USUAL_WEEKS = 4;

export interface Usual {
  /** Of a count: of one week. */
  readonly value: number;
  /** Over all the weeks together, to judge a change by. */
  readonly answer: Answer;
}

/** Is it above or below the usual by more than chance explains? Undefined: no, or it cannot be told. */
export function movedFrom(
  usual: Usual | undefined,
  now: Answer,
  kpi: Kpi,
): "higher" | "lower" | undefined {
  const kind = changeKind(kpi);
  // A count that still grows is less than usual until its quarter of an hour is over.
  if (usual === undefined || kind === null || kind === "count") return undefined;
  const { verdict } = change(usual.answer, now, kind);
  return verdict === "higher" || verdict === "lower" ? verdict : undefined;
}

/**
 * Per KPI the usual value; a KPI without history or with too little of it, or a state, is absent. So is
 * one that says something about the work of fewer than `group` people in each of those weeks (PRIV-5).
 */
export async function usualOf(
  ledger: Ledger,
  kpis: readonly Kpi[],
  { filter, period, group }: { filter: Filter; period: Period; group: number | null },
  now: number,
): Promise<Map<string, Usual>> {
  const zone = ledger.document().organisation.zone;
  const until = Math.min(period.to, floorTo(now, INTERVAL_MS) + INTERVAL_MS);
  const usual = new Map<string, Usual>();
  if (period.rolling || until <= period.from) return usual;
  const counted = kpis.filter((kpi) => !isState(kpi));
  const weeks: Loaded[] = [];
  for (let week = 1; week <= USUAL_WEEKS; week += 1) {
    const span = weeksBefore({ from: period.from, to: until }, week, zone);
    weeks.push(await load(ledger, counted, span));
  }
  const read = weeks.map((loaded) => reader(loaded, filter));
  for (const kpi of counted) {
    const busyWeeks = read.filter((own) =>
      kpi.measures.some((measure) => own(measure, kpi.only).length > 0),
    ).length;
    const answer = kpi.answer(
      (measure, only) => merge(read.map((own) => own(measure, only))),
      aboutOne(filter, period),
    );
    const { value, n } = answer;
    if (group !== null && isAboutWork(kpi)) {
      const people = weeks.map((own) => contributors(own, kpi, filter, () => "").get("") ?? 0);
      if (Math.max(...people) < group) continue;
    }
    if (value === null || busyWeeks === 0 || !evidence(kpi, n).value) continue;
    usual.set(kpi.id, { value: kpi.unit === "count" ? value / busyWeeks : value, answer });
  }
  return usual;
}
