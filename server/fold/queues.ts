/** A queue as it was then (R8): whose it is, and what counts as in time and as short (KPIS.md 6.1). */
import type { Channel } from "../../shared/events/fields.ts";
import { inForce, inOrder } from "../../shared/org/dated.ts";
import type { OrgDocument } from "../../shared/org/org.ts";

export interface Thresholds {
  readonly answerWithinSeconds: number;
  readonly shortAbandonSeconds: number;
}

const DEFAULT_THRESHOLDS: Thresholds = { answerWithinSeconds: 20, shortAbandonSeconds: 5 };

/** The team of a queue at an instant; its dated teams say so, else the one it has all along. */
export function queueTeams(org: OrgDocument) {
  const zone = org.organisation.zone;
  const byId = new Map(
    org.queues.map(({ id, team = null, teams }) => [id, { team, dated: inOrder(teams, zone) }]),
  );
  return (queue: string, at: number): string | null => {
    const known = byId.get(queue);
    if (known === undefined) return null;
    const dated = inForce(known.dated, at);
    return dated === undefined ? known.team : dated.team;
  };
}

/** The thresholds of a queue at an instant: its channel's own entries come before those for all. */
export function queueThresholds(org: OrgDocument) {
  const zone = org.organisation.zone;
  const byQueue = new Map(
    org.queues.map(({ id, thresholds }) => {
      const byChannel = Map.groupBy(thresholds, ({ channel }) => channel ?? null);
      return [id, new Map([...byChannel].map(([of, all]) => [of, inOrder(all, zone)]))];
    }),
  );
  return (queue: string | null, channel: Channel | null, at: number): Thresholds => {
    const known = queue === null ? undefined : byQueue.get(queue);
    if (known === undefined) return DEFAULT_THRESHOLDS;
    const own = inForce(known.get(channel) ?? [], at);
    return own ?? inForce(known.get(null) ?? [], at) ?? DEFAULT_THRESHOLDS;
  };
}
