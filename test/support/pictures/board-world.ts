/** Fixture boards: the states that a living demo is not in, above all silence and having nothing to show. */
import type { Page } from "playwright-core";
import type { BoardItem } from "../../../shared/wire/board.ts";
import type { View } from "../../../shared/wire/protocol.ts";
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
import { startBoardServer } from "../board-server.ts";
import { type Shot, STATE, WALL, WALL_STATE, type World } from "./shot.ts";

const AT = Date.UTC(2026, 10, 18, 13, 32, 5);
const TEAM = "/team?scope=team:support-nl";

/** From a moment on the server says nothing more to this page, and time passes on the page's own clock. */
function quiet(name: string, path: string, silentMs: number, looks: Shot["looks"]): Shot {
  const silent = new WeakSet<Page>();
  return {
    name,
    path,
    looks,
    before: async (page) => {
      await page.clock.install();
      await page.routeWebSocket(/socket\.io/, (browser) => {
        if (silent.has(page)) return;
        const server = browser.connectToServer();
        server.onMessage((message) => {
          if (!silent.has(page)) browser.send(message);
        });
      });
    },
    act: async (page) => {
      silent.add(page);
      await page.clock.runFor(silentMs);
    },
  };
}

const SHOTS: readonly Shot[] = [
  { name: "wall-six", path: "/wall?period=six", looks: WALL },
  quiet("wall-stale-18s", "/wall", 18_000, WALL_STATE),
  quiet("wall-stale-70s", "/wall", 70_000, WALL_STATE),
  quiet("wall-stale-6m", "/wall", 360_000, WALL_STATE),
  { name: "wall-no-source", path: "/wall?scope=none", looks: WALL_STATE },
  { name: "wall-no-event", path: "/wall?scope=quiet", looks: WALL_STATE },
  { name: "wall-closed", path: "/wall?scope=closed", looks: WALL_STATE },
  { name: "wall-after-hours", path: "/wall?scope=after", looks: WALL_STATE },
  { name: "wall-source-silent", path: "/wall?scope=silent&period=six", looks: WALL_STATE },
  { name: "team-closed", path: "/team?scope=closed", looks: STATE },
  { name: "team-after-hours", path: "/team?scope=after", looks: STATE },
  { name: "team-source-silent", path: "/team?scope=silent", looks: STATE },
  quiet("team-stale-18s", `${TEAM}`, 18_000, STATE),
  quiet("team-stale-70s", `${TEAM}`, 70_000, STATE),
  { name: "team-no-source", path: "/team?scope=none", looks: STATE },
  { name: "team-no-event", path: "/team?scope=quiet", looks: STATE },
  { name: "team-no-match", path: "/team?scope=bare&channel=chat", looks: STATE },
  { name: "team-not-found", path: "/team?scope=team:gone", looks: STATE },
];

function itemsOf({ screen, scope, period }: View): readonly BoardItem[] | null {
  if (scope === "none") return noSource(AT);
  if (scope === "quiet") return noEvent(AT);
  if (scope === "bare") {
    return teamBoard(AT).filter(({ kind }) => kind === "header" || kind === "source");
  }
  if (scope === "team:gone") return null;
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

export async function boardWorld(): Promise<World> {
  const by = Date.now() - AT;
  const server = await startBoardServer(
    (view) => itemsOf(view)?.map((item) => moved(item, by)) ?? null,
  );
  return { url: server.url, shots: SHOTS, enter: async () => {}, stop: server.close };
}
