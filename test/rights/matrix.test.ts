/** The rights matrix of TRUST.md section 1 over HTTP, cell by cell: every other cell is refused (SEC-7, PRIV-4). */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY, type House, openHouse, ROLES } from "./house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house.stop();
  expect(house.problems).toEqual([]);
});

type Row = readonly [what: string, request: string, statuses: string];

const of = (scope: string, more = "") => `kpi=aht.mean&period=${DAY}&scope=${scope}${more}`;
const figures = (scope: string, more = "") => `GET /figures?${of(scope, more)}`;
const contacts = (scope: string, more = "") => `GET /contacts?${of(scope, more)}`;
const why = (scope: string, more = "") => `GET /figures/explain?${of(scope, more)}`;

/** agent, lead, manager, admin, device, nobody. The agent is Ann of support, whose leader the lead is. */
const SEES: readonly Row[] = [
  ["one's own numbers", figures("agent:ann"), "200 200 403 403 403 401"],
  ["one's own numbers, why", why("agent:ann"), "200 200 403 403 403 401"],
  ["contacts behind them", contacts("agent:ann"), "200 200 403 403 403 401"],
  ["an own contact", "GET /contacts/c-ann-1", "200 200 200 403 403 401"],
  ["who looked", "GET /looked", "200 403 403 403 403 401"],
  ["a person of the own team", figures("agent:ben"), "404 200 403 403 403 401"],
  ["the same, why", why("agent:ben"), "404 200 403 403 403 401"],
  ["contacts of that person", contacts("agent:ben"), "404 200 403 403 403 401"],
  ["a contact of that person", "GET /contacts/c-ben-1", "404 200 200 403 403 401"],
  ["the persons of the own team", figures("team:support", "&by=agent"), "403 200 403 403 403 401"],
  ["the same, why", why("team:support", "&by=agent"), "403 200 403 403 403 401"],
  ["a person of another team", figures("agent:fay"), "404 404 403 403 403 401"],
  ["the same, why", why("agent:fay"), "404 404 403 403 403 401"],
  ["contacts of that person", contacts("agent:fay"), "404 404 403 403 403 401"],
  ["a contact of that person", "GET /contacts/c-fay-1", "404 404 200 403 403 401"],
  ["the persons of another team", figures("team:sales", "&by=agent"), "404 404 403 403 403 401"],
  ["the own team", figures("team:support"), "200 200 200 403 403 401"],
  ["the own team by day", figures("team:support", "&by=day"), "200 200 200 403 403 401"],
  ["contacts behind the own team", contacts("team:support"), "403 200 200 403 403 401"],
  ["the own team, why", why("team:support"), "403 200 200 403 403 401"],
  ["another team", figures("team:sales"), "404 404 200 403 403 401"],
  ["contacts behind another team", contacts("team:sales"), "404 404 200 403 403 401"],
  ["another team, why", why("team:sales"), "404 404 200 403 403 401"],
  ["the centre", figures("centre"), "403 403 200 403 403 401"],
  ["the centre by team", figures("centre", "&by=team"), "403 403 200 403 403 401"],
  ["the centre by person", figures("centre", "&by=agent"), "403 403 403 403 403 401"],
  ["contacts behind the centre", contacts("centre"), "403 403 200 403 403 401"],
  ["the centre, why", why("centre"), "403 403 200 403 403 401"],
  ["definitions", "GET /definitions", "200 200 200 200 403 401"],
  ["transparency", "GET /transparency", "200 200 200 200 403 401"],
  ["the own page", "GET /me", "200 403 403 403 403 401"],
  ["targets of the own team", "GET /targets?team=support", "403 200 200 200 403 401"],
  ["targets of another team", "GET /targets?team=sales", "403 404 200 200 403 401"],
  ["targets of the centre", "GET /targets", "403 404 200 200 403 401"],
  ["televisions", "GET /devices", "403 200 200 200 403 401"],
  ["its own profile", "GET /devices/own", "404 404 404 404 200 401"],
  ["sources", "GET /sources", "403 403 403 200 403 401"],
  ["sources: quality", `GET /quality?period=${DAY}`, "403 403 403 200 403 401"],
  ["sources: refused", "GET /quarantine", "403 403 403 200 403 401"],
  ["keys", "GET /keys", "403 403 403 200 403 401"],
  ["connections", "GET /connections", "403 403 403 200 403 401"],
  ["systems", "GET /connections/systems", "403 403 403 200 403 401"],
  ["the mail server", "GET /mail", "403 403 403 200 403 401"],
  ["who gets reports by mail", "GET /reports/schedule", "403 200 200 403 403 401"],
  ["users", "GET /users", "403 403 403 200 403 401"],
  ["invitations", "GET /invitations", "403 403 403 200 403 401"],
  ["own sessions", "GET /sessions", "200 200 200 200 403 401"],
  ["organisation", "GET /organisation", "403 403 403 200 403 401"],
  ["policy", "GET /policy", "403 403 403 200 403 401"],
  ["audit log", "GET /audit", "403 403 403 200 403 401"],
];

const statusesOf = async (method: string, path: string, body?: unknown) => {
  const statuses: number[] = [];
  for (const role of ROLES) statuses.push((await house.ask(role, method, path, body)).status);
  return statuses.join(" ");
};

test.each(SEES)("[SEC-7][PRIV-4] %s: %s", async (_what, request, statuses) => {
  const [method = "", path = ""] = request.split(" ");
  expect(await statusesOf(method, path)).toBe(statuses);
});

const target = (team: string | null) => ({ team, targets: [] });
const wish = { contact: "privacy@example.test" };

/** What changes something: refused before anything is read of it. */
const CHANGES: readonly (readonly [
  what: string,
  request: string,
  body: unknown,
  refused: string,
])[] = [
  ["targets of the own team", "PUT /targets", target("support"), "403 2 2 2 403 401"],
  ["targets of another team", "PUT /targets", target("sales"), "403 404 2 2 403 401"],
  ["targets of the centre", "PUT /targets", target(null), "403 404 2 2 403 401"],
  ["an event tried out", "POST /sources/test", {}, "403 403 403 4 403 401"],
  ["a key made", "POST /keys", {}, "403 403 403 4 403 401"],
  ["a key rotated", "POST /keys/none/rotate", {}, "403 403 403 4 403 401"],
  ["a key retired", "POST /keys/none/retire", {}, "403 403 403 4 403 401"],
  ["a key changed", "PATCH /keys/none", {}, "403 403 403 4 403 401"],
  ["a connection made", "PUT /connections", {}, "403 403 403 4 403 401"],
  ["a connection ended", "DELETE /connections", {}, "403 403 403 4 403 401"],
  ["the mail server set", "PUT /mail", {}, "403 403 403 4 403 401"],
  ["the mail server taken away", "DELETE /mail", {}, "403 403 403 4 403 401"],
  ["a mail tried out", "POST /mail/test", {}, "403 403 403 4 403 401"],
  ["who gets reports by mail, set", "PUT /reports/schedule", {}, "403 4 4 403 403 401"],
  ["a report mailed to oneself", "POST /reports/schedule/test", {}, "403 4 4 403 403 401"],
  ["a key ended", "DELETE /keys/none", {}, "403 403 403 4 403 401"],
  ["a user changed", "PATCH /users/none", {}, "403 403 403 4 403 401"],
  ["a user deactivated", "POST /users/none/deactivate", {}, "403 403 403 4 403 401"],
  ["a password link", "POST /users/none/password-link", {}, "403 403 403 4 403 401"],
  ["an invitation", "POST /invitations", {}, "403 403 403 4 403 401"],
  ["an invitation withdrawn", "DELETE /invitations/none", {}, "403 403 403 4 403 401"],
  ["the organisation", "PUT /organisation", {}, "403 403 403 4 403 401"],
  ["a preview", "POST /organisation/preview", {}, "403 403 403 4 403 401"],
  ["taking it back", "POST /organisation/undo", {}, "403 403 403 4 403 401"],
  ["people", "POST /organisation/people", {}, "403 403 403 4 403 401"],
  ["the policy", "PUT /policy", wish, "403 403 403 2 403 401"],
  ["a person erased", "POST /people/none/erase", {}, "403 403 403 4 403 401"],
  ["a customer erased", "POST /customers/erase", {}, "403 403 403 4 403 401"],
];

describe("what changes something", () => {
  let second: House;
  beforeAll(async () => {
    second = await openHouse();
  });
  afterAll(() => second.stop());

  test.each(CHANGES)("[SEC-7] %s: %s", async (_what, request, body, statuses) => {
    const [method = "", path = ""] = request.split(" ");
    for (const [at, role] of ROLES.entries()) {
      const { status } = await second.ask(role, method, path, body);
      const wanted = statuses.split(" ")[at] ?? "";
      if (wanted.length === 3) expect(status, role).toBe(Number(wanted));
      else {
        expect(String(Math.floor(status / 100)), `${role} ${status}`).toBe(wanted);
        expect([401, 403], role).not.toContain(status); // what is wrong here is the request
      }
    }
  });

  test("[SEC-7] pairing a television: leads for their team, managers and administrators for any", async () => {
    const profile = {
      name: "A",
      screenInches: 55,
      distanceMetres: 5,
      language: "nl",
      theme: "dark",
    };
    const approved = async (team: string) => {
      const statuses: number[] = [];
      for (const role of ROLES) {
        const body = { ...profile, team, code: await second.code() };
        statuses.push((await second.ask(role, "POST", "/pairing/approve", body)).status);
      }
      return statuses.join(" ");
    };
    expect(await approved("support")).toBe("403 201 201 201 403 401");
    expect(await approved("sales")).toBe("403 404 201 201 403 401");
  });
});

describe("what a yes covers", () => {
  const json = async (role: (typeof ROLES)[number], path: string) =>
    (await (await house.ask(role, "GET", path)).json()) as never;

  test("[PRIV-4] a lead sees today's members by name, a manager the same totals and no one", async () => {
    const rows: { by: string; value: number }[] = await json(
      "lead",
      `/figures?${of("team:support", "&by=agent")}`,
    );
    expect(rows.map(({ by, value }) => [by, value])).toEqual([
      ["ann", 100],
      ["ben", 110],
      ["cem", 120],
      ["dee", 130],
      ["eva", 140],
    ]);
    for (const role of ["agent", "lead", "manager"] as const) {
      const [total]: { value: number; n: number }[] = await json(
        role,
        `/figures?${of("team:support")}`,
      );
      expect([total?.value, total?.n], role).toEqual([120, 10]);
    }
    const [centre]: { value: number; n: number }[] = await json(
      "manager",
      `/figures?${of("centre")}`,
    );
    expect([centre?.value, centre?.n]).toEqual([145, 20]);
  });

  test("[PRIV-4] contacts behind a number: own by name, a manager's without agents", async () => {
    const agentsIn = async (role: (typeof ROLES)[number], path: string) => {
      const text = JSON.stringify(await json(role, path));
      return [...new Set([...text.matchAll(/"agent":"([^"]+)"/g)].map(([, agent]) => agent))];
    };
    expect(await agentsIn("agent", `/contacts?${of("agent:ann")}`)).toEqual(["ann"]);
    expect((await agentsIn("lead", `/contacts?${of("team:support")}`)).sort()).toHaveLength(5);
    for (const path of [`/contacts?${of("team:sales")}`, `/contacts?${of("centre")}`]) {
      expect(await agentsIn("manager", path), path).toEqual(["*"]);
    }
    expect(await agentsIn("manager", "/contacts/c-fay-1")).toEqual(["*"]);
    const clock = JSON.stringify(await json("manager", "/contacts/c-fay-1"));
    expect(clock).not.toMatch(/"(fay|Name of fay|c-fay-1\/1)"/);
    const moved = JSON.stringify(await json("manager", `/figures/explain?${of("team:sales")}`));
    expect(moved).not.toMatch(/"(fay|gus|hal|ida|jon)"/);
  });

  test("[PRIV-4] own sessions only, and an administrator everybody's", async () => {
    const sessions: unknown[] = await json("agent", "/sessions");
    expect(sessions).toHaveLength(1);
    const all: unknown[] = await json("admin", "/sessions");
    expect(all.length).toBeGreaterThan(3);
  });
});
