/** Handled legs (KPIS.md 5.1): talk + hold + wrap-up, at the end of wrap-up. */
import { expect, test } from "vitest";
import {
  answered,
  call,
  contact,
  type Desk,
  deskWith,
  ended,
  inEveryOrder,
  queued,
  wrapped,
} from "./desk.ts";

const hold = (time: string, onHold: boolean) =>
  contact("hold_changed", time, { legId: "l1", onHold });
const measured = (data: object, time = "08:30:00", legId: string | undefined = "l1") =>
  contact("measured", time, { final: true, ...(legId === undefined ? {} : { legId }), ...data });
const begun = [call("08:00:00"), queued("08:00:00"), answered("08:00:10", "ann")];

async function parts(desk: Desk) {
  return {
    handle: await desk.values("leg.handle"),
    talk: await desk.values("leg.talk"),
    hold: await desk.values("leg.hold"),
    wrap: await desk.values("leg.wrap"),
    complete: await desk.values("leg.complete"),
  };
}
const partsOf = async (...events: unknown[]) => parts(await deskWith(events));

test("[KPIS-5.1] 180 s talk, 20 s hold and 40 s wrap-up are 240 s of handling", async () => {
  const events = [
    ...begun.slice(2),
    hold("08:01:00", true),
    hold("08:01:20", false),
    ended("08:03:30"),
    wrapped("08:04:10"),
  ];
  await inEveryOrder(events, async (desk) =>
    expect(await parts(desk)).toEqual({
      handle: [240],
      talk: [180],
      hold: [20],
      wrap: [40],
      complete: [1],
    }),
  );
});

test("[R7] a leg counts at the end of wrap-up, and not before it", async () => {
  const desk = await deskWith([...begun, ended("08:14:00")]);
  expect(await desk.figure("aht.mean")).toBeNull();
  await desk.send(wrapped("08:15:10"));
  expect(
    await desk.figure("aht.mean", { period: "2026-03-04T07:00:00Z/2026-03-04T07:15:00Z" }),
  ).toBeNull();
  expect(
    await desk.figure("aht.mean", { period: "2026-03-04T07:15:00Z/2026-03-04T07:30:00Z" }),
  ).toBe(900);
});

test("[KPIS-5.1] a hold that never ends lasts until the conversation ends", async () => {
  const found = await partsOf(
    ...begun,
    hold("08:01:00", true),
    ended("08:03:10"),
    wrapped("08:03:10"),
  );
  expect(found).toMatchObject({ talk: [50], hold: [130], wrap: [0] });
});

test("[KPIS-5.1] a source without wrap-up: complete at the end of talk, and coverage says so", async () => {
  const org = { sources: [{ id: "/t/desk/main", wrapup: false }] };
  const desk = await deskWith([...begun, ended("08:03:10")], { org });
  expect(await parts(desk)).toEqual({
    handle: [180],
    talk: [180],
    hold: [0],
    wrap: [],
    complete: [0],
  });
  expect(await desk.figure("aht.coverage")).toBe(0);
  expect(await desk.figure("aht.wrap.mean")).toBeNull();
});

test("[KPIS-5.1] a transferred call is two handled legs, each with its own agent", async () => {
  const second = answered("08:02:10", "ben", { legId: "l2", via: "transfer" });
  const desk = await deskWith([
    ...begun,
    contact("transferred", "08:02:00", { kind: "blind", fromLegId: "l1" }),
    ended("08:02:10"),
    wrapped("08:02:20"),
    second,
    ended("08:05:10", "ben", "l2"),
    wrapped("08:05:10", "ben", "l2"),
  ]);
  expect(await desk.facts("leg.handle")).toMatchObject([
    { value: 130, agent: "ann@/t/desk/main" },
    { value: 180, agent: "ben@/t/desk/main" },
  ]);
  expect(await desk.figure("aht.mean")).toBe(155);
  expect(await desk.figure("calls.answered")).toBe(1);
});

test("[KPIS-5.1] a consult is handled only if the transfer names its leg, a monitor never", async () => {
  const consult = [
    answered("08:01:00", "ben", { legId: "l2", role: "consult" }),
    ended("08:02:00", "ben", "l2"),
    wrapped("08:02:00", "ben", "l2"),
  ];
  const own = [ended("08:01:10"), wrapped("08:01:10")];
  const transfer = contact("transferred", "08:01:30", {
    kind: "attended",
    fromLegId: "l1",
    toLegId: "l2",
  });
  expect((await partsOf(...begun, ...own, ...consult)).handle).toEqual([60]);
  expect((await partsOf(...begun, ...own, ...consult, transfer)).handle).toEqual([60, 60]);
  const monitor = answered("08:01:00", "eva", { legId: "l3", role: "monitor" });
  expect(
    (
      await partsOf(
        ...begun,
        ...own,
        monitor,
        ended("08:02:00", "eva", "l3"),
        wrapped("08:02:00", "eva", "l3"),
      )
    ).handle,
  ).toEqual([60]);
});

test("[EVENTS-5] a summary replaces the parts it states, and leaves the others as they were", async () => {
  const live = [
    ...begun,
    hold("08:01:00", true),
    hold("08:01:20", false),
    ended("08:03:30"),
    wrapped("08:04:10"),
  ];
  expect(await partsOf(...live, measured({ wrapupMs: 30_000 }))).toMatchObject({
    talk: [180],
    hold: [20],
    wrap: [30],
    handle: [230],
  });
  expect(
    await partsOf(...live, measured({ talkMs: 100_400, holdMs: 0, wrapupMs: 500 })),
  ).toMatchObject({
    talk: [100],
    hold: [0],
    wrap: [1],
    handle: [101],
  });
});

test("[EVENTS-5] final beats provisional, then the higher version, in any order", async () => {
  const said = (talkMs: number, version: string, final: boolean) => ({
    ...measured({ talkMs, final }),
    entityversion: version,
  });
  await inEveryOrder(
    [said(10_000, "1", true), said(20_000, "2", true), said(30_000, "3", false)],
    async (desk) => expect(await desk.values("leg.talk")).toEqual([20]),
  );
});

test("[EVENTS-5] a summary of the whole contact is its only leg's, not a leg of its own", async () => {
  const live = [...begun, ended("08:03:10"), wrapped("08:03:40")];
  const whole = contact("measured", "08:30:00", { final: true, talkMs: 170_000 });
  expect(await partsOf(...live, whole)).toMatchObject({ talk: [170], wrap: [30], handle: [200] });
  expect(await partsOf(call("08:00:00"), whole)).toMatchObject({ talk: [170], handle: [170] });
});

test("[KPIS-5.1] outbound: dialling counts from the attempt that was answered, and apart from inbound", async () => {
  const offer = (time: string, offerId: string, outcome: string) =>
    contact("offered", time, { offerId, agentId: "ann", party: "customer", outcome });
  const desk = await deskWith([
    call("08:00:00", { direction: "outbound" }),
    offer("08:00:00", "o1", "pending"),
    offer("08:00:30", "o1", "failed"),
    offer("08:05:00", "o2", "pending"),
    answered("08:05:20", "ann", { via: "outbound" }),
    ended("08:06:20"),
    wrapped("08:06:20"),
  ]);
  expect(await desk.values("leg.dial")).toEqual([20]);
  expect(await desk.values("leg.handle")).toEqual([80]);
  expect(await desk.figure("aht.mean")).toBeNull();
});

test("[KPIS-9] the queue's team gets the leg, also when its agent is of another; a direct one the agent's", async () => {
  const org = {
    teams: [{ id: "phones" }, { id: "own" }],
    agents: [{ id: "ann", memberships: [{ team: "own" }] }],
    queues: [{ id: "line", team: "phones" }],
  };
  const rest = [ended("08:01:10"), wrapped("08:01:10")];
  const fromQueue = await deskWith(
    [
      call("08:00:00"),
      queued("08:00:00", { queueId: "line" }),
      answered("08:00:10", "ann"),
      ...rest,
    ],
    { org },
  );
  expect(await fromQueue.facts("leg.handle")).toEqual([
    { value: 60, agent: "ann", team: "phones", queue: "line" },
  ]);
  const direct = await deskWith(
    [call("08:00:00"), answered("08:00:10", "ann", { via: "direct" }), ...rest],
    { org },
  );
  expect(await direct.facts("leg.handle")).toEqual([
    { value: 60, agent: "ann", team: "own", queue: null },
  ]);
});

test("[KPIS-7.5] an end stamped before the beginning: 0 within two minutes, no leg beyond", async () => {
  const near = await deskWith([
    call("08:00:00"),
    answered("08:02:00", "ann"),
    ended("08:00:00"),
    wrapped("08:00:30"),
  ]);
  expect(await parts(near)).toMatchObject({ talk: [0], wrap: [30] });
  expect(await near.values("quality.skew_clamped")).toEqual([1]);
  const far = await deskWith([
    call("08:00:00"),
    answered("08:02:01", "ann"),
    ended("08:00:00"),
    wrapped("08:00:30"),
  ]);
  expect(await parts(far)).toMatchObject({ handle: [], talk: [] });
  expect(await far.values("quality.quarantined")).toEqual([1]);
});

test("[KPIS-7.5] clocks that disagree count beside a summary too, in the part that it leaves out", async () => {
  const backwards = (wrappedAt: string) => [
    ...begun,
    ended("08:05:00"),
    wrapped(wrappedAt),
    measured({ talkMs: 60_000, holdMs: 0 }),
  ];
  const near = await deskWith(backwards("08:04:00"));
  expect(await parts(near)).toMatchObject({ talk: [60], wrap: [0], complete: [1] });
  expect(await near.values("quality.skew_clamped")).toEqual([1]);
  const far = await deskWith(backwards("08:02:59"));
  expect(await parts(far)).toMatchObject({ handle: [], talk: [] });
  expect(await far.values("quality.quarantined")).toEqual([1]);
  const stated = await deskWith([
    ...backwards("08:02:59"),
    measured({ talkMs: 60_000, wrapupMs: 9_000 }, "08:31:00"),
  ]);
  expect(await parts(stated)).toMatchObject({ handle: [69], wrap: [9] });
});

test("[EVENTS-5] of several answers of one leg the stronger version alone holds, for the wait too", async () => {
  const answer = (time: string, version?: string) =>
    contact(
      "answered",
      time,
      { legId: "l1", agentId: "ann" },
      version === undefined ? {} : { entityversion: version },
    );
  const rest = [ended("08:03:00"), wrapped("08:03:00")];
  await inEveryOrder([answer("08:00:20", "2"), answer("08:00:10", "1"), ...rest], async (desk) => {
    await desk.send(...begun.slice(0, 2));
    expect(await desk.values("leg.handle")).toEqual([160]);
    expect(await desk.figure("asa.mean")).toBe(20);
    expect(await desk.figure("calls.answered")).toBe(1);
  });
});

test("[KPIS-1.2] a leg has its own channel and direction where its answer says so", async () => {
  const about = { legId: "l1", agentId: "ann", channel: "phone" };
  const mail = contact("created", "08:00:00", { channel: "email", direction: "inbound" });
  const rest = [ended("08:03:00"), wrapped("08:03:00")];
  const desk = await deskWith([
    mail,
    contact("answered", "08:01:00", { ...about, via: "direct" }),
    ...rest,
  ]);
  expect(await desk.figure("aht.mean", { channel: "phone" })).toBe(120);
  const out = await deskWith([
    mail,
    contact("answered", "08:01:00", { ...about, via: "outbound" }),
    ...rest,
  ]);
  expect(await out.figure("aht.outbound.mean")).toBe(120);
  expect(await out.figure("aht.mean", { channel: "phone" })).toBeNull();
  expect(await out.figure("aht.coverage")).toBe(0); // nobody told how long it was dialled
});
