/** What is open, waiting or queued at an instant, now and in the past (KPIS.md 4.2, 6.2). */
import { expect, test } from "vitest";
import { questionOf } from "../../../server/figures/ask.ts";
import { contacts } from "../../../server/figures/contacts.ts";
import {
  answered,
  call,
  contact,
  deskWith,
  inEveryOrder,
  queued,
  reply,
  status,
  ticket,
  writes,
} from "./desk.ts";

const at = (time: string) => ({ asOf: `2026-03-04T${time}+01:00` });
const customer = { actor: { kind: "customer" } };

test("[KPIS-4.2] a ticket waits from its creation to the first answer, then from the first unanswered message", async () => {
  const events = [
    ticket("08:00:00"),
    reply("08:10:00", "ann"),
    writes("09:00:00"),
    writes("09:05:00"),
    reply("09:30:00", "ann"),
  ];
  await inEveryOrder(events, async ({ ages }) => {
    expect(await ages("state.waiting", "07:59:59")).toEqual([]);
    expect(await ages("state.waiting", "08:09:59")).toEqual([599]);
    expect(await ages("state.waiting", "08:10:00")).toEqual([]);
    expect(await ages("state.waiting", "09:10:00")).toEqual([600]);
    expect(await ages("state.waiting", "09:30:00")).toEqual([]);
  });
});

test("[KPIS-4.2] a hand-over by a bot starts the wait anew; a solve ends it", async () => {
  const desk = await deskWith([
    ticket("08:00:00"),
    queued("08:10:00", { reason: "bot_handover" }),
    status("08:20:00", "resolved"),
    status("08:30:00", "open", customer),
  ]);
  expect(await desk.ages("state.waiting", "08:15:00")).toEqual([300]);
  expect(await desk.ages("state.waiting", "08:25:00")).toEqual([]);
  expect(await desk.ages("state.open", "08:25:00")).toEqual([]);
  expect(await desk.ages("state.open", "08:31:00")).toEqual([1860]);
});

test("[KPIS-4.2] an outbound ticket waits for nobody until the customer writes", async () => {
  const desk = await deskWith([ticket("08:00:00", { direction: "outbound" }), writes("09:00:00")]);
  expect(await desk.ages("state.waiting", "08:30:00")).toEqual([]);
  expect(await desk.ages("state.open", "08:30:00")).toEqual([1800]);
  expect(await desk.ages("state.waiting", "09:00:30")).toEqual([30]);
});

test("[KPIS-6.2] the backlog of any past instant, by whose it was then", async () => {
  const desk = await deskWith([
    ticket("08:00:00", { teamId: "first" }),
    contact("assigned", "09:00:00", { agentId: "ann", teamId: "first" }),
    contact("assigned", "10:00:00", { agentId: "ben", teamId: "second" }),
    status("11:00:00", "closed"),
  ]);
  const open = (time: string, scope: string) => desk.figure("backlog.open", { ...at(time), scope });
  expect(await open("07:59:59", "centre")).toBe(0);
  expect(await open("08:00:00", "team:first")).toBe(1);
  expect(await desk.figure("backlog.unassigned", at("08:59:59"))).toBe(1);
  expect(await desk.figure("backlog.unassigned", at("09:00:00"))).toBe(0);
  expect(await open("09:30:00", "agent:ann")).toBe(1);
  expect(await open("10:00:00", "agent:ann")).toBe(0);
  expect(await open("10:00:00", "team:second")).toBe(1);
  expect(await open("11:00:00", "centre")).toBe(0);
  expect(await open("12:00:00", "centre")).toBe(0);
});

test("[KPIS-6.2] unassigned again, cancelled, waiting for the customer", async () => {
  const desk = await deskWith([
    ticket("08:00:00"),
    contact("assigned", "09:00:00", { agentId: "ann", teamId: null }),
    contact("assigned", "10:00:00", { agentId: null, teamId: null }),
    status("11:00:00", "waiting_customer"),
    status("12:00:00", "cancelled"),
  ]);
  expect(await desk.ages("state.unassigned", "09:30:00")).toEqual([]);
  expect(await desk.ages("state.unassigned", "10:30:00")).toEqual([9000]);
  expect(await desk.ages("state.open", "11:30:00")).toEqual([12_600]);
  expect(await desk.ages("state.open", "12:00:00")).toEqual([]);
});

test("[KPIS-6.2] calls are no backlog; they wait in their queue, the longest first", async () => {
  const desk = await deskWith([call("08:00:00"), queued("08:00:10"), answered("08:00:40", "ann")], {
    now: "08:00:30",
  });
  expect(await desk.figure("backlog.open", at("08:00:30"))).toBe(0);
  expect(await desk.figure("queue.waiting", at("08:00:39"))).toBe(1);
  expect(await desk.figure("queue.longest", at("08:00:39"))).toBe(29);
  expect(await desk.figure("queue.waiting", at("08:00:40"))).toBe(0);
  expect(await desk.figure("queue.longest", at("08:00:40"))).toBeNull();
});

test("[SCR-9] the list of what is open now is the figure, also beside what ends in the next minutes", async () => {
  const events = [ticket("08:00:00"), status("08:02:00", "resolved")];
  const desk = await deskWith(events, { now: "08:01:00" });
  const question = questionOf({ kpi: "backlog.open" }, "Europe/Amsterdam", desk.clock.now());
  if (!question.ok) throw new Error(question.problem);
  const rows = await contacts(desk.core.tail, question.value);
  expect(await desk.figure("backlog.open")).toBe(rows.length);
});

test("[R11] a state broken down by agent, team and channel adds up, and has no days", async () => {
  const desk = await deskWith([ticket("08:00:00", { agentId: "ann", teamId: "t" })]);
  for (const by of ["agent", "team", "channel"]) {
    expect(await desk.figure("backlog.open", { by })).toBe(1);
  }
});
