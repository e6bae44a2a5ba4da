/** The rules that hold for every KPI (KPIS.md 1.1), each on numbers one can check in the head. */
import { expect, test } from "vitest";
import { questionOf } from "../../../server/figures/ask.ts";
import { figures } from "../../../server/figures/figure.ts";
import { union } from "../../../server/fold/settle.ts";
import type { DeskEvent } from "../../../shared/events/event.ts";
import {
  answered,
  call,
  contact,
  deskWith,
  ended,
  event,
  status,
  ticket,
  wrapped,
} from "./desk.ts";

const ZONE = "Europe/Amsterdam";
const score = (surveyId: string, time: string, value: number) =>
  event("survey.answered", time, {
    surveyId,
    kind: "csat",
    score: value,
    scale: { min: 1, max: 5 },
  });
/** An event of another contact. */
const of = (contactId: string, one: ReturnType<typeof ticket>) => ({
  ...one,
  id: `${one.id}-${contactId}`,
  subject: `contact/${contactId}`,
  data: { ...(one.data as object), contactId },
});

test("[R1] told backwards: solved at nine, open at ten, solved at eleven took three hours", async () => {
  const told = [
    ticket("08:00:00"),
    status("09:00:00", "resolved"),
    status("10:00:00", "open"),
    status("11:00:00", "resolved"),
  ];
  const desk = await deskWith(told.toReversed());
  expect(await desk.values("resolution.full")).toEqual([3 * 3600]);
  expect(await desk.values("resolution.first")).toEqual([3600]);
});

test("[R2] told in the evening, a ticket of the morning is one of the morning", async () => {
  const desk = await deskWith([ticket("08:05:00")], { now: "20:00:00" });
  const period = "2026-03-04T08:00:00+01:00/2026-03-04T09:00:00+01:00";
  expect(await desk.figure("tickets.created", { period })).toBe(1);
});

test("[R3] the same id of the same source is one event, of another source another", () => {
  const said = (source: string) => ({ type: "unknown", id: "e1", source, at: 0, data: {} });
  const [one, again, other] = [said("/a"), said("/a"), said("/b")] as unknown as DeskEvent[];
  if (one === undefined || again === undefined || other === undefined) throw new Error("nothing");
  expect(union([one], [again])).toHaveLength(1);
  expect(union([one], [other])).toHaveLength(2);
});

test("[R4] three fives in one quarter of an hour and a one in another have a mean of 4, not of 3", async () => {
  const fives = ["a", "b", "c"].map((id) => score(id, "09:00:00", 5));
  const desk = await deskWith([...fives, score("d", "10:00:00", 1)]);
  expect(await desk.figure("csat.mean")).toBe(4);
});

test("[R5] nobody was there: no occupancy, no concurrency, no contacts per hour; and 0 seconds", async () => {
  const desk = await deskWith([]);
  for (const kpi of ["occupancy", "concurrency", "contacts_per_hour"]) {
    expect(await desk.figure(kpi)).toBe(null);
  }
  expect(await desk.figure("occupied.seconds")).toBe(0);
});

test("[R6] what happens at noon belongs to the hour that begins then", async () => {
  const desk = await deskWith([ticket("12:00:00")]);
  const between = (from: string, to: string) =>
    desk.figure("tickets.created", {
      period: `2026-03-04T${from}:00+01:00/2026-03-04T${to}:00+01:00`,
    });
  expect(await between("11:00", "12:00")).toBe(0);
  expect(await between("12:00", "13:00")).toBe(1);
});

test("[R8] who changes team at noon keeps in the old one what was done before", async () => {
  const teams = [{ id: "red" }, { id: "blue" }];
  const move = { team: "red", primary: true, to: "2026-03-04T12:00:00+01:00" };
  const next = { team: "blue", primary: true, from: "2026-03-04T12:00:00+01:00" };
  const agents = [{ id: "ann", memberships: [move, next] }];
  const desk = await deskWith(
    [call("08:00:00"), answered("08:00:10", "ann"), ended("08:01:00"), wrapped("08:01:10")],
    { org: { organisation: { zone: ZONE }, teams, agents } },
  );
  expect(await desk.facts("leg.handle")).toMatchObject([{ value: 60, team: "red" }]);
});

test("[R9] what is nobody's counts for the centre, and for no team", async () => {
  const mine = ticket("08:00:00", { teamId: "red" });
  const org = { organisation: { zone: ZONE }, teams: [{ id: "red" }] };
  const desk = await deskWith([of("a", mine), of("b", ticket("08:00:00"))], { org });
  expect(await desk.figure("tickets.created")).toBe(2);
  expect(await desk.figure("tickets.created", { scope: "team:red" })).toBe(1);
});

test("[R10] from second 10.9 to second 40.1 are 30 whole seconds, and the parts add up", async () => {
  const desk = await deskWith([
    call("08:00:00"),
    answered("08:00:10.900", "ann"),
    ended("08:00:40.100"),
    wrapped("08:00:50.900"),
  ]);
  expect(await desk.values("leg.talk")).toEqual([30]);
  expect(await desk.values("leg.wrap")).toEqual([10]);
  expect(await desk.values("leg.handle")).toEqual([40]);
});

test("[R11] what is taken back leaves the last hour as it leaves the day", async () => {
  const desk = await deskWith([of("a", ticket("17:30:00")), of("b", ticket("17:31:00"))]);
  await desk.send(of("a", status("17:40:00", "deleted")));
  expect(await desk.figure("tickets.created", { period: "last-60m" })).toBe(1);
  expect(await desk.figure("tickets.created")).toBe(1);
});

test("[R11] one channel of a breakdown is the figure of that channel", async () => {
  const calls = ["a", "b"].flatMap((id) =>
    [call("08:00:00"), answered("08:00:00", "ann"), ended("08:01:40"), wrapped("08:01:40")].map(
      (one) => of(id, one),
    ),
  );
  const desk = await deskWith(calls);
  expect(await desk.figure("aht.mean")).toBe(50);
  expect(await desk.figure("aht.mean", { channel: "phone" })).toBe(100);
  expect(await desk.figure("aht.mean", { by: "channel" })).toBe(100);
});

test("[R12] two surveys sent for her, one answered: half of hers, whoever asks", async () => {
  const about = (id: string) => ({ surveyId: id, contactId: id, kind: "csat", agentId: "ann" });
  const scale = { min: 1, max: 5 };
  const desk = await deskWith([
    event("survey.sent", "09:00:00", about("a")),
    event("survey.sent", "09:00:00", about("b")),
    event("survey.answered", "10:00:00", { ...about("a"), score: 5, scale }),
  ]);
  expect(await desk.figure("csat.response_rate")).toBe(50);
  expect(await desk.figure("csat.response_rate", { scope: "agent:ann" })).toBe(50);
});

test("[R12] pending are those of who is asked about, like those decided", async () => {
  const slas = [{ metric: "frt" as const, seconds: 36_000 }];
  const org = { organisation: { zone: ZONE }, teams: [{ id: "red" }], slas };
  const mine = ticket("17:00:00", { teamId: "red" });
  const desk = await deskWith([of("a", mine), of("b", ticket("17:00:00"))], { org });
  const pending = async (scope: string) => {
    const asked = { kpi: "sla.frt.attainment", scope, period: "2026-03-04" };
    const question = questionOf(asked, ZONE, desk.clock.now());
    if (!question.ok) throw new Error(question.problem);
    return (await figures(desk.core.tail, question.value))[0]?.pending;
  };
  expect(await pending("centre")).toBe(2);
  expect(await pending("team:red")).toBe(1);
});

test("[R14] a figure says which version of its definition it has", async () => {
  const desk = await deskWith([contact("created", "08:00:00", { channel: "phone" })]);
  const question = questionOf({ kpi: "aht.mean,csat.score" }, ZONE, desk.clock.now());
  if (!question.ok) throw new Error(question.problem);
  const found = await figures(desk.core.tail, question.value);
  expect(found.map(({ definition }) => definition)).toEqual(["aht.mean@2", "csat.score@1"]);
});
