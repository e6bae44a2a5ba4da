/**
 * TaskRouter as it documents itself, on a list of calls: what it posts to the callback address, and its Events
 * resource, newest first, page by page.
 */
import { createHmac } from "node:crypto";
import type { Play } from "./vendor-server.ts";

/** One event of TaskRouter; fields as in `event_data`. */
export interface TaskEvent {
  readonly at: number;
  readonly sid: string;
  readonly type: string;
  readonly data: Readonly<Record<string, string>>;
}

/** One call: who waits from when to when, and the parts of it. Instants in ms; null: it hung up. */
export interface TaskCall {
  readonly task: string;
  readonly at: number;
  readonly queue: string;
  readonly leftAt: number | null;
  readonly legs: readonly {
    readonly reservation: string;
    readonly worker: string;
    readonly offeredAt: number;
    readonly answeredAt: number;
    readonly wrapAt: number;
    readonly doneAt: number;
    /** It was passed on into this queue. */
    readonly into: string | null;
  }[];
}

/** All that TaskRouter tells of a call, in its order. */
export function eventsOf({ task, at, queue, leftAt, legs }: TaskCall): TaskEvent[] {
  const common = {
    task_sid: task,
    task_attributes: JSON.stringify({ from: `+3120555${task.slice(-4)}`, direction: "inbound" }),
    task_channel_unique_name: "voice",
    workspace_sid: "WS1",
  };
  const all: TaskEvent[] = [];
  const tell = (when: number, type: string, data: Readonly<Record<string, string>> = {}) => {
    all.push({ at: when, type, sid: `EV${task}${all.length}`, data: { ...common, ...data } });
  };
  tell(at, "task.created", { task_assignment_status: "pending" });
  let waitsIn = queue;
  const wait = (when: number) => {
    tell(when + 20, "workflow.target-matched", { task_queue_sid: waitsIn });
    tell(when + 40, "task-queue.entered", { task_queue_sid: waitsIn });
  };
  wait(at);
  for (const leg of legs) {
    const { reservation, worker, offeredAt, answeredAt, wrapAt, doneAt, into } = leg;
    const of = { reservation_sid: reservation, worker_sid: worker, task_queue_sid: waitsIn };
    tell(offeredAt, "reservation.created", of);
    tell(answeredAt, "reservation.accepted", of);
    if (into !== null) {
      const transfer_sid = `TT${reservation}`;
      tell(wrapAt, "task.transfer-initiated", {
        ...{ transfer_sid, transfer_mode: "COLD", transfer_type: "QUEUE", transfer_to: into },
        transfer_initiating_reservation_sid: reservation,
      });
      waitsIn = into;
      wait(wrapAt);
    } else tell(wrapAt + 30, "task.wrapup", of);
    tell(wrapAt, "reservation.wrapup", of);
    tell(doneAt, "reservation.completed", of);
    if (into === null) tell(doneAt + 30, "task.completed", of);
  }
  if (leftAt !== null) {
    tell(leftAt, "task.canceled", { task_canceled_reason: "hangup", task_queue_sid: waitsIn });
  }
  return all;
}

const pascal = (name: string): string =>
  name.replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase());

/** What it posts when it happens. */
export function callbackBody({ at, sid, type, data }: TaskEvent): string {
  const fields = Object.entries(data).map(([name, value]) => [pascal(name), value]);
  const stamps = { Timestamp: String(Math.floor(at / 1000)), TimestampMs: String(at) };
  return new URLSearchParams({
    ...{ EventType: type, Sid: sid, AccountSid: "AC1", EventDescription: "words" },
    ...stamps,
    ...Object.fromEntries(fields),
  }).toString();
}

/** What it signs: the address it calls, and every field by its name. */
export function signedHeaders(token: string, url: string, body: string): Record<string, string> {
  const fields = [...new URLSearchParams(body)].sort(([a], [b]) => (a < b ? -1 : 1));
  const text = url + fields.flat().join("");
  return {
    "content-type": "application/x-www-form-urlencoded",
    "x-twilio-signature": createHmac("sha1", token).update(text).digest("base64"),
  };
}

const PAGE_MAX = 12;

const recordOf = ({ at, sid, type, data }: TaskEvent) => ({
  sid,
  account_sid: "AC1",
  event_type: type,
  event_date: new Date(at).toISOString(),
  event_date_ms: at,
  description: "words that nobody needs",
  event_data: data,
});

/** `now()` is the vendor's clock: nothing is listed before it has happened. */
export function eventsApi(all: readonly TaskEvent[], now: () => number): Play {
  return ({ path, query }) => {
    if (path !== "/v1/Workspaces/WS1/Events") return null;
    const [from, to] = ["StartDate", "EndDate"].map((name) => Date.parse(query.get(name) ?? ""));
    if (!(Number(from) <= Number(to))) return { status: 400, body: { code: 20001 } };
    const found = all
      .filter(({ at }) => at >= Number(from) && at <= Number(to) && at <= now())
      .sort((a, b) => b.at - a.at);
    const begin = Number(query.get("PageToken") ?? 0);
    const page = found.slice(begin, begin + PAGE_MAX);
    const next = new URLSearchParams(query);
    next.set("PageToken", String(begin + PAGE_MAX));
    const isMore = begin + PAGE_MAX < found.length;
    const next_page_url = isMore ? `https://taskrouter.twilio.com${path}?${next}` : null;
    return { body: { meta: { key: "events", next_page_url }, events: page.map(recordOf) } };
  };
}
