/** Fixture boards: the states that a living demo is not in, above all long silence and having nothing to show. */
import type { Browser, Page } from "playwright-core";
import type { BoardItem } from "../../../shared/wire/board.ts";
import type { View } from "../../../shared/wire/protocol.ts";
import type { Visit } from "../../browser/acceptance/visit.ts";
import {
  closedBoard,
  noEvent,
  noSource,
  silentBoard,
  sources,
  teamBoard,
  wallBoard,
  wallKpisSix,
} from "../board-fixtures.ts";
import { type BoardServer, startBoardServer } from "../board-server.ts";
import { openWindow } from "../browse.ts";
import { type Job, jobsOf } from "./camera.ts";
import { type Look, SIZES, STATE, WALL, WALL_STATE } from "./looks.ts";

const AT = Date.UTC(2026, 10, 18, 13, 32, 5);
const TEAM = "/team?scope=team:support-nl";

interface Board {
  readonly name: string;
  readonly path: string;
  readonly looks: readonly Look[];
  /** For so long nothing is heard. */
  readonly silentMs?: number;
}

const BOARDS: readonly Board[] = [
  { name: "wall six", path: "/wall?period=six", looks: WALL },
  { name: "wall stale 70s", path: "/wall?", looks: WALL_STATE, silentMs: 70_000 },
  { name: "wall stale 6m", path: "/wall?", looks: WALL_STATE, silentMs: 360_000 },
  { name: "wall no source", path: "/wall?scope=none", looks: WALL_STATE },
  { name: "wall no event", path: "/wall?scope=quiet", looks: WALL_STATE },
  { name: "wall closed", path: "/wall?scope=closed", looks: WALL_STATE },
  { name: "wall after hours", path: "/wall?scope=after", looks: WALL_STATE },
  { name: "wall source silent", path: "/wall?scope=silent&period=six", looks: WALL_STATE },
  { name: "team closed", path: "/team?scope=closed", looks: STATE },
  { name: "team after hours", path: "/team?scope=after", looks: STATE },
  { name: "team source silent", path: "/team?scope=silent", looks: STATE },
  { name: "team stale 70s", path: TEAM, looks: STATE, silentMs: 70_000 },
  { name: "team no source", path: "/team?scope=none", looks: STATE },
  { name: "team no event", path: "/team?scope=quiet", looks: STATE },
  { name: "team no match", path: "/team?scope=bare&channel=chat", looks: STATE },
];

function itemsOf({ screen, scope, period }: View): readonly BoardItem[] {
  if (scope === "none") return noSource(AT);
  if (scope === "quiet") return noEvent(AT);
  if (scope === "bare") {
    return teamBoard(AT).filter(({ kind }) => kind === "header" || kind === "source");
  }
  if (scope === "closed" || scope === "after") return closedBoard(AT, scope === "after");
  if (scope === "silent") {
    return screen === "team"
      ? silentBoard(teamBoard(AT))
      : [...silentBoard(wallBoard(AT, wallKpisSix)), ...sources(AT)];
  }
  if (screen === "wallboard") return wallBoard(AT, period === "six" ? wallKpisSix : undefined);
  return teamBoard(AT);
}

/** Of the fixtures' day, what ticks is moved to now: the client ages it on its own clock. */
function moved(item: BoardItem, by: number): BoardItem {
  const later = (time: number | null) => (time === null ? null : time + by);
  if (item.kind === "source") return { ...item, lastArrivalAt: later(item.lastArrivalAt) };
  if (item.kind === "header" && item.closed !== undefined) {
    return { ...item, closed: { ...item.closed, until: later(item.closed.until) } };
  }
  if (item.kind !== "waiting") return item;
  return { ...item, rows: item.rows.map((row) => ({ ...row, since: row.since + by })) };
}

/** Plays the fixtures; its clock is this machine's. */
export function openBoards(): Promise<BoardServer> {
  const by = Date.now() - AT;
  return startBoardServer((view) => itemsOf(view).map((item) => moved(item, by)));
}

/** From here on the server says nothing more to this page; time passes on the page's own clock. */
async function silenceable(page: Page): Promise<(ms: number) => Promise<void>> {
  let isSilent = false;
  await page.clock.install();
  await page.routeWebSocket(/socket\.io/, (line) => {
    if (isSilent) return;
    const server = line.connectToServer();
    server.onMessage((message) => {
      if (!isSilent) line.send(message);
    });
  });
  return async (ms) => {
    isSilent = true;
    await page.clock.runFor(ms);
  };
}

async function open(browser: Browser, url: string, board: Board, look: Look): Promise<Visit> {
  const { page, context, faults } = await openWindow(browser, url, { size: SIZES[look.size] });
  const silence = board.silentMs === undefined ? null : await silenceable(page);
  await page.goto(`${url}${board.path}&lang=${look.language}&theme=${look.theme}`);
  await page.locator(".tile, .empty").first().waitFor();
  await silence?.(board.silentMs ?? 0);
  return { page, faults, close: () => context.close() };
}

export const boardJobs = (
  browser: Browser,
  server: () => Promise<BoardServer>,
  isWanted: (file: string) => boolean,
): Job[] =>
  BOARDS.flatMap((board) =>
    jobsOf(
      {
        name: board.name,
        isStill: board.silentMs !== undefined,
        open: async (look) => open(browser, (await server()).url, board, look),
      },
      board.looks,
      isWanted,
    ),
  );
