/** The clock of one contact through the door: by id, by source, and what is answered when there is none. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { setOrganisation } from "../../server/core.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import { manualClock } from "../../shared/time/clock.ts";
import { type ContactClock, contactClock } from "../../shared/wire/contact-clock.ts";
import { contactRow, problem } from "../../shared/wire/http.ts";
import { type Desk, event, OTHER_SOURCE, openDesk, SOURCE } from "./door-desk.ts";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const SLASHED = "a/b c?é";

let desk: Desk;
let cookie = "";

const created = (id: string, contactId: string, source = SOURCE, more = {}) =>
  event(id, {
    source,
    time: "2026-11-20T09:00:00Z",
    subject: `contact/${contactId}`,
    data: { contactId, channel: "email", direction: "inbound", ...more },
  });

const replied = (id: string, contactId: string) =>
  event(id, {
    type: "deskpulse.contact.message.v1",
    time: "2026-11-20T09:05:00Z",
    subject: `contact/${contactId}`,
    data: { contactId, messageId: id, from: "agent", visibility: "public", agentId: "7" },
  });

const rated = event("s1", {
  type: "deskpulse.survey.answered.v1",
  time: "2026-11-20T10:00:00Z",
  subject: "survey/s1",
  data: { surveyId: "s1", kind: "csat", score: 5, scale: { min: 1, max: 5 } },
});

/** A team large enough that a manager sees what is behind its numbers (PRIV-5). */
const ORG = {
  teams: [{ id: "support" }],
  agents: ["ann", "ben", "cem", "dee", "eva"].map((id) => ({
    id,
    memberships: [{ team: "support" }],
  })),
};

beforeAll(async () => {
  desk = await openDesk(new MemoryStore(), { clock: manualClock(NOW) });
  await setOrganisation(desk.core, ORG);
  await desk.post([
    created("1", "35436"),
    replied("2", "35436"),
    created("3", SLASHED),
    created("4", "both"),
    rated,
  ]);
  await desk.post([created("5", "both", OTHER_SOURCE)], {
    authorization: `Bearer ${desk.otherKey}`,
  });
  await desk.core.tail.idle();
  ({ cookie } = await desk.enter({ role: "manager" }));
});

afterAll(() => desk.stop());

/** As a manager, who opens the contacts behind every number, without agents. */
const ask = (path: string) => desk.knock({ path: `/api/v1/${path}`, headers: { cookie } });
const get = (path: string) => ask(`contacts/${path}`);

async function clock(path: string): Promise<ContactClock> {
  const { status, body } = await get(path);
  expect(status).toBe(200);
  return contactClock.parse(body);
}

test("[CLOCK8] a contact's clock is answered by its id, as its schema says", async () => {
  const { contact, source, stretches, missing } = await clock("35436");
  expect([contact, source]).toEqual(["35436", SOURCE]);
  expect(stretches.map(({ kind, seconds }) => `${kind} ${seconds}`)).toEqual([
    "waiting 300",
    "open 10500",
  ]);
  expect(stretches[0]?.entered.map(({ measure }) => measure)).toContain("frt.seconds");
  expect(missing.find(({ family }) => family === "aht")?.why).toBe("effort_not_measured");
});

test("[CLOCK8] an id may hold anything: it is URL-encoded", async () => {
  expect((await clock(encodeURIComponent(SLASHED))).contact).toBe(SLASHED);
});

test("[CLOCK8] of an id that two sources have the answer is 300 and names them; source= chooses", async () => {
  const { status, body } = await get("both");
  expect(status).toBe(300);
  expect(problem.parse(body).detail).toContain("source=");
  expect(body).toMatchObject({ sources: [OTHER_SOURCE, SOURCE].sort() });
  const chosen = await clock(`both?source=${encodeURIComponent(OTHER_SOURCE)}`);
  expect(chosen.source).toBe(OTHER_SOURCE);
});

test("[CLOCK8] what is not there is a 404 that says so, and a mistake in the query a 400", async () => {
  expect((await get("nobody")).status).toBe(404);
  expect((await get("35436?source=%2Fno%2Fsuch")).status).toBe(404);
  expect((await get("35436?sources=x")).body).toMatchObject({ status: 400 });
  expect((await get("35436?source=a&source=b")).status).toBe(400);
  expect((await get("%E0%A4%A")).status).toBe(400);
});

test("[CLOCK8] every contact behind a figure opens, a survey without a contact too (SCR-9)", async () => {
  for (const kpi of ["frt.p50", "tickets.created", "csat.score", "waiting.count"]) {
    const { body } = await ask(`contacts?kpi=${kpi}&period=2026-11-20`);
    const rows = contactRow.array().parse(body);
    expect(rows.length, kpi).toBeGreaterThan(0);
    for (const { contact, source, facts } of rows) {
      const own = await clock(
        `${encodeURIComponent(contact)}?source=${encodeURIComponent(source)}`,
      );
      const told = [...own.facts, ...own.states].map(({ measure }) => measure);
      expect(told).toEqual(expect.arrayContaining(facts.map(({ measure }) => measure)));
    }
  }
});
