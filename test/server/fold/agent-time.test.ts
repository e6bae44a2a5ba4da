/** Where an agent's time went (KPIS.md 6.2): states, legs and plans, cut at every interval and midnight. */
import { expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../../../shared/time/interval.ts";
import {
  answered,
  call,
  type Desk,
  deskWith,
  ended,
  event,
  inEveryOrder,
  queued,
  wrapped,
} from "./desk.ts";

const org = { agents: [{ id: "ann" }] };
const state = (time: string, to: string, more: object = {}) =>
  event("agent.state_changed", time, { agentId: "ann", state: to, ...more });
const sum = async (desk: Desk, measure: Parameters<Desk["values"]>[0]) =>
  (await desk.values(measure)).reduce((all, one) => all + one, 0);
const onCall = (from: string, to: string, done: string) => [
  call(from),
  answered(from, "ann", { via: "direct" }),
  ended(to),
  wrapped(done),
];
const planned = (activity: string, from: string, to: string, agent = "ann") => ({
  agent,
  activity,
  from: `2026-03-04T${from}+01:00`,
  to: `2026-03-04T${to}+01:00`,
});

test("[KPIS-6.2] occupied 1,200 of 2,400 s, worked 2,400 of 3,600 planned, as planned 3,300 of 3,600", async () => {
  const shifts = [
    planned("productive", "09:00:00", "09:45:00"),
    planned("break", "09:45:00", "10:00:00"),
  ];
  const desk = await deskWith(
    [
      state("09:00:00", "available"),
      ...onCall("09:00:00", "09:18:00", "09:20:00"),
      state("09:40:00", "break"),
      state("10:00:00", "offline"),
    ],
    { org: { ...org, shifts } },
  );
  expect(await desk.figure("occupancy")).toBe(50);
  expect(await desk.figure("utilisation")).toBeCloseTo(66.6667, 3);
  expect(await desk.figure("adherence")).toBeCloseTo(91.6667, 3);
  expect(await desk.figure("conformance")).toBeCloseTo(88.8889, 3); // 2,400 of 2,700
  expect(await desk.figure("contacts_per_hour")).toBe(1.5);
});

test("[R7] time is cut at intervals: 08:10 to 08:40 is 5, 15 and 10 minutes", async () => {
  const desk = await deskWith(onCall("08:10:00", "08:38:00", "08:40:00"), { org });
  expect(await desk.values("agent.busy")).toEqual([300, 600, 900]);
  expect(await desk.values("agent.in_session")).toEqual([300, 480, 900]);
});

test("[KPIS-6.2] two contacts at once are one busy second; a break after a call is neither busy nor idle", async () => {
  const other = { contactId: "d", legId: "l2", agentId: "ann" };
  const desk = await deskWith(
    [
      state("08:00:00", "available"),
      ...onCall("08:00:00", "08:05:00", "08:05:00"),
      event("contact.answered", "08:02:00", { ...other, channel: "chat", via: "direct" }),
      event("contact.leg_ended", "08:08:00", other),
      event("contact.wrapup_ended", "08:08:00", other),
      state("08:10:00", "break"),
    ],
    { org },
  );
  expect(await sum(desk, "agent.busy")).toBe(480);
  expect(await sum(desk, "agent.idle")).toBe(120);
  expect(await sum(desk, "agent.session")).toBe(300 + 360);
});

test("[KPIS-6.2] on a call during a planned break is not as planned; away is, whatever else was planned", async () => {
  const shifts = [
    planned("break", "08:00:00", "08:10:00"),
    planned("training", "08:10:00", "08:20:00"),
  ];
  const desk = await deskWith(
    [
      state("08:00:00", "break"),
      ...onCall("08:00:00", "08:04:00", "08:04:00"),
      state("08:10:00", "away"),
    ],
    { org: { ...org, shifts } },
  );
  expect(await sum(desk, "agent.planned")).toBe(1200);
  expect(await sum(desk, "agent.adherent")).toBe(360 + 600);
});

test("[KPIS-6.2] a plan without a word of the agent is planned and not worked, as far as time has come", async () => {
  const shifts = [planned("productive", "17:00:00", "20:00:00")];
  const desk = await deskWith([], { org: { ...org, shifts }, now: "18:00:00" });
  expect(await sum(desk, "agent.planned")).toBe(3600);
  desk.clock.advance(30 * MINUTE_MS);
  expect(await sum(desk, "agent.planned")).toBe(5400);
  desk.clock.advance(10 * HOUR_MS);
  expect(await sum(desk, "agent.planned")).toBe(10_800);
  expect(await sum(desk, "agent.adherent")).toBe(0);
});

test("[KPIS-6.2] a plan that is told of late, changed or dropped counts as if it always had been so", async () => {
  const desk = await deskWith([state("08:00:00", "available"), state("09:00:00", "offline")], {
    org,
  });
  expect(await desk.figure("adherence")).toBeNull();
  await desk.describe({ ...org, shifts: [planned("productive", "08:00:00", "09:30:00")] });
  expect(await desk.figure("adherence")).toBeCloseTo(66.6667, 3);
  await desk.describe({ ...org, shifts: [planned("productive", "08:00:00", "09:00:00")] });
  expect(await desk.figure("adherence")).toBe(100);
  await desk.describe(org);
  expect(await desk.figure("adherence")).toBeNull();
});

test("[KPIS-6.2] without an event time goes on, over midnight, until 16 hours are over", async () => {
  const desk = await deskWith([state("12:00:00", "available")], { org, now: "18:00:30" });
  const hours = async () => (await sum(desk, "agent.idle")) / 3600;
  expect(await hours()).toBe(6); // the running minute is not accounted for yet
  desk.clock.advance(9.5 * MINUTE_MS);
  expect(await sum(desk, "agent.idle")).toBe(6 * 3600 + 600);
  desk.clock.advance(8 * HOUR_MS);
  expect(await sum(desk, "agent.idle")).toBe(14 * 3600 + 600);
  desk.clock.advance(20 * HOUR_MS);
  expect(await hours()).toBe(16);
  desk.clock.advance(40 * HOUR_MS);
  expect(await hours()).toBe(16);
});

test("[KPIS-6.2] a call goes on over midnight while nothing is told", async () => {
  const desk = await deskWith([call("23:30:00"), answered("23:30:00", "ann", { via: "direct" })], {
    org,
    now: "2026-03-05T00:40:00+01:00",
  });
  expect(await desk.figure("occupied.seconds", { period: "2026-03-04" })).toBe(1800);
  expect(await desk.figure("occupied.seconds", { period: "2026-03-05" })).toBe(2400);
  desk.clock.advance(HOUR_MS);
  expect(await desk.figure("occupied.seconds", { period: "2026-03-05" })).toBe(6000);
  await desk.send(ended("2026-03-05T00:10:00+01:00"), wrapped("2026-03-05T00:15:00+01:00"));
  expect(await desk.figure("occupied.seconds", { period: "2026-03-05" })).toBe(900);
  expect(await desk.facts("leg.workload")).toMatchObject([{ value: 2700, agent: "ann" }]);
});

test("[KPIS-6.2] over UTC midnight, where an agent's days meet, nothing is lost and nothing twice", async () => {
  const from = "2026-03-05T00:50:00+01:00";
  const to = "2026-03-05T01:10:00+01:00";
  const desk = await deskWith(onCall(from, to, to), { org, now: "2026-03-05T12:00:00+01:00" });
  expect(await sum(desk, "agent.busy")).toBe(1200);
  expect(await desk.values("leg.workload")).toEqual([1200]);
});

const talked = [
  call("08:00:00"),
  answered("08:00:00", "ann", { via: "direct" }),
  ended("08:05:00"),
];

test("[KPIS-5.1] a wrap-up that nobody ends is over when the agent's state next changes", async () => {
  await inEveryOrder(
    [...talked.slice(1), state("08:07:00", "available"), state("08:20:00", "offline")],
    async (desk) => {
      await desk.send(...talked.slice(0, 1));
      expect(await desk.values("leg.handle")).toEqual([420]);
      expect(await desk.values("leg.wrap")).toEqual([120]);
      expect(await desk.values("leg.workload")).toEqual([420]);
      expect(await desk.values("contact.handle")).toEqual([420]);
      expect(await sum(desk, "agent.busy")).toBe(420);
      expect(await sum(desk, "agent.idle")).toBe(780);
    },
    { org },
  );
});

test("[KPIS-5.1] until it changes the leg is in wrap-up; told of late, the end that was told holds", async () => {
  const desk = await deskWith([...talked, state("08:05:00", "wrap_up")], { org });
  expect(await sum(desk, "agent.busy")).toBe(10 * 3600);
  expect(await desk.values("leg.handle")).toEqual([]);
  const change = state("08:07:00", "break");
  await desk.send(change);
  expect(await desk.values("leg.handle")).toEqual([420]);
  await desk.send(wrapped("08:06:00"));
  expect(await desk.values("leg.handle")).toEqual([360]);
  expect(await sum(desk, "agent.busy")).toBe(360);
});

test("[KPIS-5.1] a change of state that is taken back, or of another channel, ends no wrap-up", async () => {
  const change = state("08:07:00", "break");
  const desk = await deskWith(
    [...talked, state("08:06:00", "available", { channel: "chat" }), change],
    {
      org,
    },
  );
  expect(await desk.values("leg.handle")).toEqual([420]);
  const target = { eventId: change.id };
  await desk.send(
    event("record.corrected", "09:00:00", { target, retract: true, reason: "was wrong" }),
  );
  expect(await desk.values("leg.handle")).toEqual([]);
  await desk.send(state("2026-03-05T00:01:00+01:00", "break"));
  expect(await desk.values("leg.handle")).toEqual([]); // it has not happened yet
  desk.clock.advance(9 * HOUR_MS);
  expect(await desk.values("leg.handle")).toEqual([57_660]);
});

test("[KPIS-5.1] a source's longest wrap-up ends one that nobody ended, when its time has come", async () => {
  const sources = [{ id: "/t/desk/main", wrapupSecondsMax: 120 }];
  const talk = [
    call("17:55:00"),
    queued("17:55:00"),
    answered("17:55:10", "ann"),
    ended("17:59:00"),
  ];
  const desk = await deskWith(talk, { org: { ...org, sources } });
  expect(await desk.values("leg.handle")).toEqual([]);
  desk.clock.advance(59_000);
  expect(await desk.values("leg.handle")).toEqual([]);
  desk.clock.advance(1000);
  expect(await desk.values("leg.handle")).toEqual([350]);
  expect(await desk.values("leg.wrap")).toEqual([120]);
  expect(await desk.figure("aht.coverage")).toBe(100);
  expect(await desk.values("contact.handle")).toEqual([350]);
  expect(await desk.values("leg.workload")).toEqual([350]);
  await desk.send(wrapped("17:59:30"));
  expect(await desk.values("leg.handle")).toEqual([260]);
  expect(await desk.values("leg.workload")).toEqual([260]);
});

test("[EVENTS-5] a final summary replaces the live estimate of the agent's time too", async () => {
  const desk = await deskWith(
    [
      ...onCall("08:00:00", "08:05:00", "08:06:00"),
      event("contact.measured", "08:05:40", {
        contactId: "c",
        legId: "l1",
        final: true,
        talkMs: 290_000,
        holdMs: 0,
        wrapupMs: 50_000,
      }),
    ],
    { org },
  );
  expect(await sum(desk, "agent.busy")).toBe(340);
  expect(await desk.values("leg.workload")).toEqual([340]);
  expect(await desk.values("leg.session")).toEqual([300]); // accept to end, as it was told
});

test("[EVENTS-7] legs and states of all systems of a person are one timeline, also when named late", async () => {
  const other = { source: "/t/phone/a" };
  const desk = await deskWith([
    state("08:00:00", "available"),
    state("08:30:00", "offline"),
    event(
      "contact.answered",
      "08:10:00",
      { contactId: "p", legId: "p", agentId: "77", via: "direct" },
      other,
    ),
    event("contact.leg_ended", "08:20:00", { contactId: "p", legId: "p", agentId: "77" }, other),
    event("contact.wrapup_ended", "08:20:00", { contactId: "p", legId: "p", agentId: "77" }, other),
  ]);
  expect(await sum(desk, "agent.idle")).toBe(1800);
  const identities = [{ id: "ann" }, { source: "/t/phone/a", id: "77" }];
  await desk.describe({ agents: [{ id: "ann", identities }] });
  expect(await sum(desk, "agent.idle")).toBe(1200);
  expect(await desk.facts("leg.workload")).toMatchObject([{ value: 600, agent: "ann" }]);
  expect(await desk.figure("occupancy", { scope: "agent:ann" })).toBeCloseTo(33.3333, 3);
});

test("[R8] time before a move to another team stays with the old one, to the second", async () => {
  const desk = await deskWith(
    [
      state("08:00:00", "available"),
      state("08:30:00", "offline"),
      event("team.membership_changed", "07:00:00", {
        agentId: "ann",
        teamId: "north",
        change: "joined",
        effectiveAt: "2026-03-01T00:00:00Z",
        primary: true,
      }),
      event("team.membership_changed", "07:00:00", {
        agentId: "ann",
        teamId: "south",
        change: "joined",
        effectiveAt: "2026-03-04T08:20:00+01:00",
        primary: true,
      }),
    ],
    { org: { ...org, teams: [{ id: "north" }, { id: "south" }] } },
  );
  const idle = await desk.facts("agent.idle");
  const of = (team: string) =>
    idle.filter((one) => one.team === team).reduce((all, { value }) => all + value, 0);
  expect([of("north"), of("south")]).toEqual([1200, 600]);
});

test("[KPIS-6.2] a state corrected or taken back changes the time it stood for", async () => {
  const wrong = state("08:10:00", "break", {});
  const desk = await deskWith(
    [state("08:00:00", "available"), wrong, state("08:30:00", "offline")],
    { org },
  );
  expect(await sum(desk, "agent.idle")).toBe(600);
  await desk.send(
    event("record.corrected", "09:00:00", {
      target: { eventId: wrong.id },
      retract: true,
      reason: "was wrong",
    }),
  );
  expect(await sum(desk, "agent.idle")).toBe(1800);
});
