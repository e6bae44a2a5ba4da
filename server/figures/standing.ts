/** Where a value stands against its target (UX-9, UX-12): the same on screens and in reports. */
import type { Better } from "../../shared/kpi/kpi.ts";
import type { Status } from "../../shared/wire/board.ts";
import type { Target } from "./targets.ts";

/** Limits are inclusive: exactly on target is on target. */
export function standing(
  value: number | null,
  target: Target | null,
  better: Better,
  enough: boolean,
): Status {
  if (value === null || target === null || better === "neutral" || !enough) return "none";
  const reaches = (bound: number) => (better === "higher" ? value >= bound : value <= bound);
  if (reaches(target.value)) return "on_target";
  return target.limit === null || reaches(target.limit) ? "attention" : "action";
}
