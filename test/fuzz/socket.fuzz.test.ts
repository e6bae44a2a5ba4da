/** F13 at the other door: 5,000 wrong messages over sockets. Nothing falls over, screens stay served. */
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BURST_MAX } from "../../server/live/socket.ts";
import { PROTOCOL_VERSION, snapshot, watched } from "../../shared/wire/protocol.ts";
import { type Desk, event, newPlace, openDesk } from "../scenarios/door-desk.ts";
import { random } from "../server/store/busy-events.ts";
import { chanceOf, hostileValue, mutate, scramble } from "./mutate.ts";

const SEED = Number(process.env.SEED ?? 20_261_123);
const MESSAGES = 5_000;

const chance = chanceOf(random(SEED));
const place = newPlace();
let desk: Desk;
let cookie = "";
beforeAll(async () => {
  desk = await openDesk(place);
  ({ cookie } = await desk.enter({ role: "manager" }));
});
afterAll(async () => {
  await desk.stop();
  place.remove();
});

async function connect(): Promise<Socket> {
  const socket = io(desk.url, {
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie, origin: `http://127.0.0.1:${desk.port}` },
  });
  await new Promise((resolve, reject) => {
    socket.on("connect", () => resolve(null));
    socket.on("connect_error", reject);
  });
  return socket;
}

const NAMES = ["watch", "unwatch", "resync", "snapshot", "__proto__", "constructor", "", "connect"];
const right = () => ({
  version: PROTOCOL_VERSION,
  view: { screen: "team", scope: "centre", period: "today" },
  board: "team|centre|today",
});

function message(): unknown {
  const made: Record<string, unknown> = right();
  for (let times = chance.below(3); times > 0; times -= 1) mutate(made, chance);
  return chance.next() < 0.8 ? made : hostileValue(chance);
}

/** As a client would, with an answer asked for, or not. */
function say(socket: Socket, answered: (answer: unknown) => void): void {
  if (chance.next() < 0.7) socket.emit("watch", message(), answered);
  else socket.emit(chance.of(["unwatch", "resync", "snapshot", ""]), message());
}

/** Bytes under socket.io's own format: most of these end the socket. */
function babble(socket: Socket): void {
  const text = `${chance.below(10)}${JSON.stringify([chance.of(NAMES), message()])}`;
  const raw = scramble(text, chance);
  socket.io.engine.write(chance.next() < 0.8 ? raw.toString("latin1") : raw.buffer.slice(0));
}

/** Resolves when the server has read everything up to now, or has had enough. */
const settled = (socket: Socket): Promise<unknown> =>
  new Promise((resolve) => {
    if (!socket.connected) return resolve(null);
    socket.on("disconnect", resolve);
    socket.emit("watch", null, resolve);
  });

test("[F13][SEC-14] whoever is not signed in gets no socket to say anything on, whatever the cookie", async () => {
  const own = cookie;
  let refused = 0;
  try {
    for (let times = 0; times < 300; times += 1) {
      const text = scramble(own, chance)
        .toString("latin1")
        .replace(/[^\x20-\x7e]/g, "?");
      cookie = chance.next() < 0.1 || text === own ? "" : text;
      const socket = await connect().catch(() => null);
      if (socket === null) refused += 1;
      else socket.disconnect();
    }
  } finally {
    cookie = own;
  }
  expect(refused).toBe(300);
  expect(desk.problems).toEqual([]);
}, 900_000);

test("[F13][SEC-18] wrong messages: no crash, answers valid, a right screen is served meanwhile", async () => {
  let said = 0;
  let answers = 0;
  const wrong: unknown[] = [];
  const answered = (answer: unknown) => {
    answers += 1;
    if (!watched.safeParse(answer).success) wrong.push(answer);
  };
  while (said < MESSAGES) {
    const socket = await connect();
    socket.on("snapshot", (board) => {
      if (!snapshot.safeParse(board).success) wrong.push(board);
    });
    const isFramed = chance.next() < 0.6;
    for (let count = 1; count < BURST_MAX && socket.connected; count += 1) {
      if (isFramed) say(socket, answered);
      else babble(socket);
      said += 1;
    }
    await settled(socket);
    socket.disconnect();
  }
  process.stdout.write(`[F13] seed ${SEED}: ${said} socket messages, ${answers} answered\n`);
  expect(wrong).toEqual([]);
  expect(answers).toBeGreaterThan(MESSAGES / 20);
  expect(desk.problems).toEqual([]);

  const screen = await connect();
  const seen = new Promise((resolve) => screen.on("snapshot", resolve));
  const answer = await screen.emitWithAck("watch", right());
  expect(answer).toEqual({ board: expect.stringContaining("team|centre|today") });
  expect(snapshot.safeParse(await seen).success).toBe(true);
  screen.disconnect();
  expect(await desk.post(event("after"))).toMatchObject({ status: 200 });
}, 900_000);
