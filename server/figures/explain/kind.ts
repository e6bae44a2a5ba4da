/** Which figures can be taken apart, and how; each that cannot has one sentence. */
import { percentileOf } from "../../../shared/kpi/evidence.ts";
import type { Kpi } from "../../../shared/kpi/kpi.ts";
import { isStateMeasure } from "../../../shared/kpi/measure.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";

/** `ratio`: numerator over denominator, both sums. `count`: a sum. `rank`: a percentile. */
export type Kind = "ratio" | "count" | "rank";

/** Made of several figures, or of the calendar: nothing of theirs adds up over groups. */
const COMPOSED = /^erlang\.|^period\./;
/** Says how sure another figure is. */
const ABOUT_NPS = /^nps\.(se|moe95)$/;

export function kindOf(kpi: Pick<Kpi, "id" | "unit" | "measures">): Result<Kind, string> {
  const { id, unit } = kpi;
  if (kpi.measures.some(isStateMeasure)) {
    return fail(`${id} is what is so at an instant, not what happened in a period: ask with asOf`);
  }
  if (COMPOSED.test(id)) return fail(`${id} is made of several figures: ask why those moved`);
  if (ABOUT_NPS.test(id)) return fail(`${id} says how sure nps.score is: ask why that moved`);
  if (percentileOf(id) !== null) return ok("rank");
  return ok(unit === "count" || id === "occupied.seconds" ? "count" : "ratio");
}
