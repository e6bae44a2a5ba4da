/** Sessions over real HTTP: who asks, until when, and what ends it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../../server/app.ts";
import { run } from "../../../server/commands/running.ts";
import { openCore } from "../../../server/core.ts";
import { openMemoryStore } from "../../../server/store/memory/memory-store.ts";
import { manualClock } from "../../../shared/time/clock.ts";
import { ask, cookieOf, PASSWORD, signIn } from "../../support/sign-in.ts";

const clock = manualClock(Date.parse("2026-11-02T09:00:00Z"));
const now = () => clock.now();
const store = openMemoryStore();
let url = "";
let stop = async () => {};

beforeAll(async () => {
  const core = await openCore({ store, clock });
  const app = createApp(core, { demo: false, onProblem: () => {} });
  const running = await run(core, app, { port: 0, host: "127.0.0.1" }, () => {});
  url = `http://127.0.0.1:${running.port}`;
  stop = () => running.stop();
});
afterAll(() => stop());

const enter = (roles: Parameters<typeof signIn>[1]) => signIn({ url, settings: store, now }, roles);
const who = async (cookie: string) =>
  (await (await ask(url, "GET", "/session", { cookie })).json()) as Record<string, unknown>;

test("[SEC-1] the cookie is HttpOnly, SameSite=Lax, of the whole site, and 256 bits nobody keeps", async () => {
  const agnes = await enter([{ role: "manager" }]);
  const again = await ask(url, "POST", "/session", {
    body: { email: agnes.email.toUpperCase(), password: PASSWORD },
  });
  const [set = ""] = again.headers.getSetCookie();
  expect(set).toMatch(/^sid=s%3A[\w-]{43}\.[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
  const token = /s%3A([\w-]{43})/.exec(set)?.[1] ?? "";
  const kept = (await store.settings("")).map(({ name, value }) => name + value).join();
  expect(token).not.toBe("");
  expect(kept).not.toContain(token);
  expect(await who(cookieOf(again))).toMatchObject({ kind: "user", id: agnes.id });
});
