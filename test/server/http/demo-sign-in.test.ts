/** One click for each role of the demo, and nowhere else (UX-20). */
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoOrganisation } from "../../../server/demo/organisation.ts";
import { type AccountDesk, accountDesk } from "../../support/account-desk.ts";
import { cookieOf } from "../../support/sign-in.ts";

let desk: AccountDesk;
beforeAll(async () => {
  desk = await accountDesk({ demo: true, org: demoOrganisation });
});
afterAll(() => desk.stop());

const click = (as: string, headers: Record<string, string> = {}, at = desk) =>
  fetch(`${at.url}/demo/sign-in?as=${as}`, { redirect: "manual", headers });
const who = async (cookie: string) =>
  (await (await desk.ask("GET", "/session", undefined, cookie)).json()) as Record<string, unknown>;

test.each([
  ["agent", "/me", { kind: "user", roles: [{ role: "agent", agent: "agent-01" }] }],
  ["lead", "/team", { kind: "user", roles: [{ role: "lead", teams: ["first-line"] }] }],
  ["manager", "/", { kind: "user", roles: [{ role: "manager" }] }],
  ["admin", "/sources", { kind: "user", roles: [{ role: "admin" }] }],
  ["television", "/wall", { kind: "device", id: "d_demo", team: "first-line", roles: [] }],
])("[UX-20] as %s one begins at %s, twice as the same", async (as, home, subject) => {
  const first = await click(as);
  expect([first.status, first.headers.get("location")]).toEqual([303, home]);
  const asFirst = await who(cookieOf(first));
  expect(asFirst).toMatchObject({ ...subject, demo: true, needsSetup: false });
  expect(await who(cookieOf(await click(as)))).toEqual(asFirst);
});

test("[UX-20] demo users have addresses that cannot exist, and no password", async () => {
  const boss = cookieOf(await click("admin"));
  const users = (await (await desk.ask("GET", "/users", undefined, boss)).json()) as {
    email: string;
  }[];
  expect(
    users.map(({ email }) => email).filter((email) => !email.endsWith("@demo.invalid")),
  ).toEqual([]);
  const body = { email: "admin@demo.invalid", password: "" };
  expect((await desk.ask("POST", "/session", body)).status).toBe(401);
});

test("[UX-20] a demo role somebody took away is there again at the next click", async () => {
  const boss = cookieOf(await click("admin"));
  const { id } = await who(cookieOf(await click("manager")));
  await desk.ask("POST", `/users/${id}/deactivate`, {}, boss);
  expect(await who(cookieOf(await click("manager")))).toMatchObject({ id, kind: "user" });
});

test("[SEC-5] another site cannot sign a visitor in, and there is no other role", async () => {
  expect((await click("admin", { "sec-fetch-site": "cross-site" })).status).toBe(403);
  for (const as of ["root", "", "__proto__"]) expect((await click(as)).status).toBe(400);
});

test("[SEC-23] outside demo mode the links do not exist: the address is a page like any other", async () => {
  const real = await accountDesk({ org: demoOrganisation });
  const answer = await click("admin", {}, real);
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(answer.headers.get("location")).toBeNull();
  expect(await real.store.settings("user")).toEqual([]);
  expect(await real.store.settings("session")).toEqual([]);
  await real.stop();
});
