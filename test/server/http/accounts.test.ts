/** First administrator, invitations, users: over real HTTP. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { setupToken } from "../../../server/accounts/first-admin.ts";
import { organisationOf } from "../../../server/core.ts";
import { HOUR_MS } from "../../../shared/time/interval.ts";
import { type AccountDesk, accountDesk } from "../../support/account-desk.ts";
import { cookieOf, PASSWORD, type SignedIn } from "../../support/sign-in.ts";

let desk: AccountDesk;
beforeAll(async () => {
  desk = await accountDesk();
});
afterAll(() => desk.stop());

const MANAGER = { role: "manager" };
const codeOf = async (response: Response) =>
  [response.status, ((await response.json()) as { code?: string }).code] as const;
const tokenOf = async (response: Response) => {
  const { link } = (await response.json()) as { link: string };
  return /\/join#([\w-]{43})$/.exec(link)?.[1] ?? "";
};

async function freshDesk<T>(work: (fresh: AccountDesk) => Promise<T>): Promise<T> {
  const fresh = await accountDesk();
  try {
    return await work(fresh);
  } finally {
    await fresh.stop();
  }
}

test("[SEC-23] the first administrator comes by a one-time link, names the organisation, and is signed in", () =>
  freshDesk(async (fresh) => {
    expect(await (await fresh.ask("GET", "/session")).json()).toMatchObject({ needsSetup: true });
    const old = await setupToken(fresh.accounts);
    const token = await setupToken(fresh.accounts);
    const kept = (await fresh.store.settings("")).map(({ value }) => value).join();
    expect(kept).not.toContain(token);
    const body = {
      name: "Bo Beheer",
      email: "Bo@Voorbeeld.example",
      password: PASSWORD,
      language: "nl",
      organisation: { name: "Voorbeeld BV", zone: "Europe/Brussels" },
      alsoManager: true,
    };
    const setUp = (with_: string | null) => fresh.ask("POST", "/setup", { ...body, token: with_ });
    expect(await codeOf(await setUp(old))).toEqual([410, "gone"]);
    expect(await codeOf(await setUp("x"))).toEqual([410, "gone"]);
    const done = await setUp(token);
    expect(done.status).toBe(201);
    expect(await done.json()).toMatchObject({
      kind: "user",
      email: "Bo@Voorbeeld.example",
      language: "nl",
      roles: [{ role: "admin" }, { role: "manager" }],
      needsSetup: false,
    });
    expect((await fresh.ask("GET", "/users", undefined, cookieOf(done))).status).toBe(200);
    expect(organisationOf(fresh.core).organisation).toMatchObject(body.organisation);
    expect(await codeOf(await setUp(token))).toEqual([410, "gone"]);
    expect(await setupToken(fresh.accounts)).toBeNull();
  }));

test("[SEC-23] a link for the first administrator is void after 72 hours, and works once however often it is sent", () =>
  freshDesk(async (fresh) => {
    const send = (token: string | null, email: string) =>
      fresh.ask("POST", "/setup", { token, name: "A", email, password: PASSWORD });
    const late = await setupToken(fresh.accounts);
    fresh.clock.advance(72 * HOUR_MS);
    expect((await send(late, "a@b.example")).status).toBe(410);
    const token = await setupToken(fresh.accounts);
    const sent = ["a", "b", "c", "d"].map((one) => send(token, `${one}@b.example`));
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 410, 410, 410]);
  }));

test("[SEC-23] an unusable password or zone uses nothing up", () =>
  freshDesk(async (fresh) => {
    const token = await setupToken(fresh.accounts);
    const send = (over: object) =>
      fresh.ask("POST", "/setup", {
        token,
        name: "A",
        email: "a@b.example",
        password: PASSWORD,
        ...over,
      });
    expect(await codeOf(await send({ password: "kort" }))).toEqual([400, "password_short"]);
    expect(await codeOf(await send({ password: "Welkom2026!!" }))).toEqual([
      400,
      "password_common",
    ]);
    expect((await send({ organisation: { name: "V", zone: "Mars/Olympus" } })).status).toBe(400);
    expect((await send({ email: "nobody" })).status).toBe(400);
    expect((await send({ isRoot: true })).status).toBe(400);
    expect((await send({})).status).toBe(201);
  }));

test("[SEC-23] an invitation works once, within 72 hours, with the roles inside, and its token is kept nowhere", async () => {
  const boss = await desk.enter([{ role: "admin" }]);
  const roles = [
    { role: "lead", teams: ["a", "b"] },
    { role: "agent", agent: "a-7" },
  ];
  const made = await boss.ask("POST", "/invitations", { email: "Lea@b.example", roles });
  expect(made.status).toBe(201);
  const token = await tokenOf(made);
  const kept = (await desk.store.settings("")).map(({ name, value }) => name + value).join();
  expect(kept).not.toContain(token);
  const look = await desk.ask("POST", "/invitations/look", { token });
  expect(await look.json()).toEqual({ email: "Lea@b.example", isPasswordOnly: false });
  const accept = { token, name: "Lea", password: PASSWORD, language: "fr" };
  const [first, second] = await Promise.all([
    desk.ask("POST", "/invitations/accept", accept),
    desk.ask("POST", "/invitations/accept", accept),
  ]);
  expect([first.status, second.status].sort()).toEqual([201, 410]);
  const entered = first.status === 201 ? first : second;
  expect(await entered.json()).toMatchObject({ name: "Lea", roles, language: "fr" });
  expect((await desk.ask("POST", "/invitations/look", { token })).status).toBe(410);
  const late = await tokenOf(
    await boss.ask("POST", "/invitations", { email: "late@b.example", roles: [MANAGER] }),
  );
  desk.clock.advance(72 * HOUR_MS);
  const missed = await desk.ask("POST", "/invitations/accept", { ...accept, token: late });
  expect(await codeOf(missed)).toEqual([410, "gone"]);
});

test("[SEC-23] an invitation can be listed and withdrawn, and is only for an address that is no user's", async () => {
  const boss = await desk.enter([{ role: "admin" }]);
  const invite = (email: string) => boss.ask("POST", "/invitations", { email, roles: [MANAGER] });
  expect(await codeOf(await invite(boss.email.toUpperCase()))).toEqual([409, "email_taken"]);
  const token = await tokenOf(await invite("wim@b.example"));
  const list = async () =>
    (await (await boss.ask("GET", "/invitations")).json()) as { id: string; email: string }[];
  const wim = (await list()).find(({ email }) => email === "wim@b.example");
  expect(JSON.stringify(wim)).not.toContain(token);
  expect((await boss.ask("DELETE", `/invitations/${wim?.id}`)).status).toBe(204);
  expect((await boss.ask("DELETE", `/invitations/${wim?.id}`)).status).toBe(404);
  expect((await desk.ask("POST", "/invitations/look", { token })).status).toBe(410);
  expect(await list()).toEqual([]);
});

test("[SEC-23] a forgotten password is replaced by a link from an administrator; the sessions end", async () => {
  const [boss, one] = [
    await desk.enter([{ role: "admin" }]),
    await desk.enter([{ role: "manager" }]),
  ];
  const link = async () => tokenOf(await boss.ask("POST", `/users/${one.id}/password-link`));
  const [older, token] = [await link(), await link()];
  const body = { token, password: "vijf natte laarzen" };
  const done = await desk.ask("POST", "/invitations/accept", body);
  expect(done.status).toBe(201);
  expect(await done.json()).toMatchObject({ id: one.id, email: one.email });
  expect(await (await one.ask("GET", "/session")).json()).toMatchObject({ kind: "nobody" });
  const knock = (password: string) => desk.ask("POST", "/session", { email: one.email, password });
  expect((await knock(PASSWORD)).status).toBe(401);
  expect((await knock("vijf natte laarzen")).status).toBe(200);
  // The other link was for the same forgotten password; one's own change ends them as well.
  const again = { token: older, password: "zes droge laarzen" };
  expect((await desk.ask("POST", "/invitations/accept", again)).status).toBe(410);
  const last = await link();
  const change = { current: "vijf natte laarzen", password: "zeven rode laarzen" };
  const changed = await desk.ask("PUT", "/session/password", change, cookieOf(done));
  expect(changed.status).toBe(200);
  expect((await desk.ask("POST", "/invitations/look", { token: last })).status).toBe(410);
  expect((await boss.ask("POST", "/users/u_nobody/password-link")).status).toBe(404);
});

test("[SEC-7] users, invitations and their links are for administrators: 403 for others, 401 for nobody", async () => {
  const others: SignedIn[] = [
    await desk.enter([{ role: "manager" }]),
    await desk.enter([{ role: "lead", teams: ["a"] }]),
    await desk.enter([{ role: "agent", agent: "a-1" }]),
  ];
  const doors = [
    ["GET", "/users"],
    ["PATCH", "/users/u_1"],
    ["POST", "/users/u_1/deactivate"],
    ["POST", "/users/u_1/password-link"],
    ["GET", "/invitations"],
    ["POST", "/invitations"],
    ["DELETE", `/invitations/${"0".repeat(64)}`],
  ] as const;
  for (const [method, path] of doors) {
    for (const one of others) expect((await one.ask(method, path)).status, path).toBe(403);
    expect((await desk.ask(method, path)).status, path).toBe(401);
  }
});

test("[SEC-2] no answer ever shows a password's hash", async () => {
  const boss = await desk.enter([{ role: "admin" }]);
  for (const path of ["/users", "/session", "/sessions", "/invitations"]) {
    const text = await (await boss.ask("GET", path)).text();
    expect(text).not.toMatch(/argon2|password":|rights/);
  }
});

test("[SEC-23] the last active administrator stays one, also when two are changed at once", () =>
  freshDesk(async (fresh) => {
    const boss = await fresh.enter([{ role: "admin" }]);
    const demote = (by: SignedIn, id: string) =>
      by.ask("PATCH", `/users/${id}`, { roles: [MANAGER] });
    expect(await codeOf(await demote(boss, boss.id))).toEqual([409, "last_admin"]);
    const off = await boss.ask("POST", `/users/${boss.id}/deactivate`);
    expect(await codeOf(off)).toEqual([409, "last_admin"]);
    for (let round = 0; round < 5; round += 1) {
      const second = await fresh.enter([{ role: "admin" }]);
      const [a, b] = await Promise.all([demote(boss, second.id), demote(boss, boss.id)]);
      expect([a.status, b.status].filter((status) => status === 200)).toHaveLength(1);
      await demoteBack(fresh, boss.id);
    }
  }));

/** For the next round: whoever is left is not the one. */
async function demoteBack(fresh: AccountDesk, id: string): Promise<void> {
  const admin = await fresh.enter([{ role: "admin" }]);
  await admin.ask("PATCH", `/users/${id}`, { roles: [{ role: "admin" }] });
  const users = (await (await admin.ask("GET", "/users")).json()) as { id: string }[];
  for (const user of users) {
    if (user.id === id || user.id === admin.id) continue;
    await admin.ask("PATCH", `/users/${user.id}`, { roles: [MANAGER] });
  }
  await admin.ask("PATCH", `/users/${admin.id}`, { roles: [MANAGER] });
}

test("[PRIV-4] an agent's own pages belong to one user", async () => {
  const boss = await desk.enter([{ role: "admin" }]);
  const roles = [{ role: "agent" as const, agent: "a-99" }];
  const one = await desk.enter(roles);
  const two = await desk.enter([{ role: "manager" }]);
  const taken = await boss.ask("PATCH", `/users/${two.id}`, { roles });
  expect(await codeOf(taken)).toEqual([409, "agent_taken"]);
  expect((await boss.ask("POST", `/users/${one.id}/deactivate`)).status).toBe(200);
  expect((await boss.ask("PATCH", `/users/${two.id}`, { roles })).status).toBe(200);
  const back = await boss.ask("PATCH", `/users/${one.id}`, { isActive: true });
  expect(await codeOf(back)).toEqual([409, "agent_taken"]);
});

test("[SEC-11] what is done with users is noted by ids, and no name, address or token is", async () => {
  const boss = await desk.enter([{ role: "admin" }]);
  const invited = await boss.ask("POST", "/invitations", {
    email: "noted@b.example",
    roles: [MANAGER],
  });
  const token = await tokenOf(invited);
  const body = { token, name: "Noor Genoteerd", password: PASSWORD };
  const { id } = (await (await desk.ask("POST", "/invitations/accept", body)).json()) as {
    id: string;
  };
  await boss.ask("PATCH", `/users/${id}`, {
    roles: [{ role: "lead", teams: ["a"] }],
    name: "Noor",
  });
  await boss.ask("POST", `/users/${id}/deactivate`);
  const entries = (await desk.noted()).slice(-7);
  expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
    ["invitation.made", boss.id],
    ["invitation.accepted", id],
    ["user.created", id],
    ["session.opened", id],
    ["user.roles", boss.id],
    ["user.changed", boss.id],
    ["user.deactivated", boss.id],
  ]);
  expect(entries[4]?.detail).toEqual({ from: "manager", to: "lead:a" });
  expect(JSON.stringify(await desk.noted())).not.toMatch(/Noor|noted@|b\.example/);
  expect(JSON.stringify(await desk.noted())).not.toContain(token);
});

test("[SEC-9] what is not right is told by its path, and nothing escapes", async () => {
  const boss = await desk.enter([{ role: "admin" }]);
  const bad: readonly (readonly [string, string, unknown])[] = [
    ["POST", "/invitations", { email: "x@b.example", roles: [] }],
    ["POST", "/invitations", { email: "x@b.example", roles: [{ role: "root" }] }],
    ["POST", "/invitations", { email: "x@b.example", roles: [MANAGER, MANAGER] }],
    ["POST", "/invitations", { email: "x", roles: [MANAGER] }],
    ["POST", "/invitations", []],
    ["PATCH", `/users/${boss.id}`, {}],
    ["PATCH", `/users/${boss.id}`, { password: "x" }],
    ["PATCH", `/users/${boss.id}`, { email: "x@b.example" }],
    ["POST", "/session", { email: 1, password: 2 }],
    ["POST", "/session", { email: "a@b.example", password: "x".repeat(2_000) }],
    ["PUT", "/session/password", {}],
  ];
  for (const [method, path, body] of bad) {
    expect((await boss.ask(method, path, body)).status, JSON.stringify(body)).toBe(400);
  }
  for (const id of ["__proto__", "u_%2f", "constructor", "u_1/../u_2", "%00"]) {
    expect((await boss.ask("PATCH", `/users/${id}`, { name: "x" })).status, id).toBe(404);
  }
  const big = await boss.ask("POST", "/session", { email: "x".repeat(300_000), password: "" });
  expect(big.status).toBe(413);
  expect(desk.problems).toEqual([]);
});
