/** The organisation, targets and a test event over HTTP (SCR-14, SCR-17, UX-29). */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { OrgDocument } from "../../../shared/org/org.ts";
import { testAnswer } from "../../../shared/wire/organisation.ts";
import { type AccountDesk, accountDesk } from "../../support/account-desk.ts";
import type { SignedIn } from "../../support/sign-in.ts";

const ORG = {
  teams: [{ id: "support", name: "Support" }, { id: "returns" }],
  agents: [{ id: "ann", name: "Ann", memberships: [{ team: "support" }] }],
  targets: [{ kpi: "csat.score", value: 85 }],
};

let desk: AccountDesk;
let admin: SignedIn;

beforeEach(async () => {
  desk = await accountDesk({ org: ORG });
  admin = await desk.enter([{ role: "admin" }]);
});
afterEach(() => desk.stop());

interface Body {
  readonly document: OrgDocument;
  readonly version: number;
}
const read = async (): Promise<Body> =>
  (await (await admin.ask("GET", "/organisation")).json()) as Body;

test("[SCR-17] a changed organisation is the one that is read again, and stands in the audit log", async () => {
  const { document, version } = await read();
  const queues = [{ id: "line", team: "support" }];
  const changed = await admin.ask("PUT", "/organisation", {
    document: { ...document, queues },
    version,
  });
  expect(changed.status).toBe(200);
  expect((await read()).document.queues).toMatchObject(queues);
  expect((await desk.noted()).at(-1)).toMatchObject({
    action: "organisation.changed",
    actor: admin.id,
    detail: { teams: 2, agents: 1, queues: 1 },
  });
});

test("[SCR-17] a change of something that somebody else changed meanwhile is not taken", async () => {
  const { document, version } = await read();
  const first = { ...document, organisation: { ...document.organisation, name: "First" } };
  expect((await admin.ask("PUT", "/organisation", { document: first, version })).status).toBe(200);
  const second = { ...document, organisation: { ...document.organisation, name: "Second" } };
  expect((await admin.ask("PUT", "/organisation", { document: second, version })).status).toBe(409);
  expect((await read()).document.organisation.name).toBe("First");
});

test("[SCR-17] of two changes at the same moment one is taken, and the other told to read again", async () => {
  const { document, version } = await read();
  const named = (name: string) => ({
    ...document,
    organisation: { ...document.organisation, name },
  });
  const answers = await Promise.all(
    ["First", "Second", "Third"].map((name) =>
      admin.ask("PUT", "/organisation", { document: named(name), version }),
    ),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
  const taken = ["First", "Second", "Third"][answers.findIndex(({ status }) => status === 200)];
  expect((await read()).document.organisation.name).toBe(taken);
  const told = answers.find(({ status }) => status === 409);
  expect(await told?.json()).toMatchObject({ detail: expect.stringContaining("read it again") });
});

test("[SCR-17] targets of two teams that are saved at the same moment are both kept", async () => {
  const save = (team: string) =>
    admin.ask("PUT", "/targets", { team, targets: [{ kpi: "csat.score", value: 90 }] });
  const answers = await Promise.all(["support", "returns"].map(save));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const { targets } = (await read()).document;
  expect(targets.map(({ team }) => team ?? null).toSorted()).toEqual(
    [null, "returns", "support"].toSorted(),
  );
});

test("[SCR-17] a document that is not right is told by its path, and nothing changes", async () => {
  const { document, version } = await read();
  const wrong = { ...document, organisation: { ...document.organisation, zone: "Mars/Olympus" } };
  const answer = await admin.ask("PUT", "/organisation", { document: wrong, version });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ path: "document.organisation.zone" });
  expect((await read()).version).toBe(version);
});

test("[SCR-17] a list is shown first, then taken; with a wrong row nothing is taken", async () => {
  const csv = "name;team\nBob;Support\nCem;New team";
  const preview = await admin.ask("POST", "/organisation/people", { csv, isPreview: true });
  expect(await preview.json()).toEqual({
    agents: [
      { name: "Bob", team: "Support", isNew: true },
      { name: "Cem", team: "New team", isNew: true },
    ],
    newTeams: ["New team"],
    problems: [],
  });
  expect((await read()).document.agents).toHaveLength(1);
  const wrong = await admin.ask("POST", "/organisation/people", { csv: `${csv}\n;Support` });
  expect(wrong.status).toBe(400);
  expect((await read()).document.agents).toHaveLength(1);
  expect((await admin.ask("POST", "/organisation/people", { csv })).status).toBe(200);
  const { document } = await read();
  expect(document.agents.map(({ name }) => name)).toEqual(["Ann", "Bob", "Cem"]);
  expect(document.teams.map(({ name }) => name)).toEqual(["Support", undefined, "New team"]);
});

test("[PRIV-4] a leader sets the targets of the own team, and of no other", async () => {
  const lead = await desk.enter([{ role: "lead", teams: ["support"] }]);
  const targets = [{ kpi: "frt.p50", value: 300, limit: 600 }];
  const own = await lead.ask("PUT", "/targets", { team: "support", targets });
  expect(await own.json()).toEqual({ team: "support", targets });
  // What holds for the team because it holds for all is told beside its own.
  const seen = await lead.ask("GET", "/targets?team=support");
  expect(await seen.json()).toEqual({
    team: "support",
    targets,
    inherited: [{ kpi: "csat.score", value: 85 }],
  });
  expect((await lead.ask("PUT", "/targets", { team: "returns", targets })).status).toBe(404);
  expect((await lead.ask("PUT", "/targets", { team: null, targets })).status).toBe(404);
  expect((await read()).document.targets).toEqual([
    { kpi: "csat.score", value: 85 },
    { ...targets[0], team: "support" },
  ]);
});

test("[UX-29] handle time has no target without one for CSAT or the reopen rate beside it", async () => {
  const aht = { kpi: "aht.mean", value: 300 };
  const alone = await admin.ask("PUT", "/targets", { team: "support", targets: [aht] });
  expect(alone.status).toBe(400);
  const both = [aht, { kpi: "csat.score", value: 85 }];
  expect((await admin.ask("PUT", "/targets", { team: "support", targets: both })).status).toBe(200);
});

test("[SCR-14] a test event is looked at: what it becomes, and which figures read that; it counts nowhere", async () => {
  const event = {
    specversion: "1.0",
    type: "deskpulse.contact.created.v1",
    source: "/acme/zendesk/main",
    id: "test-1",
    time: "2026-11-02T08:59:00Z",
    subject: "contact/35436",
    data: { contactId: "35436", channel: "email", direction: "inbound" },
  };
  const before = desk.core.tail.position();
  const tried = await admin.ask("POST", "/sources/test", { event });
  const answer = testAnswer.parse(await tried.json());
  expect(answer).toMatchObject({ refused: null, type: "contact.created", about: "contact/35436" });
  const kpis = answer.facts.flatMap(({ kpis }) => kpis);
  expect(kpis).toContain("tickets.created");
  expect(answer.states.flatMap(({ kpis }) => kpis)).toContain("backlog.open");
  expect(desk.core.tail.position()).toBe(before);
  const wrong = await admin.ask("POST", "/sources/test", { event: { ...event, data: {} } });
  expect(await wrong.json()).toMatchObject({ refused: { path: "data.contactId" } });
});
