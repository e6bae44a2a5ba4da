/** What was said wrongly is said again, in whatever order both arrive (R3, EVENTS.md 5). */
import { expect, test } from "vitest";
import {
  contact,
  corrected,
  deskWith,
  event,
  inEveryOrder,
  reply,
  status,
  ticket,
} from "./desk.ts";

const rating = (time: string, score: number, more = {}) =>
  event(
    "survey.answered",
    time,
    { surveyId: "s", kind: "csat", score, scale: { min: 1, max: 5 } },
    { id: "rating", ...more },
  );

test("[R3] a rating set right replaces the wrong one, in the period of the answer", async () => {
  await inEveryOrder(
    [rating("10:00:00", 1), corrected("17:00:00", { eventId: "rating" }, { set: { score: 5 } })],
    async ({ values, figure }) => {
      expect(await values("csat.raw.1-5")).toEqual([5]);
      expect(
        await figure("csat.score", { period: "2026-03-04T09:00:00Z/2026-03-04T09:15:00Z" }),
      ).toBe(100);
    },
  );
});

test("[R3] of two corrections of a field the later one holds", async () => {
  await inEveryOrder(
    [
      rating("10:00:00", 1),
      corrected("12:00:00", { eventId: "rating" }, { set: { score: 2 } }),
      corrected("11:00:00", { eventId: "rating" }, { set: { score: 5 } }),
    ],
    async ({ values }) => expect(await values("csat.raw.1-5")).toEqual([2]),
  );
});

test("[R3] a correction taken back, and that taken back again", async () => {
  await inEveryOrder(
    [
      rating("10:00:00", 1),
      corrected("11:00:00", { eventId: "rating" }, { set: { score: 5 } }, "one"),
      corrected("12:00:00", { eventId: "one" }, { retract: true }, "two"),
      corrected("13:00:00", { eventId: "two" }, { retract: true }),
    ],
    async ({ values }) => expect(await values("csat.raw.1-5")).toEqual([5]),
  );
});

test("[R3] a message made private is no response any more", async () => {
  await inEveryOrder(
    [
      ticket("08:00:00"),
      { ...reply("08:01:00", "ann"), id: "first" },
      reply("08:10:00", "ben"),
      corrected("09:00:00", { eventId: "first" }, { set: { visibility: "internal" } }),
    ],
    async ({ facts }) => {
      expect(await facts("frt.seconds")).toMatchObject([
        { value: 600, agent: expect.stringMatching(/^ben@/) },
      ]);
    },
  );
});

test("[R8] an assignment moves nothing that was earned before it, its correction does", async () => {
  const assigned = {
    ...contact("assigned", "08:00:00", { agentId: "ann", teamId: "a" }),
    id: "assigned",
  };
  const events = [ticket("08:00:00"), assigned, reply("08:01:00", "ann")];
  const later = contact("assigned", "08:02:00", { agentId: "ben", teamId: "b" });
  const moved = await deskWith([...events, later]);
  expect(await moved.facts("frt.seconds")).toMatchObject([{ value: 60, team: "a@/t/desk/main" }]);
  await moved.send(corrected("09:00:00", { eventId: "assigned" }, { set: { teamId: "c" } }));
  expect(await moved.facts("frt.seconds")).toMatchObject([{ value: 60, team: "c@/t/desk/main" }]);
});

test("[EVENTS-5] what a correction sets must fit the field, or it changes nothing", async () => {
  for (const set of [
    { score: "five" },
    { score: 4.5 },
    { score: 6 },
    { kind: "praise" },
    { surveyId: null },
  ]) {
    const desk = await deskWith([
      rating("10:00:00", 1),
      corrected("11:00:00", { eventId: "rating" }, { set }),
    ]);
    expect(await desk.values("csat.raw.1-5")).toEqual([1]);
  }
});

test("[EVENTS-5] a correction of something that never comes changes nothing", async () => {
  const desk = await deskWith([
    rating("10:00:00", 4),
    corrected("11:00:00", { eventId: "nowhere" }, { retract: true }),
    corrected("11:00:00", { entity: "contact/nowhere" }, { set: { agentId: "x" } }),
  ]);
  expect(await desk.values("csat.raw.1-5")).toEqual([4]);
});

test("[EVENTS-5] the same id with other content: the higher version, whichever came first", async () => {
  await inEveryOrder(
    [
      rating("10:00:00", 2, { entityversion: "2" }),
      rating("10:00:00", 5, { entityversion: "1" }),
      rating("10:00:00", 5, { entityversion: "1" }),
    ],
    async ({ values }) => expect(await values("csat.raw.1-5")).toEqual([2]),
  );
});

test("[R3] deleted, restored, merged: out of every count and back", async () => {
  const events = [ticket("08:00:00"), reply("08:01:00", "ann"), status("08:02:00", "resolved")];
  const desk = await deskWith(events);
  const seen = async () => [
    await desk.values("ticket.created"),
    await desk.values("frt.seconds"),
    await desk.ages("state.open", "08:01:30"),
  ];
  expect(await seen()).toEqual([[1], [60], [90]]);
  await desk.send(status("09:00:00", "deleted"));
  expect(await seen()).toEqual([[], [], []]);
  await desk.send(status("10:00:00", "restored"));
  expect(await seen()).toEqual([[1], [60], [90]]);
  expect(await desk.ages("state.open", "11:00:00")).toEqual([]);
  await desk.send(status("11:00:00", "merged", { intoContactId: "d" }));
  expect(await seen()).toEqual([[], [], []]);
});
