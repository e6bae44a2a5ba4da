/** The status of every tile without its colour: in grey, with eyes that lack a cone, in the user's own colours. */
import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wordsOf } from "../../../shared/text/words.ts";
import type { BoardItem } from "../../../shared/wire/board.ts";
import { teamBoard, wallBoard, wallKpisSix } from "../../support/board-fixtures.ts";
import { type BoardServer, startBoardServer } from "../../support/board-server.ts";
import { launch, withoutChromium } from "../../support/browser.ts";
import { LANGUAGES, type Language, THEMES, type Theme } from "./design.ts";
import { type Form, formSeen } from "./shapes.ts";
import { DESK, TELEVISION } from "./visit.ts";

const IN_PAGE = new URL("../../support/in-page.js", import.meta.url).pathname;
const OUT = new URL("../../../.screenshots/", import.meta.url).pathname;
const at = Date.UTC(2026, 10, 18, 13, 32, 5);
const STALE_MS = 18_000;

const EYES = ["achromatopsia", "protanopia", "deuteranopia", "tritanopia"] as const;
const PATHS = { team: "/team?scope=team:support-nl", wall: "/wall?scope=team:support-nl" } as const;

/** What SCREENS.md 3 gives each state. */
const FORMS: Readonly<Record<string, Form>> = {
  on_target: "circle",
  attention: "triangle",
  action: "diamond",
  none: "bar",
  few: "bar",
  stale: "pause",
};
const MARKS = ["on_target", "attention", "action", "none", "few", "stale"] as const;

/** The same board with every status on it. */
function every(items: readonly BoardItem[]): BoardItem[] {
  let count = 0;
  return items.map((item) => {
    if (item.kind !== "tile" || item.target === null || item.value === null) return item;
    count += 1;
    const status = (["on_target", "attention", "action"] as const)[count % 3] ?? "none";
    return { ...item, status };
  });
}

describe.skipIf(withoutChromium())("a status without its colour", () => {
  let browser: Browser;
  let server: BoardServer;

  beforeAll(async () => {
    mkdirSync(OUT, { recursive: true });
    server = await startBoardServer(({ screen }) =>
      every(screen === "team" ? teamBoard(at) : wallBoard(at, wallKpisSix)),
    );
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  interface Wish {
    readonly screen: keyof typeof PATHS;
    readonly language: Language;
    readonly theme: Theme;
    readonly isForced?: boolean;
    readonly isStale?: boolean;
  }

  async function open({ screen, language, theme, isForced = false, isStale = false }: Wish) {
    const context = await browser.newContext({
      viewport: screen === "wall" ? TELEVISION : DESK,
      reducedMotion: "reduce",
      forcedColors: isForced ? "active" : "none",
      // Small shapes have edges one can measure; those of a wall are large enough.
      deviceScaleFactor: screen === "wall" ? 1 : 4,
    });
    await context.addInitScript({ path: IN_PAGE });
    const page = await context.newPage();
    const blank = await context.newPage();
    if (isStale) await page.clock.install();
    await page.goto(`${server.url}${PATHS[screen]}&lang=${language}&theme=${theme}`);
    await page.locator(".tile").first().waitFor();
    if (isStale) {
      server.silence(true);
      await page.clock.runFor(STALE_MS);
    }
    await page.bringToFront();
    const close = async () => {
      await context.close();
      server.silence(false);
    };
    return { page, blank, close };
  }

  /** Sees for others: until the next call every picture is as they would have it. */
  async function withEyes(page: Page, type: (typeof EYES)[number]): Promise<void> {
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setEmulatedVisionDeficiency", { type });
  }

  /** Every tile: its state, and what its shape and its word say by themselves. */
  async function classified(page: Page, blank: Page, language: Language) {
    const words = wordsOf(language);
    const wordOf = new Map(MARKS.map((mark) => [words(`status.${mark}`), mark]));
    const tiles: { mark: string; form: Form; word: string }[] = [];
    for (const tile of await page.locator(".tile:has(.status)").all()) {
      const mark = (await tile.getAttribute("data-mark")) ?? "";
      const text = await tile.locator(".status-word").innerText();
      const form = await formSeen(blank, tile.locator(".shape"));
      tiles.push({ mark, form, word: wordOf.get(text) ?? text });
    }
    return tiles;
  }

  const told = (mark: string) => ({ mark, form: FORMS[mark], word: mark });

  for (const screen of ["team", "wall"] as const) {
    for (const [turn, theme] of THEMES.entries()) {
      test(`[ACC-8][UX-11] ${screen}, ${theme}: every tile is told by its shape alone and by its word alone, in grey`, async () => {
        const seen = new Set<string>();
        for (const [index, isStale] of [false, true].entries()) {
          const language = LANGUAGES[(turn + index) % LANGUAGES.length] ?? "nl";
          const { page, blank, close } = await open({ screen, language, theme, isStale });
          await withEyes(page, "achromatopsia");
          const tiles = await classified(page, blank, language);
          expect(tiles.length).toBeGreaterThan(3);
          expect(tiles).toEqual(tiles.map(({ mark }) => told(mark)));
          for (const { mark } of tiles) seen.add(mark);
          await close();
        }
        expect([...seen]).toEqual(
          expect.arrayContaining(["on_target", "attention", "action", "stale"]),
        );
      });

      test(`[ACC-8] ${screen}, ${theme}: pictures as four kinds of eyes have them`, async () => {
        const { page, close } = await open({ screen, language: "nl", theme });
        for (const eyes of EYES) {
          await withEyes(page, eyes);
          await page.screenshot({
            path: `${OUT}seen-${screen}-${theme}-${eyes}.png`,
            scale: "css",
          });
        }
        await close();
      });
    }

    test(`[ACC-10] ${screen}: in forced colours every status is still told by its shape and its word`, async () => {
      for (const isStale of [false, true]) {
        const wish = { screen, language: "en", theme: "light", isForced: true, isStale } as const;
        const { page, blank, close } = await open(wish);
        const tiles = await classified(page, blank, "en");
        expect(tiles.length).toBeGreaterThan(3);
        expect(tiles).toEqual(tiles.map(({ mark }) => told(mark)));
        const name = `seen-${screen}-forced${isStale ? "-stale" : ""}.png`;
        await page.screenshot({ path: OUT + name, scale: "css" });
        await close();
      }
    });
  }
});
