/** Unit and direction of a figure. */
import { kpiOf } from "../../../../shared/kpi/catalog.ts";

/** What a KPI that this version does not know is taken for. */
const UNKNOWN = { unit: "count", better: "neutral" } as const;

export const rulesOf = (kpi: string) => kpiOf(kpi) ?? UNKNOWN;
