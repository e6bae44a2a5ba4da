/** Policy, transparency page, who looked and the audit log over real HTTP. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AuditAction } from "../../../server/accounts/audit-actions.ts";
import { createAuditLog } from "../../../server/accounts/audit-log.ts";
import { createLooked } from "../../../server/accounts/looked.ts";
import { rightsTable } from "../../../server/accounts/rights-table.ts";
import { type Role, userOf } from "../../../server/accounts/roles.ts";
import { createApp } from "../../../server/app.ts";
import { type Running, run } from "../../../server/commands/running.ts";
import { type Core, openCore, setOrganisation } from "../../../server/core.ts";
import { openMemoryStore } from "../../../server/store/memory/memory-store.ts";
import { catalog } from "../../../shared/kpi/catalog.ts";
import { DEFAULT_POLICY } from "../../../shared/org/policy.ts";
import { type ManualClock, manualClock } from "../../../shared/time/clock.ts";
import {
  auditAnswer,
  lookedAnswer,
  policyAnswer,
  transparency as transparencyAnswer,
} from "../../../shared/wire/privacy.ts";
import { ask, type SignedIn, signIn } from "../../support/sign-in.ts";

const SOURCE = "/acme/pbx/main";
const because = { reason: "Small teams.", reference: "OR 2026-04" };

let clock: ManualClock;
let core: Core;
let running: Running;
let url: string;

beforeEach(async () => {
  clock = manualClock(Date.parse("2026-11-02T09:00:00Z"));
  core = await openCore({ store: openMemoryStore(), clock });
  const app = createApp(core, { demo: false, onProblem: () => {} });
  running = await run(core, app, { port: 0, host: "127.0.0.1" }, () => {});
  url = `http://127.0.0.1:${running.port}`;
});
afterEach(() => running.stop());

const enter = (...roles: Role[]): Promise<SignedIn> =>
  signIn({ url, settings: core.store, now: () => clock.now() }, roles);
const log = () => createAuditLog(core.store, () => clock.now());
const transparency = async (who: SignedIn, lang = "en") =>
  transparencyAnswer.parse(await (await who.ask("GET", `/transparency?lang=${lang}`)).json());

const ADMIN: Role = { role: "admin" };
const AGENT: Role = { role: "agent", agent: "ana" };
const LEAD: Role = { role: "lead", teams: ["support"] };
const MANAGER: Role = { role: "manager" };

test.each([
  ["GET", "/policy", [200, 403, 403, 403]],
  ["PUT", "/policy", [200, 403, 403, 403]],
  ["GET", "/audit", [200, 403, 403, 403]],
  ["GET", "/transparency", [200, 200, 200, 200]],
  ["GET", "/looked", [403, 403, 403, 200]],
] as const)(
  "[PRIV-4] %s %s is for admin, manager, lead, agent: %o, and for nobody else",
  async (method, path, expected) => {
    const users = [await enter(ADMIN), await enter(MANAGER), await enter(LEAD), await enter(AGENT)];
    const answers = await Promise.all(users.map((user) => user.ask(method, path)));
    expect(answers.map(({ status }) => status)).toEqual(expected);
    expect((await ask(url, method, path)).status).toBe(401);
  },
);

test("[PRIV-9] the policy is refused wider without a decision, taken with one, dated, kept and noted", async () => {
  const admin = await enter(ADMIN);
  const first = policyAnswer.parse(await (await admin.ask("GET", "/policy")).json());
  expect(first).toMatchObject({
    policy: DEFAULT_POLICY,
    version: 0,
    at: null,
    by: null,
    history: [],
  });

  const refused = await admin.ask("PUT", "/policy", { group: 4 });
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ code: "needs_decision", path: "group" });
  for (const body of [
    { group: 2, because },
    { group: 4, because, more: 1 },
    { retention: { raw: 0 } },
  ]) {
    expect((await admin.ask("PUT", "/policy", body)).status).toBe(400);
  }
  const on = await admin.ask("PUT", "/policy", { switches: { rankings: true }, because });
  expect(await on.json()).toMatchObject({ code: "not_available", path: "switches.rankings" });

  const taken = await admin.ask("PUT", "/policy", { group: 4, because });
  const answer = policyAnswer.parse(await taken.json());
  expect(answer).toMatchObject({ version: 1, at: "2026-11-02T09:00:00.000Z", by: admin.id });
  expect(answer.policy).toMatchObject({ group: 4, because: { group: because } });
  expect(answer.history.map(({ version }) => version)).toEqual([1]);
  await admin.ask("PUT", "/policy", { group: 4 }); // changes nothing
  const { entries } = await log().page({ limit: 10, action: "policy.changed" });
  expect(entries).toMatchObject([
    {
      actor: admin.id,
      role: "admin",
      detail: { version: 1, "group from": 5, "group to": 4, reference: "OR 2026-04" },
    },
  ]);
});

test("[PRIV-10] the page says what runs: every figure and its version, what is kept, off, connected", async () => {
  const page = await transparency(await enter(AGENT));
  expect(page.measured.map(({ definition }) => definition)).toEqual(
    catalog.map(({ id, version }) => `${id}@${version}`),
  );
  expect(page.group).toEqual({ amount: 5, default: 5, because: null });
  expect(page.retention.map(({ level, amount }) => [level, amount])).toEqual(
    Object.entries(DEFAULT_POLICY.retention),
  );
  expect(page.switches.every(({ on }) => on === false)).toBe(true);
  expect(page.switches.length).toBe(3);
  expect(page.rights).toEqual(rightsTable());
  expect(page.sources).toEqual([]);
  expect(page.outgoing).toEqual([]);
  expect(page.contact).toBe("");
});

test("[PRIV-10] each setting that is changed is on the page at once", async () => {
  const [admin, agent] = [await enter(ADMIN), await enter(AGENT)];
  const retention = { raw: 120, agent: 20, team: 48, audit: 14 };
  const wish = { group: 3, retention, contact: "privacy@acme.example", because };
  expect((await admin.ask("PUT", "/policy", wish)).status).toBe(200);
  await setOrganisation(core, { organisation: { name: "Acme", zone: "Europe/Brussels" } });
  const page = await transparency(agent);
  const why = { ...because, at: "2026-11-02T09:00:00.000Z" };
  expect(page.organisation).toEqual({ name: "Acme", zone: "Europe/Brussels" });
  expect(page.group).toEqual({ amount: 3, default: 5, because: why });
  expect(page.retention).toEqual([
    { level: "raw", amount: 120, unit: "days", default: 90, because: why },
    { level: "agent", amount: 20, unit: "weeks", default: 26, because: null },
    { level: "team", amount: 48, unit: "months", default: 37, because: why },
    { level: "audit", amount: 14, unit: "months", default: 13, because: why },
  ]);
  expect(page.contact).toBe("privacy@acme.example");
  expect(page.changes.policy).toEqual([
    { at: why.at, path: "group", from: 5, to: 3 },
    { at: why.at, path: "retention.raw", from: 90, to: 120 },
    { at: why.at, path: "retention.agent", from: 26, to: 20 },
    { at: why.at, path: "retention.team", from: 37, to: 48 },
    { at: why.at, path: "retention.audit", from: 13, to: 14 },
  ]);
  const told = JSON.stringify(page.page);
  for (const text of [
    "OR 2026-04",
    "Small teams.",
    "120 days",
    "48 months",
    "3 people",
    "privacy@acme.example",
  ]) {
    expect(told, text).toContain(text);
  }
  clock.advance(14 * 31 * 86_400_000);
  expect((await transparency(await enter(AGENT_2))).changes.policy).toEqual([]);
});

const AGENT_2: Role = { role: "agent", agent: "ben" };

test("[PRIV-10] a source that was heard is named, with what its events say of employees", async () => {
  const agent = await enter(AGENT);
  const time = new Date(clock.now() - 60_000).toISOString();
  const event = {
    specversion: "1.0",
    type: "deskpulse.agent.state_changed.v1",
    source: SOURCE,
    id: "1",
    time,
    subject: "agent/7001",
    data: { agentId: "7001", state: "available" },
  };
  const gap = { type: "deskpulse.source.gap.v1", data: { from: time, to: null, cause: "restart" } };
  await core.ingest.submit(SOURCE, [event, { ...event, ...gap, id: "2" }]);
  await core.tail.idle();
  await core.heard.idle();
  const page = await transparency(agent, "nl");
  expect(page.sources).toEqual([
    { source: SOURCE, lastEventAt: time, events: ["agent.state_changed", "source.gap"] },
  ]);
  const sources = page.page?.find(({ id }) => id === "sources");
  expect(sources?.rows).toEqual([
    {
      label: SOURCE,
      text: "wanneer een medewerker aangemeld, beschikbaar, bezet, met pauze of afwezig was. Laatste gebeurtenis: 02-11-2026.",
    },
  ]);
});

test("[PRIV-10] changes of the last 13 months are counted, each once, as they come", async () => {
  const agent = await enter(AGENT);
  const others = async () =>
    Object.fromEntries(
      (await transparency(agent)).changes.others.map(({ what, count }) => [what, count]),
    );
  const before = await others();
  const notes: readonly AuditAction[] = ["user.roles", "targets.changed", "key.made", "user.roles"];
  for (const action of notes) await log().note({ actor: "u1", role: "admin", action });
  const after = { ...before, roles: (before.roles ?? 0) + 2, targets: 1, sources: 1 };
  expect(await others()).toEqual(after);
  expect(await others()).toEqual(after);
  await log().note({ actor: "system", role: null, action: "definitions.changed" });
  expect(await others()).toEqual({ ...after, definitions: 1 });
});

test("[PRIV-13] an agent sees on which day and in which role the own figures were opened, nothing more", async () => {
  const [ana, ben] = [await enter(AGENT), await enter(AGENT_2)];
  const looked = createLooked({
    settings: core.store,
    audit: log(),
    now: () => clock.now(),
    zone: () => "Europe/Amsterdam",
  });
  await looked.opened(userOf("u-lead", [LEAD]), ["ana"], "figures");
  const answer = await ana.ask("GET", "/looked");
  const text = await answer.text();
  expect(lookedAnswer.parse(JSON.parse(text))).toEqual([
    { day: "2026-11-02", role: "lead", kinds: { figures: 1 } },
  ]);
  expect(text).not.toContain("u-lead");
  expect(await (await ben.ask("GET", "/looked")).json()).toEqual([]);
});

test("[SEC-11] the audit log is read in pages, newest first, and filtered", async () => {
  const admin = await enter(ADMIN);
  for (let number = 0; number < 5; number += 1) {
    await log().note({ actor: "u1", role: "admin", action: "key.made", subject: `k${number}` });
  }
  const get = async (query: string) => {
    const answer = await admin.ask("GET", `/audit?${query}`);
    return auditAnswer.parse(await answer.json());
  };
  const first = await get("action=key.made&limit=3");
  expect(first.entries.map(({ subject }) => subject)).toEqual(["k4", "k3", "k2"]);
  const second = await get(`action=key.made&limit=3&before=${first.next}`);
  expect(second.entries.map(({ subject }) => subject)).toEqual(["k1", "k0"]);
  expect((await get("subject=k3")).entries.length).toBe(1);
  expect((await get("since=2026-11-03")).entries).toEqual([]);
  for (const wrong of [
    "action=nothing",
    "limit=0",
    "limit=501",
    "before=x",
    "since=soon",
    "a=1",
    "limit=1&limit=2",
  ]) {
    expect((await admin.ask("GET", `/audit?${wrong}`)).status, wrong).toBe(400);
  }
});

test("[SCR-19] the page is there in Dutch, French and English, as asked", async () => {
  const agent = await enter(AGENT);
  const titles = [];
  for (const lang of ["nl", "fr", "en"]) {
    const { page = [] } = await transparency(agent, lang);
    titles.push(page[0]?.title);
    expect(page.length).toBe(10);
  }
  expect(titles).toEqual(["Wat wordt gemeten", "Ce qui est mesuré", "What is measured"]);
  expect((await agent.ask("GET", "/transparency?lang=de")).status).toBe(400);
});
