/** Calls to the customer: attempts, dialling, and calls back that were asked for (KPIS.md 5.1, 6.2). */
import { expect, test } from "vitest";
import { answered, call, contact, deskWith, ended, inEveryOrder, queued, wrapped } from "./desk.ts";

const ANN = "ann@/t/desk/main";
const offer = (time: string, offerId: string, outcome = "pending", data: object = {}) =>
  contact("offered", time, { offerId, agentId: "ann", party: "customer", outcome, ...data });
const outgoing = call("08:00:00", { direction: "outbound" });
const reached = [
  answered("08:00:25", "ann", { via: "outbound" }),
  ended("08:02:05"),
  wrapped("08:02:40"),
];

test("[KPIS-5.1] dialling 25 s, talk 100 s, wrap-up 35 s: 160 s outbound, none of it inbound", async () => {
  await inEveryOrder([offer("08:00:00", "l1"), ...reached], async (desk) => {
    await desk.send(outgoing);
    expect(await desk.figure("aht.outbound.mean")).toBe(160);
    expect(await desk.figure("aht.mean")).toBeNull();
    expect(await desk.figure("outbound.connect_rate")).toBe(100);
    expect(await desk.figure("occupied.seconds", { scope: `agent:${ANN}` })).toBe(160);
    expect(await desk.values("leg.workload")).toEqual([160]);
  });
});

test("[KPIS-5.1] an attempt that reaches nobody is busy time and counts for the rate, and is not handled", async () => {
  const desk = await deskWith([
    outgoing,
    offer("08:00:00", "o1"),
    offer("08:00:30", "o1", "failed"),
  ]);
  expect(await desk.facts("outbound.connected")).toMatchObject([{ value: 0, agent: ANN }]);
  expect(await desk.figure("occupied.seconds", { scope: `agent:${ANN}` })).toBe(30);
  expect(await desk.values("leg.handle")).toEqual([]);
  await desk.send(offer("08:10:00", "l1"), answered("08:10:20", "ann", { via: "outbound" }));
  expect(await desk.values("outbound.connected")).toEqual([0, 1]);
});

test("[KPIS-5.1] still ringing is no attempt yet; a ringing that nobody ends is busy for five minutes", async () => {
  const desk = await deskWith([outgoing, offer("08:00:00", "o1")]);
  expect(await desk.values("outbound.connected")).toEqual([]);
  expect(await desk.figure("occupied.seconds")).toBe(300);
});

test("[KPIS-5.1] the same offer dialled twice is two attempts; told twice it is one", async () => {
  const twice = [
    offer("08:00:00", "o1"),
    offer("08:00:20", "o1", "failed"),
    offer("08:05:00", "o1"),
    offer("08:05:20", "o1", "failed"),
  ];
  const desk = await deskWith([outgoing, ...twice]);
  expect(await desk.values("outbound.connected")).toEqual([0, 0]);
  await desk.send(offer("08:05:21", "o1", "failed"), offer("08:00:01", "o1"));
  expect(await desk.values("outbound.connected")).toEqual([0, 0]);
  expect(await desk.figure("occupied.seconds")).toBe(41);
});

test("[KPIS-7.5] an end stamped just before its dialling belongs to it", async () => {
  const desk = await deskWith([
    outgoing,
    offer("08:00:10", "o1"),
    offer("08:00:00", "o1", "failed"),
  ]);
  expect(await desk.values("outbound.connected")).toEqual([0]);
  expect(await desk.figure("occupied.seconds")).toBe(0);
});

test("[KPIS-5.1] how long it rang is known from the end alone, if the source says so", async () => {
  const desk = await deskWith([outgoing, offer("08:00:30", "o1", "failed", { ringMs: 22_000 })]);
  expect(await desk.values("outbound.connected")).toEqual([0]);
  expect(await desk.figure("occupied.seconds")).toBe(22);
});

const org = {
  teams: [{ id: "phones" }, { id: "own" }],
  agents: [{ id: "ann", memberships: [{ team: "own" }] }],
  queues: [{ id: "line", team: "phones" }],
};
const asked = [
  call("08:00:00"),
  queued("08:00:00", { queueId: "line" }),
  contact("transferred", "08:01:00", { kind: "callback" }),
];
const calledBack = [
  offer("09:00:00", "b1"),
  offer("09:00:30", "b1", "failed"),
  offer("09:30:00", "b2"),
  answered("09:30:20", "ann", { legId: "back", via: "callback" }),
  ended("09:33:20", "ann", "back"),
  wrapped("09:33:50", "ann", "back"),
];

test("[KPIS-6.2] a call back is asked for, and neither an answer nor an abandonment", async () => {
  const desk = await deskWith(asked, { org });
  expect(await desk.facts("callback.completed")).toEqual([
    { value: 0, agent: null, team: "phones", queue: "line" },
  ]);
  expect(await desk.figure("callback.requested")).toBe(1);
  expect(await desk.figure("callback.completed_rate")).toBe(0);
  expect(await desk.values("queue.flowout.late")).toEqual([60]);
  expect(await desk.figure("calls.answered")).toBe(0);
  expect(await desk.figure("calls.abandoned")).toBe(0);
});

test("[KPIS-6.2] done at the second attempt, 5360 s after it was asked for; handled with its dialling", async () => {
  await inEveryOrder(
    calledBack.slice(1),
    async (desk) => {
      await desk.send(...asked, ...calledBack.slice(0, 1));
      expect(await desk.values("callback.completed")).toEqual([1]);
      expect(await desk.facts("callback.wait")).toEqual([
        { value: 5360, agent: "ann", team: "phones", queue: "line" },
      ]);
      expect(await desk.values("callback.attempts")).toEqual([2]);
      expect(await desk.figure("aht.mean", { channel: "phone" })).toBe(230);
      expect(await desk.figure("aht.outbound.mean")).toBeNull();
      expect(await desk.figure("calls.answered")).toBe(0);
    },
    { org },
  );
});

test("[KPIS-6.2] connected without a word of dialling is one attempt, of whoever it was", async () => {
  const back = answered("09:00:00", null, { legId: "back", via: "callback" });
  const desk = await deskWith([...asked, back], { org });
  expect(await desk.facts("callback.attempts")).toEqual([
    { value: 1, agent: null, team: "phones", queue: "line" },
  ]);
  expect(await desk.values("callback.wait")).toEqual([3540]);
});

test("[KPIS-6.2] asked for twice is two requests; one call back does for both", async () => {
  const again = contact("transferred", "08:30:00", { kind: "callback" });
  const desk = await deskWith([...asked, again, ...calledBack], { org });
  expect(await desk.values("callback.completed")).toEqual([1, 1]);
  expect(await desk.values("callback.wait")).toEqual([3620, 5360]);
});
