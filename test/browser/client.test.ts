/** The client in a real Chromium, over fixture boards: what only a browser can show. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  noEvent,
  noSource,
  teamBoard,
  tile,
  wallBoard,
  wallKpisSix,
} from "../support/board-fixtures.ts";
import { type BoardServer, startBoardServer } from "../support/board-server.ts";
import { launch, withoutChromium } from "../support/browser.ts";

const root = new URL("../../client/", import.meta.url).pathname;
const IN_PAGE = new URL("../support/in-page.js", import.meta.url).pathname;
const at = Date.UTC(2026, 10, 18, 13, 32, 5);
const SCRIPT_BYTES_MAX = 180 * 1024;

describe.skipIf(withoutChromium())("the client in a browser", () => {
  let browser: Browser;
  let server: BoardServer;

  beforeAll(async () => {
    server = await startBoardServer((view) => {
      if (view.scope === "gone") return null;
      if (view.scope === "none") return noSource(at);
      if (view.scope === "quiet") return noEvent(at);
      if (view.screen === "team") return teamBoard(at);
      return wallBoard(at, view.period === "last-24h" ? wallKpisSix : undefined);
    });
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function open(path: string, size = { width: 1440, height: 900 }, fakeTime = false) {
    const context = await browser.newContext({ viewport: size, reducedMotion: "reduce" });
    await context.addInitScript({ path: IN_PAGE });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      if (/Content Security Policy|Refused/.test(message.text())) faults.push(message.text());
    });
    if (fakeTime) await page.clock.install();
    await page.goto(server.url + path);
    await page.waitForSelector(".tile, .empty");
    return { page, faults, close: () => context.close() };
  }

  for (const path of ["/team", "/wall"]) {
    test(`[UX-31] the JavaScript that ${path} loads is at most 180 KB compressed`, async () => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      const scripts = new Set<string>();
      page.on("response", (response) => {
        const name = /assets\/([\w-]+\.js)$/.exec(response.url())?.[1];
        if (name !== undefined) scripts.add(name);
      });
      await page.goto(server.url + path, { waitUntil: "networkidle" });
      const sizes = [...scripts].map(
        (name) => gzipSync(readFileSync(`${root}dist/assets/${name}`)).length,
      );
      expect(sizes.length).toBeGreaterThan(1);
      expect(sizes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(SCRIPT_BYTES_MAX);
      await context.close();
    });
  }

  const smallest = (page: Page) => page.evaluate<[string, number][]>("deskTests.sizes()");

  for (const size of [
    { width: 1920, height: 1080 },
    { width: 3840, height: 2160 },
  ]) {
    for (const period of ["today", "last-24h"]) {
      for (const lang of ["nl", "fr", "en"]) {
        test(`[UX-1] wallboard type at ${size.width}×${size.height}, ${period}, ${lang}`, async () => {
          const { page, faults, close } = await open(`/wall?lang=${lang}&period=${period}`, size);
          const sizes = await smallest(page);
          expect(sizes.filter(([, share]) => share < 4.69)).toEqual([]);
          const of = (name: string) => sizes.filter(([text]) => text.startsWith(`${name}:`));
          expect(of("number").length).toBe(period === "today" ? 4 : 6);
          expect(of("number").filter(([, share]) => share < 15.9)).toEqual([]);
          for (const name of ["tile-label", "unit", "tile-off", "tile-off-signed", "status-word"]) {
            expect(of(name).filter(([, share]) => share < 5.99)).toEqual([]);
          }
          const cut = await page.evaluate<string[]>("deskTests.cut()");
          expect(cut).toEqual([]);
          expect(faults).toEqual([]);
          await close();
        });
      }
    }
  }

  test("[UX-27] a wallboard shows no person, has nothing to press and nothing to scroll", async () => {
    const { page, close } = await open("/wall", { width: 1920, height: 1080 });
    expect(await page.locator("button, select, a, input").count()).toBe(0);
    expect(await page.getByText("Agent").count()).toBe(0);
    expect(await page.evaluate("deskTests.extent()")).toEqual([1920, 1080]);
    await close();
  });

  test("[UX-20] DEMO stands on every screen that shows demo data", async () => {
    for (const path of ["/wall?lang=nl", "/team?lang=nl"]) {
      const { page, close } = await open(path);
      expect(await page.locator(".demo").innerText()).toBe("DEMO");
      await close();
    }
  });

  test("[UX-25] live updates shift nothing: CLS 0.00", async () => {
    const { page, close } = await open("/team?lang=en&period=last-60m");
    await page.evaluate("deskTests.watchShifts()");
    for (let round = 1; round <= 12; round += 1) {
      const items = teamBoard(at).map((item) =>
        item.kind === "tile" && item.value !== null
          ? tile({ ...item, value: item.value * round * 0.7, n: item.n + round })
          : item,
      );
      server.play(items);
      await page.waitForTimeout(60);
    }
    const shift = await page.evaluate<number>("deskTests.shift");
    expect(shift.toFixed(2)).toBe("0.00");
    await close();
  });

  test("[UX-16] the ladder on the screen: live, stale after 15 s, a banner after 60 s", async () => {
    const { page, close } = await open("/team?lang=en&scope=team:ladder", undefined, true);
    const rung = () => page.locator(".team").getAttribute("data-rung");
    expect(await rung()).toBe("live");
    server.silence(true);
    await page.clock.runFor(18_000);
    expect(await rung()).toBe("stale");
    expect(await page.locator(".fresh").innerText()).toMatch(/\d\d:\d\d:\d\d · 1[5-9] s old/);
    expect(await page.locator(".banner").count()).toBe(0);
    expect(await page.locator(".tile .number").first().innerText()).toBe("7");
    await page.clock.runFor(50_000);
    expect(await page.locator(".banner").innerText()).toMatch(/No new data since/);
    server.silence(false);
    await close();
  });

  test("[2.1.4] keys do nothing once the single-letter keys are switched off", async () => {
    const { page, close } = await open("/team?lang=en");
    await page.keyboard.press("?");
    await page.getByLabel("Single-letter keys").uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.press("t");
    expect(await page.locator(".tile").count()).toBe(12);
    await close();
  });
});
