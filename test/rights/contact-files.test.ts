/** One row per contact as a file: who gets which rows and columns, and what is noted of it (EXP-11, EXP-12). */
import { afterAll, beforeAll, expect, test } from "vitest";
import { setOrganisation } from "../../server/core.ts";
import { FILES_MAX } from "../../server/http/export-limit.ts";
import { contactLine, OWN_WHYS } from "../../shared/wire/contact-rows.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import {
  callOf,
  DAY,
  type House,
  ORG,
  openHouse,
  ROLES,
  type RoleName,
  SOURCE,
  TEAMS,
} from "./house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house.stop();
  expect(house.problems).toEqual([]);
});

const path = (scope: string, format = "ndjson", more = "") =>
  `/reports/contacts/${DAY}.${format}?scope=${scope}${more}`;

async function linesOf(role: RoleName, scope: string) {
  const answer = await house.ask(role, "GET", path(scope));
  expect(answer.status).toBe(200);
  const text = await answer.text();
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => contactLine.parse(JSON.parse(line)));
}

/** The columns of the CSV for systems, by name. */
async function columnsOf(role: RoleName, scope: string): Promise<Map<string, string[]>> {
  const answer = await house.ask(role, "GET", path(scope, "csv", "&dialect=systems"));
  const [heading = "", ...rows] = (await answer.text()).split("\r\n").slice(0, -1);
  const cells = rows.map((row) => row.split(","));
  return new Map(
    heading.split(",").map((name, at) => [name, cells.map((row) => row[at] ?? "")] as const),
  );
}

/** agent, lead, manager, admin, device, nobody. The agent is Ann of support, whose leader the lead is. */
const SCOPES: readonly (readonly [what: string, scope: string, statuses: string])[] = [
  ["own contacts", "agent:ann", "200 200 403 403 403 401"],
  ["a person of the own team", "agent:ben", "404 200 403 403 403 401"],
  ["a person of another team", "agent:fay", "404 404 403 403 403 401"],
  ["the own team", "team:support", "403 200 200 403 403 401"],
  ["another team", "team:sales", "404 404 200 403 403 401"],
  ["a team that there is not", "team:none", "404 404 404 403 403 401"],
  ["the centre", "centre", "403 403 200 403 403 401"],
];

test.each(SCOPES)(
  "[SEC-7][EXP-11] rows of %s: %s, in every format",
  async (_what, scope, wanted) => {
    for (const format of ["csv", "xlsx", "ndjson"]) {
      const statuses: number[] = [];
      for (const role of ROLES) {
        const answer = await house.ask(role, "GET", path(scope, format));
        await answer.arrayBuffer();
        statuses.push(answer.status);
      }
      expect(statuses.join(" "), format).toBe(wanted);
    }
  },
);

test("[EXP-11][PRIV-4] a leader gets the own team with agents, an agent the own contacts", async () => {
  const team = await linesOf("lead", "team:support");
  expect(team).toHaveLength(10);
  expect(new Set(team.flatMap(({ agents }) => agents))).toEqual(new Set(TEAMS.support));
  const own = await linesOf("agent", "agent:ann");
  expect(own.map(({ contact }) => contact).sort()).toEqual(["c-ann-1", "c-ann-2"]);
  expect(own.flatMap(({ agents }) => agents)).toEqual(["ann", "ann"]);
  expect(own[0]?.values["leg.handle"]).toEqual([100]);
  expect(own[0]?.why).toMatchObject({ aht: "counted", frt: "call", csat: "no_survey" });
});

test("[EXP-11] a manager's file has no agent column, and no agent anywhere", async () => {
  for (const scope of ["team:support", "centre"]) {
    expect((await linesOf("manager", scope)).every((row) => !("agents" in row))).toBe(true);
    const columns = await columnsOf("manager", scope);
    expect([...columns.keys()]).not.toContain("agent");
    const answer = await house.ask("manager", "GET", path(scope, "csv", "&lang=nl"));
    const text = await answer.text();
    expect(text).not.toContain("Medewerker");
    expect(text).not.toContain("Name of");
    const columns2 = [...columns].filter(([name]) => name !== "contact");
    const others = columns2.flatMap(([, cells]) => cells).join("\n");
    for (const agent of Object.values(TEAMS).flat()) expect(others).not.toContain(agent);
  }
});

test("[EXP-11][EXP-8] the columns add up to the figures that the same person sees", async () => {
  for (const [role, scope] of [
    ["agent", "agent:ann"],
    ["lead", "team:support"],
    ["manager", "centre"],
  ] as const) {
    const columns = await columnsOf(role, scope);
    const sum = (name: string) =>
      (columns.get(name) ?? []).reduce((all, one) => all + Number(one || 0), 0);
    const answer = await house.ask(
      role,
      "GET",
      `/figures?kpi=aht.mean,aht.talk.mean&scope=${scope}&period=${DAY}`,
    );
    const [aht, talk] = (await answer.json()) as FigureJson[];
    expect([sum("leg.workload.n"), sum("leg.workload")]).toEqual([aht?.n, aht?.numerator]);
    expect([sum("leg.talk.n"), sum("leg.talk")]).toEqual([talk?.n, talk?.numerator]);
    expect(aht?.n).toBeGreaterThan(0);
  }
});

test("[EXP-12] a file that names persons says who took it and when; others do not", async () => {
  const nameOf = async (role: RoleName, scope: string) =>
    (await house.ask(role, "GET", path(scope, "csv"))).headers.get("content-disposition");
  expect(await nameOf("lead", "team:support")).toMatch(
    /^attachment; filename="contacts-day_2026-03-04_support_by-[A-Za-z0-9.-]+_\d{8}-\d{4}\.csv"$/,
  );
  expect(await nameOf("manager", "centre")).toBe(
    'attachment; filename="contacts-day_2026-03-04_centre.csv"',
  );
});

test("[SEC-11][PRIV-13] an export stands in the audit log, and the persons in it see that", async () => {
  await linesOf("lead", "team:support");
  const { entries } = (await (
    await house.ask("admin", "GET", "/audit?action=report.exported")
  ).json()) as { entries: { action: string; detail: object }[] };
  const newest = entries.find(({ action }) => action === "report.exported");
  expect(newest?.detail).toEqual({
    kind: "contacts",
    week: DAY,
    scope: "team:support",
    format: "ndjson",
  });
  const looked = JSON.stringify(await (await house.ask("agent", "GET", "/looked")).json());
  expect(looked).toContain('"contacts":');
});

test("[PRIV-5] of a team of fewer than k a manager's rows have what customers did, and no work", async () => {
  const agents = ORG.agents.map((one) =>
    one.id === "eva" ? { ...one, memberships: [{ team: "solo" }] } : one,
  );
  const teams = [...ORG.teams, { id: "solo" }];
  await setOrganisation(house.core, { ...ORG, teams, agents });
  expect(await linesOf("manager", "team:solo")).toEqual([]);
  const centre = await linesOf("manager", "centre");
  expect(centre).toHaveLength(20);
  expect(centre.every((row) => !("teams" in row) && !("queues" in row))).toBe(true);
  const own = await linesOf("lead", "team:support");
  expect(own[0]?.teams).toEqual(["support"]);
  await setOrganisation(house.core, ORG);
});

test("[PRIV-5] of an hour in which few worked a manager sees nothing of their work", async () => {
  const hour = encodeURIComponent(`${DAY}T11:00:00Z/${DAY}T11:15:00Z`);
  const answer = await house.ask("manager", "GET", `/reports/contacts/${hour}.ndjson`);
  expect([answer.status, await answer.text()]).toEqual([200, ""]);
  const lead = await house.ask(
    "lead",
    "GET",
    `/reports/contacts/${hour}.ndjson?scope=team:support`,
  );
  expect(await lead.text()).toContain('"leg.handle":[100]');
});

test("[SEC-11] of a team that there is not nothing is noted as taken", async () => {
  const taken = async () =>
    (await house.ask("admin", "GET", "/audit?action=report.exported")).text();
  const before = await taken();
  expect((await house.ask("manager", "GET", path("team:none"))).status).toBe(404);
  expect(await taken()).toBe(before);
});

const EVE = "2026-03-03";
const NOON = Date.parse(`${EVE}T12:00:00Z`);

/** Calls of so many agents of each team at noon of the day before, of `seconds` each. */
async function callsAtNoon(support: number, sales: number): Promise<void> {
  const agents = [...TEAMS.support.slice(0, support), ...TEAMS.sales.slice(0, sales)];
  for (const agent of agents) await house.core.ingest.submit(SOURCE, callOf(agent, 20, NOON, 120));
  await house.core.tail.idle();
}

/** One chat of Ann, or a call that she made, next to what everybody does: 300 seconds of work. */
async function oddOne(name: string, at: number, said: object): Promise<void> {
  const events = callOf("ann", 30, at, 300).map((event) => {
    const text = JSON.stringify(event).replaceAll("c-ann-30", name);
    const { data, ...rest } = JSON.parse(text) as { data: object };
    return { ...rest, data: "channel" in data ? { ...data, ...said } : data };
  });
  expect(await house.core.ingest.submit(SOURCE, events)).toMatchObject({ value: { rejected: [] } });
  await house.core.tail.idle();
}

const rowsOf = async (period: string, scope = "centre") => {
  const file = `/reports/contacts/${encodeURIComponent(period)}.ndjson?scope=${scope}`;
  const answer = await house.ask("manager", "GET", file);
  expect(answer.status).toBe(200);
  const lines = (await answer.text()).split("\n").filter((line) => line !== "");
  return lines.map((line) => contactLine.parse(JSON.parse(line)));
};

const figuresOf = async (query: string) => {
  const answer = await house.ask("manager", "GET", `/figures?kpi=aht.talk.mean&${query}`);
  return (await answer.json()) as FigureJson[];
};

test("[PRIV-5] within a day a team counts who worked, not who belongs: four of five name no team", async () => {
  await callsAtNoon(5, 4);
  const hours = `${EVE}T10:00:00Z/${EVE}T14:00:00Z`;
  const teams = await figuresOf(`by=team&period=${hours}`);
  expect(teams.map(({ by, withheld }) => [by, withheld])).toEqual([
    ["sales", "group"],
    ["support", undefined],
  ]);
  const rows = await rowsOf(hours);
  expect(rows).toHaveLength(9);
  expect(rows.filter((row) => "teams" in row || "queues" in row)).toEqual([]);
  // Of the whole day the team has five members, and figures say so too.
  expect((await figuresOf(`by=team&period=${EVE}`))[0]).toMatchObject({ by: "sales", n: 4 });
  expect((await rowsOf(EVE)).filter(({ teams }) => teams?.[0] === "sales")).toHaveLength(4);
});

test.each([
  ["channel", { channel: "chat" }, "by=channel", "chat"],
  ["direction", { direction: "outbound" }, "direction=outbound", undefined],
] as const)(
  "[PRIV-5] where one agent alone has a %s, no row tells it, nor a code that would",
  async (column, said, narrow, part) => {
    await oddOne(`odd-${column}`, NOON + 3_600_000, said);
    for (const scope of ["centre", "team:support"]) {
      const found = await figuresOf(`period=${EVE}&scope=${scope}&${narrow}`);
      const own = found.find(({ by }) => by === part);
      expect([own?.value, own?.withheld], scope).toEqual([null, "group"]);
      const rows = await rowsOf(EVE, scope);
      const [odd] = rows.filter(({ contact }) => contact === `odd-${column}`);
      expect(rows.length).toBeGreaterThan(5);
      expect(rows.filter((row) => column in row || "queues" in row)).toEqual([]);
      expect(rows.filter((row) => row.firstReplyAt !== null || row.resolvedAt !== null)).toEqual(
        [],
      );
      const whys = new Set(rows.flatMap(({ why }) => Object.values(why)));
      expect([...whys].filter((why) => !OWN_WHYS.some((one) => one === why))).toEqual([]);
      expect(odd === undefined || "teams" in odd).toBe(true);
    }
    const csv = await house.ask("manager", "GET", `/reports/contacts/${EVE}.csv?dialect=systems`);
    const heading = (await csv.text()).split("\r\n")[0]?.replace("\ufeff", "").split(",");
    expect(heading?.slice(0, 2)).toEqual(["source", "contact"]);
    expect(heading).not.toContain(column);
    const lead = await house.ask(
      "lead",
      "GET",
      `/reports/contacts/${EVE}.ndjson?scope=team:support`,
    );
    expect(await lead.text()).toContain(`"${column}":"${Object.values(said)[0]}"`);
  },
);

test("[EXP-4] somebody's files are so many an hour; another's are not fewer for it", async () => {
  const [ben, cem] = [
    await house.enter([{ role: "agent", agent: "ben" }]),
    await house.enter([{ role: "agent", agent: "cem" }]),
  ];
  for (let taken = 0; taken < FILES_MAX; taken += 1) {
    const answer = await ben.ask("GET", path("agent:ben"));
    expect([answer.status, (await answer.text()).split("\n").length]).toEqual([200, 3]);
  }
  const refused = await ben.ask("GET", path("agent:ben"));
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(3_000);
  expect((await cem.ask("GET", path("agent:cem"))).status).toBe(200);
});

test.each([
  ["2026-W99.csv", "there is no week"],
  [`${DAY}.pdf`, "a file ends in .csv"],
  [`${DAY}.csv?scope=nobody`, "a scope is"],
  [`${DAY}.csv?lang=de`, "lang is one of"],
  [`${DAY}.csv?dialect=tsv`, "dialect is one of"],
  [`${DAY}.xlsx?dialect=systems`, "of a CSV file only"],
  [`${DAY}.csv?kpi=aht.mean`, "there is no parameter"],
])("[EXP-4] a mistake in %s is named", async (file, detail) => {
  const answer = await house.ask("manager", "GET", `/reports/contacts/${file}`);
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain(detail);
});
