/** Boards on real websockets: snapshot, numbered deltas, and what a screen may not do. */
import { afterEach, expect, test } from "vitest";
import type { TileItem } from "../../../shared/wire/board.ts";
import { call, contact, queued, ticket } from "../fold/desk.ts";
import { type Hall, openHall, type Screen, team } from "./screens.ts";

let hall: Hall;
afterEach(() => hall.close());

const tile = (screen: Screen, kpi: string): TileItem | undefined => {
  const board = screen.board();
  if (board === null || board === "gap") return undefined;
  const item = board.items.get(`tile:${kpi}`);
  return item?.kind === "tile" ? item : undefined;
};

const created = (id: string, time: string) => ({
  ...ticket(time, { contactId: id }),
  id: `made-${id}`,
});

test("[REL-10] a screen gets one snapshot and then numbered deltas, without a gap", async () => {
  hall = await openHall();
  const screen = await hall.screen();
  expect(await screen.watch(team)).toEqual({ board: "team|centre|today" });
  for (let count = 1; count <= 3; count += 1) {
    await hall.desk.send(created(`t${count}`, `11:0${count}:00`));
    await hall.tick();
    await screen.until(1 + count);
  }
  expect(screen.messages.map(({ kind }) => kind)).toEqual(["snapshot", "delta", "delta", "delta"]);
  expect(screen.messages.map(({ data }) => data.seq)).toEqual([1, 2, 3, 4]);
  expect(tile(screen, "backlog.open")?.value).toBe(3);
  const other = await hall.screen();
  await other.watch(team);
  await other.until(1);
  expect(screen.board()).toEqual(other.board());
});

test("[REL-10] a screen that asks again gets a whole snapshot of what it watches, and of nothing else", async () => {
  hall = await openHall();
  const screen = await hall.screen();
  await screen.watch(team);
  await screen.until(1);
  screen.socket.emit("resync", { board: "team|centre|last-60m" });
  screen.socket.emit("resync", { board: "team|centre|today" });
  await screen.until(2);
  const [first, second] = screen.messages;
  expect(second).toEqual(first);
  expect(screen.messages).toHaveLength(2);
});

test("[REL-10] screens that come at the same moment all get the whole board", async () => {
  hall = await openHall({}, "12:00:00", true);
  await hall.desk.send(created("t1", "11:00:00"));
  const screens = await Promise.all([hall.screen(), hall.screen(), hall.screen()]);
  await Promise.all(screens.map((screen) => screen.watch(team)));
  await Promise.all(screens.map((screen) => screen.until(1)));
  await hall.desk.send(created("t2", "11:01:00"));
  await hall.tick();
  for (const screen of screens) {
    const [first] = await screen.until(2);
    expect(first?.kind === "snapshot" && first.data.items.length).toBeGreaterThan(10);
    expect(tile(screen, "backlog.open")?.value).toBe(2);
  }
});

test("[DESIGN-4] a screen with two boards gets deltas for both in one tick", async () => {
  hall = await openHall();
  const screen = await hall.screen();
  await screen.watch(team);
  await screen.watch({ ...team, screen: "wallboard" });
  await screen.until(2);
  await hall.desk.send(call("11:00:00"), queued("11:00:00"));
  await hall.tick();
  await screen.until(4);
  expect(screen.messages.map(({ kind }) => kind)).toEqual([
    "snapshot",
    "snapshot",
    "delta",
    "delta",
  ]);
});

test("[DESIGN-4] two screens of one board cost one computation", async () => {
  hall = await openHall();
  const [one, two] = [await hall.screen(), await hall.screen()];
  await one.watch(team);
  await hall.desk.send(created("t1", "11:00:00"));
  const before = hall.reads();
  await hall.tick();
  const alone = hall.reads() - before;
  expect(alone).toBeGreaterThan(0);
  await two.watch(team);
  expect(hall.reads() - before).toBe(alone);
  await hall.desk.send(created("t2", "11:00:30"));
  await hall.tick();
  expect(hall.reads() - before).toBe(2 * alone);
  await Promise.all([one.until(3), two.until(2)]);
  expect(one.board()).toEqual(two.board());
});

test("[DESIGN-4] a board nobody watches is not computed", async () => {
  hall = await openHall();
  const screen = await hall.screen();
  await screen.watch(team);
  screen.socket.emit("unwatch", { board: "team|centre|today" });
  screen.socket.emit("resync", { board: "team|centre|today" });
  await screen.watch({ ...team, period: "last-60m" });
  screen.socket.emit("unwatch", { board: "team|centre|last-60m" });
  await screen.watch({ ...team, scope: "team:nowhere" });
  const before = hall.reads();
  await hall.desk.send(created("t1", "11:00:00"));
  await hall.tick();
  expect(hall.reads()).toBe(before);
});

test("[REL-10] a board that is made anew is not older than the one a screen still has", async () => {
  hall = await openHall();
  const wall = await hall.screen();
  await wall.watch(team);
  for (let count = 1; count <= 3; count += 1) {
    await hall.desk.send(created(`t${count}`, `11:0${count}:00`));
    await hall.tick();
    await wall.until(1 + count);
  }
  const had = wall.messages.at(-1)?.data.seq ?? 0;
  // Its line breaks, nobody else watches, and the board is forgotten; then it comes back.
  wall.socket.emit("unwatch", { board: "team|centre|today" });
  await wall.watch({ ...team, period: "last-60m" });
  await hall.tick();
  const again = await hall.screen();
  await again.watch(team);
  await again.until(1);
  expect(again.messages[0]?.data.seq).toBeGreaterThanOrEqual(had);
});

test("[SEC-15] what a screen may not see, or cannot mean, is refused", async () => {
  hall = await openHall({ teams: [{ id: "north" }], agents: [{ id: "ann" }] });
  const screen = await hall.screen();
  expect(await screen.watch({ ...team, scope: "team:south" })).toEqual({ refused: "not_found" });
  expect(await screen.watch({ ...team, scope: "agent:ann" })).toEqual({ refused: "not_found" });
  expect(await screen.watch({ ...team, period: "the day" })).toEqual({ refused: "malformed" });
  expect(await screen.watch(team, 0)).toEqual({ refused: "client_too_old" });
  expect(await screen.watch({ ...team, scope: "team:north" })).toEqual({
    board: "team|team:north|today",
  });
  const days = Array.from(
    { length: 15 },
    (_, day) => `2026-02-${String(day + 1).padStart(2, "0")}`,
  );
  const answers = await Promise.all(days.map((period) => screen.watch({ ...team, period })));
  expect(answers.filter((answer) => "refused" in answer)).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await screen.watch({ ...team, period: "2026-03-01" })).toEqual({ refused: "too_many" });
});

test("[SEC-13] a page from elsewhere, or a caller without origin, is not connected", async () => {
  hall = await openHall();
  await expect(hall.screen("http://evil.example")).rejects.toThrow();
  await expect(hall.screen(`http://localhost:${hall.port + 1}`)).rejects.toThrow();
  await expect(hall.screen(null)).rejects.toThrow();
});

test("[SEC-18] a screen that talks too fast is disconnected, and nobody else", async () => {
  hall = await openHall();
  const [fast, calm] = [await hall.screen(), await hall.screen()];
  const gone = new Promise((resolve) => fast.socket.on("disconnect", resolve));
  for (let count = 0; count < 40; count += 1) fast.socket.emit("resync", { board: "x" });
  expect(await gone).toBe("io server disconnect");
  expect(await calm.watch(team)).toEqual({ board: "team|centre|today" });
});

test("[SCR-5] the board of today begins anew at midnight, by the server's clock", async () => {
  hall = await openHall({}, "23:59:50");
  const screen = await hall.screen();
  await screen.watch(team);
  await hall.desk.send(created("t1", "11:00:00"));
  await hall.tick();
  await screen.until(2);
  const period = () => {
    const board = screen.board();
    const header = board === null || board === "gap" ? undefined : board.items.get("header");
    return header?.kind === "header" ? new Date(header.period.from).toISOString() : null;
  };
  expect(period()).toBe("2026-03-03T23:00:00.000Z");
  expect(
    tile(screen, "backlog.open")?.parts?.find(({ kpi }) => kpi === "tickets.created")?.value,
  ).toBe(1);
  await hall.tick(10_000);
  await screen.until(3);
  expect(period()).toBe("2026-03-04T23:00:00.000Z");
  expect(
    tile(screen, "backlog.open")?.parts?.find(({ kpi }) => kpi === "tickets.created")?.value,
  ).toBe(0);
  expect(tile(screen, "backlog.open")?.value).toBe(1);
});

test("[DESIGN-4] ages move on by themselves, though nothing happens", async () => {
  hall = await openHall();
  await hall.desk.send(
    call("11:59:00"),
    queued("11:59:00"),
    contact("offered", "11:59:01", { offerId: "o", agentId: "a" }),
  );
  const screen = await hall.screen();
  await screen.watch(team);
  await screen.until(1);
  expect(tile(screen, "queue.longest")?.value).toBe(60);
  await hall.tick(30_000);
  await screen.until(2);
  expect(tile(screen, "queue.longest")?.value).toBe(90);
});

test("[REL-10] the heartbeat tells the clock and how far each watched board is", async () => {
  hall = await openHall();
  const screen = await hall.screen();
  await screen.watch(team);
  await screen.until(1);
  hall.live.beat();
  await screen.watch(team);
  expect(screen.beats.at(-1)).toEqual({
    at: hall.desk.clock.now(),
    epoch: hall.live.epoch,
    seqs: { "team|centre|today": 1 },
  });
});
