/** A mistake in the formula of every KPI (shared/kpi). */
import type { Mutation } from "./mutation.ts";

export const formulas: readonly Mutation[] = [
  {
    breaks: ["nps.score", "nps.se", "nps.moe95", "nps.adjusted_wald95", "nps.relationship.score"],
    says: "an 8 is a promoter",
    file: "shared/kpi/nps.ts",
    find: "count(scores, 9, 10)",
    replace: "count(scores, 8, 10)",
  },
];
