/** The leader's screen over fixture boards: what announces, what stands still, and each state of a panel. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BoardItem } from "../../shared/wire/board.ts";
import { closedBoard, silentBoard, teamBoard, waiting } from "../support/board-fixtures.ts";
import { type BoardServer, startBoardServer } from "../support/board-server.ts";
import { launch, withoutChromium } from "../support/browser.ts";

const IN_PAGE = new URL("../support/in-page.js", import.meta.url).pathname;
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const at = Date.UTC(2026, 10, 18, 13, 32, 5);

describe.skipIf(withoutChromium())("the leader's screen in its states", () => {
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

  async function open(path: string, prepare: (page: Page) => Promise<void> = async () => {}) {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: "reduce",
    });
    await context.addInitScript({ path: IN_PAGE });
    const page = await context.newPage();
    await prepare(page);
    await page.goto(server.url + path);
    await page.waitForSelector(".tile");
    return { page, close: () => context.close() };
  }

  /** The figures API as it could answer; a question that is not named fails. */
  const answer =
    (answers: Readonly<Record<string, { status?: number; body: unknown }>>) =>
    async (page: Page) => {
      await page.route(/\/api\/v1\/(figures|contacts)/, async (route) => {
        const { pathname } = new URL(route.request().url());
        const told = answers[pathname.replace("/api/v1/", "")];
        if (told === undefined) return route.abort();
        const { status = 200, body } = told;
        return route.fulfill({
          status,
          contentType: "application/json",
          body: JSON.stringify(body),
        });
      });
    };

  const figure = {
    kpi: "frt.p50",
    scope: "team:support-nl",
    period: {
      label: "today",
      from: "2026-11-17T23:00:00Z",
      to: "2026-11-18T23:00:00Z",
      zone: "Europe/Amsterdam",
    },
    value: 372,
    unit: "s",
    n: 1,
    numerator: 372,
    denominator: null,
    interval: null,
    definition: "frt.p50@1",
    position: 1,
  };
  const row = {
    contact: "c1",
    source: "/s",
    channel: "email",
    direction: "inbound",
    facts: [
      {
        measure: "frt.seconds",
        value: 372,
        at: "2026-11-18T09:12:00Z",
        agent: "a-1",
        team: "t",
        queue: null,
      },
    ],
  };
  const PANEL = "/team?lang=en&scope=team:support-nl&figure=frt.p50";

  test("[PRIV-5][UX-19] a number of too few people says so, and lists nobody", async () => {
    const withheld = { ...figure, value: null, n: 0, withheld: "group" };
    const { page, close } = await open(PANEL, answer({ figures: { body: [withheld] } }));
    await page.getByText("Too few people are behind this number").waitFor();
    expect(await page.locator(".behind-row").count()).toBe(0);
    await close();
  });

  test("[UX-9] a score of too few cases is not told in its panel either", async () => {
    const few = { ...figure, n: 3, value: 40 };
    const rows = [row, { ...row, contact: "c2" }, { ...row, contact: "c3" }];
    const { page, close } = await open(
      PANEL,
      answer({ figures: { body: [few] }, contacts: { body: rows } }),
    );
    await page.getByText("n = 3: too few to show a score").waitFor();
    expect(await page.locator(".number-value strong").innerText()).toBe("–");
    await close();
  });

  test("[SCR-9] a list that is not its number says so instead of lying", async () => {
    const answers = { figures: { body: [{ ...figure, n: 2 }] }, contacts: { body: [row] } };
    const { page, close } = await open(PANEL, answer(answers));
    await page.getByText("The number moved while its contacts were counted").waitFor();
    await close();
  });

  test("[UX-19] a server that cannot be reached is told, and asked again with one press", async () => {
    let isDown = true;
    const { page, close } = await open(PANEL, async (own) => {
      await own.route(/\/api\/v1\/(figures|contacts)/, (route) => {
        if (isDown) return route.abort();
        const body = route.request().url().includes("/contacts") ? [row] : [figure];
        return route.fulfill({ contentType: "application/json", body: JSON.stringify(body) });
      });
    });
    const again = page.getByRole("button", { name: "Ask again" });
    await again.waitFor();
    const { violations } = await new AxeBuilder({ page })
      .include(".sheet")
      .withTags(TAGS)
      .analyze();
    expect(violations).toEqual([]);
    isDown = false;
    await again.click();
    await page.locator(".behind-row").waitFor();
    await close();
  });

  /** The board a moment later: everything a little worse or better, another contact waiting. */
  const later = (round: number): BoardItem[] =>
    teamBoard(at).map((item) => {
      if (item.kind === "waiting") {
        const { rows, ...rest } = waiting(at);
        return { ...rest, rows: rows.slice(round % 4) };
      }
      if (item.kind !== "tile" || item.value === null) return item;
      const status = (["on_target", "attention", "action"] as const)[round % 3] ?? "none";
      return { ...item, value: item.value + round, status };
    });

  test("[UX-25] who comes and goes among those who wait moves nothing", async () => {
    const { page, close } = await open("/team?lang=en&scope=team:wait");
    await page.evaluate("deskTests.watchShifts()");
    for (let round = 1; round <= 12; round += 1) {
      server.play(later(round));
      await page.waitForTimeout(60);
    }
    const shifted = await page.evaluate<string[]>("deskTests.shifted");
    expect(shifted.filter((one) => /waiting|corrections/.test(one.split(":")[0] ?? ""))).toEqual(
      [],
    );
    await close();
  });

  const play = (items: readonly BoardItem[]) => {
    server.play(items);
    server.heartbeat();
  };
  const now = () => Date.now();

  test("[UX-19] closed: until when, and one press shows the last day that was open", async () => {
    const { page, close } = await open("/team?lang=en&scope=team:closed");
    play(closedBoard(now()));
    const state = page.locator(".empty");
    await state.getByText(/^Closed until \w+day \d\d:\d\d$/).waitFor();
    expect(await page.locator(".tile").count()).toBe(0);
    await state.getByRole("button", { name: "Show the last open day" }).click();
    await page.waitForURL(/period=2026-11-17/);
    await page.getByText("Tuesday 17 November").first().waitFor();
    await close();
  });

  test("[UX-19] what was measured keeps standing when it has closed, and says so", async () => {
    const { page, close } = await open("/team?lang=nl&scope=team:after");
    play(closedBoard(now(), true));
    await page.locator(".closed-note").getByText("Gesloten tot").waitFor();
    expect(await page.locator(".tile").count()).toBeGreaterThan(5);
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await close();
  });

  test("[UX-16] only tiles that need a silent source are set aside, until it speaks again", async () => {
    const { page, close } = await open("/team?lang=en&scope=team:silent");
    play(silentBoard(teamBoard(now())));
    const silent = page.locator('.tile[data-silent="true"]');
    await silent
      .first()
      .getByText(/^silent since/)
      .waitFor();
    const names = await silent.evaluateAll((all) =>
      all.map((one) => one.getAttribute("aria-label")),
    );
    const mark = await page.locator('.tile[data-silent="false"]').first().getAttribute("data-mark");
    expect([names.length, mark]).toEqual([4, "on_target"]);
    expect(await silent.first().locator(".tile-silent-name").innerText()).toBe("Chatwoot");
    expect(await silent.first().getAttribute("data-mark")).toBe("stale");
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    play(
      silentBoard(teamBoard(now())).map((item) =>
        item.kind === "source" ? { ...item, lastArrivalAt: now() } : item,
      ),
    );
    await silent.first().waitFor({ state: "detached" });
    await close();
  });

  test("[UX-19] a part of the screen that cannot be fetched says so, and comes when asked again", async () => {
    let isCut = true;
    const { page, close } = await open("/team?lang=en&scope=team:support-nl", async (one) => {
      await one.route(/assets\/panel-.*\.js$/, (route) =>
        isCut ? route.abort() : route.continue(),
      );
      await one.route(/:\d+\/$/, (route) => route.abort());
    });
    await page.locator(".tile-open").first().click();
    const failed = page.getByRole("alert").filter({ hasText: "This page could not be fetched" });
    await failed.waitFor();
    isCut = false;
    await failed.getByRole("button", { name: "Try again" }).click();
    await page.locator(".sheet").waitFor();
    await failed.waitFor({ state: "detached" });
    await close();
  });
});
