/** The whole way in a real browser: an event posted to a real server changes the right tile. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWindow } from "../support/browse.ts";
import { launch, withoutChromium } from "../support/browser.ts";
import { type ServerProcess, workplace } from "../support/process.ts";
import { signInBeside } from "../support/sign-in.ts";

const SOURCE = "/acme/asterisk/pbx1";
const ORG = {
  organisation: { name: "Acme", zone: "Europe/Amsterdam" },
  teams: [{ id: "nl", name: "Support NL" }],
  queues: [{ id: "line", team: "nl" }],
  targets: [
    { kpi: "queue.waiting", value: 1, limit: 5 },
    { kpi: "csat.score", value: 85, limit: 75 },
  ],
};

/** The origin a browser uses. */
const at = (url: string): string => url.replace("127.0.0.1", "localhost");

/** A caller enters the queue now. */
const calls = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => index + from).flatMap((at) => {
    const contactId = `call-${at}`;
    const event = (type: string, data: object) => ({
      specversion: "1.0",
      type: `deskpulse.contact.${type}.v1`,
      source: SOURCE,
      id: `${type}-${at}`,
      time: new Date(Date.now() - 1_000).toISOString(),
      subject: `contact/${contactId}`,
      data: { contactId, channel: "phone", ...data },
    });
    return [
      event("created", { direction: "inbound" }),
      event("queued", { queueId: "line", reason: "new" }),
    ];
  });

describe.skipIf(withoutChromium())("a browser on a real server", () => {
  const place = workplace();
  let browser: Browser;
  let server: ServerProcess;
  let key = "";
  let cookie = "";

  beforeAll(async () => {
    const org = join(place.folder, "org.json");
    writeFileSync(org, JSON.stringify(ORG));
    expect((await place.run("admin", "org", org)).code).toBe(0);
    key = await place.key(SOURCE);
    server = await place.start();
    ({ cookie } = await signInBeside(server.url, place.store, [{ role: "lead", teams: ["nl"] }]));
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await place.remove();
  });

  async function open(path: string): Promise<{ page: Page; faults: string[] }> {
    const { page, faults } = await openWindow(browser, at(server.url), { cookie });
    await page.goto(at(server.url) + path);
    return { page, faults };
  }

  const post = async (events: object[]) => {
    const response = await fetch(`${server.url}/api/v1/events`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/cloudevents-batch+json",
      },
      body: JSON.stringify(events),
    });
    return (await response.json()) as { accepted: number };
  };

  const values = (page: Page) =>
    page
      .locator(".tile")
      .evaluateAll((tiles) =>
        Object.fromEntries(
          tiles.map((tile) => [
            tile.getAttribute("aria-label"),
            tile.querySelector(".tile-value")?.textContent,
          ]),
        ),
      );

  const shows = (page: Page, name: string, value: string) =>
    page
      .locator(`.tile[aria-label="${name}"] .tile-value`, { hasText: new RegExp(`^${value}$`) })
      .waitFor();

  const WAITING = "Calls waiting now";

  test("[UX-32][UX-17][UX-25] an event changes the right tile on both screens, and a killed server's boards come back exact", async () => {
    const team = await open("/team?scope=team:nl&lang=en");
    const wall = await open("/wall?scope=team:nl&lang=en");
    const pages = [team.page, wall.page];
    expect((await post(calls(0, 1))).accepted).toBe(2);
    for (const page of pages) await shows(page, WAITING, "1");
    for (const page of pages) await page.evaluate("deskTests.watchShifts()");
    const before = await values(team.page);

    expect((await post(calls(1, 3))).accepted).toBe(4);
    for (const page of pages) await shows(page, WAITING, "3");
    const after = await values(team.page);
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(changed.filter((name) => !/wait|queue/i.test(name))).toEqual([]);
    expect(changed).toContain(WAITING);

    const { port } = new URL(server.url);
    await server.kill();
    await team.page
      .getByText(/reconnecting/i)
      .first()
      .waitFor();
    await wall.page
      .getByText(/reconnecting/i)
      .first()
      .waitFor();
    server = await place.start(Number(port));
    expect((await post(calls(3, 4))).accepted).toBe(2);
    for (const page of pages) await shows(page, WAITING, "4");

    const fresh = await open("/team?scope=team:nl&lang=en");
    await shows(fresh.page, WAITING, "4");
    const same = async () => {
      const [one, two] = [await values(team.page), await values(fresh.page)];
      return JSON.stringify(one) === JSON.stringify(two);
    };
    await expect.poll(same, { timeout: 20_000 }).toBe(true);
    for (const page of pages) expect(await page.evaluate("deskTests.shifted")).toEqual([]);
    for (const page of pages) expect(await page.evaluate("deskTests.shift")).toBe(0);
    expect([...team.faults, ...wall.faults, ...fresh.faults]).toEqual([]);
  });
});
