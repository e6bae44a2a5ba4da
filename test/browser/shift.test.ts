/** Every number changes twice a second, on the leader's screen and on the wall: nothing may move. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, withoutChromium } from "../support/browser.ts";
import { shiftsOf } from "../support/shifts.ts";

/** Forty seconds: every value leaves for another size twice. */
const FRAMES = 80;

describe.skipIf(withoutChromium())("live updates of everything", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  for (const screen of ["team", "wall"] as const) {
    test(`[UX-25] nothing on the ${screen} moves by what could be seen, whatever its numbers become`, async () => {
      const { score, moved, layouts } = await shiftsOf(browser, screen, FRAMES);
      expect(score.toFixed(2), [...new Set(moved)].sort().reverse().slice(0, 9).join("\n")).toBe(
        "0.00",
      );
      expect(layouts).toBeGreaterThan(FRAMES / 4);
    });
  }
});
