/** The same realistic events as the log has them, for benchmarks without a door. */
import { demoOrganisation } from "../../server/demo/organisation.ts";
import type { LogEvent, LogGroup } from "../../server/fold/log-event.ts";
import { parseEvent } from "../../shared/events/event.ts";
import { orgDocument } from "../../shared/org/org.ts";
import { EVENING, eventsOf, groupsOf } from "./stream.ts";

export const GROUP_EVENTS = 1_000;

/** As they come out of the door: read from JSON and checked. */
export function deskEvents(count: number, name: string): LogEvent[] {
  const input: unknown[] = JSON.parse(JSON.stringify(eventsOf(count, name)));
  return input.flatMap((one) => {
    const parsed = parseEvent(one);
    return parsed.ok ? [parsed.value] : [];
  });
}

export const organisation = (): LogEvent => ({
  type: "org.changed",
  source: "",
  id: "org",
  at: EVENING - 86_400_000,
  data: orgDocument.parse(demoOrganisation),
});

export function logOf(events: readonly LogEvent[]): LogGroup[] {
  let last = 0;
  return [[organisation()], ...groupsOf(events, GROUP_EVENTS)].map((group) => {
    const first = last + 1;
    last += group.length;
    return { first, last, receivedAt: EVENING, events: group };
  });
}
