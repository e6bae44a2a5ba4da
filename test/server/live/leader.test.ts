/** What a leader's board says beside figures: who waits, what there is to choose, one channel or person of it. */
import { afterEach, expect, test } from "vitest";
import { targetOf } from "../../../server/figures/targets.ts";
import { orgDocument } from "../../../shared/org/org.ts";
import type { BoardItem } from "../../../shared/wire/board.ts";
import { call, queued, ticket } from "../fold/desk.ts";
import { type Hall, openHall, type Screen, team } from "./screens.ts";

let hall: Hall;
afterEach(() => hall.close());

function itemsOf<Kind extends BoardItem["kind"]>(screen: Screen, kind: Kind) {
  const board = screen.board();
  if (board === null || board === "gap") throw new Error("no board");
  return [...board.items.values()].filter(
    (item): item is Extract<BoardItem, { kind: Kind }> => item.kind === kind,
  );
}

const written = (id: string, time: string, more: object = {}) => ({
  ...ticket(time, { contactId: id, ...more }),
  id: `made-${id}`,
});

const ORG = {
  targets: [{ kpi: "waiting.oldest", value: 3600 }],
  teams: [{ id: "team" }],
};

test("[SCR-7] those who wait: in a queue first, each kind the oldest first, without a customer", async () => {
  hall = await openHall(ORG);
  await hall.desk.send(written("t2", "10:30:00"), written("t1", "09:00:00"));
  await hall.desk.send(call("11:59:00"), queued("11:59:10"));
  const screen = await hall.screen();
  await screen.watch(team);
  await screen.until(1);
  const [waiting] = itemsOf(screen, "waiting");
  expect(waiting?.rows.map(({ kind, contact }) => [kind, contact])).toEqual([
    ["queued", expect.any(String)],
    ["written", "t1"],
    ["written", "t2"],
  ]);
  expect(waiting?.rows.map(({ targetSeconds }) => targetSeconds)).toEqual([null, 3600, 3600]);
  expect([waiting?.queued, waiting?.written]).toEqual([1, 2]);
  const rows = JSON.stringify(waiting);
  for (const word of ["customer", "subject", "agent"]) expect(rows).not.toContain(word);
});

test("[SCR-7] of more than thirty the oldest are listed and all are counted", async () => {
  hall = await openHall(ORG);
  const many = Array.from({ length: 40 }, (_, at) =>
    written(`t${String(at).padStart(2, "0")}`, `10:${String(at).padStart(2, "0")}:00`),
  );
  await hall.desk.send(...many);
  const screen = await hall.screen();
  await screen.watch(team);
  await screen.until(1);
  const [waiting] = itemsOf(screen, "waiting");
  expect(waiting?.rows).toHaveLength(30);
  expect(waiting?.rows[0]?.contact).toBe("t00");
  expect(waiting?.written).toBe(40);
});

test("[UX-27] a wallboard lists nobody who waits, and offers nothing to choose", async () => {
  hall = await openHall(ORG);
  await hall.desk.send(written("t1", "09:00:00"));
  const screen = await hall.screen();
  await screen.watch({ ...team, screen: "wallboard" });
  await screen.until(1);
  expect(itemsOf(screen, "waiting")).toEqual([]);
  expect(itemsOf(screen, "correction")).toEqual([]);
  expect(itemsOf(screen, "header")[0]?.choices).toEqual({ channels: [], queues: [], agents: [] });
});

test("[SCR-6] a board of one channel counts that channel alone, and still offers the others", async () => {
  hall = await openHall(ORG);
  await hall.desk.send(written("t1", "09:00:00"), written("t2", "09:05:00", { channel: "chat" }));
  const screen = await hall.screen();
  const answer = await screen.watch({ ...team, channel: "email" });
  expect(answer).toEqual({ board: "team|centre|today|channel=email" });
  await screen.until(1);
  const backlog = itemsOf(screen, "tile").find(({ kpi }) => kpi === "backlog.open");
  expect(backlog?.value).toBe(1);
  expect(itemsOf(screen, "waiting")[0]?.rows.map(({ contact }) => contact)).toEqual(["t1"]);
  expect(itemsOf(screen, "header")[0]?.choices.channels).toEqual(["chat", "email"]);
  expect(await screen.watch({ ...team, channel: "pigeon" })).toEqual({ refused: "not_found" });
});

test("[SCR-6] a queue whose name holds the signs of a key has a board of its own", async () => {
  hall = await openHall(ORG);
  const screen = await hall.screen();
  const odd = await screen.watch({ ...team, queue: "a|agent=b" });
  const other = await screen.watch({ ...team, queue: "a", agent: "b" });
  expect(odd).not.toEqual(other);
});

test("[UX-29][SCR-6] a target is never one person's, and one of how many in all says nothing of a part", () => {
  const org = orgDocument.parse({
    organisation: { name: "Acme", zone: "Europe/Amsterdam" },
    targets: [
      { kpi: "frt.p50", value: 300 },
      { kpi: "frt.p50", channel: "chat", value: 30 },
      { kpi: "backlog.open", value: 150 },
      { kpi: "backlog.open", channel: "email", value: 90 },
    ],
  });
  const at = Date.parse("2026-03-04T12:00:00Z");
  const of = (kpi: string, slice: Parameters<typeof targetOf>[4]) =>
    targetOf(org, kpi, null, at, slice)?.value ?? null;
  expect(of("frt.p50", {})).toBe(300);
  expect(of("frt.p50", { channel: "chat" })).toBe(30);
  expect(of("frt.p50", { channel: "email" })).toBe(300);
  expect(of("frt.p50", { agent: "ann" })).toBeNull();
  expect(of("backlog.open", {})).toBe(150);
  expect(of("backlog.open", { channel: "email" })).toBe(90);
  expect(of("backlog.open", { channel: "chat" })).toBeNull();
  expect(of("backlog.open", { queue: "returns" })).toBeNull();
});

test("[UX-19] a board says that its team is closed, until when, and when it was open last", async () => {
  const week = { tue: [["09:00", "17:00"]], wed: [["13:00", "17:00"]] } as const;
  const schedules = [{ id: "office", versions: [{ week }] }] as unknown as [];
  const own = [{ schedule: "office" }];
  hall = await openHall({ schedules, teams: [{ id: "team", schedules: own }] });
  const screen = await hall.screen();
  await screen.watch({ ...team, scope: "team:team" });
  await screen.until(1);
  const until = Date.parse("2026-03-04T13:00:00+01:00");
  expect(itemsOf(screen, "header")[0]?.closed).toEqual({ until, lastOpenDay: "2026-03-03" });
  await hall.tick(3_600_000);
  await screen.until(2);
  expect(itemsOf(screen, "header")[0]).not.toHaveProperty("closed");
});

test("[UX-16] a tile names the sources it is made of, by the ids of their items", async () => {
  hall = await openHall(ORG);
  await hall.desk.send(written("t1", "11:00:00"));
  const screen = await hall.screen();
  await screen.watch(team);
  await screen.until(1);
  const feedsOf = (kpi: string) => itemsOf(screen, "tile").find((one) => one.kpi === kpi)?.feeds;
  const [source] = itemsOf(screen, "source");
  expect(feedsOf("backlog.open")).toEqual([source?.id]);
  expect(feedsOf("calls.answered")).toBeUndefined(); // nothing of that kind was ever sent
});
