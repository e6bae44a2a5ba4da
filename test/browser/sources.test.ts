/** The page of sources in a real Chromium: states, empty states, refusals without content, one-click mapping. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callOf, type House, openHouse, SOURCE } from "../rights/house.ts";
import { launch, withoutChromium } from "../support/browser.ts";
import { show } from "../support/desk-windows.ts";
import type { SignedIn } from "../support/sign-in.ts";

const SECRET = "mijn-geheim-0612345678";

describe.skipIf(withoutChromium())("the page of sources", () => {
  let browser: Browser;
  let house: House;
  let admin: SignedIn;

  beforeAll(async () => {
    house = await openHouse();
    const now = house.clock.now();
    const [created = {}] = callOf("ann", 77, now - 60_000, 30);
    const bad = { ...created, id: "bad", data: { contactId: 5, channel: SECRET } };
    await house.core.ingest.submit(SOURCE, [
      ...callOf("1142", 78, now - 600_000, 60),
      bad,
      { ...bad, id: "bad-2" },
    ]);
    await house.core.tail.idle();
    admin = await house.enter([{ role: "admin" }]);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  const open = (look = "lang=en", size = { width: 1440, height: 900 }) =>
    show(browser, house, admin, `/sources?${look}`, size);

  test("[SCR-13] a source has its state as shape and word, and what came of it today", async () => {
    const { page, faults, close } = await open();
    const card = page.locator(".source-card");
    await card.waitFor();
    expect(await card.locator(".source-state").innerText()).toContain("receiving");
    expect(await card.locator(".source-state svg").count()).toBe(1);
    expect(await card.locator(".source-counts").innerText()).toMatch(/received today\s*84/);
    expect(faults).toEqual([]);
    await close();
  });

  test("[SCR-16] what was refused is listed by reason, field and count, never with its content", async () => {
    const { page, close } = await open();
    const rows = page.locator("#refused tbody tr");
    await rows.first().waitFor();
    expect(await rows.count()).toBe(1);
    expect(await rows.first().innerText()).toMatch(/data\.contactId[\s\S]*2/);
    expect(await page.content()).not.toContain(SECRET);
    await close();
  });

  test("[SCR-14] a test event shows what it would be read as, and never counts", async () => {
    const { page, close } = await open();
    const position = house.core.tail.position();
    await page.locator(".source-test summary").click();
    await page.locator(".source-test button[type=submit]").click();
    await page.waitForSelector(".source-test .lines");
    expect(await page.locator(".source-test .lines li").count()).toBeGreaterThan(0);
    expect(house.core.tail.position()).toBe(position);
    await close();
  });

  test("[SCR-17] an unmapped id is a person's after one click, also in what was counted", async () => {
    const { page, close } = await open();
    const row = page.locator("#unmapped tbody tr");
    await row.waitFor();
    expect(await row.innerText()).toContain("1142");
    await row.locator("select").selectOption("ben");
    await row.getByRole("button").click();
    await page.waitForSelector('#unmapped [role="status"]:has-text("1142 is Name of ben")');
    expect(await page.locator("#unmapped tbody tr").count()).toBe(0);
    const lead = await house.enter([{ role: "lead", teams: ["support"] }]);
    const figures = await lead.ask("GET", "/figures?kpi=aht.mean&scope=agent:ben&period=today");
    const [{ n } = { n: 0 }] = (await figures.json()) as { n: number }[];
    expect(n).toBe(3);
    await close();
  });

  test("[UX-19] without any source it says what to do next", async () => {
    const { page, close } = await open();
    await page.route("**/api/v1/sources", async (route) => {
      const body = { asOf: "2026-03-04T17:00:00.000Z", zone: "Europe/Amsterdam", gaps: [] };
      await route.fulfill({ json: { ...body, sources: [] } });
    });
    await page.reload();
    await page.waitForSelector(".empty h2");
    expect(await page.locator(".empty h2").innerText()).toBe("No source is connected");
    expect(await page.locator(".empty a").getAttribute("href")).toBe("/start/source");
    await close();
  });

  test("[UX-19] without the server what was known stays, with its time", async () => {
    const { page, close } = await open();
    await page.waitForSelector(".source-card");
    await page.route("**/api/v1/sources", (route) => route.abort());
    await page.waitForSelector('.notice:has-text("cannot be reached")', { timeout: 60_000 });
    expect(await page.locator(".source-card").count()).toBe(1);
    await close();
  });
});
