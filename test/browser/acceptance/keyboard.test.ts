/** Every screen without a mouse: where Tab leads, and that it leads everywhere. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withoutChromium } from "../../support/browser.ts";
import { openPlace, type Place } from "./place.ts";
import { SCREENS } from "./screens.ts";
import { walk } from "./stops.ts";
import { visit } from "./visit.ts";

const look = { state: "loaded", language: "en", theme: "light" } as const;

describe.skipIf(withoutChromium())("every screen by keyboard", () => {
  let place: Place;

  beforeAll(async () => {
    place = await openPlace();
  });
  afterAll(async () => place?.close());

  const screens = Object.entries(SCREENS);
  const pressed = screens.filter(([, { isWall = false }]) => !isWall).map(([name]) => name);
  const walls = screens.filter(([, { isWall = false }]) => isWall).map(([name]) => name);

  test.each(pressed)(
    "[ACC-3][2.1.1][2.1.2][2.4.7] %s: Tab stops in order at everything there is to use, seen and named, and gets out",
    async (name) => {
      const { page, close } = await visit(place, name, look);
      const { stops, faults, missed } = await walk(page);
      expect({ faults, missed }).toEqual({ faults: [], missed: [] });
      expect(stops.length).toBeGreaterThan(0);
      const hasDialog = (await page.locator("dialog[open]").count()) > 0;
      await page.keyboard.press("Escape");
      if (hasDialog) await page.locator("dialog[open]").waitFor({ state: "detached" });
      await close();
    },
  );

  test.each(walls)("[ACC-3][SCR-4] %s has nothing to stop at", async (name) => {
    const { page, close } = await visit(place, name, look);
    expect((await walk(page)).stops).toEqual([]);
    await close();
  });

  test("[ACC-3][2.4.1] the first stop leads past the navigation to the content", async () => {
    const { page, close } = await visit(place, "settings: users", look);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("main");
    await close();
  });

  test("[ACC-3][2.4.11] Esc takes away the panel that lies over what has the focus, and leaves the focus there", async () => {
    const { page, close } = await visit(place, "behind a figure", look);
    const help = page.locator(".foot-end .button-icon");
    await help.focus();
    await page.keyboard.press("Escape");
    await page.locator(".sheet").waitFor({ state: "detached" });
    expect(await help.evaluate((one) => one === document.activeElement)).toBe(true);
    await close();
  });
});
