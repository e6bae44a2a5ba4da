/** The mail server over HTTP: set by administrators, its password sealed, on the transparency page (SEC-8, SEC-25, PRIV-14). */
import { afterEach, beforeEach, expect, test } from "vitest";
import { createConnections } from "../../../server/accounts/connections.ts";
import { createMailSettings } from "../../../server/accounts/mail-settings.ts";
import type { Role } from "../../../server/accounts/roles.ts";
import { createApp } from "../../../server/app.ts";
import { type Running, run } from "../../../server/commands/running.ts";
import { type Core, openCore } from "../../../server/core.ts";
import { openMemoryStore } from "../../../server/store/memory/memory-store.ts";
import { type ManualClock, manualClock } from "../../../shared/time/clock.ts";
import { transparency } from "../../../shared/wire/privacy.ts";
import { type LetterBox, openLetterBox } from "../../support/letter-box.ts";
import { readMail } from "../../support/read-mail.ts";
import { type SignedIn, signIn } from "../../support/sign-in.ts";

const PASSWORD = "canary-mail-password";

let box: LetterBox;
let clock: ManualClock;
let core: Core;
let running: Running;
let url: string;

beforeEach(async () => {
  box = await openLetterBox({ password: PASSWORD });
  clock = manualClock(Date.parse("2026-11-02T09:00:00Z"));
  core = await openCore({ store: openMemoryStore(), clock });
  const app = createApp(core, { demo: false, onProblem: () => {} });
  running = await run(core, app, { port: 0, host: "127.0.0.1" }, () => {});
  url = `http://127.0.0.1:${running.port}`;
});
afterEach(async () => {
  await running.stop();
  await box.close();
});

const enter = (...roles: Role[]): Promise<SignedIn> =>
  signIn({ url, settings: core.store, now: () => clock.now() }, roles);

const server = (more: object = {}) => ({
  host: "127.0.0.1",
  port: box.port,
  tls: "none",
  user: "desk",
  from: "desk@example.test",
  ...more,
});

test("[SEC-8] set once with its password, which is in no answer and not in the store; then a test arrives", async () => {
  const admin = await enter({ role: "admin" });
  expect(await (await admin.ask("GET", "/mail")).json()).toBeNull();
  expect((await admin.ask("POST", "/mail/test")).status).toBe(409);
  const put = await admin.ask("PUT", "/mail", server({ password: PASSWORD }));
  expect(put.status).toBe(200);
  const answer = await put.json();
  expect(answer).toEqual({ ...server(), hasPassword: true, isEditable: true });
  expect(JSON.stringify(await core.store.settings(""))).not.toContain(PASSWORD);
  const tested = await admin.ask("POST", "/mail/test");
  expect([tested.status, await tested.json()]).toEqual([200, { to: admin.email }]);
  const [letter] = box.letters;
  expect(letter?.to).toEqual([admin.email]);
  expect(readMail(letter?.raw ?? Buffer.alloc(0)).headers.get("from")).toBe(
    "Deskpulse <desk@example.test>",
  );
});

test("[SEC-25] what lets us in at one server is not sent to another without being entered again", async () => {
  const admin = await enter({ role: "admin" });
  await admin.ask("PUT", "/mail", server({ password: PASSWORD }));
  const other = await admin.ask("PUT", "/mail", server({ host: "localhost" }));
  expect(other.status).toBe(400);
  expect(await other.json()).toMatchObject({ path: "password" });
  expect((await admin.ask("PUT", "/mail", server({ from: "x@example.test" }))).status).toBe(200);
  expect(await (await admin.ask("GET", "/mail")).json()).toMatchObject({ hasPassword: true });
});

test.each([
  ["in the clear to another machine", { host: "mail.example.com" }, "tls"],
  ["two addresses to send from", { from: "a@example.test, b@example.test" }, "from"],
  ["a header in the address", { from: "a@example.test\r\nBcc: b@example.test" }, "from"],
  ["a host with a path", { host: "localhost/x" }, "host"],
  ["something unknown", { file: "/etc/passwd" }, ""],
])("[SEC-9] refused: %s", async (_what, more, path) => {
  const admin = await enter({ role: "admin" });
  const answer = await admin.ask("PUT", "/mail", server(more));
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ path });
});

test("[F27] a wrong password, a server that is down or without TLS: told in words, without a secret", async () => {
  const admin = await enter({ role: "admin" });
  const told = async (more: object) => {
    await admin.ask("PUT", "/mail", server({ password: "canary-wrong", ...more }));
    const answer = await admin.ask("POST", "/mail/test");
    expect(answer.status).toBe(502);
    const { detail } = (await answer.json()) as { detail: string };
    expect(detail).not.toContain("canary");
    return detail;
  };
  expect(await told({})).toContain("that is not the password");
  expect(await told({ tls: "starttls" })).toMatch(/^not sent: .*TLS/i);
  await box.close();
  expect(await told({})).toContain("ECONNREFUSED");
  box = await openLetterBox();
});

test("[PRIV-14] where mail and connectors go to stands on the transparency page", async () => {
  const [admin, agent] = [
    await enter({ role: "admin" }),
    await enter({ role: "agent", agent: "ana" }),
  ];
  const outgoing = async () =>
    transparency.parse(await (await agent.ask("GET", "/transparency")).json()).outgoing;
  expect(await outgoing()).toEqual([]);
  await admin.ask("PUT", "/mail", server({ host: "mail.example.com", tls: "starttls" }));
  const connection = { source: "/acme/zendesk/main", base: "https://acme.zendesk.example" };
  expect((await admin.ask("PUT", "/connections", connection)).status).toBe(204);
  expect(await outgoing()).toEqual([
    { purpose: "mail", host: "mail.example.com" },
    { purpose: "connector", host: "acme.zendesk.example" },
  ]);
  expect((await admin.ask("DELETE", "/mail")).status).toBe(204);
  expect((await admin.ask("DELETE", "/mail")).status).toBe(404);
  expect((await outgoing()).map(({ purpose }) => purpose)).toEqual(["connector"]);
});

test("[SEC-25] a system that only calls us is no host on it; where a token comes from is one", async () => {
  const [admin, agent] = [
    await enter({ role: "admin" }),
    await enter({ role: "agent", agent: "ana" }),
  ];
  const outgoing = async () => {
    const answer = await agent.ask("GET", "/transparency");
    expect(answer.status).toBe(200);
    return transparency.parse(await answer.json()).outgoing;
  };
  const put = async (body: object) =>
    expect((await admin.ask("PUT", "/connections", body)).status).toBe(204);
  const credential = {
    kind: "oauth",
    tokenUrl: "https://login.example.net/tenant/token",
    clientId: "app",
    clientSecret: "canary",
  };
  await put({ source: "/acme/twilio/main", options: {} });
  await put({ source: "/acme/dynamics/other", options: {}, credential });
  await createConnections(core.store, Buffer.alloc(32)).put({ source: "/a/b/c", base: "old" }, 1);
  expect(await outgoing()).toEqual([]);
  await put({ source: "/acme/dynamics/main", base: "https://acme.crm.example", credential });
  expect(await outgoing()).toEqual([
    { purpose: "connector", host: "acme.crm.example" },
    { purpose: "connector", host: "login.example.net" },
  ]);
});

test.each([
  ["a token's address in the clear", { tokenUrl: "http://login.example.net/token" }, /https/],
  ["one with a password", { tokenUrl: "https://u:p@login.example.net/token" }, /no user/],
  ["another host behind an @", { base: "http://127.0.0.1:80@evil.example/" }, /https/],
  ["a user and a password", { base: "https://u:p@acme.crm.example" }, /no user/],
  ["a user alone", { base: "https://acme.crm.example@evil.example" }, /no user/],
  ["no address", { base: "acme" }, /URL/i],
])("[SEC-9] a connection is refused: %s", async (_what, { base, tokenUrl }: Where, said) => {
  const admin = await enter({ role: "admin" });
  const answer = await admin.ask("PUT", "/connections", {
    source: "/acme/dynamics/main",
    base: base ?? "https://acme.crm.example",
    credential: {
      kind: "oauth",
      tokenUrl: tokenUrl ?? "https://login.example.net/token",
      clientId: "app",
      clientSecret: "canary",
    },
  });
  expect(answer.status).toBe(400);
  const { path, detail } = (await answer.json()) as { path: string; detail: string };
  expect(path).toBe(base === undefined ? "credential.tokenUrl" : "base");
  expect(detail).toMatch(said);
});

interface Where {
  readonly base?: string;
  readonly tokenUrl?: string;
}

test("[SEC-8] a connection kept with a token's address in the clear is asked no more, and hides nobody else's", async () => {
  const [store, sealing] = [core.store, Buffer.alloc(32)];
  const connections = createConnections(store, sealing);
  const oauth = { kind: "oauth", clientId: "app", clientSecret: "canary" } as const;
  const old = { ...oauth, tokenUrl: "http://login.example.net/token" };
  await connections.put({ source: "/acme/dynamics/old", base: "https://a", credential: old }, 1);
  await connections.put({ source: "/acme/zendesk/main", base: "https://b" }, 1);
  expect((await connections.list()).map(({ credential }) => credential)).toEqual([
    null,
    { kind: "none" },
  ]);
});

test("[SEC-8] what the environment says holds, and cannot be changed here", async () => {
  const given = { ...server(), tls: "none", password: PASSWORD } as const;
  const settings = createMailSettings(core.store, Buffer.alloc(32), given);
  expect(await settings.answer()).toMatchObject({ isEditable: false, hasPassword: true });
  expect(await settings.put({ ...given, user: null })).toMatchObject({ problem: "environment" });
  expect(await settings.remove()).toBe(false);
});
