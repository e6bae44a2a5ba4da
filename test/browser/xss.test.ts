/**
 * F16: hundreds of texts that would be scripts, as the names of agents, teams, sources, the organisation,
 * users and televisions, in every view there is: none runs, none is reported, each is shown as it is.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWindow, type Window } from "../support/browse.ts";
import { launch, withoutChromium } from "../support/browser.ts";
import { type ServerProcess, workplace } from "../support/process.ts";
import { ask, type SignedIn, signInBeside } from "../support/sign-in.ts";
import { payloads } from "../support/xss.ts";

const AGENTS = 300;
const TEAMS = 10;
const SOURCES = 40;
const TELEVISIONS = 15;
const INVITED = 20;
const NAME_MAX = 60;

const at = (index: number): string => payloads[index % payloads.length] ?? "";
const short = payloads.filter((text) => text.length <= NAME_MAX);
const teamId = (index: number) => `team-${index % TEAMS}`;
const sourceId = (index: number) => `/acme/source/s${index}`;

/** Each payload is somebody's name; teams, sources and the organisation have others of them. */
const organisation = {
  organisation: { name: at(3), zone: "Europe/Amsterdam" },
  teams: Array.from({ length: TEAMS }, (_, index) => ({ id: teamId(index), name: at(index * 8) })),
  agents: Array.from({ length: AGENTS }, (_, index) => ({
    id: `agent-${index}`,
    name: at(index),
    identities: [{ id: `native-${index}` }],
    memberships: [{ team: teamId(index) }],
  })),
  sources: Array.from({ length: SOURCES }, (_, index) => ({
    id: sourceId(index),
    name: at(AGENTS + index),
  })),
  queues: [{ id: "line", name: at(5), team: "team-0" }],
  targets: [{ kpi: "queue.waiting", value: 1, limit: 5 }],
};

const event = (id: string, type: string, subject: string, data: object) => ({
  specversion: "1.0",
  type: `deskpulse.${type}.v1`,
  source: sourceId(0),
  id,
  subject,
  time: new Date(Date.now() - 5_000).toISOString(),
  data,
});

describe.skipIf(withoutChromium())("names that would be scripts", () => {
  const place = workplace();
  let browser: Browser;
  let server: ServerProcess;
  let url = "";
  let admin: SignedIn;
  let window: Window;

  /** Everybody is at work, and every source has sent something. */
  async function send(): Promise<void> {
    const key = await place.key(sourceId(0));
    const states = organisation.agents.map(({ identities: [{ id } = { id: "" }] }) =>
      event(`state-${id}`, "agent.state_changed", `agent/${id}`, {
        agentId: id,
        state: "available",
      }),
    );
    const created = event("created", "contact.created", `contact/${at(7)}`, {
      contactId: at(7),
      channel: "email",
      direction: "inbound",
      teamId: "team-0",
    });
    const answer = await fetch(`${server.url}/api/v1/events`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/cloudevents-batch+json",
      },
      body: JSON.stringify([...states, created]),
    });
    expect(await answer.json()).toMatchObject({ accepted: states.length + 1, rejected: [] });
  }

  async function pairTelevisions(): Promise<void> {
    for (let index = 0; index < TELEVISIONS; index += 1) {
      const begun = await ask(server.url, "POST", "/pairing");
      const { code } = (await begun.json()) as { code: string };
      const shows = { screenInches: 55, distanceMetres: 5, language: "nl", theme: "dark" };
      const body = { code, name: short[index * 3] ?? "", team: teamId(index), ...shows };
      expect((await admin.ask("POST", "/pairing/approve", body)).status).toBe(201);
    }
  }

  async function inviteMany(): Promise<void> {
    for (let index = 0; index < INVITED; index += 1) {
      const roles = [{ role: "lead", teams: [teamId(index)] }];
      const body = { email: `u${index}@acme.test`, roles };
      const invited = await admin.ask("POST", "/invitations", body);
      const { link } = (await invited.json()) as { link: string };
      if (index >= 6) continue; // the rest stays invited
      const token = new URL(link).hash.slice(1);
      const name = short[index * 7 + 1] ?? "";
      const accepted = { token, name, password: "rustig-paard-tuinhek" };
      const answer = await ask(server.url, "POST", "/invitations/accept", { body: accepted });
      expect(answer.status).toBe(201);
    }
  }

  beforeAll(async () => {
    server = await place.start();
    url = server.url.replace("127.0.0.1", "localhost");
    browser = await launch();
    const teams = organisation.teams.map(({ id }) => id);
    admin = await signInBeside(server.url, place.store, [
      { role: "admin" },
      { role: "manager" },
      { role: "lead", teams },
    ]);
    const { version } = (await (await admin.ask("GET", "/organisation")).json()) as {
      version: number;
    };
    const put = await admin.ask("PUT", "/organisation", { document: organisation, version });
    expect(put.status).toBe(200);
    const own = { name: short[11] };
    expect((await admin.ask("PATCH", `/users/${admin.id}`, own)).status).toBe(200);
    await send();
    await pairTelevisions();
    await inviteMany();
    window = await openWindow(browser, url, { cookie: admin.cookie });
  });
  afterAll(async () => {
    await browser?.close();
    await place.remove();
  });

  /** Nothing ran, nothing was reported, and nothing was fetched that we did not ask for. */
  async function isClean({ page, faults }: Window): Promise<void> {
    expect(await page.evaluate("globalThis.pwned")).toBeUndefined();
    expect(await page.title()).not.toContain("pwned");
    expect(await page.locator("script:not([src^='/assets/'])").count()).toBe(0);
    expect(faults).toEqual([]);
  }

  async function visit(path: string, ready: string): Promise<Page> {
    await window.page.goto(`${url}${path}${path.includes("?") ? "&" : "?"}lang=en`);
    await window.page.locator(ready).first().waitFor();
    await window.page.waitForLoadState("networkidle");
    return window.page;
  }

  /** Every text there is on the page, and every name that is only heard. */
  const textsOf = (page: Page) =>
    page.evaluate<string[]>(`[...document.querySelectorAll("body *")].flatMap((one) => [
      one.childElementCount < 3 ? one.textContent : "", one.getAttribute("aria-label") ?? "", String(one.value ?? ""),
    ])`);

  async function shows(page: Page, names: readonly string[]): Promise<void> {
    const texts = (await textsOf(page)).map((text) => text.replace(/\s+/g, " "));
    const missing = names.filter((name) => !texts.some((text) => text.includes(name.trim())));
    expect(missing).toEqual([]);
  }

  test("[F16] there are at least 300 of them", () => {
    expect(payloads.length).toBeGreaterThanOrEqual(AGENTS);
  });

  test("[F16] as names of agents, teams and sources on every team's board", async () => {
    for (const { id, name } of organisation.teams) {
      const page = await visit(`/team?scope=team:${id}`, ".agents tbody tr");
      const own = organisation.agents.filter(({ memberships: [one] }) => one?.team === id);
      await shows(page, [name, ...own.map((agent) => agent.name)]);
      await isClean(window);
    }
  });

  test("[F16] as names on the centre's board, its tables and its passports", async () => {
    const page = await visit("/team?scope=centre", ".tile");
    await shows(
      page,
      organisation.teams.map(({ name }) => name),
    );
    await page.keyboard.press("t");
    await page.locator("table").first().waitFor();
    await page.keyboard.press("t");
    await page.locator(".tile-open").first().click();
    await page.locator(".sheet .number-part").waitFor();
    await isClean(window);
  });

  test("[F16] as the names of a team and a source on a television", async () => {
    for (const { id, name } of organisation.teams) {
      const page = await visit(`/wall?scope=team:${id}`, ".wall h1");
      await shows(page, [name]);
      await isClean(window);
    }
  });

  test("[F16] as names in settings: organisation, users, invitations, televisions, keys", async () => {
    const teams = organisation.teams.map(({ name }) => name);
    await shows(await visit("/settings/organisation", ".rows tbody tr"), [at(3), ...teams]);
    await isClean(window);
    const names = Array.from({ length: 6 }, (_, index) => short[index * 7 + 1] ?? "");
    const users = await visit("/settings/users", ".rows tbody tr");
    await shows(users, [...names, short[11] ?? ""]);
    await users.getByRole("button", { name: "Invite" }).click();
    await shows(users, [...teams, ...organisation.agents.map(({ name }) => name)]);
    await isClean(window);
    const televisions = Array.from({ length: TELEVISIONS }, (_, index) => short[index * 3] ?? "");
    const list = await visit("/settings/televisions", ".rows tbody tr");
    await shows(list, televisions);
    await list
      .getByRole("button", { name: /^Change/ })
      .first()
      .click();
    await shows(list, teams);
    await isClean(window);
    await visit("/settings/keys", ".rows tbody tr");
    await isClean(window);
  });

  test("[F16] as names in the steps of the first run, on the own account, and in a menu", async () => {
    await shows(await visit("/start/teams", ".step-so-far"), []);
    await isClean(window);
    await visit("/start/organisation", "form");
    await isClean(window);
    const colleagues = await visit("/start/colleagues", "fieldset");
    await shows(
      colleagues,
      organisation.agents.map(({ name }) => name),
    );
    await isClean(window);
    const account = await visit("/account", "h1");
    await shows(account, [short[11] ?? ""]);
    await account.locator(".person-open").click();
    await isClean(window);
  });

  test("[F16] as a list of people that was pasted, looked at and refused", async () => {
    const page = await visit("/start/teams", "form");
    await page.getByRole("button", { name: "Paste a list" }).click();
    const quoted = payloads.map((text) => `"${text.replaceAll('"', '""')}","New team"`);
    await page.getByLabel("List").fill(["name,team", ...quoted].join("\n"));
    await page.locator("main button[type=submit]").click();
    await page.locator(".people-preview").waitFor();
    await isClean(window);
  });

  test("[F16] in the address bar: scope, period, code, next, and what follows the #", async () => {
    for (const text of payloads.filter((_, index) => index % 40 === 0)) {
      const query = encodeURIComponent(text);
      await visit(`/team?scope=${query}&period=${query}`, ".empty, .tile");
      await visit(`/televisions?code=${query}`, "h1");
      await isClean(window);
    }
    const nobody = await openWindow(browser, url);
    for (const text of payloads.filter((_, index) => index % 40 === 8)) {
      await nobody.page.goto(`${url}/sign-in?next=${encodeURIComponent(text)}&lang=${text[0]}`);
      await nobody.page.locator("form").waitFor();
      await nobody.page.goto(`${url}/join?lang=en#${encodeURIComponent(text)}`);
      await nobody.page.reload();
      await nobody.page.getByRole("alert").first().waitFor();
      await isClean(nobody);
    }
  });
});
