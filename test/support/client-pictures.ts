/** Pictures of the client's screens over fixture boards: `node test/support/client-pictures.ts [name]`. */
import { mkdir } from "node:fs/promises";
import { chromium, type Page } from "playwright-core";
import {
  closedBoard,
  noEvent,
  noSource,
  silentBoard,
  sources,
  teamBoard,
  wallBoard,
  wallKpisSix,
} from "./board-fixtures.ts";
import { startBoardServer } from "./board-server.ts";

const OUT = new URL("../../.screenshots/", import.meta.url).pathname;
const TV = { width: 1920, height: 1080 };
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly scheme?: "dark" | "light";
  readonly full?: boolean;
  readonly staleMs?: number;
  readonly act?: (page: Page) => Promise<void>;
}

const team = "/team?scope=team:support-nl&period=today";
const wall = "/wall?scope=team:support-nl";
const shots: Shot[] = [
  { name: "wall-4-nl", path: `${wall}&lang=nl`, size: TV },
  { name: "wall-6-fr", path: `${wall}&period=six&lang=fr`, size: TV },
  { name: "wall-6-nl", path: `${wall}&period=six&lang=nl`, size: TV },
  { name: "wall-4-light", path: `${wall}&lang=en&theme=light`, size: TV },
  { name: "wall-stale-18s", path: `${wall}&lang=nl`, size: TV, staleMs: 18_000 },
  { name: "wall-stale-70s", path: `${wall}&lang=nl`, size: TV, staleMs: 70_000 },
  { name: "wall-stale-6m", path: `${wall}&lang=en&period=six`, size: TV, staleMs: 360_000 },
  { name: "team-dark", path: `${team}&lang=en&theme=dark`, size: DESK },
  { name: "team-light", path: `${team}&lang=nl&theme=light`, size: DESK },
  { name: "team-wide-dark", path: `${team}&lang=fr&theme=dark`, size: TV },
  { name: "team-wide-light", path: `${team}&lang=en&theme=light`, size: TV },
  { name: "team-phone", path: `${team}&lang=nl&theme=dark`, size: PHONE, full: true },
  {
    name: "team-320",
    path: `${team}&lang=fr&theme=light`,
    size: { width: 320, height: 700 },
    full: true,
  },
  { name: "team-stale-18s", path: `${team}&lang=en&theme=light`, size: DESK, staleMs: 18_000 },
  { name: "team-stale-70s", path: `${team}&lang=en&theme=dark`, size: DESK, staleMs: 70_000 },
  {
    name: "team-paused",
    path: `${team}&lang=en&theme=dark`,
    size: DESK,
    act: (page) => page.keyboard.press("p"),
  },
  {
    name: "team-table",
    path: `${team}&lang=en&theme=dark`,
    size: DESK,
    act: (page) => page.keyboard.press("t"),
  },
  {
    name: "team-help",
    path: `${team}&lang=nl&theme=light`,
    size: DESK,
    act: (page) => page.keyboard.press("?"),
  },
  {
    name: "team-passport",
    path: `${team}&lang=en&theme=dark`,
    size: DESK,
    act: (page) => page.locator(".tile-open").nth(3).click(),
  },
  { name: "team-no-source", path: "/team?scope=none&lang=en&theme=light", size: DESK },
  { name: "team-no-event", path: "/team?scope=quiet&lang=nl&theme=dark", size: DESK },
  { name: "team-closed", path: "/team?scope=closed&lang=en&theme=light", size: DESK },
  { name: "team-after-hours", path: "/team?scope=after&lang=nl&theme=dark", size: DESK },
  { name: "team-silent", path: "/team?scope=silent&lang=fr&theme=light", size: DESK },
  { name: "wall-closed", path: "/wall?scope=closed&lang=fr", size: TV },
  { name: "wall-after-hours", path: "/wall?scope=after&lang=nl", size: TV },
  { name: "wall-silent", path: "/wall?scope=silent&lang=fr", size: TV },
  { name: "wall-silent-six", path: "/wall?scope=silent&period=six&lang=fr", size: TV },
  { name: "team-not-found", path: "/team?scope=team:gone&lang=en&theme=dark", size: DESK },
];

const wanted = process.argv[2] ?? "";
await mkdir(OUT, { recursive: true });
const server = await startBoardServer((view) => {
  const at = Date.UTC(2026, 10, 18, 13, 32, 5);
  const shift = Date.now() - at;
  const items = (() => {
    if (view.scope === "none") return noSource(at);
    if (view.scope === "quiet") return noEvent(at);
    if (view.scope === "team:gone") return null;
    if (view.scope === "closed" || view.scope === "after")
      return closedBoard(at, view.scope === "after");
    if (view.scope === "silent" && view.screen === "team") return silentBoard(teamBoard(at));
    if (view.scope === "silent") {
      const kpis = view.period === "six" ? wallKpisSix : undefined;
      return [...silentBoard(wallBoard(at, kpis)), ...sources(at)];
    }
    if (view.screen === "wallboard")
      return wallBoard(at, view.period === "six" ? wallKpisSix : undefined);
    return teamBoard(at);
  })();
  const moved = (time: number | null) => (time === null ? null : time + shift);
  return (
    items?.map((item) =>
      item.kind === "source"
        ? { ...item, lastArrivalAt: moved(item.lastArrivalAt) }
        : item.kind === "waiting"
          ? { ...item, rows: item.rows.map((row) => ({ ...row, since: row.since + shift })) }
          : item.kind === "header" && item.closed !== undefined
            ? { ...item, closed: { ...item.closed, until: moved(item.closed.until) } }
            : item,
    ) ?? null
  );
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ],
});
try {
  for (const shot of shots.filter(({ name }) => name.includes(wanted))) {
    const page = await browser.newPage({
      viewport: shot.size,
      colorScheme: shot.scheme ?? "light",
    });
    page.on("console", (message) => console.log(shot.name, message.text()));
    page.on("pageerror", (error) => console.log(shot.name, error.message));
    if (shot.staleMs) await page.clock.install();
    await page.goto(server.url + shot.path);
    await page.waitForSelector(".tile, .empty");
    server.heartbeat();
    server.silence(shot.staleMs !== undefined);
    if (shot.staleMs) await page.clock.runFor(shot.staleMs);
    await shot.act?.(page);
    await page.waitForTimeout(1_300);
    await page.screenshot({ path: `${OUT}${shot.name}.png`, fullPage: shot.full ?? false });
    await page.close();
    server.silence(false);
  }
} finally {
  await browser.close();
  await server.close();
}
