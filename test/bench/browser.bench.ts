/** What a leader's screen costs the browser: twenty live tiles at two frames a second, and ten thousand frames (SCREENS.md 9). */
import type { CDPSession, Page } from "playwright-core";
import { catalog } from "../../shared/kpi/catalog.ts";
import type { BoardItem, TileItem } from "../../shared/wire/board.ts";
import { agents, charts, header, sources, teamTiles } from "../support/board-fixtures.ts";
import { type BoardServer, startBoardServer } from "../support/board-server.ts";
import { launch } from "../support/browser.ts";
import type { Bench } from "./bench.ts";

const TILES = 20;
const FRAME_MS = 500;
const SECONDS = 12;
const RUNS = 5;
const FRAMES = 10_000;
/** Frames after which the heap is taken as what a screen needs. */
const WARM_FRAMES = 1_000;

/** As many tiles as a screen may ever have, and some more, each of another KPI. */
function tiles(round: number): TileItem[] {
  const known = teamTiles();
  const others = catalog.filter(({ id }) => !known.some(({ kpi }) => kpi === id));
  const more = others.slice(0, TILES - known.length).map((kpi, at): TileItem => {
    const like = known[at % known.length] as TileItem;
    return { ...like, id: `tile:${kpi.id}`, kpi: kpi.id, unit: kpi.unit };
  });
  return [...known, ...more].map((tile, at) => ({
    ...tile,
    value: Math.abs(Math.round((tile.value ?? 50) + Math.sin(round + at) * 10)),
    n: tile.n + (round % 7),
    trend: tile.trend.map((value) => (value === null ? null : value + Math.sin(round) * 2)),
  }));
}

const boardAt = (at: number, round: number): BoardItem[] => [
  header(at),
  ...tiles(round),
  ...agents(),
  ...charts(at),
  ...sources(at),
];

async function metric(cdp: CDPSession, name: string): Promise<number> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return metrics.find((one) => one.name === name)?.value ?? Number.NaN;
}

async function heapMb(cdp: CDPSession): Promise<number> {
  await cdp.send("HeapProfiler.collectGarbage");
  return (await metric(cdp, "JSHeapUsedSize")) / 1_000_000;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Main-thread milliseconds per second, while everything changes in every frame. */
async function busy(
  server: BoardServer,
  cdp: CDPSession,
  at: number,
  from: number,
): Promise<number> {
  const before = await metric(cdp, "TaskDuration");
  const began = performance.now();
  for (let frame = 0; frame < (SECONDS * 1000) / FRAME_MS; frame += 1) {
    server.play(boardAt(at, from + frame));
    await pause(FRAME_MS);
  }
  const seconds = (performance.now() - began) / 1000;
  return ((await metric(cdp, "TaskDuration")) - before) * (1000 / seconds);
}

async function opened(page: Page, url: string): Promise<CDPSession> {
  await page.goto(`${url}/team`);
  await page.locator(".tile").first().waitFor();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  return cdp;
}

export const browser: Bench = {
  name: "browser",
  about: `the team screen in Chromium: ${TILES} tiles, 3 charts, 17 agents, a frame each ${FRAME_MS} ms`,
  async run({ note }) {
    const at = Date.now();
    const server = await startBoardServer(() => boardAt(at, 0));
    const chromium = await launch();
    try {
      const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
      const cdp = await opened(page, server.url);
      const values: number[] = [];
      for (let run = -1; run < RUNS; run += 1) {
        const ms = await busy(server, cdp, at, (run + 1) * 100);
        if (run >= 0) values.push(ms);
      }
      let heap = 0;
      for (let frame = 1; frame <= FRAMES; frame += 1) {
        server.play(boardAt(at, frame));
        await pause(1);
        if (frame === WARM_FRAMES) heap = await heapMb(cdp);
      }
      await pause(2_000);
      const after = await heapMb(cdp);
      note(
        `heap after ${WARM_FRAMES} frames ${heap.toFixed(1)} MB, after ${FRAMES} ${after.toFixed(1)} MB`,
      );
      return [
        {
          figure: "main thread, each second",
          values,
          unit: "ms",
          aim: { on: "value", is: "at most", bound: 120 },
        },
        {
          figure: "heap after 10,000 frames",
          values: [after],
          unit: "MB",
          ratios: [after / heap],
          to: "after 1,000",
          aim: { on: "ratio", is: "at most", bound: 1.1 },
        },
      ];
    } finally {
      await chromium.close();
      await server.close();
    }
  },
};
