/**
 * What cannot be right has a documented outcome, and is visible (test/SPEC.md QUAL1 …): a
 * whole server is told wrong things over HTTP, and says at /api/v1/quality what became of them.
 */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setOrganisation } from "../../server/core.ts";
import { type Asked, questionOf } from "../../server/figures/ask.ts";
import { figures as figuresOf } from "../../server/figures/figure.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import type { OrgInput } from "../../shared/org/org.ts";
import { type ManualClock, manualClock } from "../../shared/time/clock.ts";
import { type FigureJson, type QualityJson, quality } from "../../shared/wire/http.ts";
import { type Desk, openDesk, SOURCE } from "./door-desk.ts";

const DAY = "2026-03-04";
const at = (time: string): string => `${DAY}T${time}+01:00`;

let clock: ManualClock;
let desk: Desk;
let cookie = "";
let said = 0;

beforeEach(async () => {
  clock = manualClock(Date.parse(at("18:00:00")));
  desk = await openDesk(new MemoryStore(), { clock });
  ({ cookie } = await desk.enter({ role: "admin" }));
});
afterEach(async () => {
  expect(desk.problems).toEqual([]);
  await desk.stop();
});

function event(type: string, time: string, data: object, more: object = {}) {
  said += 1;
  return {
    specversion: "1.0",
    type: `deskpulse.${type}.v1`,
    source: SOURCE,
    id: `e${said}`,
    time: at(time),
    subject: "contact/c",
    data,
    ...more,
  };
}

const ticket = (time: string, contactId = "c", data: object = {}) =>
  event("contact.created", time, { contactId, channel: "email", direction: "inbound", ...data });
const reply = (time: string, agentId = "ann", contactId = "c") =>
  event("contact.message", time, {
    contactId,
    messageId: time,
    from: "agent",
    visibility: "public",
    agentId,
  });
const rating = (score: unknown, scale: object = { min: 1, max: 5 }, kind = "csat") =>
  event("survey.answered", "10:00:00", { surveyId: `s${said}`, kind, score, scale });

interface Answered {
  readonly accepted: number;
  readonly rejected: { index: number; path: string; reason: string }[];
}

async function tell(...events: object[]): Promise<Answered> {
  const { status, body } = await desk.post(events);
  expect(status).toBe(200);
  return body as Answered;
}

const ask = (path: string) => desk.knock({ path: `/api/v1/${path}`, headers: { cookie } });

async function told(period = DAY): Promise<QualityJson> {
  const { status, body } = await ask(`quality?period=${period}`);
  expect(status).toBe(200);
  return quality.parse(body);
}

/** What `told` says of our source. */
async function ofSource() {
  const { sources } = await told();
  return sources.find(({ source }) => source === SOURCE);
}

/** What the server's cells say: of so few people nobody may be shown it over HTTP. */
async function figures(kpi: string, more: Asked = {}): Promise<FigureJson[]> {
  const { tail } = desk.core;
  const { zone } = tail.document().organisation;
  const question = questionOf({ kpi, period: DAY, ...more }, zone, clock.now());
  if (!question.ok) throw new Error(question.problem);
  return figuresOf(tail, question.value);
}

const value = async (kpi: string, scope = "centre") => (await figures(kpi, { scope }))[0]?.value;

const describeOrg = async (org: OrgInput) => {
  clock.advance(1);
  await setOrganisation(desk.core, org);
};

const NOTHING = { rejected: 0, clamped: 0, quarantined: 0, ahead: 0, conflicts: 0 };

test("a quiet day has nothing to tell", async () => {
  await tell(ticket("09:00:00"));
  expect(await told()).toMatchObject({
    sources: [],
    refused: [],
    unmapped: { agents: [], teams: [], queues: [] },
    neverOpen: [],
    missing: [],
  });
});

describe("impossible scores", () => {
  test.each([
    [6, { min: 1, max: 5 }, "csat", "data.score", "must lie on its scale, from min to max"],
    [0, { min: 1, max: 5 }, "csat", "data.score", "must lie on its scale, from min to max"],
    [-3, { min: 0, max: 10 }, "nps", "data.score", "must lie on its scale, from min to max"],
    [4, { min: 1, max: 5 }, "nps", "data.scale", "of an NPS answer is 0 to 10"],
    [3, { min: 5, max: 1 }, "csat", "data.scale.max", "must be greater than min"],
    [4.5, { min: 1, max: 5 }, "csat", "data.score", "must be a whole number"],
    ["4", { min: 1, max: 5 }, "csat", "data.score", "must be a number"],
  ])("[QUAL1] %j on %j of %s is refused at %s, and its neighbours count", async (...row) => {
    const [score, scale, kind, path, reason] = row;
    const answer = await tell(rating(5), rating(score, scale, kind), rating(2));
    expect(answer).toMatchObject({ accepted: 2, rejected: [{ index: 1, path }] });
    expect(answer.rejected[0]?.reason).toContain(reason);
    expect((await figures("csat.score"))[0]).toMatchObject({ value: 50, n: 2 });
    expect(await value("quality.rejected")).toBe(1);
    expect(await ofSource()).toEqual({ source: SOURCE, ...NOTHING, rejected: 1 });
    const { refused } = await told();
    expect(refused).toMatchObject([{ type: "survey.answered", path, count: 1 }]);
  });

  test("[QUAL1] however often it comes, a refused event counts once, at its own time", async () => {
    const wrong = rating(9);
    await tell(wrong, rating(7));
    clock.advance(3_600_000);
    await tell(wrong);
    expect(await value("quality.rejected")).toBe(2);
    const { refused } = await told();
    expect(refused).toHaveLength(1);
    expect(refused[0]?.count).toBe(2);
    expect((await told("2026-03-03")).sources).toEqual([]);
    const quarter = (from: string, to: string) => told(`${DAY}T${from}Z/${DAY}T${to}Z`);
    expect((await quarter("09:00:00", "09:15:00")).sources).toMatchObject([{ rejected: 2 }]);
    expect((await quarter("09:15:00", "09:30:00")).sources).toEqual([]);
    expect((await quarter("08:45:00", "09:00:00")).sources).toEqual([]);
  });
});

test("[QUAL9] a correction to an impossible score changes nothing and is counted; a right one is not", async () => {
  const answer = rating(5);
  const correct = (time: string, score: number, more: object = {}) => {
    const change = { target: { eventId: answer.id }, set: { score }, reason: "typed wrong" };
    return event("record.corrected", time, change, more);
  };
  const wrong = correct("11:00:00", 9);
  await tell(wrong, answer);
  expect(await value("csat.mean")).toBe(5);
  expect(await value("quality.rejected")).toBe(1);
  expect(await told()).toMatchObject({
    sources: [{ source: SOURCE, rejected: 1 }],
    refused: [{ source: SOURCE, type: "record.corrected", path: "data.set", count: 1 }],
  });
  await tell(correct("12:00:00", 2));
  expect(await value("csat.mean")).toBe(2);
  expect(await value("quality.rejected")).toBe(1);
  const target = { eventId: wrong.id };
  await tell(event("record.corrected", "13:00:00", { target, retract: true, reason: "mistake" }));
  expect(await value("csat.mean")).toBe(2);
  expect((await told()).sources).toEqual([]);
});

describe("clocks that disagree", () => {
  test.each([
    ["08:58:00", 0, { clamped: 1 }],
    ["08:59:59", 0, { clamped: 1 }],
    ["09:00:00", 0, {}],
    ["08:57:59", null, { quarantined: 1 }],
    ["03:00:00", null, { quarantined: 1 }],
  ])(
    "[QUAL2] created at 09:00:00 and answered at %s is a first response of %s s",
    async (time, seconds, counted) => {
      await tell(ticket("09:00:00"), reply(time));
      const [figure] = await figures("frt.mean");
      expect(figure).toMatchObject({ value: seconds, n: seconds === null ? 0 : 1 });
      expect(await value("quality.skew_clamped")).toBe("clamped" in counted ? 1 : 0);
      expect(await value("quality.quarantined")).toBe("quarantined" in counted ? 1 : 0);
      const source = await ofSource();
      if (Object.keys(counted).length === 0) expect(source).toBe(undefined);
      else expect(source).toEqual({ source: SOURCE, ...NOTHING, ...counted });
    },
  );

  test("[QUAL2] a corrected clock takes its mark back with the wrong number", async () => {
    const late = reply("08:00:00");
    await tell(ticket("09:00:00"), late);
    expect(await ofSource()).toMatchObject({ quarantined: 1 });
    const target = { eventId: late.id };
    await tell(
      event("record.corrected", "11:00:00", { target, retract: true, reason: "clock an hour off" }),
      reply("09:00:30"),
    );
    expect((await told()).sources).toEqual([]);
    expect(await value("frt.mean")).toBe(30);
  });

  test("[QUAL8] an event more than five minutes ahead waits, is shown, and counts when it is due", async () => {
    await tell(ticket("18:05:00", "near"), ticket("18:05:01", "far"));
    expect(await value("tickets.created")).toBe(1);
    expect(await ofSource()).toEqual({ source: SOURCE, ...NOTHING, ahead: 1 });
    clock.advance(1000);
    expect(await value("tickets.created")).toBe(2);
    expect((await told()).sources).toEqual([]);
  });
});

describe("unknown agents, teams and queues", () => {
  const ORG: OrgInput = {
    teams: [{ id: "support", name: "Support" }],
    agents: [
      { id: "ann", name: "Ann Peeters", memberships: [{ team: "support" }] },
      { id: "bob", name: "Bob Maes", memberships: [{ team: "support" }] },
    ],
  };

  test("[QUAL3] an unknown agent counts, stands in the list, and is suggested, not guessed", async () => {
    await describeOrg(ORG);
    await tell(ticket("09:00:00"), reply("09:10:00", "x77@example.org"));
    const id = `x77@example.org@${SOURCE}`;
    expect(await value("frt.mean")).toBe(600);
    expect((await figures("frt.mean", { by: "agent" })).map(({ by }) => by)).toEqual([id]);
    const { unmapped } = await told();
    expect(unmapped.agents).toEqual([
      {
        id,
        native: "x77@example.org",
        source: SOURCE,
        facts: expect.toSatisfy((facts: number) => facts >= 1), // one per measure of the reply
        open: 0,
        suggestions: [],
      },
    ]);
    await tell(ticket("09:00:00", "d"), reply("09:20:00", "bmaes", "d"));
    const suggested = (await told()).unmapped.agents.find(({ native }) => native === "bmaes");
    expect(suggested?.suggestions).toEqual([{ id: "bob", name: "Bob Maes", because: "name" }]);
    expect(await value("frt.mean", "agent:bob")).toBe(null);
  });

  test("[QUAL3] once a person has mapped it, the numbers are as if it had always been so", async () => {
    await describeOrg(ORG);
    await tell(ticket("09:00:00"), reply("09:10:00", "bmaes"));
    expect(await value("frt.mean", "team:support")).toBe(null);
    const agents = [
      { id: "bob", name: "Bob Maes", identities: [{ source: SOURCE, id: "bmaes" }] },
    ].map((one) => ({ ...one, memberships: [{ team: "support" }] }));
    await describeOrg({ ...ORG, agents });
    expect((await told()).unmapped.agents).toEqual([]);
    expect(await value("frt.mean", "agent:bob")).toBe(600);
    expect(await value("frt.mean", "team:support")).toBe(600);
    expect(await value("frt.mean")).toBe(600);
  });

  test("[QUAL4] an unknown team or queue counts for the centre, under a name of its own", async () => {
    await describeOrg(ORG);
    const call = { contactId: "k", channel: "phone", direction: "inbound" };
    await tell(
      ticket("09:00:00", "c", { teamId: "Suport" }),
      event("contact.created", "09:00:00", call),
      event("contact.queued", "09:00:00", { contactId: "k", queueId: "sales-nl", reason: "new" }),
      event("contact.answered", "09:00:20", { contactId: "k", legId: "l", agentId: "ann" }),
    );
    expect(await value("tickets.created")).toBe(1);
    expect(await value("tickets.created", "team:support")).toBe(0);
    expect(await value("asa.mean")).toBe(20);
    const { unmapped } = await told();
    expect(unmapped.agents).toEqual([]);
    expect(unmapped.teams).toMatchObject([
      { native: "Suport", open: 1, suggestions: [{ id: "support", because: "name" }] },
    ]);
    expect(unmapped.queues).toMatchObject([{ native: "sales-nl", source: SOURCE }]);
  });
});

describe("an organisation that cannot be meant", () => {
  const promise = { metric: "frt", seconds: 60, clock: "business" } as const;

  test("[QUAL5] in a schedule that never opens no business second passes and no promise is broken", async () => {
    await describeOrg({
      teams: [{ id: "support", schedules: [{ schedule: "never" }] }],
      schedules: [{ id: "never", versions: [{ week: {} }] }],
      slas: [promise],
    });
    const ofSupport = { teamId: "support" };
    await tell(ticket("09:00:00", "c", ofSupport), ticket("09:00:00", "d", ofSupport));
    await tell(reply("09:10:00"));
    expect(await value("frt.mean")).toBe(600);
    expect((await figures("frt.business.mean"))[0]).toMatchObject({ value: 0, n: 1 });
    expect((await figures("sla.frt.attainment"))[0]).toMatchObject({ value: 100, n: 1 });
    expect(await value("sla.frt.breached")).toBe(0);
    expect(await value("waiting.count")).toBe(1);
    expect((await told()).neverOpen).toEqual([
      { schedule: "never", from: null, teams: ["support"] },
    ]);
  });

  test("[QUAL6] a schedule that does not exist is none: no business figure, no decision, and it is told", async () => {
    await describeOrg({
      teams: [{ id: "support", schedules: [{ schedule: "office" }] }],
      slas: [promise],
    });
    await tell(ticket("09:00:00", "c", { teamId: "support" }), reply("09:10:00"));
    expect(await value("frt.mean")).toBe(600);
    expect((await figures("frt.business.mean"))[0]).toMatchObject({ value: null, n: 0 });
    expect((await figures("sla.frt.attainment"))[0]).toMatchObject({ value: null, n: 0 });
    expect((await told()).missing).toEqual([
      { at: "teams.0.schedules.0", kind: "schedule", id: "office" },
    ]);
  });

  test("[QUAL6] a promise to a team that does not exist binds nobody, and is told with its place", async () => {
    await describeOrg({
      teams: [{ id: "support" }],
      slas: [{ metric: "frt", seconds: 60, team: "suport" }],
    });
    await tell(ticket("09:00:00", "c", { teamId: "support" }), reply("09:10:00"));
    expect((await told()).missing).toEqual([{ at: "slas.0", kind: "team", id: "suport" }]);
    expect(await value("frt.mean")).toBe(600);
    expect((await figures("sla.frt.attainment"))[0]).toMatchObject({ value: null, n: 0 });
  });
});

test.each([
  ["first", 0],
  ["last", 1],
])(
  "[QUAL7] the same id with other content, the email %s, is told, and counts once",
  async (_, turn) => {
    const email = ticket("09:00:00");
    const chat = { ...email, data: { ...email.data, channel: "chat" } };
    for (const one of turn === 0 ? [email, chat] : [chat, email]) await tell(one);
    await tell(email, chat);
    const byChannel = await figures("tickets.created", { by: "channel" });
    expect(byChannel.map(({ by, value: count }) => [by, count])).toEqual([["email", 1]]);
    expect(await ofSource()).toEqual({ source: SOURCE, ...NOTHING, conflicts: 1 });
    expect(await value("quality.rejected")).toBe(0);
  },
);

test("[QUAL7] the same content again, even while the first is being written, is no conflict", async () => {
  const email = ticket("09:00:00");
  const twice = [1, 2].map(() => desk.core.ingest.submit(SOURCE, [email]));
  for (const answer of await Promise.all(twice)) expect(answer).toMatchObject({ ok: true });
  await tell(email);
  expect((await told()).sources).toEqual([]);
  expect(await value("tickets.created")).toBe(1);
});

test.each([
  ["period=yesterday", "a period is"],
  ["period=2026-01-01T00:00:00Z/2026-06-01T00:00:00Z", "at most 100 days"],
  ["period=today&period=today", "give period once"],
  ["scope=centre", 'there is no parameter "scope"'],
])(
  "[DESIGN-8] /api/v1/quality?%s is answered with a sentence that helps",
  async (query, detail) => {
    const { status, body } = await ask(`quality?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ detail: expect.stringContaining(detail) });
  },
);
