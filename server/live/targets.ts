/** Which target holds for a KPI of a team at an instant: the most specific, then the latest. */

import { sinceOf } from "../../shared/org/dated.ts";
import type { OrgDocument } from "../../shared/org/org.ts";

export interface Target {
  readonly value: number;
  readonly limit: number | null;
}

export function targetOf(
  org: OrgDocument,
  kpi: string,
  team: string | null,
  at: number,
): Target | null {
  const since = (from: string | undefined) =>
    from === undefined ? -Infinity : sinceOf(from, org.organisation.zone);
  const [best] = org.targets
    .filter((one) => one.kpi === kpi && one.channel === undefined && since(one.from) <= at)
    .filter((one) => one.team === undefined || one.team === team)
    .sort(
      (a, b) =>
        Number(b.team !== undefined) - Number(a.team !== undefined) ||
        since(b.from) - since(a.from),
    );
  return best === undefined ? null : { value: best.value, limit: best.limit ?? null };
}
