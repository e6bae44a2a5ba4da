/** Unit and direction of a figure, and which of them can have a target. */
import { catalog, kpiOf } from "../../../../shared/kpi/catalog.ts";

/** What a KPI that this version does not know is taken for. */
const UNKNOWN = { unit: "count", better: "neutral" } as const;

export const rulesOf = (kpi: string) => kpiOf(kpi) ?? UNKNOWN;

/** Those that are looked at most, then every other one that can be better or worse. */
export const withTargets = (first: readonly string[]): string[] => [
  ...new Set([
    ...first,
    ...catalog.filter(({ better }) => better !== "neutral").map(({ id }) => id),
  ]),
];
