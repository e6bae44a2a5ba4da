/** Every screen but the wall on little room: 320 pixels, twice as large, with wide text. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withoutChromium } from "../../support/browser.ts";
import { openPlace, type Place } from "./place.ts";
import { SCREENS } from "./screens.ts";
import { DESK, redress, visit } from "./visit.ts";

/** French, mostly the longest, stays for what follows. */
const NARROW_IN = ["nl", "en", "fr"] as const;
const NARROW = { width: 320, height: 640 };
/** A window of 1440 by 900 at 200 % has as many CSS pixels as one of half its size. */
const TWICE = { width: DESK.width / 2, height: DESK.height / 2 };

/** What sticks out to the side, and what is cut off. */
async function faultsOf(page: Page, where: string): Promise<string[]> {
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
  const beyond = await page.evaluate<number>("deskTests.beyond()");
  const clipped = await page.evaluate<string[]>("deskTests.clipped()");
  return [...(beyond > 0 ? [`${beyond} px too wide`] : []), ...clipped].map(
    (fault) => `${where}: ${fault}`,
  );
}

describe.skipIf(withoutChromium())("every screen on little room", () => {
  let place: Place;

  beforeAll(async () => {
    place = await openPlace();
  });
  afterAll(async () => place?.close());

  const names = Object.entries(SCREENS).flatMap(([name, { isWall = false }]) =>
    isWall ? [] : [name],
  );

  test.each(names)(
    "[ACC-7][1.4.4][1.4.10][1.4.12] %s: nothing scrolls sideways, no text is cut",
    async (name) => {
      const cell = { state: "loaded", language: "nl", theme: "light" } as const;
      const { page, close } = await visit(place, name, { ...cell, size: NARROW });
      const found: string[] = [];
      for (const language of NARROW_IN) {
        if (language !== "nl") await redress(page, { ...cell, language });
        found.push(...(await faultsOf(page, `320 px, ${language}`)));
      }
      await page.setViewportSize(TWICE);
      found.push(...(await faultsOf(page, "200 %")));
      await page.evaluate("deskTests.space(true)");
      found.push(...(await faultsOf(page, "200 %, spaced")));
      await page.setViewportSize(DESK);
      found.push(...(await faultsOf(page, "spaced")));
      await close();
      expect(found).toEqual([]);
    },
  );
});
