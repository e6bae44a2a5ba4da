/** Reporting events of one conversation: when it was solved, opened again, or given to people by its bot. */
import { z } from "zod";
import type { CloudEvent } from "../../../shared/events/event.ts";
import type { WriteEvent } from "../write-event.ts";
import { second } from "./fields.ts";
import { handedOver, restatused } from "./happened.ts";

const report = z.looseObject({
  name: z.string(),
  event_start_time: second,
  event_end_time: second,
});

export interface Reported {
  readonly events: readonly CloudEvent[];
  /** When what they tell happened, ms. */
  readonly instants: readonly number[];
  /** The last instant of each kind, ms. */
  readonly solvedAt: number | null;
  readonly openedAt: number | null;
  readonly handedOverAt: number | null;
}

export const NOTHING_REPORTED: Reported = {
  events: [],
  instants: [],
  solvedAt: null,
  openedAt: null,
  handedOverAt: null,
};

/** Its lengths of time are not read: what they measure is told by the messages themselves. */
export function reportsOf(
  write: WriteEvent,
  conversation: string,
  list: readonly unknown[],
): Reported {
  const events: CloudEvent[] = [];
  const last = { solvedAt: 0, openedAt: 0, handedOverAt: 0 };
  for (const one of list) {
    const { data } = report.safeParse(one);
    const at = data?.event_end_time ?? null;
    if (data === undefined || at === null) continue;
    const what = { conversation, at };
    if (data.name === "conversation_resolved") {
      last.solvedAt = Math.max(last.solvedAt, at);
      events.push(restatused(write, what, "resolved"));
    } else if (data.name === "conversation_bot_handoff") {
      last.handedOverAt = Math.max(last.handedOverAt, at);
      events.push(restatused(write, what, "open"), handedOver(write, what));
    } else if (data.name === "conversation_opened" && at > (data.event_start_time ?? at)) {
      // The first opening starts and ends with the conversation; later ones start when it was solved.
      last.openedAt = Math.max(last.openedAt, at);
      events.push(restatused(write, what, "open"));
    }
  }
  return {
    events,
    instants: events.map(({ time }) => Date.parse(time)),
    solvedAt: last.solvedAt || null,
    openedAt: last.openedAt || null,
    handedOverAt: last.handedOverAt || null,
  };
}
