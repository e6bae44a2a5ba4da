/** Sockets that outlive what they were opened with: parked connections, other people, another threshold (SEC-14). */
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { setOrganisation } from "../../server/core.ts";
import { PROTOCOL_VERSION, type Snapshot } from "../../shared/wire/protocol.ts";
import { DAY, type House, ORG, openHouse } from "./house.ts";

let house: House;
const open: { close(): void }[] = [];
beforeEach(async () => {
  house = await openHouse();
});
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  await house.stop();
  expect(house.problems).toEqual([]);
});

/** engine.io by hand: what a client of ours would never say. `4` is a message, `2` and `3` ping and pong. */
async function raw(cookie: string) {
  const heard: string[] = [];
  const headers = { cookie, origin: `http://localhost:${house.port}` };
  const address = `ws://127.0.0.1:${house.port}/socket.io/?EIO=4&transport=websocket`;
  // Node's own takes headers, which the types of browsers do not know.
  const socket: WebSocket = Reflect.construct(WebSocket, [address, { headers }]);
  open.push(socket);
  socket.onmessage = ({ data }) => void heard.push(String(data));
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  return { socket, heard };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const board = { screen: "team", scope: "team:support", period: "today" } as const;
const wish = JSON.stringify(["watch", { version: PROTOCOL_VERSION, view: board }]);

test("[SEC-14][SEC-19] a connection that gave its seat up gets no other with the rights of then", async () => {
  const lead = await house.enter([{ role: "lead", teams: ["support"] }]);
  const { socket, heard } = await raw(lead.cookie);
  socket.send("40");
  await expect.poll(() => heard.some((one) => one.startsWith("40{"))).toBe(true);
  socket.send("41"); // leaves the namespace, keeps the connection
  await pause(200);
  expect((await lead.ask("DELETE", "/session")).status).toBe(204);
  if (socket.readyState === WebSocket.OPEN) socket.send("40");
  await pause(100);
  if (socket.readyState === WebSocket.OPEN) socket.send(`420${wish}`);
  await pause(1_000);
  expect(heard.filter((one) => one.includes("snapshot"))).toEqual([]);
  expect(socket.readyState).toBe(WebSocket.CLOSED);
});

test("[SEC-19] connections that say nothing take a session's ten places as well", async () => {
  const agent = await house.enter([{ role: "agent", agent: "ben" }]);
  const knocks = Array.from({ length: 30 }, () => raw(agent.cookie));
  const inside = (await Promise.allSettled(knocks)).filter(({ status }) => status === "fulfilled");
  expect(inside).toHaveLength(10);
});

function connect(cookie: string): Promise<Socket> {
  const socket = io(house.url, {
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie, origin: `http://localhost:${house.port}` },
  });
  open.push(socket);
  return new Promise((resolve, reject) => {
    socket.on("connect", () => resolve(socket));
    socket.on("connect_error", reject);
  });
}

async function watched(socket: Socket, view: object): Promise<Snapshot> {
  const seen = new Promise<Snapshot>((resolve) => socket.once("snapshot", resolve));
  const answer = await socket.emitWithAck("watch", { version: PROTOCOL_VERSION, view });
  expect(answer).toHaveProperty("board");
  return seen;
}

const cut = (socket: Socket) => expect.poll(() => socket.connected, { timeout: 5_000 }).toBe(false);
const peopleOf = ({ items }: Snapshot) =>
  items.flatMap((item) => (item.kind === "agent" ? item.agent.id : []));

test("[SEC-14] rights are read again at each subscription, not only every two seconds", async () => {
  const lead = await house.enter([{ role: "lead", teams: ["support"] }]);
  const socket = await connect(lead.cookie);
  await lead.ask("DELETE", "/session");
  const answer = await socket
    .timeout(1_000)
    .emitWithAck("watch", { version: PROTOCOL_VERSION, view: board })
    .catch(() => ({ refused: "cut" }));
  expect(answer).not.toHaveProperty("board");
});

test("[PRIV-4] who moves to another team leaves the leader's open board", async () => {
  const socket = await connect(house.cookie("lead"));
  expect(peopleOf(await watched(socket, board))).toContain("eva");
  const moved = `${DAY}T16:30:00Z`;
  const memberships = [
    { team: "support", to: moved },
    { team: "sales", from: moved },
  ];
  house.clock.advance(1_000);
  const agents = ORG.agents.map((one) => (one.id === "eva" ? { ...one, memberships } : one));
  await setOrganisation(house.core, { ...ORG, agents });
  await cut(socket);
  const again = await watched(await connect(house.cookie("lead")), board);
  expect(peopleOf(again)).toEqual(["ann", "ben", "cem", "dee"]);
});

test("[PRIV-13] a board left open over midnight is another day's look", async () => {
  const socket = await connect(house.cookie("lead"));
  await watched(socket, board);
  house.clock.advance(8 * 3_600_000);
  await cut(socket);
});

test("[PRIV-5] a higher threshold holds for boards that are open", async () => {
  const socket = await connect(house.cookie("device"));
  const wall = { ...board, screen: "wallboard" };
  const told = ({ items }: Snapshot) => items.flatMap((one) => (one.kind === "tile" ? one : []));
  expect(told(await watched(socket, wall)).some(({ withheld }) => withheld === "group")).toBe(
    false,
  );
  const done = await house.ask("admin", "PUT", "/policy", { group: 6 });
  expect(done.status, await done.text()).toBe(200);
  await cut(socket);
  const again = await watched(await connect(house.cookie("device")), wall);
  expect(told(again).some(({ withheld }) => withheld === "group")).toBe(true);
});
