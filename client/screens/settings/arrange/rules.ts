/** Unit and direction of a figure, and which of them can have a target. */
import { catalog, kpiOf } from "../../../../shared/kpi/catalog.ts";

/** What a KPI that this version does not know is taken for. */
const UNKNOWN = { unit: "count", better: "neutral" } as const;

export const rulesOf = (kpi: string) => kpiOf(kpi) ?? UNKNOWN;

/** Neither more nor less of it is better, but a centre may plan with it (UX-29). */
const PLANNED = "aht.mean";

/** Those that are looked at most, then every other one that can be better or worse. */
export const withTargets = (first: readonly string[]): string[] => [
  ...new Set([
    ...first,
    ...catalog
      .filter(({ id, better }) => better !== "neutral" || id === PLANNED)
      .map(({ id }) => id),
  ]),
];
