/** What late news did to a figure: the list of corrections on a leader's screen (DESIGN.md 2.5, SCREENS.md). */
import { expect, test } from "vitest";
import { kpisOf } from "../../../server/figures/ask.ts";
import { corrected } from "../../../server/figures/corrections.ts";
import { periodOf } from "../../../shared/time/interval.ts";
import { type Desk, openDesk, SOURCE, timeOf } from "../fold/desk.ts";

const DAY = "2026-03-04";

const event = (id: string, type: string, time: string, data: object) => ({
  specversion: "1.0",
  type: `deskpulse.${type}.v1`,
  source: SOURCE,
  id,
  time: timeOf(time),
  subject: "x",
  data,
});

/** A call answered at `at` and, if told, ended `seconds` later. */
const begun = (id: string, at: string) => [
  event(`${id}-c`, "contact.created", at, {
    contactId: id,
    channel: "phone",
    direction: "inbound",
  }),
  event(`${id}-a`, "contact.answered", at, {
    contactId: id,
    legId: "l",
    agentId: "ann",
    via: "direct",
  }),
];
const ended = (id: string, at: string) => [
  event(`${id}-e`, "contact.leg_ended", at, { contactId: id, legId: "l", agentId: "ann" }),
  event(`${id}-w`, "contact.wrapup_ended", at, { contactId: id, legId: "l", agentId: "ann" }),
];
/** Five of five, for a call. */
const rated = (id: string, at: string) => [
  event(`${id}-r`, "survey.answered", at, {
    surveyId: id,
    kind: "csat",
    score: 5,
    scale: { min: 1, max: 5 },
    contactId: id,
    agentId: "ann",
  }),
];

const ORG = { teams: [{ id: "team" }], agents: [{ id: "ann", memberships: [{ team: "team" }] }] };

async function tell(desk: Desk, events: readonly object[]): Promise<void> {
  const told = await desk.core.ingest.submit(SOURCE, events);
  expect(told.ok && told.value.rejected).toEqual([]);
  await desk.core.tail.idle();
  await desk.core.tail.settle(); // as a server does every second
}

async function listOf(desk: Desk, team: string | null = "team") {
  const kpis = kpisOf("aht.mean,csat.score");
  const period = periodOf(DAY, "Europe/Amsterdam", desk.clock.now());
  if (!kpis.ok || !period.ok) throw new Error("not asked right");
  return corrected(desk.core.tail, kpis.value, team === null ? {} : { team }, period.value, 10);
}

test("[R4] a call end that comes late is told with the figure before and after", async () => {
  const desk = await openDesk({ org: ORG, now: "09:20:00" });
  await tell(desk, [...begun("one", "09:10:00"), ...ended("one", "09:20:00")]); // 600 s, in time
  await tell(desk, begun("two", "09:20:00"));
  desk.clock.set(Date.parse(timeOf("11:00:00")));
  await tell(desk, ended("two", "09:25:00")); // 300 s, told almost two hours later
  expect(await listOf(desk)).toEqual([
    {
      at: Date.parse(timeOf("11:00:00")),
      kpi: "aht.mean",
      before: 600,
      after: 450,
      nBefore: 1,
      n: 2,
      causes: [{ cause: "contact.leg_ended", contacts: 1 }],
    },
  ]);
  expect(await listOf(desk, "another")).toEqual([]);
});

test("[R4] what comes in time corrects nothing", async () => {
  const desk = await openDesk({ org: ORG, now: "09:20:00" });
  await tell(desk, [...begun("one", "09:10:00"), ...ended("one", "09:20:00")]);
  expect(await listOf(desk)).toEqual([]);
});

test("[R4] corrections that follow each other are steps: one ends where the next begins", async () => {
  const desk = await openDesk({ org: ORG, now: "09:20:00" });
  await tell(desk, [...begun("one", "09:10:00"), ...ended("one", "09:20:00")]); // 600 s
  await tell(desk, begun("two", "09:20:00"));
  desk.clock.set(Date.parse(timeOf("09:30:00")));
  await tell(desk, begun("three", "09:30:00"));
  desk.clock.set(Date.parse(timeOf("11:00:00")));
  await tell(desk, ended("two", "09:23:20")); // 200 s
  desk.clock.set(Date.parse(timeOf("12:00:00")));
  await tell(desk, ended("three", "09:36:40")); // 400 s
  const steps = (await listOf(desk)).map(({ before, after }) => [before, after]);
  expect(steps).toEqual([
    [400, 400], // 600 and 200, then 400 as well: the mean stays, n is three now
    [600, 400],
  ]);
});

test("[R4] late news about yesterday evening corrects yesterday, and nothing of today", async () => {
  const desk = await openDesk({ org: ORG, now: "09:20:00" });
  const eve = (events: ReturnType<typeof begun>) =>
    events.map(({ time, data, ...rest }) => ({
      ...rest,
      time: time.replace(DAY, "2026-03-03"),
      data: { ...data, agentId: "bob" },
    }));
  await tell(desk, eve(begun("eve", "20:00:00")));
  await tell(desk, [...begun("one", "09:10:00"), ...ended("one", "09:20:00")]);
  desk.clock.set(Date.parse(timeOf("11:00:00")));
  await tell(desk, eve(ended("eve", "20:05:00")));
  expect(await listOf(desk, "team")).toEqual([]);
  expect(await listOf(desk, null)).toEqual([]);
});

test("[R4] each figure is told with what changed that figure, and in what was asked", async () => {
  const desk = await openDesk({ org: ORG, now: "09:20:00" });
  await tell(desk, [...begun("one", "09:10:00"), ...ended("one", "09:20:00")]);
  await tell(desk, begun("two", "09:20:00"));
  desk.clock.set(Date.parse(timeOf("11:00:00")));
  await tell(desk, [...ended("two", "09:25:00"), ...rated("one", "09:30:00")]); // both come late
  const causes = (await listOf(desk)).map(({ kpi, causes: own }) => [kpi, own]);
  expect(causes).toEqual([
    ["aht.mean", [{ cause: "contact.leg_ended", contacts: 1 }]],
    ["csat.score", [{ cause: "survey.answered", contacts: 1 }]],
  ]);
});
