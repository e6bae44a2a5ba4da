/** Out of the queue (KPIS.md 6.1, 6.2), with numbers one can check in the head. */
import { describe, expect, test } from "vitest";
import {
  answered,
  call,
  contact,
  deskWith,
  ended,
  inEveryOrder,
  queued,
  status,
  ticket,
} from "./desk.ts";

const org = {
  teams: [{ id: "phones" }, { id: "own" }],
  agents: [{ id: "ann", memberships: [{ team: "own" }] }],
  queues: [
    {
      id: "line",
      team: "phones",
      thresholds: [
        { answerWithinSeconds: 20, shortAbandonSeconds: 5 },
        { from: "2026-03-04T12:00:00+01:00", answerWithinSeconds: 60, shortAbandonSeconds: 10 },
      ],
    },
  ],
};
const hangup = (time: string, data: object = {}) =>
  contact("abandoned", time, { stage: "queue", reason: "hangup", ...data });
const inLine = (time: string) => [call(time), queued(time, { queueId: "line" })];
const exits = [
  "queue.answered.in_time",
  "queue.answered.late",
  "queue.abandoned.short",
  "queue.abandoned.in_time",
  "queue.abandoned.late",
  "queue.flowout.in_time",
  "queue.flowout.late",
] as const;

/** How the call left the queue, and after how long. */
async function exitOf(...events: unknown[]) {
  const desk = await deskWith(events, { org });
  const found: Record<string, number[]> = {};
  for (const measure of exits) {
    const values = await desk.values(measure);
    if (values.length > 0) found[measure] = values;
  }
  return found;
}

describe("[KPIS-6.1] thresholds are inclusive", () => {
  test.each([
    ["08:00:20", { "queue.answered.in_time": [20] }],
    ["08:00:21", { "queue.answered.late": [21] }],
  ])("[KPIS-6.1] answered at %s", async (time, exit) => {
    expect(await exitOf(...inLine("08:00:00"), answered(time, "ann"))).toEqual(exit);
  });
  test.each([
    ["08:00:05", { "queue.abandoned.short": [5] }],
    ["08:00:06", { "queue.abandoned.in_time": [6] }],
    ["08:00:20", { "queue.abandoned.in_time": [20] }],
    ["08:00:21", { "queue.abandoned.late": [21] }],
  ])("[KPIS-6.1] hung up at %s", async (time, exit) => {
    expect(await exitOf(...inLine("08:00:00"), hangup(time))).toEqual(exit);
  });
});

test("[R8] the thresholds in force when the call leaves decide, not those when it came", async () => {
  expect(await exitOf(...inLine("11:59:30"), answered("12:00:00", "ann"))).toEqual({
    "queue.answered.in_time": [30],
  });
  expect(await exitOf(...inLine("11:59:29"), answered("11:59:59", "ann"))).toEqual({
    "queue.answered.late": [30],
  });
  expect(await exitOf(...inLine("11:59:55"), hangup("12:00:05"))).toEqual({
    "queue.abandoned.short": [10],
  });
});

test("[KPIS-6.1] only a hang-up in the queue is an abandonment; other ways out are flow-outs", async () => {
  const after = (reason: string) => exitOf(...inLine("08:00:00"), hangup("08:00:10", { reason }));
  for (const reason of ["timeout", "empty", "key", "withdrawn"]) {
    expect(await after(reason)).toEqual({ "queue.flowout.in_time": [10] });
  }
  const away = contact("transferred", "08:00:30", { kind: "voicemail" });
  expect(await exitOf(...inLine("08:00:00"), away)).toEqual({ "queue.flowout.late": [30] });
  expect(await exitOf(call("08:00:00"), hangup("08:00:10", { stage: "ivr" }))).toEqual({});
});

test("[KPIS-6.1] moved to another queue: a flow-out, and a new wait from then on", async () => {
  const moved = queued("08:00:30", { queueId: "other", reason: "overflow" });
  expect(await exitOf(...inLine("08:00:00"), moved, answered("08:00:40", "ann"))).toEqual({
    "queue.flowout.late": [30],
    "queue.answered.in_time": [10],
  });
});

test("[EVENTS-3] answered by the queue's agent, directly, or as a consult", async () => {
  expect(await exitOf(call("08:00:00"), answered("08:00:10", "ann"))).toEqual({});
  const consult = answered("08:00:10", "ben", { legId: "l2", role: "consult" });
  expect(await exitOf(...inLine("08:00:00"), consult, answered("08:00:15", "ann"))).toEqual({
    "queue.answered.in_time": [15],
  });
});

test("[EVENTS-3] the wait that the source states is taken, a summary's before the event's own", async () => {
  const stated = answered("08:00:10", "ann", { waitMs: 12_500 });
  expect(await exitOf(...inLine("08:00:00"), stated)).toEqual({ "queue.answered.in_time": [13] });
  const summary = contact("measured", "08:05:00", { final: true, legId: "l1", queueMs: 25_000 });
  expect(await exitOf(...inLine("08:00:00"), stated, summary)).toEqual({
    "queue.answered.late": [25],
  });
});

test("[KPIS-9] the queue's team gets the credit; an agent of an abandoned call only if the source names one", async () => {
  const credit = { team: "phones", queue: "line" };
  const taken = await deskWith([...inLine("08:00:00"), answered("08:00:10", "ann")], { org });
  expect(await taken.facts("queue.answered.in_time")).toEqual([
    { value: 10, agent: "ann", ...credit },
  ]);
  const lost = await deskWith([...inLine("08:00:00"), hangup("08:00:10")], { org });
  expect(await lost.facts("queue.abandoned.in_time")).toEqual([
    { value: 10, agent: null, ...credit },
  ]);
  const rang = await deskWith([...inLine("08:00:00"), hangup("08:00:10", { agentId: "ann" })], {
    org,
  });
  expect(await rang.facts("queue.abandoned.in_time")).toEqual([
    { value: 10, agent: "ann", ...credit },
  ]);
});

test("[R7] answered counts when it is answered; a call still waiting counts only as waiting", async () => {
  const events = [...inLine("08:14:50"), answered("08:15:05", "ann"), ended("08:20:00")];
  await inEveryOrder(
    events,
    async ({ figure, ages }) => {
      const quarter = (from: string, to: string) => ({
        period: `2026-03-04T07:${from}:00Z/2026-03-04T07:${to}:00Z`,
      });
      expect(await figure("calls.answered", quarter("00", "15"))).toBe(0);
      expect(await figure("calls.answered", quarter("15", "30"))).toBe(1);
      expect(await ages("state.queued", "08:15:00")).toEqual([10]);
      expect(await ages("state.queued", "08:15:05")).toEqual([]);
    },
    { org },
  );
});

test("[KPIS-6.2] five service facts make the rates: short abandons out of one, in the other", async () => {
  const of = (id: string, events: Record<string, unknown>[]) =>
    events.map((event) => ({
      ...event,
      id: `${id}${event.id}`,
      data: { ...(event.data as object), contactId: id },
    }));
  const desk = await deskWith(
    [
      ...of("a", [...inLine("08:00:00"), answered("08:00:10", "ann")]),
      ...of("b", [...inLine("08:01:00"), answered("08:01:30", "ann")]),
      ...of("c", [...inLine("08:02:00"), hangup("08:02:03")]),
      ...of("d", [...inLine("08:03:00"), hangup("08:03:30")]),
    ],
    { org },
  );
  expect(await desk.figure("calls.answered")).toBe(2);
  expect(await desk.figure("calls.abandoned")).toBe(2);
  expect(await desk.figure("asa.mean")).toBe(20);
  expect(await desk.figure("abandon.rate")).toBe(50);
  expect(await desk.figure("abandon.rate_excl_short")).toBe(100 / 3);
});

test("[EVENTS-3] tickets do not queue; a chat does when its source tells who answered", async () => {
  expect(
    await exitOf(ticket("08:00:00"), queued("08:00:00"), status("09:00:00", "resolved")),
  ).toEqual({});
  const chat = ticket("08:00:00", { channel: "chat" });
  expect(await exitOf(chat, queued("08:00:00"), answered("08:00:08", "ann"))).toEqual({
    "queue.answered.in_time": [8],
  });
});

test("[KPIS-7.5] an answer stamped before the queue entry: 0 within two minutes, nothing beyond", async () => {
  const near = await deskWith([call("08:00:00"), queued("08:00:30"), answered("08:00:10", "ann")]);
  expect(await near.values("queue.answered.in_time")).toEqual([0]);
  expect(await near.values("quality.skew_clamped")).toEqual([1]);
  const far = await deskWith([call("08:00:00"), queued("08:02:11"), answered("08:00:10", "ann")]);
  expect(await far.values("queue.answered.in_time")).toEqual([]);
  expect(await far.values("quality.quarantined")).toEqual([1]);
});

test("[KPIS-6.1] told again that it waits where it waits is no exit; sent on is one", async () => {
  const again = queued("08:00:10", { queueId: "line" });
  const taken = answered("08:00:25", "ann");
  expect(await exitOf(...inLine("08:00:00"), again, taken)).toEqual({
    "queue.answered.late": [25],
  });
  const overflow = queued("08:00:10", { queueId: "line", reason: "overflow" });
  expect(await exitOf(...inLine("08:00:00"), overflow, taken)).toEqual({
    "queue.flowout.in_time": [10],
    "queue.answered.in_time": [15],
  });
});

test("[KPIS-9] a flow-out belongs to the queue that was left, whatever comes at the same instant", async () => {
  const away = contact("transferred", "08:00:10", { kind: "overflow" });
  const next = queued("08:00:10", { queueId: "other", reason: "overflow" });
  await inEveryOrder(
    [away, next, hangup("08:00:40")],
    async (desk) => {
      await desk.send(...inLine("08:00:00"));
      expect(await desk.facts("queue.flowout.in_time")).toMatchObject([
        { value: 10, queue: "line" },
      ]);
      expect(await desk.facts("queue.abandoned.late")).toMatchObject([
        { value: 30, queue: "other@/t/desk/main" },
      ]);
    },
    { org },
  );
});

test("[KPIS-6.1] a hang-up told twice, or after the call was answered, is one or none", async () => {
  expect(await exitOf(...inLine("08:00:00"), hangup("08:00:10"), hangup("08:00:12"))).toEqual({
    "queue.abandoned.in_time": [10],
  });
  expect(
    await exitOf(...inLine("08:00:00"), answered("08:00:10", "ann"), hangup("08:03:00")),
  ).toEqual({
    "queue.answered.in_time": [10],
  });
});

test("[KPIS-6.1] beyond the threshold from its first second over it, with the threshold of its queue", async () => {
  const desk = await deskWith(inLine("08:00:00"), { org });
  expect(await desk.ages("state.queued_late", "08:00:20.999")).toEqual([]);
  expect(await desk.ages("state.queued_late", "08:00:21")).toEqual([21]);
  expect(await desk.ages("state.queued", "08:00:21")).toEqual([21]);
  await desk.send(answered("08:01:00", "ann"));
  expect(await desk.ages("state.queued_late", "08:00:59")).toEqual([59]);
  expect(await desk.ages("state.queued_late", "08:01:00")).toEqual([]);
  const noon = await deskWith(inLine("12:00:00"), { org, now: "12:01:30" });
  expect(await noon.figure("queue.past_target")).toBe(1);
  expect(await noon.ages("state.queued_late", "12:01:00")).toEqual([]);
});

test("[KPIS-6.1] cancelled while it waits is a flow-out", async () => {
  expect(await exitOf(...inLine("08:00:00"), status("08:00:10", "cancelled"))).toEqual({
    "queue.flowout.in_time": [10],
  });
});
