/** What a browser must never be let do: SEC-6 headers, and F18, sockets of foreign pages. */
import { connect, type Socket } from "node:net";
import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SOCKETS_PER_SESSION_MAX } from "../../server/live/seats.ts";
import { BURST_MAX, MESSAGE_BYTES_MAX } from "../../server/live/socket.ts";
import { PROTOCOL_VERSION } from "../../shared/wire/protocol.ts";
import { type Desk, newPlace, openDesk } from "./door-desk.ts";

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

const POLICY: Record<string, string> = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self' data:",
  "font-src": "'self'",
  "connect-src": "'self'",
  "base-uri": "'none'",
  "object-src": "'none'",
  "frame-ancestors": "'none'",
  "form-action": "'self'",
};

test.each([
  "/",
  "/team",
  "/wall",
  "/assets/none.js",
  "/healthz",
  "/readyz",
  "/api/v1/events",
  "/api/v1/figures?kpi=csat.score",
  "/api/v1/quarantine",
  "/api/none",
  "/%E0%A4%A",
  "/..%2f..%2fetc%2fpasswd",
])(
  "[SEC-6] %s carries the policy: nothing inline, nothing from elsewhere, no frames",
  async (path) => {
    const { headers, status } = await desk.knock({ path });
    const policy = Object.fromEntries(
      (headers["content-security-policy"] as string).split(";").map((one) => {
        const [name = "", ...values] = one.trim().split(" ");
        return [name, values.join(" ")];
      }),
    );
    expect(policy).toMatchObject(POLICY);
    expect(JSON.stringify(policy)).not.toMatch(/unsafe|http:|https:|\*/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["x-powered-by"]).toBeUndefined();
    expect(headers["access-control-allow-origin"]).toBeUndefined();
    expect(status).not.toBe(500);
  },
);

/** Somebody signed in connects with an Origin, or none; resolves to whether it was let in. */
function connects(origin: string | null): Promise<boolean> {
  const socket = io(desk.url, {
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie, ...(origin === null ? {} : { origin }) },
  });
  return new Promise((resolve) => {
    const done = (is: boolean) => {
      socket.disconnect();
      resolve(is);
    };
    socket.on("connect", () => done(true));
    socket.on("connect_error", () => done(false));
  });
}

const own = () => [
  `http://localhost:${desk.port}`,
  `http://127.0.0.1:${desk.port}`,
  `http://[::1]:${desk.port}`,
];

test("[F18][SEC-13] a page of our own is let in, under each name of this machine", async () => {
  for (const origin of own()) expect(await connects(origin), origin).toBe(true);
});

const foreign: readonly (readonly [string, () => string | null])[] = [
  ["missing", () => null],
  ["null", () => "null"],
  ["empty", () => ""],
  ["none", () => "none"],
  ["undefined", () => "undefined"],
  ["another site", () => "https://evil.example"],
  ["our name on another port", () => `http://localhost:${desk.port + 1}`],
  ["our name without its port", () => "http://localhost"],
  ["our name with another scheme", () => `https://localhost:${desk.port}`],
  ["our name in front of another", () => `http://localhost:${desk.port}.evil.example`],
  ["our name behind another", () => `http://evil-localhost:${desk.port}`],
  ["our name as a user", () => `http://localhost:${desk.port}@evil.example`],
  ["our name in a path", () => `http://evil.example/http://localhost:${desk.port}`],
  ["our name with a slash", () => `http://localhost:${desk.port}/`],
  ["two origins", () => `http://localhost:${desk.port}, https://evil.example`],
  ["another address of this machine", () => `http://127.0.0.2:${desk.port}`],
  ["our name in capitals", () => `HTTP://LOCALHOST:${desk.port}`],
  ["a file", () => "file://"],
];

test.each(foreign)("[F18][SEC-13] Origin %s: refused", async (_name, origin) => {
  expect(await connects(origin())).toBe(false);
});

test("[F18][SEC-13] each refused origin is told once, shortened", async () => {
  const told = desk.problems.filter((one) => one.includes("https://evil.example"));
  await connects("https://evil.example");
  await connects("https://evil.example");
  expect(desk.problems.filter((one) => one.includes("https://evil.example"))).toEqual(told);
  await connects(`https://${"x".repeat(5_000)}.example`);
  expect(Math.max(...desk.problems.map((one) => one.length))).toBeLessThan(200);
});

test("[SEC-17] there is no long polling, neither with our origin nor without", async () => {
  const path = "/socket.io/?EIO=4&transport=polling";
  for (const headers of [{}, { origin: own()[0] ?? "" }]) {
    expect((await desk.knock({ path, headers })).status).toBe(400);
  }
});

/** A socket of our own page, and when it is gone. */
async function screen() {
  const socket = io(desk.url, {
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie, origin: own()[1] ?? "" },
  });
  const gone = new Promise<string>((resolve) => socket.on("disconnect", resolve));
  await new Promise((resolve) => socket.on("connect", () => resolve(null)));
  return { socket, gone };
}
const wall = { screen: "wallboard", scope: "centre", period: "today" };

test("[SEC-18] whoever sends too many messages is disconnected, whatever they are called", async () => {
  for (const name of ["watch", "resync", "nonsense", "disconnecting", "__proto__"]) {
    const { socket, gone } = await screen();
    for (let sent = 0; sent < BURST_MAX * 5; sent += 1) {
      if (!socket.connected) break;
      socket.io.engine.write(`2${JSON.stringify([name, { sent }])}`);
    }
    await gone;
    expect(socket.connected, name).toBe(false);
  }
});

test("[SEC-18] connecting to namespaces that are not there counts as well", async () => {
  const { socket, gone } = await screen();
  for (let sent = 0; sent < BURST_MAX * 5; sent += 1) socket.io.engine.write(`0/none-${sent},`);
  await gone;
  expect(socket.connected).toBe(false);
});

test("[SEC-18] a malformed message is answered as such, and the next one is served", async () => {
  const { socket } = await screen();
  const ask = (message: unknown) => socket.timeout(5_000).emitWithAck("watch", message);
  expect(await ask({ version: PROTOCOL_VERSION, view: { screen: "walls" } })).toEqual({
    refused: "malformed",
  });
  expect(await ask(null)).toEqual({ refused: "malformed" });
  expect(await ask({ version: 999, view: wall })).toEqual({ refused: "client_too_old" });
  expect(await ask({ version: PROTOCOL_VERSION, view: wall })).toMatchObject({
    board: expect.any(String),
  });
  socket.disconnect();
});

test("[SEC-15] who has too many screens is told that we are busy, and when to try again", async () => {
  const mine = await desk.enter({ role: "manager" });
  const { port, host } = new URL(own()[0] ?? "");
  const opened: Socket[] = [];
  const open = () =>
    new Promise<string>((resolve) => {
      const socket = connect(Number(port), "127.0.0.1", () =>
        socket.write(
          [
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
            `Host: ${host}`,
            `Origin: http://${host}`,
            `Cookie: ${mine.cookie}`,
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "\r\n",
          ].join("\r\n"),
        ),
      );
      opened.push(socket);
      socket.once("data", (data) => resolve(String(data)));
      socket.on("error", () => {});
    });
  const answers = await Promise.all(
    Array.from({ length: SOCKETS_PER_SESSION_MAX + 1 }, () => open()),
  );
  for (const socket of opened) socket.destroy();
  const refused = answers.filter((answer) => !answer.startsWith("HTTP/1.1 101"));
  expect(refused).toHaveLength(1);
  expect(refused[0]).toMatch(/^HTTP\/1\.1 503 .*\r\nRetry-After: 30\r\n/);
  expect(refused[0]).toContain("too many screens are open in this session");
});

test("[SEC-17] a message over its maximum size closes the socket", async () => {
  const { socket, gone } = await screen();
  socket.emit("watch", { version: 1, view: "x".repeat(MESSAGE_BYTES_MAX) });
  await gone;
  expect(socket.connected).toBe(false);
});

test("[SEC-18] nothing of this was a problem of ours", () => {
  expect(desk.problems.filter((one) => !one.startsWith("socket refused"))).toEqual([]);
});
