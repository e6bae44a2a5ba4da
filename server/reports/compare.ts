/** A line against another time, and whether that is a change or noise (UX-9, EXP-5). */
import { change, changeKind, type Side } from "../../shared/kpi/change.ts";
import type { Kpi } from "../../shared/kpi/kpi.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import type { ReportLine } from "../../shared/wire/report.ts";

type Comparison = NonNullable<ReportLine["compared"]["previous"]>;

/** Another time: `periods` weeks together. */
export interface Other {
  readonly label: string;
  readonly figure: FigureJson;
  readonly periods: number;
}

const sideOf = ({ value, n, numerator, interval }: FigureJson, periods = 1): Side => ({
  value,
  n,
  numerator,
  interval,
  periods,
});

/** `other` is pooled, never a mean of means; null: there was nothing then. */
export function compared(kpi: Kpi, now: FigureJson, other: Other | null): Comparison | null {
  if (other === null) return null;
  const { label, figure, periods } = other;
  if (figure.value === null && figure.n === 0) return null;
  const isCount = kpi.unit === "count";
  const perWeek = (value: number | null): number | null =>
    value === null || !isCount ? value : value / periods;
  const value = perWeek(figure.value);
  const kind = changeKind(kpi);
  const then = { label, value, n: figure.n };
  if (kind === null) {
    const difference = value === null || now.value === null ? null : now.value - value;
    return { ...then, difference, interval: null, verdict: null };
  }
  const { verdict, difference, interval } = change(sideOf(figure, periods), sideOf(now), kind);
  return { ...then, difference, interval, verdict };
}
