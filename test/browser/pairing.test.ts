/** A television nobody has paired yet, in a real Chromium. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWindow } from "../support/browse.ts";
import { launch, withoutChromium } from "../support/browser.ts";
import { workplace } from "../support/process.ts";

describe.skipIf(withoutChromium())("an unpaired television", () => {
  const place = workplace();
  let browser: Browser;
  let url = "";

  beforeAll(async () => {
    const server = await place.start();
    url = server.url.replace("127.0.0.1", "localhost");
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await place.remove();
  });

  test("[UX-1] the code on an unpaired television is read from across the room", async () => {
    const { page, context } = await openWindow(browser, url, {
      size: { width: 1920, height: 1080 },
    });
    for (const lang of ["nl", "fr", "en"]) {
      await page.goto(`${url}/wall?lang=${lang}`);
      await page.locator(".pairing-code").waitFor();
      const sizes = await page.evaluate<[string, number][]>("deskTests.sizes()");
      expect(sizes.filter(([, share]) => share < 4.69)).toEqual([]);
      expect(await page.evaluate("deskTests.extent()")).toEqual([1920, 1080]);
    }
    await context.close();
  });
});
