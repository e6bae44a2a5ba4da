/** A printed golden line beside what its case expects, as the golden cases' README says to compare. */
import type { GoldenLine } from "../../server/commands/golden/line.ts";

export interface Wanted {
  readonly kpi: string;
  readonly scope: string;
  readonly value: number | null | readonly number[];
  readonly tolerance?: number;
}

const COUNTS = ["num", "den", "n", "pending", "promoters", "passives", "detractors"] as const;

const near = (actual: number | undefined, wanted: number | undefined, tolerance: number): boolean =>
  actual !== undefined && wanted !== undefined && Math.abs(actual - wanted) <= tolerance;

function isValue(
  actual: GoldenLine["actual"],
  wanted: Wanted["value"],
  tolerance: number,
): boolean {
  if (wanted === null || actual === null) return wanted === actual;
  const [low, high] = [actual, wanted].map((one) => (typeof one === "number" ? [one] : one));
  return (
    low?.length === high?.length && (low ?? []).every((end, at) => near(end, high?.[at], tolerance))
  );
}

/** What differs, in words; empty when the line says what is expected. */
export function differences(line: GoldenLine, wanted: Wanted & { [field: string]: unknown }) {
  const about = `${line.case} ${wanted.kpi} ${wanted.scope}`;
  if (line.problem !== undefined) return [`${about}: ${line.problem}`];
  const wrong: string[] = [];
  if (line.kpi !== wanted.kpi || line.scope !== wanted.scope) wrong.push(`${about}: another value`);
  if (!isValue(line.actual, wanted.value, wanted.tolerance ?? 0.000001)) {
    const [is, should] = [JSON.stringify(line.actual), JSON.stringify(wanted.value)];
    wrong.push(`${about}: ${is} instead of ${should}`);
  }
  for (const count of COUNTS) {
    const should = wanted[count];
    if (should !== undefined && line[count] !== should) {
      wrong.push(`${about}: ${count} ${line[count]} instead of ${should}`);
    }
  }
  return wrong;
}
