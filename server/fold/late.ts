/** Events that came late keep when they came (EVENTS.md 5): no figure depends on it (R2), explanations do. */
import { DAY_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import type { LogEvent, LogGroup } from "./log-event.ts";

/** What is told within a minute came in time: clocks, queues and batches take that long. */
export const LATE_MS = MINUTE_MS;

/** How long after an entity's last event time alone may still make a fact of it, such as a promise broken. */
const REACH_MS = 14 * DAY_MS;

/** History that was fetched on purpose is no late news; what the organisation says holds as it says. */
const isLate = (event: LogEvent, receivedAt: number): boolean =>
  receivedAt - event.at > LATE_MS && event.quality !== "backfilled" && event.type !== "org.changed";

/** The events of a group, each that came late with `receivedAt`. */
export function arrived({ events, receivedAt }: LogGroup): readonly LogEvent[] {
  if (!events.some((event) => isLate(event, receivedAt))) return events;
  return events.map((event) => (isLate(event, receivedAt) ? { ...event, receivedAt } : event));
}

/** Had it come by `at`, ms? */
export const isKnownAt = ({ receivedAt }: Pick<LogEvent, "receivedAt">, at: number): boolean =>
  receivedAt === undefined || receivedAt <= at;

/**
 * Between which instants an entity may have had facts before its late events came; null: none came late.
 * So what a late event took out of a period is still found there.
 */
export function lateExtent(
  events: readonly LogEvent[],
): { readonly firstAt: number; readonly lastAt: number } | null {
  let [firstAt, lastAt, arrivedAt] = [Infinity, -Infinity, -Infinity];
  for (const { at, receivedAt = -Infinity } of events) {
    firstAt = Math.min(firstAt, at);
    lastAt = Math.max(lastAt, at);
    arrivedAt = Math.max(arrivedAt, receivedAt);
  }
  if (arrivedAt === -Infinity) return null;
  return { firstAt, lastAt: Math.max(lastAt, Math.min(arrivedAt, lastAt + REACH_MS)) };
}
