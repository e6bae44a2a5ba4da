/** The clock of one contact: days with numbers one can check in the head. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contactCommand } from "../../../server/commands/contact.ts";
import type { OrgInput } from "../../../shared/org/org.ts";
import {
  answered,
  call,
  contact,
  deskWith,
  ended,
  event,
  openDesk,
  queued,
  reply,
  status,
  ticket,
  wrapped,
  writes,
} from "../fold/desk.ts";
import { hours } from "../fold/hours.ts";
import { clockAt, clockWith, laneOf, partsOf, valuesOf, whyOf } from "./clock-desk.ts";

const org = { ...hours, agents: [{ id: "ann" }, { id: "ben" }] } as OrgInput;

const EASTER = [
  ticket("2026-04-03T16:30:00+02:00", { teamId: "A" }),
  reply("2026-04-07T09:45:00+02:00", "ann"),
];

test("[CLOCK1] from Friday to the Tuesday after Easter: half an hour open, closed, three quarters open", async () => {
  const clock = await clockWith(EASTER, { org, now: "2026-04-07T09:44:59.999+02:00" });
  // Friday 17:00 to Tuesday 09:00 are 88 hours.
  expect(laneOf(clock, "customer")).toEqual([
    "waiting_open 1800",
    "waiting_closed 316800",
    "waiting_open 2700",
  ]);
  expect(partsOf(clock, "frt.business")).toEqual(["waiting_open 1800", "waiting_open 2700"]);
  expect(valuesOf(clock, "frt.business")).toEqual([4500]);
  expect(partsOf(clock, "frt.seconds")).toEqual([
    "waiting_open 1800",
    "waiting_closed 316800",
    "waiting_open 2700",
  ]);
  const [first] = clock.stretches;
  expect(first).toMatchObject({ from: "2026-04-03T14:30:00.000Z", team: "A", hours: "open" });
  expect(first?.entered.find(({ measure }) => measure === "frt.business")).toMatchObject({
    kpis: ["frt.business.p50", "frt.business.p90", "frt.business.p95", "frt.business.mean"],
    seconds: 1800,
    agent: "ann",
    team: "A",
    at: "2026-04-07T07:45:00.000Z",
  });
});

test("[CLOCK1] a stretch that still goes on has no end, and its seconds so far", async () => {
  const [open] = EASTER;
  const clock = await clockWith([open], { org, now: "2026-04-07T09:20:00+02:00" });
  expect(laneOf(clock, "customer").at(-1)).toBe("waiting_open 1200");
  expect(clock.stretches.map(({ to }) => to === null)).toEqual([false, false, true]);
  expect(clock.states.map(({ measure }) => measure)).toContain("state.waiting");
  expect(whyOf(clock)).toMatchObject({ frt: "not_answered", "sla.frt": "no_promise" });
});

const hold = (time: string, onHold: boolean) =>
  contact("hold_changed", time, { legId: "l1", onHold });

const CALL = [
  call("08:00:00"),
  queued("08:00:00", { queueId: "q", teamId: "A" }),
  answered("08:00:08", "ann"),
  hold("08:02:38", true),
  hold("08:03:38", false),
  ended("08:06:08"),
  wrapped("08:06:53"),
];

test("[CLOCK2] a call: 8 s in the queue, talk, a minute on hold, talk, and 45 s of wrap-up", async () => {
  const clock = await clockWith(CALL, { org });
  expect(laneOf(clock, "customer")).toEqual([
    "queue 8",
    "with_agent 150",
    "on_hold 60",
    "with_agent 150",
    "ended 45",
  ]);
  expect(laneOf(clock, "agent")).toEqual(["talk 150", "hold 60", "talk 150", "wrap_up 45"]);
  expect(partsOf(clock, "queue.answered.in_time")).toEqual(["queue 8"]);
  expect(partsOf(clock, "leg.talk")).toEqual(["talk 150", "talk 150"]);
  expect(partsOf(clock, "leg.hold")).toEqual(["hold 60"]);
  expect(partsOf(clock, "leg.wrap")).toEqual(["wrap_up 45"]);
  expect(partsOf(clock, "contact.handle")).toEqual([
    "talk 150",
    "hold 60",
    "talk 150",
    "wrap_up 45",
  ]);
  expect(valuesOf(clock, "leg.handle")).toEqual([405]);
  expect(partsOf(clock, "leg.workload")).toEqual([
    "talk null",
    "hold null",
    "talk null",
    "wrap_up null",
  ]);
  expect(valuesOf(clock, "leg.workload")).toEqual([405]);
  expect(clock.stretches.at(-1)?.entered[0]).toMatchObject({
    measure: "leg.wrap",
    kpis: ["aht.wrap.mean"],
    agent: "ann",
    at: "2026-03-04T07:06:53.000Z",
  });
  expect(whyOf(clock)).toMatchObject({
    frt: "call",
    "resolution.first": "call",
    csat: "no_survey",
  });
});

test("[CLOCK2] while wrap-up goes on the leg counts nowhere, and the clock says so", async () => {
  const clock = await clockWith(CALL.slice(0, -1), { now: "08:06:20" });
  expect(laneOf(clock, "agent").at(-1)).toBe("wrap_up 12");
  expect(clock.stretches.at(-1)?.to).toBeNull();
  expect(whyOf(clock).aht).toBe("leg_going_on");
});

test("[CLOCK2] a hold without an end lasts until the conversation ends", async () => {
  const clock = await clockWith(CALL.filter((_, index) => index !== 4));
  expect(laneOf(clock, "agent")).toEqual(["talk 150", "hold 210", "wrap_up 45"]);
});

test("[CLOCK5] a consult and a failed attempt enter no handling time, and are their agents' busy time", async () => {
  const consult = { legId: "l2", role: "consult" };
  const dialled = { offerId: "o", agentId: "ben", party: "customer" };
  const clock = await clockWith(
    [
      ...CALL,
      answered("08:03:00", "ben", consult),
      ended("08:03:20", "ben", "l2"),
      contact("offered", "08:10:00", dialled),
      contact("offered", "08:10:25", { ...dialled, outcome: "failed" }),
    ],
    { org },
  );
  const own = clock.stretches.filter(({ lane, agent }) => lane === "agent" && agent === "ben");
  expect(own.map(({ kind, seconds, entered }) => [kind, seconds, entered.length])).toEqual([
    ["consult", 20, 0],
    ["dial", 25, 0],
  ]);
  const busy = clock.stretches.map((one) => one.busy);
  expect(busy).toEqual(clock.stretches.map(({ lane }) => lane === "agent"));
});

test("[CLOCK2] a hold stamped before the answer counts from the answer", async () => {
  const early = [call("08:00:00"), hold("08:00:05", true), answered("08:00:08", "ann")];
  const clock = await clockWith([...early, hold("08:01:08", false), ended("08:02:08")]);
  expect(laneOf(clock, "agent").slice(0, 2)).toEqual(["hold 60", "talk 60"]);
});

const says = (from: string, time: string) =>
  contact("message", time, { messageId: time, from, visibility: "public" });

test("[CLOCK3] a bot's two minutes count since the opening, the wait for people from the hand-over", async () => {
  const clock = await clockWith([
    contact("created", "10:00:00", { channel: "chat", direction: "inbound" }),
    says("bot", "10:00:05"),
    queued("10:02:00", { reason: "bot_handover" }),
    answered("10:02:30", "ann"),
    reply("10:02:40", "ann"),
    ended("10:08:00"),
    wrapped("10:08:20"),
    status("10:08:20", "resolved"),
  ]);
  expect(laneOf(clock, "customer").slice(0, 3)).toEqual(["bot 120", "queue 30", "with_agent 330"]);
  expect(partsOf(clock, "frt.seconds")).toEqual(["queue 30", "with_agent 10"]);
  expect(partsOf(clock, "frt.from_creation")).toEqual(["bot 120", "queue 30", "with_agent 10"]);
  expect(partsOf(clock, "frt.bot")).toEqual(["bot 5"]);
  expect(partsOf(clock, "agent_greeting")).toEqual(["with_agent 10"]);
});

test("[CLOCK4] a ticket that comes back: its reply time is the wait after the reopening", async () => {
  const clock = await clockWith([
    ticket("09:00:00"),
    reply("09:10:00", "ann"),
    status("09:20:00", "resolved"),
    status("10:00:00", "open", { actor: { kind: "customer" } }),
    reply("10:05:00", "ben"),
    status("10:30:00", "waiting_customer"),
    status("11:00:00", "resolved"),
  ]);
  expect(laneOf(clock, "customer")).toEqual([
    "waiting 600",
    "open 600",
    "solved 2400",
    "waiting 300",
    "open 1500",
    "waiting_customer 1800",
  ]);
  expect(partsOf(clock, "frt.seconds")).toEqual(["waiting 600"]);
  expect(partsOf(clock, "reply.seconds")).toEqual(["waiting 300"]);
  expect(partsOf(clock, "resolution.first")).toEqual(["waiting 600", "open 600"]);
  expect(valuesOf(clock, "resolution.full")).toEqual([7200]);
  // new until the first solve, open again from 10:00 to 10:30
  expect(partsOf(clock, "ticket.agent_work")).toEqual(["waiting 300", "open 1500"]);
  expect(valuesOf(clock, "ticket.requester_wait")).toEqual([1200 + 1800]);
});

test("[CLOCK4] what was on hold is the customer's wait, and no agent's work", async () => {
  const clock = await clockWith([
    ticket("09:00:00"),
    reply("09:01:00", "ann"),
    status("09:01:00", "open"),
    status("09:11:00", "on_hold"),
    status("09:31:00", "open"),
    status("09:36:00", "resolved"),
  ]);
  expect(laneOf(clock, "customer")).toEqual(["waiting 60", "open 600", "held 1200", "open 300"]);
  expect(partsOf(clock, "ticket.on_hold")).toEqual(["held 1200"]);
  expect(partsOf(clock, "ticket.agent_work")).toEqual(["open 600", "open 300"]);
  expect(partsOf(clock, "ticket.requester_wait")).toEqual(laneOf(clock, "customer"));
});

test("[CLOCK4] solved and reopened: the full solution is taken back, the first one stays", async () => {
  const clock = await clockWith([
    ticket("09:00:00"),
    status("09:20:00", "resolved"),
    status("10:00:00", "open", { actor: { kind: "customer" } }),
  ]);
  expect(whyOf(clock)["resolution.full"]).toBe("reopened");
  expect(whyOf(clock)["resolution.first"]).toBeUndefined();
});

test("[CLOCK5] a transferred call is two legs, each its own agent's, with a second wait between", async () => {
  const clock = await clockWith(
    [
      call("08:00:00"),
      queued("08:00:00", { queueId: "q", teamId: "A" }),
      answered("08:00:10", "ann"),
      ended("08:02:10"),
      contact("transferred", "08:02:10", { kind: "queue", fromLegId: "l1" }),
      queued("08:02:10", { queueId: "r", teamId: "X", reason: "transfer" }),
      wrapped("08:02:30"),
      answered("08:02:50", "ben", { legId: "l2" }),
      ended("08:05:50", "ben", "l2"),
      wrapped("08:06:00", "ben", "l2"),
    ],
    { org },
  );
  expect(laneOf(clock, "customer")).toEqual([
    "queue 10",
    "with_agent 120",
    "queue 40",
    "with_agent 180",
    "ended 10",
  ]);
  const whose = clock.stretches.filter(({ lane }) => lane === "customer");
  expect(whose.map(({ agent, team, leg }) => [agent, team, leg])).toEqual([
    [null, "A", null],
    ["ann", "A", "l1"],
    [null, "X", null],
    ["ben", "X", "l2"],
    [null, null, null],
  ]);
  const handled = clock.stretches.flatMap(({ lane, agent, entered }) =>
    entered
      .filter(({ measure }) => lane === "agent" && measure === "leg.handle")
      .map((one) => [agent, one.agent, one.seconds]),
  );
  expect(handled).toEqual([
    ["ann", "ann", 120],
    ["ann", "ann", 20],
    ["ben", "ben", 180],
    ["ben", "ben", 10],
  ]);
  expect(partsOf(clock, "contact.handle")).toEqual([
    "talk 120",
    "wrap_up 20",
    "talk 180",
    "wrap_up 10",
  ]);
});

test("[CLOCK6] a ticket that we began: every family says why it has nothing", async () => {
  const clock = await clockWith([ticket("09:00:00", { direction: "outbound" })]);
  expect(whyOf(clock)).toEqual({
    frt: "outbound",
    "frt.business": "outbound",
    reply: "no_later_message",
    "sla.frt": "outbound",
    "sla.reply": "no_later_message",
    "sla.resolution": "no_promise",
    aht: "effort_not_measured",
    queue: "no_queue",
    "resolution.first": "not_solved",
    "resolution.full": "not_solved",
    fcr: "outbound",
    csat: "no_survey",
    nps: "no_survey",
  });
});

const PROMISE: OrgInput = { slas: [{ metric: "frt", seconds: 3600 }] };

const REASONS: [why: string, family: string, events: unknown[]][] = [
  ["merged", "frt", [ticket("09:00:00"), status("09:01:00", "merged", { intoContactId: "d" })]],
  ["deleted", "aht", [...CALL, status("09:01:00", "deleted")]],
  ["closed_without_reply", "frt", [ticket("09:00:00"), status("09:01:00", "resolved")]],
  [
    "solved_by_bot",
    "frt",
    [ticket("09:00:00"), status("09:01:00", "resolved", { actor: { kind: "bot" } })],
  ],
  ["phone_ticket", "frt", [ticket("09:00:00", { channel: "phone", kind: "ticket" })]],
  [
    "answered_by_call",
    "frt",
    [ticket("09:00:00"), answered("09:05:00", "ann", { via: "outbound" })],
  ],
  ["clock_skew", "frt", [ticket("09:05:00"), reply("09:00:00", "ann")]],
  ["no_schedule", "frt.business", [ticket("09:00:00"), reply("09:05:00", "ann")]],
  ["not_answered", "reply", [ticket("09:00:00"), reply("09:05:00", "ann"), writes("09:06:00")]],
  [
    "abandoned",
    "aht",
    [
      call("09:00:00"),
      queued("09:00:00"),
      contact("abandoned", "09:01:00", { stage: "queue", reason: "hangup" }),
    ],
  ],
  ["no_leg", "aht", [call("09:00:00")]],
  ["still_waiting", "queue", [call("17:59:00"), queued("17:59:00")]],
  ["customer_unknown", "fcr", [call("09:00:00")]],
  ["not_matured", "fcr", [call("09:00:00", { customerRef: "k" })]],
  ["no_opening", "frt", [reply("09:05:00", "ann")]],
  [
    "no_answer",
    "csat",
    [
      call("09:00:00"),
      event("survey.sent", "09:10:00", { surveyId: "s", kind: "csat", contactId: "c" }),
    ],
  ],
];

test.each(REASONS)("[CLOCK6] %s is why there is no %s", async (why, family, events) => {
  expect(whyOf(await clockWith(events))).toMatchObject({ [family]: why });
});

test("[CLOCK6] a promise is not decided, or its ticket was solved before", async () => {
  const open = await clockWith([ticket("17:30:00")], { org: PROMISE });
  expect(whyOf(open)["sla.frt"]).toBe("not_decided");
  const solved = [ticket("09:00:00"), status("09:30:00", "resolved")];
  expect(whyOf(await clockWith(solved, { org: PROMISE }))["sla.frt"]).toBe("solved_before");
});

test("[CLOCK6] a repeat is no first contact; the contact before it is one when it has matured", async () => {
  const desk = await deskWith(
    [
      call("09:00:00", { customerRef: "k", contactId: "b" }),
      call("10:00:00", { customerRef: "k" }),
    ],
    { now: "2026-03-20T09:00:00+01:00" },
  );
  expect(whyOf(await clockAt(desk)).fcr).toBe("repeat");
  const first = await clockAt(desk, "b");
  expect(valuesOf(first, "fcr.resolved")).toEqual([0]);
  expect(first.facts.find(({ measure }) => measure === "fcr.resolved")?.kpis).toEqual(["fcr"]);
});

test("[CLOCK7] events are told by what came when, corrections by what they touch: no content", async () => {
  const desk = await openDesk();
  const created = ticket("09:00:00", { topic: "a secret" });
  await desk.send(created, reply("09:05:00", "ann"));
  await desk.send(
    event("record.corrected", "10:00:00", {
      target: { eventId: created.id },
      set: { topic: "another secret" },
      reason: "was wrong",
    }),
  );
  const clock = await clockAt(desk);
  expect(clock.events.map(({ type, at }) => [type, at.slice(11, 16)])).toEqual([
    ["contact.created", "08:00"],
    ["contact.message", "08:05"],
    ["record.corrected", "09:00"],
  ]);
  expect(clock.corrections).toMatchObject([
    { target: created.id, retracts: false, fields: ["topic"], fits: true },
  ]);
  expect(JSON.stringify(clock)).not.toContain("secret");
});

test("[CLOCK7] what lies ahead of our clock is told as such, and is no part of the clock yet", async () => {
  const later = [reply("18:05:00", "ann"), reply("18:05:01", "ben")];
  const clock = await clockWith([ticket("17:50:00"), ...later]);
  expect(clock.events.map(({ ahead }) => ahead ?? false)).toEqual([false, false, true]);
  expect(laneOf(clock, "customer")).toEqual(["waiting 900"]);
});

test("[CLOCK7] an event that came late says when it came", async () => {
  const desk = await openDesk({ now: "09:00:10" });
  await desk.send(ticket("09:00:00"));
  desk.clock.advance(3_600_000);
  await desk.send(reply("09:05:00", "ann"));
  expect((await clockAt(desk)).events.map(({ late }) => late ?? null)).toEqual([
    null,
    "2026-03-04T09:00:10.000Z",
  ]);
});

test("[CLOCK8] the command line tells the same clock, and says what it cannot find", async () => {
  const folder = mkdtempSync(join(tmpdir(), "deskpulse-clock-"));
  const file = join(folder, "events.ndjson");
  writeFileSync(file, CALL.map((one) => JSON.stringify(one)).join("\n"));
  const asked = (id: string) => contactCommand(["--events", file, "--contact", id]);
  const { stretches } = await clockWith(CALL, { now: "2026-04-03T08:06:53+02:00" });
  expect((await asked("c")).stretches).toEqual(stretches);
  await expect(asked("nobody")).rejects.toThrow("there is no contact nobody");
  rmSync(folder, { recursive: true });
});
