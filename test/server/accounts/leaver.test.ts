/** Who was erased is no user any more (PRIV-8). */
import { expect, test } from "vitest";
import { createAuditLog } from "../../../server/accounts/audit-log.ts";
import { forgetAgent } from "../../../server/accounts/leaver.ts";
import { createLooked } from "../../../server/accounts/looked.ts";
import { accountDesk } from "../../support/account-desk.ts";

test("[PRIV-8] an erased agent's sessions end, and name, e-mail and who looked are gone; others stay", async () => {
  const desk = await accountDesk();
  const ann = await desk.enter([{ role: "agent", agent: "ann" }], "ann@example.test");
  const bob = await desk.enter([{ role: "agent", agent: "bob" }]);
  const chief = await desk.enter([{ role: "admin" }, { role: "agent", agent: "chief" }]);
  const settings = desk.store;
  const now = () => desk.clock.now();
  const audit = createAuditLog(settings, now);
  const looked = createLooked({ settings, audit, now, zone: () => "UTC" });
  const lead = {
    kind: "user",
    id: "lead",
    agent: null,
    leads: ["t"],
    isManager: false,
    isAdmin: false,
  } as const;
  await looked.opened(lead, ["ann", "bob"], "figures");

  const boss = await desk.enter([{ role: "admin" }]);
  const invited = { email: "ann@example.org", roles: [{ role: "agent", agent: "ann" }] };
  const answer = await boss.ask("POST", "/invitations", invited);
  const { link } = (await answer.json()) as { link: string };
  const users = (await settings.settings("user/")).map(({ name, value }) => [name, value]);
  const annId = users.find(([, value]) => value?.includes("ann@example.test"))?.[0]?.slice(5);
  expect((await boss.ask("POST", `/users/${annId}/password-link`)).status).toBe(201);

  const leaving = { settings, looked, sessions: desk.accounts.sessions };
  expect(await forgetAgent(leaving, "ann")).toBe(1);
  expect((await ann.ask("GET", "/sessions")).status).toBe(401);
  expect((await bob.ask("GET", "/sessions")).status).toBe(200);
  expect(await looked.of("ann")).toEqual([]);
  expect(await looked.of("bob")).toHaveLength(1);
  const left = (await settings.settings("")).filter(({ name, value }) =>
    `${name}${value}`.includes("ann@"),
  );
  expect(left).toEqual([]);
  const accepted = { token: link.split("#")[1], name: "Ann", password: "vijf natte laarzen" };
  expect((await desk.ask("POST", "/invitations/accept", accepted)).status).toBe(410);

  expect(await forgetAgent(leaving, "chief")).toBe(0); // stays an administrator, who signs in anew
  expect((await chief.ask("GET", "/sessions")).status).toBe(401);
  const roles = (await settings.settings("user/")).map(({ value }) => JSON.parse(value).roles);
  expect(roles).toContainEqual([{ role: "admin" }]);
  await desk.stop();
});
