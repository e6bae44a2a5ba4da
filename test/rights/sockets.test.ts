/** The rights matrix on sockets: the client names a view, the server decides (SEC-15); F20 there. */
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PROTOCOL_VERSION, type Snapshot } from "../../shared/wire/protocol.ts";
import { type House, openHouse, ROLES, type RoleName, TEAMS } from "./house.ts";

let house: House;
const sockets = new Map<RoleName, Socket>();

function connect(cookie: string): Promise<Socket | string> {
  const socket = io(house.url, {
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie, origin: `http://localhost:${house.port}` },
  });
  return new Promise((resolve) => {
    socket.on("connect", () => resolve(socket));
    socket.on("connect_error", ({ message }) => resolve(message));
  });
}

beforeAll(async () => {
  house = await openHouse();
  for (const role of ROLES) {
    const socket = await connect(house.cookie(role));
    if (typeof socket !== "string") sockets.set(role, socket);
  }
});
afterAll(async () => {
  for (const socket of sockets.values()) socket.disconnect();
  await house.stop();
  expect(house.problems).toEqual([]);
});

test("[SEC-7][SEC-14] nobody who is not signed in gets a socket, nor does a made-up cookie", async () => {
  expect([...sockets.keys()]).toEqual(["agent", "lead", "manager", "admin", "device"]);
  const own = house.cookie("manager");
  const forged = [
    "",
    "sid=",
    `${own.slice(0, -1)}${own.endsWith("A") ? "B" : "A"}`,
    own.replace("s%3A", "s%3AA"),
    own.replace("sid=", "__Host-sid="),
    own.replace(/\..*/, ""),
    "sid=s%3A__proto__.constructor",
  ];
  for (const cookie of forged) expect(await connect(cookie), cookie).toBe("websocket error");
});

/** Watches, and tells the first snapshot; a refusal as it came, whole. */
async function watch(role: RoleName, screen: string, scope: string, period = "today") {
  const socket = sockets.get(role);
  if (socket === undefined) throw new Error(`${role} has no socket`);
  const seen = new Promise<Snapshot>((resolve) => socket.once("snapshot", resolve));
  const view = { screen, scope, period };
  const answer = await socket.emitWithAck("watch", { version: PROTOCOL_VERSION, view });
  if (!("board" in answer)) return JSON.stringify(answer);
  const snapshot = await seen;
  socket.emit("unwatch", { board: answer.board });
  return snapshot;
}

const NOT_FOUND = JSON.stringify({ refused: "not_found" });

/** agent, lead, manager, admin, device: `+` is shown, `p` with persons, `-` answered as if it were not there. */
test.each([
  ["team", "team:support", "- p + - -"],
  ["team", "team:sales", "- - + - -"],
  ["team", "centre", "- - + - -"],
  ["team", "agent:ann", "- - - - -"],
  ["wallboard", "team:support", "- + + - +"],
  ["wallboard", "team:sales", "- - + - -"],
  ["wallboard", "centre", "- - + - -"],
  ["wallboard", "agent:ann", "- - - - -"],
  ["team", "team:none", "- - - - -"],
  ["wallboard", "team:none", "- - - - -"],
  ["team", "room", "- - - - -"],
])("[SEC-15][F20] the %s screen of %s: %s", async (screen, scope, cells) => {
  const found: string[] = [];
  for (const role of ROLES.slice(0, 5)) {
    const seen = await watch(role, screen, scope);
    if (typeof seen === "string") {
      expect(seen, role).toBe(NOT_FOUND); // byte for byte, whether it exists or not
      found.push("-");
      continue;
    }
    const people = seen.items.filter(({ kind }) => kind === "agent").map(({ id }) => id);
    if (people.length > 0) {
      expect(people).toEqual(TEAMS.support.map((id) => `agent:${id}`));
    } else {
      const text = JSON.stringify(seen.items);
      for (const agent of Object.values(TEAMS).flat()) {
        expect(text, role).not.toMatch(new RegExp(`"(Name of )?${agent}"|"agent:${agent}"`));
      }
    }
    found.push(people.length > 0 ? "p" : "+");
  }
  expect(found.join(" ")).toBe(cells);
});

test("[SEC-15] a board one does not watch can neither be asked for again nor joined by its name", async () => {
  const socket = await connect(house.cookie("agent"));
  if (typeof socket === "string") throw new Error(socket);
  const heard: string[] = [];
  socket.onAny((name) => heard.push(name));
  for (const board of ["team|team:support|today", "team|centre|today|totals of 5", "room"]) {
    socket.emit("resync", { board });
    socket.emit("join", board);
    socket.emit("subscribe", { board });
  }
  await watch("manager", "team", "team:support");
  const view = { screen: "team", scope: "team:support", period: "today" };
  const answer = await socket.emitWithAck("watch", { version: PROTOCOL_VERSION, view });
  expect(JSON.stringify(answer)).toBe(NOT_FOUND); // and everything before it was read
  expect(heard).toEqual([]);
  socket.disconnect();
});

test("[PRIV-5] fewer than five: a board of a short or rolling time tells nothing of their work", async () => {
  const workOf = async (role: RoleName, period: string) => {
    const seen = await watch(role, "team", "team:support", period);
    if (typeof seen === "string") throw new Error(seen);
    return seen.items.flatMap((item) => {
      if (item.kind === "chart") return [item.values, item.lastWeek].flat();
      if (item.kind !== "tile" || item.kpi !== "aht.mean") return [];
      return [item.value, ...item.trend, ...(item.parts ?? []).map(({ value }) => value)];
    });
  };
  const told = (values: readonly (number | null)[]) =>
    values.filter((one) => one !== null && one > 0);
  const quarter = "2026-03-04T11:00:00Z/2026-03-04T11:15:00Z"; // Ann and Ben
  expect(told(await workOf("lead", quarter))).toContain(105);
  expect(told(await workOf("manager", quarter))).toEqual([]);
  const [total, ...others] = await workOf("manager", "2026-03-04");
  expect(total).toBe(120);
  const whole = told(await workOf("lead", "2026-03-04"));
  expect(whole.length).toBeGreaterThan(told(others).length);
});
