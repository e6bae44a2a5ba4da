/** What changes something comes from our own pages, as JSON, by a method that says so (SEC-5). */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AccountDesk, accountDesk } from "../../support/account-desk.ts";
import type { SignedIn } from "../../support/sign-in.ts";

let desk: AccountDesk;
let boss: SignedIn;
beforeAll(async () => {
  desk = await accountDesk();
  boss = await desk.enter([{ role: "admin" }]);
});
afterAll(() => desk.stop());

const JSON_TYPE = { "content-type": "application/json" };
const send = (headers: Record<string, string>, method = "POST") =>
  fetch(`${desk.url}/api/v1/invitations`, {
    method,
    headers: { cookie: boss.cookie, ...headers },
    body: JSON.stringify({ email: "x", roles: [] }),
  });
/** 400: it came as far as its body being read. */
const PASSED = 400;

test("[SEC-5] our own page, and no browser at all, may", async () => {
  const port = new URL(desk.url).port;
  for (const origin of [`http://localhost:${port}`, desk.url, `http://[::1]:${port}`]) {
    const own = { ...JSON_TYPE, origin, "sec-fetch-site": "same-origin" };
    expect((await send(own)).status, origin).toBe(PASSED);
  }
  expect((await send(JSON_TYPE)).status).toBe(PASSED);
  expect((await send({ "content-type": "Application/JSON; charset=utf-8" })).status).toBe(PASSED);
});

test("[SEC-5] a foreign origin, or a browser that says cross-site, may not", async () => {
  const port = new URL(desk.url).port;
  const origins = [
    "https://evil.example",
    "null",
    `https://localhost:${port}`,
    `http://localhost:${Number(port) + 1}`,
    `http://localhost:${port}.evil.example`,
    `http://evil.example:${port}`,
    "http://localhost",
  ];
  for (const origin of origins) {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      expect((await send({ ...JSON_TYPE, origin }, method)).status, origin).toBe(403);
    }
  }
  expect((await send({ ...JSON_TYPE, "sec-fetch-site": "cross-site" })).status).toBe(403);
});

test("[SEC-5] only application/json changes something: what a form can send is refused", async () => {
  for (const type of [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain; application/json",
    "application/json-seq",
    "",
  ]) {
    expect((await send({ "content-type": type })).status, type).toBe(415);
  }
});

test("[SEC-5] reading by GET changes nothing, and sign-out is no link", async () => {
  for (const path of ["/session", "/users", "/sessions", "/invitations"]) {
    expect((await boss.ask("GET", path)).status).toBe(200);
  }
  for (const path of ["/setup", "/invitations/accept", `/users/${boss.id}/deactivate`]) {
    expect((await boss.ask("GET", path)).status, path).toBe(404);
  }
  expect(await (await boss.ask("GET", "/session")).json()).toMatchObject({ kind: "user" });
});

test("[SEC-5] behind a public address that address is our page", async () => {
  const other = await accountDesk({
    reached: { publicUrl: "https://desk.example", trustProxy: 1 },
  });
  const knock = (origin: string) =>
    fetch(`${other.url}/api/v1/session`, {
      method: "POST",
      headers: { ...JSON_TYPE, origin, "x-forwarded-proto": "https" },
      body: JSON.stringify({ email: "x@b.example", password: "x" }),
    });
  expect((await knock("https://desk.example")).status).toBe(401);
  expect((await knock("http://desk.example")).status).toBe(403);
  expect((await knock("https://desk.example.evil.example")).status).toBe(403);
  await other.stop();
});
