/** The transparency page in a real Chromium: for everybody signed in, in their language, and on paper. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type House, openHouse } from "../rights/house.ts";
import { launch, withoutChromium } from "../support/browser.ts";
import { show } from "../support/desk-windows.ts";
import type { SignedIn } from "../support/sign-in.ts";

describe.skipIf(withoutChromium())("the transparency page", () => {
  let browser: Browser;
  let house: House;
  let agent: Pick<SignedIn, "cookie">;

  beforeAll(async () => {
    house = await openHouse();
    agent = { cookie: house.cookie("agent") };
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  const open = (look = "lang=en", size = { width: 1440, height: 900 }) =>
    show(browser, house, agent, `/transparency?${look}`, size);

  test("[SCR-19] it says in ten chapters what the server says, word for word", async () => {
    const { page, faults, close } = await open();
    await page.waitForSelector(".told");
    const { page: told } = (await (
      await house.ask("agent", "GET", "/transparency?lang=en")
    ).json()) as {
      page: { title: string; rows: { label: string; text: string }[] }[];
    };
    expect(told.length).toBe(10);
    for (const button of await page.locator(".section .button").all()) await button.click();
    const shown = await page.locator("main").textContent();
    for (const { title, rows } of told) {
      expect(shown).toContain(title);
      for (const { label, text } of rows) expect(shown).toContain(label + text);
    }
    expect(faults).toEqual([]);
    await close();
  });

  test("[PRIV-10] every role that signs in may read it", async () => {
    for (const role of ["admin", "manager"] as const) {
      const somebody = await house.enter([{ role }]);
      const { page, close } = await show(browser, house, somebody, "/transparency?lang=en");
      await page.waitForSelector(".told");
      expect(await page.locator('nav a[aria-current="page"]').innerText()).toBe("Transparency");
      await close();
    }
  });

  test("[3.1.2] its language is its own, and the page says which it is", async () => {
    const { page, close } = await open();
    await page.waitForSelector(".told");
    await page.locator(".page-actions select").selectOption("fr");
    await page.waitForSelector('main h1:has-text("Ce qui est mesuré")');
    expect(await page.locator("main").getAttribute("lang")).toBe("fr");
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await close();
  });

  test("[SCR-19] on paper it is the page alone, with every row, on A4", async () => {
    const { page, close } = await open();
    await page.waitForSelector(".told");
    const rows = await page.locator(".told > div").count();
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".rail").isVisible()).toBe(false);
    expect(await page.locator(".button:visible").count()).toBe(0);
    expect(await page.locator(".told > div:visible").count()).toBe(rows);
    const paper = await page.pdf({ preferCSSPageSize: true });
    const boxes = paper.toString("latin1").match(/\/MediaBox \[[^\]]+\]/g) ?? [];
    expect(boxes.length).toBeGreaterThan(3);
    expect(new Set(boxes)).toEqual(new Set(["/MediaBox [0 0 594.95996 841.91998]"]));
    await close();
  });
});
