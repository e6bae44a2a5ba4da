/** Every screen in every state, in looks that cover all languages and themes: no fault, nothing moves. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withoutChromium } from "../../support/browser.ts";
import { cellsOf } from "./design.ts";
import { type Decided, decided, faultsOn } from "./faults.ts";
import { openPlace, type Place } from "./place.ts";
import { SCREENS } from "./screens.ts";
import { redress, visit } from "./visit.ts";

/** What axe could not decide stands there, and what a screen reader or an eye that follows could not bear. */
const NAMELESS = `[...document.querySelectorAll("canvas")].filter((one) =>
  one.getAttribute("role") !== "img" || (one.getAttribute("aria-label") ?? "").length < 20)
  .map((one) => one.outerHTML)`;

describe.skipIf(withoutChromium())("every screen", () => {
  let place: Place;
  const rows = decided();
  const used = new Set<Decided>();
  const walked = new Set<string>();

  beforeAll(async () => {
    place = await openPlace();
  });
  afterAll(async () => place?.close());

  test.each(Object.keys(SCREENS))(
    "[ACC-1][ACC-2][ACC-6] %s: axe finds nothing, canvases are named, nothing is animated",
    async (name) => {
      const [first, ...others] = cellsOf(name).filter(({ state }) => state === "loaded");
      if (first === undefined) throw new Error(`${name} is never loaded`);
      const rest = cellsOf(name).filter(({ state }) => state !== "loaded");
      const found: string[] = [];
      const look = async (page: Awaited<ReturnType<typeof visit>>["page"], where: object) => {
        const told = await faultsOn(page, rows);
        for (const row of told.used) used.add(row);
        const nameless = await page.evaluate<string[]>(NAMELESS);
        const moving = await page.evaluate<string[]>("deskTests.moved()");
        const all = [...told.faults, ...nameless, ...moving];
        found.push(...all.map((one) => `${Object.values(where).join(" ")}: ${one}`));
      };
      const { page, faults, close } = await visit(place, name, first);
      await look(page, first);
      for (const cell of others) {
        await redress(page, cell);
        await look(page, cell);
      }
      found.push(...faults);
      await close();
      for (const cell of rest) {
        const shown = await visit(place, name, cell);
        await look(shown.page, cell);
        found.push(...shown.faults);
        await shown.close();
      }
      expect(found).toEqual([]);
      walked.add(name);
    },
  );

  test("[ACC-1] what axe cannot decide is explained in incomplete.md, and nothing there is out of date", ({
    skip,
  }) => {
    skip(walked.size < Object.keys(SCREENS).length, "not every screen was walked");
    expect(rows.filter((row) => !used.has(row))).toEqual([]);
  });
});
