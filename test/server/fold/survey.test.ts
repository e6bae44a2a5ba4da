/** Answers, their period and their credit (KPIS.md 2 and 3). */
import { expect, test } from "vitest";
import { contact, deskWith, event, inEveryOrder, reply, status, ticket } from "./desk.ts";

const answer = (time: string, score: number, data: object = {}, more = {}) =>
  event(
    "survey.answered",
    time,
    { surveyId: "s", kind: "csat", score, scale: { min: 1, max: 5 }, contactId: "c", ...data },
    more,
  );
const sent = (time: string, data: object = {}) =>
  event("survey.sent", time, { surveyId: "s", kind: "csat", contactId: "c", ...data });
const solved = (time: string, agentId: string, to = "resolved") => status(time, to, { agentId });
const name = (agent: string) => `${agent}@/t/desk/main`;

test.each([
  [1, 5, 3, 0],
  [1, 5, 4, 1],
  [1, 3, 2, 0],
  [1, 3, 3, 1],
  [0, 1, 1, 1],
  [1, 7, 5, 0],
  [1, 7, 6, 1],
  [1, 10, 8, 0],
  [1, 10, 9, 1],
  [0, 10, 9, 1],
])("[KPIS-2] on a scale of %d to %d a %d counts as %d", async (min, max, score, positive) => {
  const desk = await deskWith([answer("10:00:00", score, { scale: { min, max } })]);
  expect(await desk.values("csat.positive")).toEqual([positive]);
});

test("[KPIS-2] an organisation's own positive answers hold for its scale", async () => {
  const org = { scales: [{ min: 1, max: 5, positive: [3, 4, 5] }] };
  const desk = await deskWith([answer("10:00:00", 3)], { org });
  expect(await desk.values("csat.positive")).toEqual([1]);
});

test("[KPIS-2] one answer a survey: the highest version, in the period of the first answer", async () => {
  await inEveryOrder(
    [
      answer("10:00:00", 1, {}, { entityversion: "1" }),
      answer("12:00:00", 5, {}, { entityversion: "3" }),
      answer("14:00:00", 2, {}, { entityversion: "2" }),
      sent("09:00:00"),
    ],
    async ({ values, figure }) => {
      expect(await values("csat.raw.1-5")).toEqual([5]);
      expect(
        await figure("csat.score", { period: "2026-03-04T09:00:00Z/2026-03-04T09:15:00Z" }),
      ).toBe(100);
      expect(await figure("csat.response_rate")).toBe(100);
    },
  );
});

test("[KPIS-2] a survey sent counts as unanswered until it is answered, when it was sent", async () => {
  const desk = await deskWith([sent("09:00:00")]);
  const atNine = { period: "2026-03-04T08:00:00Z/2026-03-04T08:15:00Z" };
  expect(await desk.figure("csat.response_rate", atNine)).toBe(0);
  await desk.send(answer("11:00:00", 5));
  expect(await desk.figure("csat.response_rate", atNine)).toBe(100);
});

test("[KPIS-2] the last person who solved it before the survey gets the credit, whoever has it later", async () => {
  await inEveryOrder(
    [
      solved("08:10:00", "ann"),
      sent("09:00:00", { agentId: "eva" }),
      solved("09:30:00", "ben"),
      answer("10:00:00", 5),
    ],
    async ({ facts }) =>
      expect(await facts("csat.positive")).toMatchObject([{ agent: name("ann") }]),
  );
});

test("[KPIS-2] closing after solving, and a rule that solves, take no credit away", async () => {
  const closed = solved("08:20:00", "ben", "closed");
  const rule = status("08:15:00", "resolved", { actor: { kind: "system" } });
  const desk = await deskWith([
    ticket("08:00:00"),
    solved("08:10:00", "ann"),
    closed,
    sent("09:00:00"),
    answer("10:00:00", 5),
  ]);
  expect(await desk.facts("csat.positive")).toMatchObject([{ agent: name("ann") }]);
  const auto = await deskWith([
    ticket("08:00:00"),
    reply("08:01:00", "ann"),
    rule,
    sent("09:00:00"),
    answer("10:00:00", 5),
  ]);
  expect(await auto.facts("csat.positive")).toMatchObject([{ agent: name("ann") }]);
});

test("[KPIS-2] without a solve: the survey's snapshot, else the last public sender, else nobody", async () => {
  const base = [ticket("08:00:00"), reply("08:01:00", "ann"), answer("10:00:00", 5)];
  const snapshot = await deskWith([...base, sent("09:00:00", { agentId: "eva", teamId: "t" })]);
  expect(await snapshot.facts("csat.positive")).toMatchObject([
    { agent: name("eva"), team: name("t") },
  ]);
  const sender = await deskWith([...base, sent("09:00:00")]);
  expect(await sender.facts("csat.positive")).toMatchObject([{ agent: name("ann") }]);
  const nobody = await deskWith([ticket("08:00:00"), answer("10:00:00", 5)]);
  expect(await nobody.facts("csat.positive")).toEqual([
    { value: 1, agent: null, team: null, queue: null },
  ]);
});

test("[KPIS-2] a survey of no contact counts for its team and the centre", async () => {
  const desk = await deskWith([answer("10:00:00", 5, { contactId: undefined, teamId: "t" })]);
  expect(await desk.facts("csat.positive")).toEqual([
    { value: 1, agent: null, team: name("t"), queue: null },
  ]);
});

test("[KPIS-2] ratings of a merged contact stay, those of a deleted one go", async () => {
  const events = [ticket("08:00:00"), solved("08:10:00", "ann"), answer("10:00:00", 5)];
  const merged = await deskWith([...events, status("11:00:00", "merged", { intoContactId: "d" })]);
  expect(await merged.facts("csat.positive")).toMatchObject([{ value: 1, agent: name("ann") }]);
  const deleted = await deskWith([...events, status("11:00:00", "deleted")]);
  expect(await deleted.facts("csat.positive")).toEqual([]);
});

test("[KPIS-3] ten answers with six promoters, two passives and two detractors are an NPS of 40", async () => {
  const scores = [10, 10, 10, 9, 9, 9, 8, 7, 6, 0];
  const desk = await deskWith(
    scores.map((score, at) =>
      answer("10:00:00", score, {
        kind: "nps",
        scale: { min: 0, max: 10 },
        surveyId: `n${at}`,
        contactId: undefined,
      }),
    ),
  );
  expect(await desk.figure("nps.score")).toBe(40);
  expect(await desk.figure("csat.score")).toBeNull();
});

test("[KPIS-3] an NPS about the relation is apart, and nobody's own", async () => {
  const about = { kind: "nps", scale: { min: 0, max: 10 } };
  const desk = await deskWith([
    solved("08:10:00", "ann"),
    sent("09:00:00", { kind: "nps", purpose: "relationship" }),
    answer("10:00:00", 9, about),
  ]);
  expect(await desk.values("nps.raw")).toEqual([]);
  expect(await desk.facts("nps.relationship.raw")).toMatchObject([{ value: 9, agent: null }]);
});

test("[KPIS-2] a score outside its scale is refused and counted, never clamped", async () => {
  const desk = await deskWith([
    answer("10:00:00", 6),
    contact("message", "10:00:00", { messageId: "m", from: "customer", visibility: "public" }),
  ]);
  expect(await desk.values("csat.positive")).toEqual([]);
  expect(await desk.values("quality.rejected")).toEqual([1]);
});

test("[R8] an answer stamped before its invitation is credited as of the answer", async () => {
  const assigned = (time: string, agentId: string, teamId: string) =>
    contact("assigned", time, { agentId, teamId });
  const events = [
    ticket("09:00:00"),
    assigned("09:00:00", "ann", "north"),
    answer("10:00:30", 4),
    sent("10:00:40", { agentId: "ann" }),
  ];
  const desk = await deskWith([...events, assigned("10:00:35", "ann", "south")]);
  expect(await desk.facts("csat.raw.1-5")).toEqual(
    await (await deskWith(events)).facts("csat.raw.1-5"),
  );
});
