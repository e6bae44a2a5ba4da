/** F28: a whole server and a browser on it ask nothing of the outside, and tell no secret (PRIV-14). */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DEMO_HOMES, DEMO_ROLES } from "../../server/accounts/demo-users.ts";
import { launch, withoutChromium } from "../support/browser.ts";
import { workplace } from "../support/process.ts";
import { ask, cookieOf } from "../support/sign-in.ts";
import { mailReady } from "./mail-ready.ts";

const MAIN = join(import.meta.dirname, "../../server/main.ts");
const PRELOAD = join(import.meta.dirname, "../support/egress-preload.ts");
const SECRET = /dp[a-z]?_[\w-]{16,}|[\w-]{43,}/g;

let folder = "";
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "deskpulse-egress-"));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
});

/** A process that notes where it connects to; `seen()` are the attempts so far, each once. */
function watched(args: readonly string[]) {
  const log = join(folder, "egress.log");
  const child = spawn(process.execPath, ["--import", PRELOAD, ...args], {
    env: {
      ...process.env,
      EGRESS_LOG: log,
      DESKPULSE_STORE: join(folder, "desk.db"),
      DESKPULSE_PORT: "0",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  const alive = () => {
    if (child.exitCode !== null) throw new Error(`it ended by itself; it said:\n${said}`);
  };
  const lines = () => (existsSync(log) ? readFileSync(log, "utf8").split("\n").slice(0, -1) : []);
  return { child, alive, said: () => said, lines, seen: () => [...new Set(lines())] };
}

async function until<T>(
  wanted: () => T | undefined | Promise<T | undefined>,
  alive = () => {},
): Promise<T> {
  for (;;) {
    alive();
    const found = await wanted();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test("[PRIV-14] the recorder notes and stops every way out there is", async () => {
  const script = `
    import dns from "node:dns"; import dgram from "node:dgram"; import net from "node:net";
    import http from "node:http"; import https from "node:https"; import { Worker } from "node:worker_threads";
    const tries = [
      () => fetch("http://192.0.2.1/"), () => http.get("http://192.0.2.2/"),
      () => https.get("https://192.0.2.3/"), () => net.connect(9, "192.0.2.4"),
      () => net.connect({ port: 9, host: "192.0.2.5" }), () => dns.promises.lookup("a.invalid"),
      () => dns.resolve4("b.invalid", () => {}), () => new dns.Resolver().resolve4("c.invalid", () => {}),
      () => dgram.createSocket("udp4").send("x", 9, "192.0.2.6"), () => new WebSocket("ws://192.0.2.7/"),
      () => new Worker('import("node:net").then((net) => net.connect(9, "192.0.2.8"))', { eval: true }),
      () => fetch("http://d.invalid/"),
    ];
    process.on("uncaughtException", () => {});
    for (const attempt of tries) { try { Promise.resolve(attempt()).catch(() => {}); } catch {} }
    setTimeout(() => {}, 1000);`;
  const { child, seen } = watched(["--input-type=module", "-e", script]);
  await once(child, "exit");
  const hosts = seen().map((line) => line.split(" ")[1]);
  for (let number = 1; number <= 8; number += 1) expect(hosts).toContain(`192.0.2.${number}`);
  for (const name of ["a", "b", "c", "d"]) expect(hosts).toContain(`${name}.invalid`);
});

test("[PRIV-14] F28: a server with a feed and a browser on every screen connect to nothing beyond loopback", async () => {
  const server = watched([MAIN, "demo", "--rate", "50"]);
  const url = await until(() => /http:\/\/localhost:(\d+)/.exec(server.said())?.[0], server.alive);
  const signedIn = (as: string) => `${url}/demo/sign-in?as=${as}`;
  await until(async () => {
    const answer = await fetch(signedIn("lead"), { redirect: "manual" }).catch(() => null);
    return answer?.status === 303 ? true : undefined;
  }, server.alive);
  const requested = new Set<string>();
  const complaints: string[] = [];
  if (!withoutChromium()) {
    const browser = await launch();
    for (const as of DEMO_ROLES) {
      const context = await browser.newContext();
      const page = await context.newPage();
      context.on("request", (request) => requested.add(new URL(request.url()).host));
      page.on("websocket", (socket) => requested.add(new URL(socket.url()).host));
      page.on("console", (message) => {
        if (/Content Security Policy|ERR_/.test(message.text())) complaints.push(message.text());
      });
      await page.goto(signedIn(as), { waitUntil: "load" });
      expect(new URL(page.url()).pathname).toBe(DEMO_HOMES[as]);
      await page.waitForTimeout(1_500);
      await context.close();
    }
    await browser.close();
    expect([...requested]).toEqual([new URL(url).host]);
    expect(complaints).toEqual([]);
  }
  const accepted = async () =>
    (await fetch(`${url}/readyz`)).json() as Promise<{ position: number }>;
  const { position } = await accepted();
  await until(
    async () => ((await accepted()).position > position + 100 ? true : undefined),
    server.alive,
  );
  const gone = once(server.child, "exit");
  server.child.kill("SIGTERM");
  await gone;
  const beyond = server
    .seen()
    .filter((line) => !/^(loaded|\w+ (localhost|127\.0\.0\.1|::1))$/.test(line));
  expect(beyond).toEqual([]);
  expect(server.lines().filter((line) => line === "loaded").length).toBeGreaterThan(1); // threads too
  expect(server.seen().some((line) => line.startsWith("connect "))).toBe(true); // the feed's own
  expect(server.said().match(SECRET)).toBeNull();
});

test("[SEC-25] F28: a server that mails reports looks up the mail server it was given, and nothing else", async () => {
  const store = join(folder, "desk.db");
  await mailReady(store, { host: "mail.invalid", port: 587, tls: "starttls" }, 2);
  const server = watched([MAIN, "serve"]);
  const beyond = () =>
    server.seen().filter((line) => !/^(loaded|\w+ (localhost|127\.0\.0\.1|::1))$/.test(line));
  await until(() => (beyond().length > 0 ? true : undefined), server.alive);
  await until(() => /localhost:\d+/.exec(server.said())?.[0], server.alive);
  const gone = once(server.child, "exit");
  server.child.kill("SIGTERM");
  await gone;
  expect([...new Set(beyond().map((line) => line.split(" ")[1]))]).toEqual(["mail.invalid"]);
});

test("[PRIV-14] F28: no key, token or password is in what the server prints", async () => {
  const place = workplace();
  try {
    const server = await place.start();
    const begin = await until(() => /start#([\w-]+)/.exec(server.said())?.[1]);
    const password = "canary-paard-tuinhek";
    const setup = { token: begin, email: "canary@example.test", name: "Canary", password };
    const made = await ask(server.url, "POST", "/setup", { body: setup });
    expect(made.status).toBe(201);
    const cookie = cookieOf(made);
    const source = "/acme/pbx/main";
    const answer = await ask(server.url, "POST", "/keys", {
      cookie,
      body: { source, kind: "bearer" },
    });
    expect(answer.status).toBe(201);
    const { secret } = (await answer.json()) as { secret: string };
    for (const key of [secret, `${secret}x`]) {
      for (const body of ['[{"canary":"canary-body"}]', "[{canary-broken"]) {
        await fetch(`${server.url}/api/v1/events`, {
          method: "POST",
          headers: {
            authorization: `Bearer ${key}`,
            "content-type": "application/cloudevents-batch+json",
          },
          body,
        });
      }
    }
    const wrong = { email: "canary@example.test", password: "canary-wrong-password" };
    expect((await ask(server.url, "POST", "/session", { body: wrong })).status).toBe(401);
    await ask(server.url, "POST", "/setup", { body: setup }); // used up
    await ask(server.url, "GET", `/figures?canary=canary-query`, { cookie });
    const invited = { email: "canary-2@example.test", roles: [{ role: "manager" }] };
    const invitation = await ask(server.url, "POST", "/invitations", { cookie, body: invited });
    const link = JSON.stringify(await invitation.json());
    expect(invitation.status).toBe(201);
    await ask(server.url, "DELETE", "/session", { cookie });
    await server.stop();

    const said = server.said().replace(begin, ""); // printed once, on purpose (SEC-23)
    expect(said).not.toContain(begin);
    expect(said.match(SECRET)).toBeNull();
    const token = /#([\w-]+)/.exec(link)?.[1] ?? "none";
    const cookieValue = decodeURIComponent(cookie.split("=")[1] ?? "none");
    for (const one of [secret, token, cookieValue, "canary", password]) {
      expect(said, one).not.toContain(one);
    }
  } finally {
    await place.remove();
  }
});
