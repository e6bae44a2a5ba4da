/** Passed on, asked for advice, in conference: which legs are handled, and the contact as a whole. */
import { expect, test } from "vitest";
import { answered, call, contact, deskWith, ended, inEveryOrder, queued, wrapped } from "./desk.ts";

const ANN = "ann@/t/desk/main";
const BEN = "ben@/t/desk/main";
const opened = [call("08:00:00"), queued("08:00:00"), answered("08:00:10", "ann")];
const passedOn = (time: string, data: object = {}) =>
  contact("transferred", time, { kind: "attended", fromLegId: "l1", ...data });
const leg2 = (time: string, data: object = {}) =>
  answered(time, "ben", { legId: "l2", via: "transfer", ...data });
const over2 = [ended("08:05:10", "ben", "l2"), wrapped("08:05:20", "ben", "l2")];

/** Ann talks 120 s and wraps up 10 s, Ben talks 180 s and wraps up 10 s. */
const transferred = [
  ...opened,
  passedOn("08:02:10"),
  ended("08:02:10"),
  wrapped("08:02:20"),
  leg2("08:02:10"),
  ...over2,
];

test("[KPIS-6.2] one of two legs ends in a transfer: half of the legs, all of the contacts", async () => {
  const desk = await deskWith(transferred);
  expect(await desk.facts("leg.transferred")).toMatchObject([
    { value: 0, agent: BEN },
    { value: 1, agent: ANN },
  ]);
  expect(await desk.figure("transfer.rate_per_leg")).toBe(50);
  expect(await desk.figure("transfer.rate_per_contact")).toBe(100);
  expect(await desk.facts("contact.transferred")).toMatchObject([{ value: 1, agent: BEN }]);
});

test("[KPIS-5.1] a contact takes as long as its legs together, once the last one is over", async () => {
  await inEveryOrder(transferred.slice(4), async (desk) => {
    await desk.send(...transferred.slice(0, 4));
    expect(await desk.facts("contact.handle")).toMatchObject([{ value: 320, agent: BEN }]);
  });
  const desk = await deskWith(transferred.slice(0, -1));
  expect(await desk.values("leg.handle")).toEqual([130]);
  expect(await desk.values("contact.handle")).toEqual([]);
  expect(await desk.values("contact.transferred")).toEqual([]);
});

test("[KPIS-5.1] advice is hold for who asks, busy time for who gives it, and no handled leg", async () => {
  const hold = (time: string, onHold: boolean) =>
    contact("hold_changed", time, { legId: "l1", onHold });
  const desk = await deskWith([
    ...opened,
    hold("08:01:00", true),
    answered("08:01:00", "ben", { legId: "k1", role: "consult" }),
    ended("08:01:40", "ben", "k1"),
    hold("08:01:40", false),
    ended("08:03:10"),
    wrapped("08:03:10"),
  ]);
  expect(await desk.facts("leg.handle")).toMatchObject([{ value: 180, agent: ANN }]);
  expect(await desk.values("leg.hold")).toEqual([40]);
  expect(await desk.figure("occupied.seconds", { scope: `agent:${BEN}` })).toBe(40);
  expect(await desk.figure("occupied.seconds", { scope: `agent:${ANN}` })).toBe(180);
});

const consulted = [
  ...opened,
  answered("08:01:00", "ben", { legId: "l2", role: "consult" }),
  ended("08:02:00"),
  wrapped("08:02:00"),
];

test("[KPIS-5.1] the leg that a transfer names is handled, its consult seconds included", async () => {
  const named = [...consulted, passedOn("08:02:00", { toLegId: "l2" }), ...over2];
  const desk = await deskWith(named);
  expect(await desk.facts("leg.handle")).toMatchObject([
    { value: 110, agent: ANN },
    { value: 260, agent: BEN },
  ]);
  expect(await desk.values("leg.workload")).toEqual([110, 260]);
  expect(await desk.figure("occupied.seconds", { scope: `agent:${BEN}` })).toBe(260);
});

test("[KPIS-5.1] where the transfer begins a new leg, the consult stays busy time only", async () => {
  const fresh = [
    ...consulted,
    ended("08:02:00", "ben", "l2"),
    passedOn("08:02:00", { toLegId: "l3" }),
    answered("08:02:00", "ben", { legId: "l3", via: "transfer" }),
    ended("08:05:00", "ben", "l3"),
    wrapped("08:05:00", "ben", "l3"),
  ];
  const desk = await deskWith(fresh);
  expect(await desk.facts("leg.handle")).toMatchObject([
    { value: 110, agent: ANN },
    { value: 180, agent: BEN },
  ]);
  expect(await desk.figure("occupied.seconds", { scope: `agent:${BEN}` })).toBe(240);
});

test("[KPIS-5.1] in a conference each agent has a leg and talk time of his own", async () => {
  const desk = await deskWith([
    ...opened,
    answered("08:01:10", "ben", { legId: "l2", role: "conference" }),
    ended("08:03:10", "ben", "l2"),
    wrapped("08:03:10", "ben", "l2"),
    ended("08:04:10"),
    wrapped("08:04:10"),
  ]);
  expect(await desk.facts("leg.talk")).toMatchObject([
    { value: 120, agent: BEN },
    { value: 240, agent: ANN },
  ]);
  expect(await desk.figure("transfer.rate_per_contact")).toBe(0);
  expect(await desk.figure("handle_per_contact.mean")).toBe(360);
});

test("[KPIS-5.1] who listens in is neither handling nor busy", async () => {
  const desk = await deskWith([
    ...opened,
    answered("08:01:10", "eva", { legId: "m1", role: "monitor" }),
    ended("08:02:10", "eva", "m1"),
  ]);
  expect(await desk.figure("occupied.seconds", { scope: "agent:eva" })).toBe(0);
});

test("[R3] a deleted contact takes back its legs and its agents' time; restored, both are there again", async () => {
  const gone = contact("status_changed", "09:00:00", { to: "deleted" });
  const back = contact("status_changed", "09:01:00", { to: "restored" });
  const desk = await deskWith([...transferred, gone]);
  expect(await desk.values("contact.handle")).toEqual([]);
  expect(await desk.values("leg.workload")).toEqual([]);
  expect(await desk.figure("occupied.seconds")).toBe(0);
  await desk.send(back);
  expect(await desk.values("contact.handle")).toEqual([320]);
  expect(await desk.values("leg.workload")).toEqual([130, 190]);
  expect(await desk.figure("occupied.seconds")).toBe(320);
});
