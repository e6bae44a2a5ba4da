/** Boards of one channel, queue or person (SCR-6): who leads the team may narrow it to its members, nobody else. */
import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AgentItem, HeaderItem, TileItem } from "../../shared/wire/board.ts";
import { PROTOCOL_VERSION, type Snapshot, type View } from "../../shared/wire/protocol.ts";
import { type House, openHouse, type RoleName, TEAMS } from "./house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house.stop();
});

/** The first snapshot; null: as if it were not there. */
async function watch(role: RoleName, view: Partial<View>): Promise<Snapshot | null> {
  const socket = io(house.url, {
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie: house.cookie(role), origin: `http://localhost:${house.port}` },
  });
  await new Promise((resolve, reject) => {
    socket.on("connect", () => resolve(null));
    socket.on("connect_error", reject);
  });
  const seen = new Promise<Snapshot>((resolve) => socket.once("snapshot", resolve));
  const whole = { screen: "team", scope: "team:support", period: "2026-03-04", ...view };
  const answer = await socket.emitWithAck("watch", { version: PROTOCOL_VERSION, view: whole });
  const found = "board" in answer ? await seen : null;
  if (found === null) expect(answer).toEqual({ refused: "not_found" });
  socket.disconnect();
  return found;
}

const tile = (snapshot: Snapshot | null, kpi: string) =>
  snapshot?.items.find((item): item is TileItem => item.kind === "tile" && item.kpi === kpi);
const people = (snapshot: Snapshot | null) =>
  snapshot?.items.filter((item): item is AgentItem => item.kind === "agent") ?? [];
const choices = (snapshot: Snapshot | null) =>
  snapshot?.items.find((item): item is HeaderItem => item.kind === "header")?.choices;

test("[PRIV-4][SCR-6] who leads a team may look at one of its members, and at nobody else's", async () => {
  const [own] = TEAMS.support;
  const [other] = TEAMS.sales;
  const ann = await watch("lead", { agent: own });
  expect(tile(ann, "aht.mean")?.n).toBe(2);
  expect(people(ann).map(({ agent }) => agent.id)).toEqual([own]);
  expect(await watch("lead", { agent: other })).toBeNull();
  expect(await watch("lead", { agent: "nobody" })).toBeNull();
  for (const role of ["agent", "manager", "admin", "device"] as const) {
    expect(await watch(role, { agent: own }), role).toBeNull();
  }
});

test("[PRIV-5][SCR-6] to a manager one channel of a team shows what enough people made, and names nobody", async () => {
  const phone = await watch("manager", { channel: "phone" });
  expect(tile(phone, "aht.mean")?.n).toBe(10);
  expect(choices(phone)?.agents).toEqual([]);
  expect(people(phone)).toEqual([]);
  const chat = await watch("manager", { channel: "chat" });
  expect(tile(chat, "aht.mean")).toMatchObject({ value: null, withheld: "group" });
});
