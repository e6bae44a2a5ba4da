/** Coming in, in a real browser on a real server: first run, invitation, televisions, what is refused. */
import type { Browser, Page } from "playwright-core";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PROTOCOL_VERSION } from "../../shared/wire/protocol.ts";
import { openWindow } from "../support/browse.ts";
import { launch, withoutChromium } from "../support/browser.ts";
import { type ServerProcess, workplace } from "../support/process.ts";
import { ask, PASSWORD, type SignedIn, signInBeside } from "../support/sign-in.ts";

/** SEC-10, SEC-14: what is revoked is over within five seconds. */
const REVOKED_MS_MAX = 5_000;
const HOUR = "2026";

describe.skipIf(withoutChromium())("accounts in a browser", () => {
  const place = workplace();
  let browser: Browser;
  let server: ServerProcess;
  let url = "";
  let admin: SignedIn;

  beforeAll(async () => {
    server = await place.start();
    url = server.url.replace("127.0.0.1", "localhost");
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await place.remove();
  });

  const submit = (page: Page) => page.locator("main button[type=submit]").first().click();
  const heading = (page: Page, name: string) =>
    page.getByRole("heading", { name, level: 1 }).waitFor();

  test("[SCR-2][UX-21][SEC-23] from the link in the log to the first tile", async () => {
    const link = /\/start#\S+/.exec(server.said())?.[0] ?? "";
    const { page, context, faults } = await openWindow(browser, url);
    await page.goto(`${url}/team`);
    await page.getByText("Nobody is set up yet").waitFor();
    await page.goto(`${url}/`);
    await page.goto(`${url}${link}`);

    await page.getByLabel("Name").fill("Mia Janssens");
    await page.getByLabel("E-mail").fill("mia@acme.test");
    await page.getByLabel("New password").fill("too short");
    await submit(page);
    await page.getByText("Choose at least 12 characters.").waitFor();
    await page.getByLabel("New password").fill(PASSWORD);
    await submit(page);

    await heading(page, "Your organisation");
    expect(new URL(page.url()).hash).toBe(""); // the token is gone from the address
    await page.getByLabel("Name").fill("Acme");
    await page.getByLabel("Time zone").selectOption("Europe/Brussels");
    await submit(page);

    await heading(page, "Teams and people");
    await page.getByRole("button", { name: "Paste a list" }).click();
    const list = page.getByLabel("List");
    await list.fill("name,team\nAn Peeters,Support NL\n,Support NL");
    await submit(page);
    await page.getByText("Line 3").waitFor();
    await list.fill("name,team\nAn Peeters,Support NL\nBo Maes,Support NL");
    await submit(page);
    await page.getByText("New people: 2").waitFor();
    await submit(page);
    await page.getByText("So far, people: 2, teams: 1").waitFor();
    await page.getByRole("link", { name: "Continue" }).click();

    await heading(page, "The first source");
    expect(await page.getByLabel("Source").inputValue()).toBe("/acme/helpdesk/main");
    await submit(page);
    await page.getByText(/Waiting for the first event/).waitFor();
    await page.getByText("Try an event without sending it").click();
    await page.getByRole("button", { name: "Try it" }).click();
    await page.getByText("Tickets created").waitFor();

    const line = await page.getByLabel("Line that sends a first event").inputValue();
    expect((await run(line)).accepted).toBe(1);
    await page.getByText("is connected: its events arrive").waitFor();
    await page.getByRole("link", { name: "Continue" }).click();

    await heading(page, "Colleagues");
    await page.getByRole("link", { name: "Finish" }).click();
    await page.getByRole("link", { name: "Team", exact: true }).click();
    await page.locator('.tile[aria-label="Open tickets"] .number', { hasText: /^1$/ }).waitFor();
    expect(faults).toEqual([]);
    const cookies = await context.cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    admin = asWhoHas(cookie);
  });

  /** The pasted line, without a shell: same address, headers and body. */
  async function run(line: string): Promise<{ accepted: number }> {
    const [address = ""] = /http:\S+/.exec(line) ?? [];
    const headers = [...line.matchAll(/-H "([^:]+): ([^"]+)"/g)].map(
      ([, name = "", value = ""]): [string, string] => [name, value],
    );
    const body = /-d '(.*)'/.exec(line)?.[1] ?? "";
    const answer = await fetch(address.replace("localhost", "127.0.0.1"), {
      method: "POST",
      headers,
      body,
    });
    return (await answer.json()) as { accepted: number };
  }

  const asWhoHas = (cookie: string): SignedIn => ({
    cookie,
    id: "",
    email: "mia@acme.test",
    ask: (method, path, body) => ask(server.url, method, path, { cookie, body }),
  });

  test("[SEC-23] the one-time link works once", async () => {
    const link = /\/start#\S+/.exec(server.said())?.[0] ?? "";
    const { page, context } = await openWindow(browser, url);
    await page.goto(`${url}${link}`);
    await page.getByLabel("Name").fill("Eve");
    await page.getByLabel("E-mail").fill("eve@acme.test");
    await page.getByLabel("New password").fill(PASSWORD);
    await submit(page);
    await page.getByText("This link was used already").waitFor();
    await context.close();
  });

  test("[SEC-23][SCR-1] an invitation, and signing in to the page first asked for", async () => {
    const inside = await openWindow(browser, url, { cookie: admin.cookie });
    await inside.page.goto(`${url}/settings/users?lang=en`);
    await inside.page.getByRole("button", { name: "Invite" }).click();
    await inside.page.getByLabel("E-mail").fill("lea@acme.test");
    await inside.page.getByLabel("Support NL").check();
    await inside.page.getByRole("button", { name: "Make an invitation link" }).click();
    const link = await inside.page.getByLabel("Link for lea@acme.test").inputValue();
    await inside.context.close();

    const { page, faults, context } = await openWindow(browser, url);
    await page.goto(`${link.replace("/join#", "/join?lang=nl#")}`);
    await page.getByLabel("Naam").fill("Lea Claes");
    await page.getByLabel("Nieuw wachtwoord").fill(PASSWORD);
    await submit(page);
    await page.waitForURL(/\/team/);
    expect(await page.locator("html").getAttribute("lang")).toBe("nl");
    const pages = await page.locator(".rail-nav a").allInnerTexts();
    expect(pages).toEqual(expect.arrayContaining(["Team", "Instellingen"]));
    expect(pages).not.toContain("Bronnen"); // an administrator's
    expect(pages).not.toContain("Ik"); // an agent's
    await page.getByRole("button", { name: /Lea Claes/ }).click();
    await page.getByRole("button", { name: "Afmelden" }).click();
    await page.waitForURL(/\/sign-in/);

    await page.goto(`${url}/settings/televisions?lang=en`);
    await page.getByLabel("E-mail").fill("lea@acme.test");
    await page.getByRole("textbox", { name: "Password" }).fill("not the password");
    await submit(page);
    await page.getByText("E-mail address or password is not right.").waitFor();
    await page.getByLabel("E-mail").fill("nobody@acme.test");
    await submit(page);
    await page.getByText("E-mail address or password is not right.").waitFor();
    await page.getByLabel("E-mail").fill("LEA@acme.test");
    await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await submit(page);
    await page.waitForURL(/\/settings\/televisions/);
    expect(faults).toEqual([]);
    await context.close();
  });

  test("[SCR-1] after sign-in nobody is led to another site", async () => {
    const { page, context } = await openWindow(browser, url);
    await page.goto(`${url}/sign-in?next=//evil.test/x&lang=en`);
    await page.getByLabel("E-mail").fill("lea@acme.test");
    await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await submit(page);
    await page.waitForURL(`${url}/team?lang=en`);
    await context.close();
  });

  test("[SEC-3][SCR-1] too many tries: how long to wait is said and counted down", async () => {
    const { page, context } = await openWindow(browser, url);
    await page.goto(`${url}/sign-in?lang=en`);
    await page.getByLabel("E-mail").fill("target@acme.test");
    await page.getByRole("textbox", { name: "Password" }).fill("wrong again and again");
    const wait = page.getByText(/Wait \d+ s/).first();
    for (let tries = 0; tries < 12 && (await wait.count()) === 0; tries += 1) {
      const answered = page.waitForResponse(/\/api\/v1\/session$/);
      await submit(page);
      await answered;
    }
    await wait.waitFor();
    expect(await page.locator("main button[type=submit]").getAttribute("aria-disabled")).toBe(
      "true",
    );
    await page.getByText("You can try again now.").waitFor();
    await context.close();
  });

  test("[SEC-10][SCR-3][SCR-4] a television is paired by its code, and revoked within five seconds", async () => {
    const wall = await openWindow(browser, url, { size: { width: 1920, height: 1080 } });
    const tv = wall.page;
    await tv.goto(`${url}/wall`);
    const code = async () => (await tv.locator(".pairing-code").innerText()).replace(/\s/g, "");
    await tv.locator(".pairing-code").waitFor();
    const first = await code();
    expect(first).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/);
    expect(await tv.locator("button, select, a, input").count()).toBe(0);

    const { page, context } = await openWindow(browser, url, { cookie: admin.cookie });
    // As the QR code has it.
    await page.goto(`${url}/televisions?code=${first}&lang=en`);
    // PRIV-5: nobody works here yet, and that is said before it is approved.
    await page.getByText("Too few people work here today").waitFor();
    await page.getByLabel("Name").fill("Hall");
    await page.getByLabel("Board").selectOption({ label: "Support NL" });
    await page.getByLabel("Screen, inches").fill("20");
    await page.getByText(/nothing can be read|at most \d figures/).waitFor();
    await page.getByLabel("Screen, inches").fill("55");
    await page.getByLabel("Language").last().selectOption("fr");
    await page.getByRole("button", { name: "Pair", exact: true }).click();
    await page.getByText("Hall is paired.").waitFor();
    await tv.locator(".wall h1", { hasText: "Support NL" }).waitFor();
    expect(await tv.locator("html").getAttribute("lang")).toBe("fr");

    // A television has one page, whatever is typed.
    await tv.goto(`${url}/settings/users`);
    await tv.locator(".wall h1").waitFor();
    // And comes back by itself after a power cut.
    await tv.reload();
    await tv.locator(".wall h1").waitFor();

    await page.getByRole("button", { name: "Revoke: Hall" }).click();
    await page.getByRole("button", { name: "Really revoke: Hall" }).click();
    await tv.locator(".pairing-code").waitFor({ timeout: REVOKED_MS_MAX });
    expect(await code()).not.toBe(first);
    expect(wall.faults).toEqual([]);
    await wall.context.close();
    await context.close();
  });

  test("[SEC-7][PRIV-4] an agent gets no colleague's page: by address, API or socket", async () => {
    const { document } = (await (await admin.ask("GET", "/organisation")).json()) as {
      document: { agents: { id: string; name: string }[] };
    };
    const [an, bo] = document.agents;
    const agent = await signInBeside(url.replace("localhost", "127.0.0.1"), place.store, [
      { role: "agent", agent: an?.id ?? "" },
    ]);
    const { page, context, faults } = await openWindow(browser, url, { cookie: agent.cookie });
    for (const path of ["/team?scope=team:support-nl", "/settings/users", "/start/teams"]) {
      await page.goto(`${url}${path}${path.includes("?") ? "&" : "?"}lang=en`);
      await heading(page, "This page is not for your role");
      expect(await page.getByText("Bo Maes").count()).toBe(0);
    }
    await page.goto(`${url}/me/${bo?.id}?lang=en`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await page.getByText("Bo Maes").count()).toBe(0);
    await page.goto(`${url}/wall?scope=team:support-nl&lang=en`);
    await page.getByText("There is no such team or period").waitFor();

    const figures = (of: string) =>
      agent.ask("GET", `/figures?kpi=csat.score&scope=agent:${of}&period=today`);
    expect((await figures(an?.id ?? "")).status).toBe(200);
    const [other, none] = [await figures(bo?.id ?? ""), await figures("no-such-agent")];
    expect(other.status).toBe(404);
    expect(await other.text()).toBe(await none.text());

    const socket: Socket = io(url, {
      transports: ["websocket"],
      extraHeaders: { cookie: agent.cookie, origin: url },
    });
    const watch = (scope: string) =>
      socket.timeout(10_000).emitWithAck("watch", {
        version: PROTOCOL_VERSION,
        view: { screen: "team", scope, period: "today" },
      });
    expect(await watch("team:support-nl")).toEqual({ refused: "not_found" });
    expect(await watch(`agent:${bo?.id}`)).toEqual({ refused: "not_found" });
    expect(await watch("team:no-such-team")).toEqual({ refused: "not_found" });
    socket.close();
    expect(faults).toEqual([]);
    await context.close();
  });

  test("[2.2.1] the end of a session is announced, and one press keeps it", async () => {
    const { page, context } = await openWindow(browser, url, { cookie: admin.cookie });
    let minutes = 3;
    await page.route("**/api/v1/sessions", async (route) => {
      const answer = await route.fetch();
      const told = (await answer.json()) as { isThis: boolean; endsAt: number }[];
      const endsAt = Date.parse(answer.headers().date ?? HOUR) + minutes * 60_000;
      await route.fulfill({
        response: answer,
        json: told.map((one) => (one.isThis ? { ...one, endsAt } : one)),
      });
    });
    await page.goto(`${url}/account?lang=en`);
    await page.getByText(/You will be signed out at \d\d:\d\d/).waitFor();
    minutes = 600;
    await page.getByRole("button", { name: "Stay signed in" }).click();
    await expect.poll(() => page.getByText(/You will be signed out/).count()).toBe(0);
    await context.close();
  });

  test("[SEC-14] a session ended elsewhere leaves the board within five seconds, and comes back to it", async () => {
    const by = await signInBeside(server.url, place.store, [{ role: "manager" }]);
    const { page, context } = await openWindow(browser, url, { cookie: by.cookie });
    await page.goto(`${url}/team?period=last-24h&lang=en`);
    await page.locator(".tile").first().waitFor();
    const sessions = (await (await admin.ask("GET", "/sessions")).json()) as {
      id: string;
      user: string;
    }[];
    const session = sessions.find(({ user }) => user === by.id)?.id;
    expect((await admin.ask("DELETE", `/sessions/${session}`)).status).toBe(204);
    await page.getByRole("heading", { name: "Sign in" }).waitFor({ timeout: REVOKED_MS_MAX });
    expect(await page.locator(".tile").count()).toBe(0);
    await page.getByLabel("E-mail").fill(by.email);
    await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await submit(page);
    await page.waitForURL(`${url}/team?period=last-24h&lang=en`);
    await page.locator(".tile").first().waitFor();
    await context.close();
  });

  test("[SEC-14] other roles hold at once: a leader who becomes an agent loses the board", async () => {
    const by = await signInBeside(server.url, place.store, [
      { role: "lead", teams: ["support-nl"] },
    ]);
    const { page, context } = await openWindow(browser, url, { cookie: by.cookie });
    await page.goto(`${url}/team?lang=en`);
    await page.locator(".tile, .empty").first().waitFor();
    const roles = [{ role: "admin" }];
    expect((await admin.ask("PATCH", `/users/${by.id}`, { roles })).status).toBe(200);
    await page
      .getByRole("heading", { name: "This page is not for your role" })
      .waitFor({ timeout: REVOKED_MS_MAX });
    await context.close();
  });
});
