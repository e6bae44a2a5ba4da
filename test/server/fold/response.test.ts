/** First responses (KPIS.md 4.1), with numbers one can check in the head. */
import { describe, expect, test } from "vitest";
import { contact, deskWith, inEveryOrder, queued, reply, status, ticket, writes } from "./desk.ts";

const seconds = async (...events: unknown[]) => (await deskWith(events)).values("frt.seconds");

test("[R7] from creation to the first public answer of a person, at the reply", async () => {
  const events = [ticket("08:00:00"), reply("08:05:00", "ann"), reply("08:06:00", "ben")];
  await inEveryOrder(events, async ({ values, figure }) => {
    expect(await values("frt.seconds")).toEqual([300]);
    expect(await figure("frt.p50", { period: "2026-03-04T07:00:00Z/2026-03-04T07:15:00Z" })).toBe(
      300,
    );
    expect(
      await figure("frt.p50", { period: "2026-03-04T06:45:00Z/2026-03-04T07:00:00Z" }),
    ).toBeNull();
  });
});

describe("[KPIS-4.1] what is no response", () => {
  test.each([
    ["an internal note", { visibility: "internal" }],
    ["an automatic answer", { automated: true }],
    ["a bot's answer", { from: "bot" }],
    ["a system's notice", { from: "system" }],
  ])("[KPIS-4.1] %s does not stop the clock", async (_name, data) => {
    const events = [ticket("08:00:00"), reply("08:01:00", "ann", data), reply("08:02:00", "ann")];
    expect(await seconds(...events)).toEqual([120]);
  });
});

test("[KPIS-4.1] whole seconds: both instants are floored first", async () => {
  expect(await seconds(ticket("08:00:00.999"), reply("08:00:02.000", "ann"))).toEqual([2]);
});

test("[KPIS-4.1] openedAt is where the clock starts, not when the source told it", async () => {
  const opened = ticket("08:05:00", { openedAt: "2026-03-04T08:00:00+01:00" });
  expect(await seconds(opened, reply("08:06:00", "ann"))).toEqual([360]);
});

test("[KPIS-4.1] after a bot the clock starts at the latest hand-over before the reply", async () => {
  const handover = (time: string) => queued(time, { reason: "bot_handover" });
  const events = [
    ticket("08:00:00"),
    handover("08:10:00"),
    handover("08:20:00"),
    reply("08:21:00", "ann"),
    handover("08:30:00"),
  ];
  expect(await seconds(...events)).toEqual([60]);
  expect(await seconds(ticket("08:00:00"), reply("08:01:00", "ann"), handover("08:10:00"))).toEqual(
    [60],
  );
});

test("[KPIS-4.1] solved by a bot and reopened: the reopening starts the clock; by a person: creation does", async () => {
  const bySolver = (kind: string) => [
    ticket("08:00:00"),
    status("08:10:00", "resolved", { actor: { kind } }),
    status("09:00:00", "open", { actor: { kind: "customer" } }),
    reply("09:02:00", "ann"),
  ];
  expect(await seconds(...bySolver("bot"))).toEqual([120]);
  expect(await seconds(...bySolver("agent"))).toEqual([3720]);
});

test("[KPIS-4.1] outbound contacts and calls have no first response; a ticket by phone starts at the first message", async () => {
  expect(
    await seconds(ticket("08:00:00", { direction: "outbound" }), reply("08:01:00", "ann")),
  ).toEqual([]);
  expect(await seconds(ticket("08:00:00", { channel: "phone" }), reply("08:01:00", "ann"))).toEqual(
    [],
  );
  const byPhone = ticket("08:00:00", { channel: "phone", kind: "ticket" });
  expect(await seconds(byPhone, reply("08:01:00", "ann"))).toEqual([]);
  expect(await seconds(byPhone, writes("08:10:00"), reply("08:11:00", "ann"))).toEqual([60]);
});

test("[KPIS-4.1] the sender gets the credit, the team that owned it then gets it too, else the sender's own", async () => {
  const org = {
    teams: [{ id: "own" }, { id: "desk" }],
    agents: [{ id: "ann", memberships: [{ team: "own" }] }],
  };
  const assigned = contact("assigned", "08:00:00", { agentId: "ben", teamId: "desk" });
  const owned = await deskWith([ticket("08:00:00"), assigned, reply("08:01:00", "ann")], { org });
  expect(await owned.facts("frt.seconds")).toEqual([
    { value: 60, agent: "ann", team: "desk", queue: null },
  ]);
  const free = await deskWith([ticket("08:00:00"), reply("08:01:00", "ann")], { org });
  expect(await free.facts("frt.seconds")).toEqual([
    { value: 60, agent: "ann", team: "own", queue: null },
  ]);
});

test("[EVENTS-6] what the source asserts replaces what we derive, on the calendar clock only", async () => {
  const events = [ticket("08:00:00"), reply("08:05:00", "ann")];
  const measured = (data: object) => contact("measured", "08:06:00", { final: true, ...data });
  expect(await seconds(...events, measured({ firstReplyMs: 41_500 }))).toEqual([42]);
  expect(await seconds(...events, measured({ firstReplyMs: 41_500, clock: "business" }))).toEqual([
    300,
  ]);
  expect(await seconds(...events, measured({ firstReplyAt: "2026-03-04T08:02:00+01:00" }))).toEqual(
    [120],
  );
});

test("[KPIS-7.5] a reply stamped up to two minutes before the start counts as 0, once; beyond it as nothing", async () => {
  const near = await deskWith([ticket("08:02:00"), reply("08:00:00", "ann")]);
  expect(await near.values("frt.seconds")).toEqual([0]);
  expect(await near.values("quality.skew_clamped")).toEqual([1]);
  const far = await deskWith([ticket("08:02:01"), reply("08:00:00", "ann")]);
  expect(await far.values("frt.seconds")).toEqual([]);
  expect(await far.values("quality.quarantined")).toEqual([1]);
  expect(await far.ages("state.waiting", "09:00:00")).toEqual([]);
});

test("[REL-4] a reply more than five minutes ahead waits, is listed, and counts when its time comes", async () => {
  const desk = await deskWith([ticket("08:00:00"), reply("08:10:01", "ann")], { now: "08:05:00" });
  expect(await desk.values("frt.seconds")).toEqual([]);
  const { refusals } = await import("../../../server/figures/refusals.ts");
  const listed = async () => (await refusals(desk.core.tail, desk.clock.now())).ahead;
  expect(await listed()).toEqual([{ source: "/t/desk/main", due: "2026-03-04T07:10:01.000Z" }]);
  desk.clock.advance(999);
  expect(await desk.values("frt.seconds")).toEqual([]);
  desk.clock.advance(1);
  expect(await desk.values("frt.seconds")).toEqual([601]);
  expect(await listed()).toEqual([]);
});

test("[EVENTS-5] unknown types and fields are taken and ignored; what is broken is refused and counted at its time", async () => {
  const desk = await deskWith([
    ticket("08:00:00", { mood: "sunny" }),
    contact("sung_to", "08:00:30"),
    reply("08:01:00", "ann"),
    contact("message", "08:02:00", { from: "agent" }),
  ]);
  expect(await desk.values("frt.seconds")).toEqual([60]);
  expect(await desk.values("quality.rejected")).toEqual([1]);
});
