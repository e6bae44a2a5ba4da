/**
 * What moves on a screen while its numbers change (UX-25): minutes of updates, played faster than they
 * would come. The page's own clock is moved on with each frame, so minutes change, notes on freshness are
 * written anew and a television's pages take their turns as they would.
 */
import type { Browser, Page } from "playwright-core";
import type { OwnDevice } from "../../shared/wire/device.ts";
import { wallKpisSix } from "./board-fixtures.ts";
import { type BoardServer, startBoardServer } from "./board-server.ts";
import { busyTeam, busyWall } from "./busy-boards.ts";

/** Of the page's clock, from frame to frame. */
export const FRAME_MS = 500;
/** Of the true one: time to lay out and paint what a frame changed. */
const PAINT_MS = 30;
const HEARTBEAT_FRAMES = 8;
/** A page whose clock runs fast also expects a ping sooner. */
const PING_MS = 300;
const LAPTOP = { width: 1440, height: 900 };
const HD = { width: 1920, height: 1080 };

/** A leader's screen; a wall of one page; and a television whose two pages take turns over a strip. */
export type Screen = "team" | "wall" | "wall of two pages";

export interface Shifts {
  /** Cumulative layout shift: of the worst window; and of everything, as it were one. */
  readonly score: number;
  readonly sum: number;
  /** What moved, each with the score of its frame. */
  readonly moved: readonly string[];
  /** Layouts the browser computed: were there few, the frames were not looked at. */
  readonly layouts: number;
}

/** Sums as CLS is defined, but by the page's clock: windows of at most five seconds, a second apart. */
const OBSERVE = `(() => {
  globalThis.shifts = { score: 0, sum: 0, moved: [] };
  let [began, last, score] = [-Infinity, -Infinity, 0];
  new PerformanceObserver((list) => {
    const now = performance.now();
    for (const { value, sources } of list.getEntries()) {
      if (now - last > 1000 || now - began > 5000) [began, score] = [now, 0];
      last = now;
      score += value;
      shifts.score = Math.max(shifts.score, score);
      shifts.sum += value;
      for (const { node } of sources) {
        const parent = node?.parentElement;
        const name = node?.className?.baseVal ?? (node?.className || node?.nodeName);
        const text = node?.textContent.slice(0, 60);
        shifts.moved.push(value.toFixed(4) + " " + name + " in " + (parent?.className || parent?.parentElement?.className) + ": " + text);
      }
    }
  }).observe({ type: "layout-shift" });
})()`;

const SESSION = { kind: "device", id: "d", name: "Hall", email: null, language: null, roles: [] };
const DEVICE: OwnDevice = {
  id: "d",
  name: "Hall",
  team: "support-nl",
  pages: [wallKpisSix.slice(0, 3), wallKpisSix.slice(3)],
  language: "en",
  theme: "dark",
  screenInches: 55,
  distanceMetres: 5,
  scale: 1,
};

async function asTelevision(page: Page): Promise<void> {
  const answers = {
    "**/api/v1/session": { ...SESSION, team: DEVICE.team, demo: false, needsSetup: false },
    "**/api/v1/devices/own": DEVICE,
  };
  for (const [path, body] of Object.entries(answers)) {
    const told = { contentType: "application/json", body: JSON.stringify(body) };
    await page.route(path, (route) => route.fulfill(told));
  }
}

/** `frames` frames on a new page of the screen; rejects when the screen never shows a tile. */
export async function shiftsOf(browser: Browser, screen: Screen, frames: number): Promise<Shifts> {
  const at = Date.UTC(2026, 10, 18, 13, 32, 5);
  const boardAt = (round: number) =>
    screen === "team" ? busyTeam(at + round * FRAME_MS, round) : busyWall(at, round);
  const server: BoardServer = await startBoardServer(() => boardAt(1), PING_MS);
  const context = await browser.newContext({ viewport: screen === "team" ? LAPTOP : HD });
  try {
    const page = await context.newPage();
    await page.clock.install();
    if (screen === "wall of two pages") await asTelevision(page);
    await page.goto(`${server.url}/${screen === "team" ? "team" : "wall"}?lang=en`);
    await page.waitForSelector(".tile");
    await page.clock.runFor(2_000);
    await page.waitForTimeout(500);
    const cdp = await context.newCDPSession(page);
    await cdp.send("Performance.enable");
    const layouts = async (): Promise<number> => {
      const { metrics } = await cdp.send("Performance.getMetrics");
      return metrics.find(({ name }) => name === "LayoutCount")?.value ?? 0;
    };
    await page.evaluate(OBSERVE);
    const before = await layouts();
    for (let round = 2; round < frames + 2; round += 1) {
      server.play(boardAt(round));
      if (round % HEARTBEAT_FRAMES === 0) server.heartbeat();
      await page.clock.runFor(FRAME_MS);
      await page.waitForTimeout(PAINT_MS);
    }
    const found = await page.evaluate<Omit<Shifts, "layouts">>("shifts");
    return { ...found, layouts: (await layouts()) - before };
  } finally {
    await context.close();
    await server.close();
  }
}
