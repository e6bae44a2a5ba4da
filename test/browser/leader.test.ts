/** The leader's screen at a living demo: from any number to its contacts, and to the clock of one, in two clicks. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, withoutChromium } from "../support/browser.ts";
import { type DemoProcess, startDemoProcess } from "../support/demo-process.ts";

const TEAM = "/team?scope=team:first-line&lang=en";

describe.skipIf(withoutChromium())("the leader's screen over a living demo", () => {
  let demo: DemoProcess;
  let browser: Browser;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemoProcess(), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  async function open(path: string, as = "lead", theme: "light" | "dark" = "light") {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      colorScheme: theme,
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) faults.push(message.text());
    });
    await page.goto(`${demo.url}/demo/sign-in?as=${as}`);
    await page.goto(demo.url + path);
    await page.waitForSelector(".tile, .lanes, .empty");
    return { page, faults, close: () => context.close() };
  }

  /** What the open panel says: its n, and how many lines its contacts have. */
  async function panel(page: Page) {
    await page.waitForSelector(".sheet [data-count]");
    const n = await page.locator(".sheet .number-facts dd").first().innerText();
    const count = await page.locator(".sheet [data-count]").getAttribute("data-count");
    return { n: Number(n.replace(/\D/g, "")), count: Number(count) };
  }

  test("[SCR-9] ten numbers, each with as many contacts behind it as its n, and a clock in two clicks", async () => {
    const { page, faults, close } = await open(TEAM);
    const ids = await page
      .locator(".tile-open")
      .evaluateAll((all) => all.map((each) => each.getAttribute("data-figure") ?? ""));
    const opened: string[] = [];
    for (const id of ids) {
      await page.locator(`.tile-open[data-figure="${id}"]`).click();
      const { n, count } = await panel(page);
      expect(count, id).toBe(n);
      expect(await page.locator(".sheet [data-count]").innerText()).toContain("the same as n");
      if (n > 0) opened.push(id);
      await page.keyboard.press("Escape");
      await page.locator(".sheet").waitFor({ state: "detached" });
    }
    expect(opened.length).toBeGreaterThanOrEqual(10);

    await page.locator('.tile-open[data-figure="tile:aht.mean"]').click();
    const line = page.locator(".behind-row").first();
    const contact = await line.locator(".behind-contact").innerText();
    await line.click();
    await page.waitForSelector(".lanes");
    expect(await page.locator("h1").innerText()).toBe(`Contact ${contact}`);
    await page.goBack();
    await panel(page); // the address still knows it
    expect(faults).toEqual([]);
    await close();
  });

  test("[SCR-9][PRIV-4] a person's number opens that person's contacts", async () => {
    const { page, close } = await open(TEAM);
    const cell = page.locator('.cell-open[data-figure^="calls.answered "]').first();
    const person = (await cell.getAttribute("data-figure"))?.split(" ")[1];
    await cell.click();
    const { n, count } = await panel(page);
    expect(count).toBe(n);
    expect(new URL(page.url()).searchParams.get("person")).toBe(person);
    await page.keyboard.press("Escape");
    const focused = () => page.evaluate("document.activeElement.dataset.figure");
    await expect.poll(focused).toBe(`calls.answered ${person}`);
    await close();
  });

  test("[2.1.1][UX-35] Enter opens a number, Esc gives the focus back, and the address holds it", async () => {
    const { page, close } = await open(TEAM);
    const tile = page.locator('.tile-open[data-figure="tile:csat.score"]');
    await tile.focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("#sheet-title:focus");
    expect(new URL(page.url()).searchParams.get("figure")).toBe("csat.score");
    await page.keyboard.press("Escape");
    await expect
      .poll(() => page.evaluate("document.activeElement.dataset.figure"))
      .toBe("tile:csat.score");
    expect(new URL(page.url()).searchParams.get("figure")).toBeNull();
    await close();
  });

  test("[SCR-6] filters combine, stand in the address and can be cleared", async () => {
    const { page, close } = await open(TEAM);
    await page.getByLabel("Channel").selectOption("phone");
    await expect.poll(() => new URL(page.url()).searchParams.get("channel")).toBe("phone");
    await page.getByText("last 24 h").click();
    await expect.poll(() => page.locator(".tile").count()).toBeGreaterThan(0);
    const address = new URL(page.url()).searchParams;
    expect([address.get("channel"), address.get("period")]).toEqual(["phone", "last-24h"]);
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get("channel")).toBeNull();
    await close();
  });

  test("[ACC-2] the clock is a drawing that arrows step through, and the same as a table", async () => {
    const { page, close } = await open(`${TEAM}&figure=aht.mean`);
    await page.locator(".behind-row").first().click();
    const slider = page.getByRole("slider");
    await slider.focus();
    await page.keyboard.press("Home"); // it opens at the longest stretch that counts
    const steps = Number(await slider.getAttribute("aria-valuemax"));
    const told: (string | null)[] = [];
    for (let step = 0; step < steps; step += 1) {
      told.push(await slider.getAttribute("aria-valuetext"));
      expect(await page.locator(".clock-readout p").first().innerText()).toBe(told.at(-1));
      await page.keyboard.press("ArrowRight");
    }
    expect(new Set(told).size).toBe(steps);
    await page.locator("summary", { hasText: "As a table" }).click();
    const rows = await page
      .locator(".clock-table tbody tr")
      .evaluateAll((all) =>
        all.map((row) => [...row.children].map((cell) => cell.textContent ?? "")),
      );
    expect(rows).toHaveLength(steps);
    for (const [step, row] of rows.entries()) {
      for (const cell of [row[1], row[3]]) expect(told[step]).toContain(cell);
    }
    await close();
  });

  test("[SCR-10] a contact that is not there, or not one's own, is told alike", async () => {
    const { page, close } = await open(TEAM);
    await page.goto(`${demo.url}/contact/nobody-has-this?source=/demo/zendesk/main&lang=en`);
    await page.getByText("There is no such contact, or it is not yours to see").waitFor();
    await close();
  });
});
