/** What was promised to customers, and by which clock (KPIS.md 4.2), as it was then (R8). */
import type { Channel } from "../../shared/events/fields.ts";
import { inForce, inOrder, type Since } from "../../shared/org/dated.ts";
import type { OrgDocument } from "../../shared/org/org.ts";

export interface Promised {
  readonly seconds: number;
  readonly clock: "calendar" | "business";
}

/** What a promise may depend on; null: the contact has none. */
export interface Asked {
  readonly team: string | null;
  readonly channel: Channel | null;
  readonly priority: string | null;
}

type Entry = OrgDocument["slas"][number];
export type PromiseMetric = Entry["metric"];

/** A more urgent word beats whose contact it is, which beats how it came in. */
const weight = ({ priority, team, channel }: Entry): number =>
  (priority === undefined ? 0 : 4) + (team === undefined ? 0 : 2) + (channel === undefined ? 0 : 1);

const matches = (entry: Entry, asked: Asked): boolean =>
  (entry.priority === undefined || entry.priority === asked.priority) &&
  (entry.team === undefined || entry.team === asked.team) &&
  (entry.channel === undefined || entry.channel === asked.channel);

/**
 * The promise in force at an instant, or null. Of the entries that name nothing the contact is not,
 * the most specific holds: priority + team + channel, priority + team, priority + channel, priority,
 * team + channel, team, channel, none. Of equally specific ones the latest `from` not after `at`.
 */
export function promises(org: OrgDocument) {
  const byMetric = new Map<PromiseMetric, (readonly Since<Entry>[])[]>();
  for (const [metric, entries] of Map.groupBy(org.slas, (one) => one.metric)) {
    const byWeight = [...Map.groupBy(entries, weight)].sort(([a], [b]) => b - a);
    byMetric.set(
      metric,
      byWeight.map(([, equals]) => inOrder(equals, org.organisation.zone)),
    );
  }
  return (metric: PromiseMetric, asked: Asked, at: number): Promised | null => {
    for (const dated of byMetric.get(metric) ?? []) {
      const fitting = dated.filter(({ entry }) => matches(entry, asked));
      const found = inForce(fitting, at);
      if (found !== undefined) return { seconds: found.seconds, clock: found.clock };
    }
    return null;
  };
}
