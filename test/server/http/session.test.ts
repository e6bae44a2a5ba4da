/** Sessions over real HTTP: who asks, until when, and what ends it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSessions } from "../../../server/accounts/sessions.ts";
import { subjectOfRequest } from "../../../server/http/session-middleware.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../shared/time/interval.ts";
import { type AccountDesk, accountDesk } from "../../support/account-desk.ts";
import { cookieOf, PASSWORD } from "../../support/sign-in.ts";

let desk: AccountDesk;
beforeAll(async () => {
  desk = await accountDesk();
});
afterAll(() => desk.stop());

const who = async (cookie?: string) =>
  (await (await desk.ask("GET", "/session", undefined, cookie)).json()) as {
    readonly kind: string;
    readonly id: string | null;
  };
const tokenIn = (cookie: string) => /s%3A([\w-]{43})\./.exec(cookie)?.[1] ?? "";
const knock = (email: string, password: string = PASSWORD) =>
  desk.ask("POST", "/session", { email, password });
/** The subject behind a cookie, as a socket's upgrade request would be asked. */
const subjectOf = async (cookie: string) => {
  const request = { headers: { cookie } } as Parameters<typeof subjectOfRequest>[0];
  return subjectOfRequest(request, desk.app.door);
};

test("[SEC-1] the cookie is HttpOnly, SameSite=Lax, of the whole site, and its token is kept nowhere", async () => {
  const agnes = await desk.enter([{ role: "manager" }]);
  const again = await knock(agnes.email.toUpperCase());
  const [set = ""] = again.headers.getSetCookie();
  expect(set).toMatch(/^sid=s%3A[\w-]{43}\.[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
  const kept = (await desk.store.settings("")).map(({ name, value }) => name + value).join();
  expect(tokenIn(set)).not.toBe("");
  expect(kept).not.toContain(tokenIn(set));
  expect(await who(cookieOf(again))).toMatchObject({ kind: "user", id: agnes.id });
});

test("[SEC-1] nobody is signed in without a cookie, and gets none for asking", async () => {
  const answer = await desk.ask("GET", "/session");
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(await answer.json()).toMatchObject({ kind: "nobody", id: null, roles: [] });
});

test("[SEC-1] every sign-in has a new token, whatever the browser came with, and the old one is over", async () => {
  const one = await desk.enter([{ role: "manager" }]);
  const body = { email: one.email, password: PASSWORD };
  const again = await desk.ask("POST", "/session", body, one.cookie);
  expect(tokenIn(cookieOf(again))).not.toBe(tokenIn(one.cookie));
  expect((await who(one.cookie)).kind).toBe("nobody");
  expect((await who(cookieOf(again))).kind).toBe("user");
});

test("[SEC-1] a token somebody else chose is not taken: no session is made under it", async () => {
  const one = await desk.enter([{ role: "manager" }]);
  const planted = one.cookie.replace(tokenIn(one.cookie), "A".repeat(43));
  const body = { email: one.email, password: PASSWORD };
  const entered = await desk.ask("POST", "/session", body, planted);
  expect(tokenIn(cookieOf(entered))).not.toBe("A".repeat(43));
  expect((await who(planted)).kind).toBe("nobody");
});

test("[SEC-1] a changed or unsigned cookie is nobody's, over HTTP and for a socket", async () => {
  const one = await desk.enter([{ role: "manager" }]);
  const token = tokenIn(one.cookie);
  expect((await subjectOf(one.cookie)).subject).toMatchObject({ kind: "user", id: one.id });
  expect((await subjectOf(`other=1; ${one.cookie}`)).subject.kind).toBe("user");
  for (const cookie of [
    `sid=${token}`,
    `sid=s%3A${token}`,
    `sid=s%3A${token}.${"A".repeat(43)}`,
    `${one.cookie.slice(0, -4)}AAAA`,
    `__Host-${one.cookie}`,
    "sid=%",
    "",
  ]) {
    expect((await who(cookie)).kind, cookie).toBe("nobody");
    expect((await subjectOf(cookie)).subject.kind, cookie).toBe("nobody");
  }
});

test("[SEC-1] idle for twelve hours, or seven days old, a session is over and its row gone", async () => {
  const one = await desk.enter([{ role: "manager" }]);
  desk.clock.advance(12 * HOUR_MS - MINUTE_MS);
  expect((await who(one.cookie)).kind).toBe("user");
  desk.clock.advance(12 * HOUR_MS - 1);
  expect((await who(one.cookie)).kind).toBe("user");
  for (let hours = 0; hours < 6 * 24; hours += 8) {
    desk.clock.advance(8 * HOUR_MS);
    expect((await who(one.cookie)).kind, `${hours}`).toBe("user");
  }
  desk.clock.advance(MINUTE_MS + 1); // seven days since it began
  expect((await who(one.cookie)).kind).toBe("nobody");
  const two = await desk.enter([{ role: "manager" }]);
  desk.clock.advance(12 * HOUR_MS);
  expect((await who(two.cookie)).kind).toBe("nobody");
  const rows = (await desk.store.settings("session/")).map(({ value }) => value).join();
  expect(rows).not.toContain(one.id);
  expect(rows).not.toContain(two.id);
});

test("[SEC-1] last seen is written once a minute, not at every request", async () => {
  const one = await desk.enter([{ role: "manager" }]);
  const puts: string[] = [];
  const { putSettings } = desk.store;
  desk.store.putSettings = (changes, expected) => {
    puts.push(...Object.keys(changes));
    return putSettings.call(desk.store, changes, expected);
  };
  for (let asked = 0; asked < 5; asked += 1) await who(one.cookie);
  expect(puts).toEqual([]);
  desk.clock.advance(MINUTE_MS);
  for (let asked = 0; asked < 5; asked += 1) await who(one.cookie);
  expect(puts).toHaveLength(1);
  desk.store.putSettings = putSettings;
});

test("[SEC-1] of where a session is one word and the address family are kept, and no address", async () => {
  const one = await desk.enter([{ role: "manager" }]);
  const rows = await desk.store.settings("session/");
  const row = rows.find(({ value }) => value.includes(one.id))?.value ?? "";
  expect(JSON.parse(row)).toMatchObject({ address: "IPv4", browser: "other" });
  expect(row).not.toContain("127.0.0.1");
});

test("[SEC-1] signing out ends the session of this browser only", async () => {
  const one = await desk.enter([{ role: "manager" }]);
  const other = cookieOf(await knock(one.email));
  expect((await one.ask("DELETE", "/session")).status).toBe(204);
  expect((await who(one.cookie)).kind).toBe("nobody");
  expect((await who(other)).kind).toBe("user");
  expect((await desk.noted()).at(-1)).toMatchObject({ actor: one.id, action: "session.closed" });
});

test("[SEC-1] other roles are in force at once, and the next request brings a new token", async () => {
  const [boss, one] = [
    await desk.enter([{ role: "admin" }]),
    await desk.enter([{ role: "manager" }]),
  ];
  const roles = [{ role: "lead", teams: ["a"] }];
  expect((await boss.ask("PATCH", `/users/${one.id}`, { roles })).status).toBe(200);
  expect((await subjectOf(one.cookie)).subject).toMatchObject({ leads: ["a"], isManager: false });
  const next = await one.ask("GET", "/session");
  expect(await next.json()).toMatchObject({ kind: "user", roles });
  const fresh = cookieOf(next);
  expect(tokenIn(fresh)).not.toBe(tokenIn(one.cookie));
  expect((await subjectOf(fresh)).renew).toBe(false);
  // What was under way with the old token still arrives, and renews nothing.
  const late = await one.ask("GET", "/session");
  expect(late.headers.getSetCookie()).toEqual([]);
  desk.clock.advance(MINUTE_MS);
  expect((await who(one.cookie)).kind).toBe("nobody");
  expect((await who(fresh)).kind).toBe("user");
});

test("[SEC-1] a new token does not make a session younger", async () => {
  const [boss, one] = [
    await desk.enter([{ role: "admin" }]),
    await desk.enter([{ role: "manager" }]),
  ];
  for (let day = 0; day < 13; day += 1) {
    desk.clock.advance(11 * HOUR_MS);
    await who(boss.cookie);
    await who(one.cookie);
  }
  await boss.ask("PATCH", `/users/${one.id}`, { roles: [{ role: "lead", teams: ["a"] }] });
  const fresh = cookieOf(await one.ask("GET", "/session"));
  expect((await who(fresh)).kind).toBe("user");
  const left = 7 * DAY_MS - 13 * 11 * HOUR_MS;
  for (let step = 0; step < 3; step += 1) {
    expect((await who(fresh)).kind).toBe("user");
    desk.clock.advance(left / 3); // never idle for long
  }
  expect((await who(fresh)).kind).toBe("nobody");
});

test("[SEC-14] a deactivated user is signed out everywhere at once, and cannot come back", async () => {
  const [boss, one] = [
    await desk.enter([{ role: "admin" }]),
    await desk.enter([{ role: "manager" }]),
  ];
  const second = cookieOf(await knock(one.email));
  const { session } = await subjectOf(one.cookie);
  expect((await boss.ask("POST", `/users/${one.id}/deactivate`)).status).toBe(200);
  for (const cookie of [one.cookie, second]) expect((await who(cookie)).kind).toBe("nobody");
  expect((await desk.accounts.whoIs.ofSession(session?.id ?? "")).subject.kind).toBe("nobody");
  expect((await knock(one.email)).status).toBe(401);
  expect((await boss.ask("PATCH", `/users/${one.id}`, { isActive: true })).status).toBe(200);
  expect((await who(one.cookie)).kind).toBe("nobody");
  expect((await knock(one.email)).status).toBe(200);
});

test("[SEC-14] a session that was opened while its user was being deactivated is nobody's", async () => {
  const boss = await desk.enter([{ role: "admin" }]);
  const one = await desk.enter([{ role: "manager" }]);
  await boss.ask("POST", `/users/${one.id}/deactivate`);
  const at = desk.clock.now();
  const row = { user: one.id, createdAt: at, tokenAt: at, seenAt: at, rights: 1, endsAt: null };
  const token = "u".repeat(43);
  await desk.accounts.sessions.open(token, { ...row, browser: "other", address: "IPv4" });
  expect((await desk.accounts.whoIs.ofToken(token)).subject.kind).toBe("nobody");
});

test("[SEC-14] another password ends all sessions and gives this browser a new one", async () => {
  const one = await desk.enter([{ role: "manager" }]);
  const second = cookieOf(await knock(one.email));
  const change = (current: string, password: string) =>
    one.ask("PUT", "/session/password", { current, password });
  expect((await change("not it at all", "vijf natte laarzen")).status).toBe(401);
  expect(await (await change(PASSWORD, "Welkom2026!!")).json()).toMatchObject({
    code: "password_common",
  });
  expect((await who(second)).kind).toBe("user");
  const changed = await change(PASSWORD, "vijf natte laarzen");
  expect(changed.status).toBe(200);
  for (const cookie of [one.cookie, second]) expect((await who(cookie)).kind).toBe("nobody");
  expect((await who(cookieOf(changed))).kind).toBe("user");
  expect((await knock(one.email)).status).toBe(401);
  expect((await knock(one.email, "vijf natte laarzen")).status).toBe(200);
});

test("[SEC-14] people see and end their own sessions; another's is as if it did not exist", async () => {
  const [one, two] = [
    await desk.enter([{ role: "manager" }]),
    await desk.enter([{ role: "manager" }]),
  ];
  const boss = await desk.enter([{ role: "admin" }]);
  await knock(one.email);
  const list = async (user: typeof one) =>
    (await (await user.ask("GET", "/sessions")).json()) as {
      id: string;
      user: string;
      isThis: boolean;
    }[];
  const own = await list(one);
  expect(own.map(({ user }) => user)).toEqual([one.id, one.id]);
  expect(own.filter(({ isThis }) => isThis)).toHaveLength(1);
  const foreign = await two.ask("DELETE", `/sessions/${own[0]?.id}`);
  const none = await two.ask("DELETE", `/sessions/${"0".repeat(64)}`);
  expect([foreign.status, await foreign.text()]).toEqual([none.status, await none.text()]);
  expect(foreign.status).toBe(404);
  const elsewhere = own.find(({ isThis }) => !isThis)?.id;
  expect((await one.ask("DELETE", `/sessions/${elsewhere}`)).status).toBe(204);
  expect(await list(one)).toHaveLength(1);
  expect((await list(boss)).length).toBeGreaterThan(2);
  const [last] = await list(one);
  expect((await boss.ask("DELETE", `/sessions/${last?.id}`)).status).toBe(204);
  expect((await who(one.cookie)).kind).toBe("nobody");
  expect((await desk.noted()).at(-1)).toMatchObject({
    actor: boss.id,
    action: "session.revoked",
    subject: one.id,
  });
  expect((await desk.ask("GET", "/sessions")).status).toBe(401);
});

test("[SEC-14] what was revoked while a request was under way does not come back", async () => {
  const sessions = createSessions(desk.store, () => desk.clock.now());
  const one = await desk.enter([{ role: "manager" }]);
  const { session } = await subjectOf(one.cookie);
  if (session === null) throw new Error("not signed in");
  await sessions.end(session.id);
  desk.clock.advance(MINUTE_MS);
  await sessions.seen(session);
  expect(await sessions.replace(session)).toBe(false);
  expect(await sessions.findById(session.id)).toBeNull();
});

test("[SEC-10] a television has no idle expiry, and lapses 90 days after it was last seen", async () => {
  const sessions = createSessions(desk.store, () => desk.clock.now());
  const at = desk.clock.now();
  const row = { device: "d_x", createdAt: at, tokenAt: at, seenAt: at, rights: 0, endsAt: null };
  await sessions.open("t".repeat(43), { ...row, browser: "Chrome", address: "IPv4" });
  for (let weeks = 0; weeks < 26; weeks += 1) {
    desk.clock.advance(7 * DAY_MS);
    const found = await sessions.find("t".repeat(43));
    if (found === null) throw new Error(`gone after ${weeks} weeks`);
    await sessions.seen(found);
  }
  desk.clock.advance(90 * DAY_MS - 1);
  expect(await sessions.find("t".repeat(43))).not.toBeNull();
  desk.clock.advance(1);
  expect(await sessions.find("t".repeat(43))).toBeNull();
});
