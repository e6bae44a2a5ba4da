/** The chart of the day and the table that says the same, number by number. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { charts, teamBoard } from "../../support/board-fixtures.ts";
import { type BoardServer, startBoardServer } from "../../support/board-server.ts";
import { openWindow } from "../../support/browse.ts";
import { launch, withoutChromium } from "../../support/browser.ts";

const at = Date.UTC(2026, 10, 18, 13, 32, 5);
const LABEL_MIN = 20;

describe.skipIf(withoutChromium())("a chart", () => {
  let browser: Browser;
  let server: BoardServer;

  beforeAll(async () => {
    server = await startBoardServer(() => teamBoard(at));
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test("[ACC-2][1.1.1] every canvas is an image whose label tells what it shows; as a table there is no canvas", async () => {
    const { page, context } = await openWindow(browser, server.url);
    await page.goto(`${server.url}/team?lang=en`);
    await page.locator("canvas").first().waitFor();
    for (const canvas of await page.locator("canvas").all()) {
      expect(await canvas.getAttribute("role")).toBe("img");
      expect((await canvas.getAttribute("aria-label"))?.length).toBeGreaterThanOrEqual(LABEL_MIN);
    }
    await page.keyboard.press("t");
    await page.locator(".chart-panel table caption").first().waitFor();
    expect(await page.locator("canvas").count()).toBe(0);
    await context.close();
  });

  test("[ACC-2][1.3.1] the table twin has the chart's numbers, every one, both lines", async () => {
    const { page, context } = await openWindow(browser, server.url);
    await page.goto(`${server.url}/team?lang=en`);
    const [chart] = charts(at);
    await page.locator("canvas").first().waitFor();
    await page.keyboard.press("t");
    const rows = page.locator(".chart-panel tbody tr");
    await rows.first().waitFor();
    const column = async (place: number) => {
      const cells = await rows.locator(`td:nth-child(${place})`).allInnerTexts();
      return cells
        .filter((cell) => cell !== "–")
        .map((cell) => cell.split(":").reduce((sum, part) => sum * 60 + Number(part), 0));
    };
    const told = (values: readonly (number | null)[]) =>
      values.flatMap((value) => (value === null ? [] : Math.round(value)));
    expect((await column(2)).length).toBeGreaterThan(LABEL_MIN);
    expect(await column(2)).toEqual(told(chart?.values ?? []));
    expect(await column(3)).toEqual(told(chart?.lastWeek ?? []));
    await context.close();
  });
});
