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

type Threshold = OrgDocument["queues"][number]["thresholds"][number];

/** What one list says at an instant: entries for the channel come before those for all. */
function saidBy(thresholds: readonly Threshold[], zone: string) {
  const byChannel = Map.groupBy(thresholds, ({ channel }) => channel ?? null);
  const dated = new Map([...byChannel].map(([of, all]) => [of, inOrder(all, zone)]));
  return (channel: Channel | null, at: number): Thresholds | undefined =>
    inForce(dated.get(channel) ?? [], at) ?? inForce(dated.get(null) ?? [], at);
}

/** The thresholds of a queue at an instant: its own, else the organisation's, else T 20 s and S 5 s. */
export function queueThresholds(org: OrgDocument) {
  const { zone, thresholds } = org.organisation;
  const byQueue = new Map(org.queues.map((one) => [one.id, saidBy(one.thresholds, zone)]));
  const general = saidBy(thresholds, zone);
  return (queue: string | null, channel: Channel | null, at: number): Thresholds =>
    byQueue.get(queue ?? "")?.(channel, at) ?? general(channel, at) ?? DEFAULT_THRESHOLDS;
}
