/**
 * How exactly a report shows a number: the same on its screen, in its files and where two reports are
 * compared, so that nothing counts as changed that nobody can see (EXP-8, REL-3).
 */
import type { Unit } from "../kpi/kpi.ts";
import { clockDuration, type Format, NOTHING, round } from "./format.ts";

/** Shares, points on a scale and loads to a tenth; NPS, seconds and counts whole. */
export function reportDecimals(unit: Unit, kpi: string): number {
  if (unit === "s" || unit === "count" || kpi.startsWith("nps.")) return 0;
  return unit === "ratio" ? 2 : 1;
}

/** The number that is shown. */
export const reportRounded = (value: number, unit: Unit, kpi: string): number =>
  round(value, reportDecimals(unit, kpi));

/** The same as people read it: `82.4%`, `−12`, `5:42`; `–` where there is no value (UX-19). */
export function reportText(format: Format, value: number | null, unit: Unit, kpi: string): string {
  if (value === null) return NOTHING;
  const decimals = reportDecimals(unit, kpi);
  if (unit === "%") return format.percent(value, decimals);
  if (unit === "s" || kpi.startsWith("nps.")) return format.value(value, unit, kpi);
  return format.number(value, decimals);
}

/** A difference as people read it, with its sign: `+1.2 pt`, `−0:12`, `+14`; a share moves in points. */
export function reportDifference(format: Format, value: number, unit: Unit, kpi: string): string {
  const decimals = reportDecimals(unit, kpi);
  if (unit === "s") return (round(value) > 0 ? "+" : "") + clockDuration(value);
  const number = format.signed(value, decimals);
  return unit === "%" ? `${number}\u00a0pt` : number;
}
