/** The rights matrix on sockets: the client names a view, the server decides (SEC-15); F20 there. */
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PROTOCOL_VERSION, type Snapshot } from "../../shared/wire/protocol.ts";
import { type House, openHouse, ROLES, type RoleName, TEAMS } from "./house.ts";

let house: House;

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
});
afterAll(async () => {
  await house.stop();
  expect(house.problems).toEqual([]);
});

test("[SEC-7][SEC-14] nobody who is not signed in gets a socket, nor does a made-up cookie", async () => {
  const admitted: string[] = [];
  for (const role of ROLES) {
    const socket = await connect(house.cookie(role));
    if (typeof socket === "string") continue;
    admitted.push(role);
    socket.disconnect();
  }
  expect(admitted).toEqual(["agent", "lead", "manager", "admin", "device"]);
  const own = house.cookie("manager");
  const forged = [
    "",
    "sid=",
    own.replace(/\.(.)/, (_, first) => `.${first === "A" ? "B" : "A"}`), // the last one is not all meant
    own.replace("s%3A", "s%3AA"),
    own.replace("sid=", "__Host-sid="),
    own.replace(/\..*/, ""),
    "sid=s%3A__proto__.constructor",
  ];
  for (const cookie of forged) expect(await connect(cookie), cookie).toBe("websocket error");
});

/** Watches, and tells the first snapshot; a refusal as it came, whole. */
async function watch(
  role: RoleName,
  screen: string,
  scope: string,
  period = "today",
  narrowed: object = {},
) {
  const socket = await connect(house.cookie(role));
  if (typeof socket === "string") throw new Error(`${role}: ${socket}`);
  const seen = new Promise<Snapshot>((resolve) => socket.once("snapshot", resolve));
  const view = { screen, scope, period, ...narrowed };
  const answer = await socket.emitWithAck("watch", { version: PROTOCOL_VERSION, view });
  const found = "board" in answer ? await seen : JSON.stringify(answer);
  socket.disconnect();
  return found;
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

test("[SEC-15][F20] a board of one person is for the leader of today's members, and is not there for others", async () => {
  const sees = async (role: RoleName, scope: string, agent: string) =>
    (await watch(role, "team", scope, "today", { agent })) !== NOT_FOUND;
  expect(await sees("lead", "team:support", "ben")).toBe(true);
  for (const role of ["agent", "manager", "admin", "device"] as const) {
    expect(await sees(role, "team:support", "ben"), role).toBe(false);
  }
  for (const agent of ["fay", "zoe"]) {
    expect(await sees("lead", "team:support", agent)).toBe(false);
    expect(await sees("manager", "centre", agent)).toBe(false);
  }
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

test("[SEC-15] a socket watches sixteen boards at most, and a seventeenth is refused", async () => {
  const socket = await connect(house.cookie("manager"));
  if (typeof socket === "string") throw new Error(socket);
  const answers: string[] = [];
  for (let day = 1; day <= 17; day += 1) {
    const period = `2026-02-${String(day).padStart(2, "0")}`;
    const view = { screen: "team", scope: "centre", period };
    const answer = await socket.emitWithAck("watch", { version: PROTOCOL_VERSION, view });
    answers.push("board" in answer ? "board" : answer.refused);
  }
  expect(answers).toEqual([...Array.from({ length: 16 }, () => "board"), "too_many"]);
  socket.disconnect();
});

test("[SEC-19] a session has ten sockets at most, one after the other or all at once", async () => {
  const other = await house.enter([{ role: "manager" }]);
  const open = async (socket: Socket | string) => typeof socket !== "string" && socket.connected;
  const all = await Promise.all(Array.from({ length: 30 }, () => connect(other.cookie)));
  await new Promise((resolve) => setTimeout(resolve, 300));
  const count = (await Promise.all(all.map(open))).filter(Boolean).length;
  expect(count).toBe(10);
  expect(await connect(other.cookie)).toBe("websocket error");
  const [first] = all.filter((one) => typeof one !== "string" && one.connected);
  if (typeof first === "object") first.disconnect();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const again = await connect(other.cookie);
  expect(again).not.toBe("websocket error");
  for (const socket of [...all, again]) if (typeof socket !== "string") socket.disconnect();
});
