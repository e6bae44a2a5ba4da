/** The leader's screen while much happens: how often it speaks, and that it can be made to stand still. */
import { setTimeout } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BoardItem } from "../../../shared/wire/board.ts";
import { teamBoard, waiting } from "../../support/board-fixtures.ts";
import { type BoardServer, startBoardServer } from "../../support/board-server.ts";
import { openWindow } from "../../support/browse.ts";
import { launch, withoutChromium } from "../../support/browser.ts";

const at = Date.UTC(2026, 10, 18, 13, 32, 5);
/** As often as a board is sent at most (UX-32): at 20 events a second every tick has a frame. */
const TICK_MS = 500;
const ANNOUNCEMENTS_MAX = 30;

/** The board some frames later: every value and every status another, somebody else waiting. */
function later(frame: number): BoardItem[] {
  return teamBoard(at).map((item) => {
    if (item.kind === "waiting") {
      const { rows, ...rest } = waiting(at);
      return { ...rest, rows: rows.slice(frame % 4) };
    }
    if (item.kind !== "tile" || item.value === null) return item;
    const status = (["on_target", "attention", "action"] as const)[frame % 3] ?? "none";
    return { ...item, value: item.value + frame, status };
  });
}

/** Writes down in the page every change of text under a selector from now on, even one that is taken back. */
const WATCH = (selector: string) => `(() => {
  globalThis.changed = [];
  const all = document.querySelectorAll('${selector}');
  if (all.length === 0) throw new Error("nothing to watch");
  const told = ({ type, target, oldValue }) => {
    const value = type === "attributes" ? target.ariaLabel : target.textContent;
    return type !== "childList" && oldValue === value ? [] : [\`\${type}: \${value.slice(0, 60)}\`];
  };
  const watcher = new MutationObserver((changes) => changed.push(...changes.flatMap(told)));
  for (const one of all) watcher.observe(one, {
    childList: true, subtree: true, characterDataOldValue: true,
    attributeOldValue: true, attributeFilter: ["aria-label"],
  });
})()`;
const changed = (page: Page) => page.evaluate<string[]>("changed");

describe.skipIf(withoutChromium())("the leader's screen on a busy day", () => {
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

  /** The page's own clock is ours: its minutes pass as fast as frames can be sent and drawn. */
  async function open(scope: string) {
    const { page, context, faults } = await openWindow(browser, server.url);
    await page.clock.install();
    await page.goto(`${server.url}/team?lang=en&scope=team:${scope}`);
    await page.waitForSelector(".tile");
    return { page, faults, close: () => context.close() };
  }

  /** So many seconds with a frame every tick, and heartbeats in between. */
  async function busy(page: Page, seconds: number): Promise<void> {
    for (let frame = 1; frame <= (seconds * 1_000) / TICK_MS; frame += 1) {
      server.play(later(frame));
      if (frame % 8 === 0) server.heartbeat();
      await page.clock.runFor(TICK_MS);
    }
  }

  test("[ACC-4] in five minutes of a frame every tick at most thirty announcements, and tiles themselves say nothing", async () => {
    const { page, faults, close } = await open("say");
    await page.evaluate(WATCH('[role="status"].hidden'));
    await busy(page, 300);
    const said = await changed(page);
    expect(said.length).toBeGreaterThan(20); // it has not fallen silent either
    expect(said.length).toBeLessThanOrEqual(ANNOUNCEMENTS_MAX);
    const regions = ".tiles, .waiting, .panel";
    const loud = ':is([aria-live], [role="status"], [role="alert"], [role="log"])';
    expect(await page.locator(`:is(${regions}) ${loud}, :is(${regions})${loud}`).count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  test("[ACC-5][2.2.2] for a minute of pause no text changes, not even for a moment; resumed, all is current", async () => {
    const { page, close } = await open("stop");
    await page.keyboard.press("p");
    await page.evaluate(WATCH(".tiles, .panels"));
    await busy(page, 60);
    const frames = (60 * 1_000) / TICK_MS;
    const waitingNow = page.locator(".tile", { hasText: "In queue" }).locator(".number");
    expect(await changed(page)).toEqual([]);
    expect(await waitingNow.innerText()).toBe("7");
    await page.keyboard.press("p");
    // A second of the page's own clock; the last frames may still be on their way through the machine.
    for (
      let at = 0;
      at < 1_000 && (await waitingNow.innerText()) !== String(7 + frames);
      at += 10
    ) {
      await setTimeout(20);
      await page.clock.runFor(10);
    }
    expect(await waitingNow.innerText()).toBe(String(7 + frames));
    expect((await changed(page)).length).toBeGreaterThan(0);
    await close();
  });
});
