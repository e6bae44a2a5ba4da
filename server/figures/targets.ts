/** Which target holds for a KPI of a team at an instant: the most specific, then the latest. */

import { kpiOf } from "../../shared/kpi/catalog.ts";
import { sinceOf } from "../../shared/org/dated.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import type { Filter } from "./scope.ts";

export interface Target {
  readonly value: number;
  readonly limit: number | null;
}

/** What a figure is narrowed to, beside its team. */
type Slice = Pick<Filter, "agent" | "channel" | "queue" | "direction">;

/**
 * A channel's own target stands before one of all channels. A target is never one person's; and what was
 * set for how many there may be in all says nothing of a part of them.
 */
export function targetOf(
  org: OrgDocument,
  kpi: string,
  team: string | null,
  at: number,
  { agent, channel, queue, direction }: Slice = {},
): Target | null {
  if (agent !== undefined) return null;
  const since = (from: string | undefined) =>
    from === undefined ? -Infinity : sinceOf(from, org.organisation.zone);
  const isPart = queue !== undefined || direction !== undefined;
  const fits = (one: OrgDocument["targets"][number]): boolean => {
    const isOther = isPart || one.channel !== channel;
    if (isOther && kpiOf(kpi)?.unit === "count") return false;
    return one.channel === undefined || one.channel === channel;
  };
  const [best] = org.targets
    .filter((one) => one.kpi === kpi && fits(one) && since(one.from) <= at)
    .filter((one) => one.team === undefined || one.team === team)
    .sort(
      (a, b) =>
        Number(b.channel !== undefined) - Number(a.channel !== undefined) ||
        Number(b.team !== undefined) - Number(a.team !== undefined) ||
        since(b.from) - since(a.from),
    );
  return best === undefined ? null : { value: best.value, limit: best.limit ?? null };
}
