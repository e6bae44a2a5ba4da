/** Whose weekly report is whose, over HTTP: oneself, the own team, teams and centre without persons (SEC-7, PRIV-5). */
import { afterAll, beforeAll, expect, test } from "vitest";
import { setOrganisation } from "../../server/core.ts";
import { putPolicy } from "../../server/org/policy.ts";
import { type ReportAnswer, type ReportLine, reportAnswer } from "../../shared/wire/report.ts";
import { DAY, type House, ORG, openHouse, ROLES } from "./house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house.stop();
  expect(house.problems).toEqual([]);
});

const WEEK = "2026-W10";
const weekly = (scope: string, more = "") => `GET /reports/weekly/${WEEK}?scope=${scope}${more}`;
const ledger = (scope: string) => `GET /reports/weekly/${WEEK}/ledger?scope=${scope}`;
const seal = (scope: string) => [`POST /reports/weekly/${WEEK}/seal`, { scope }] as const;

/** agent, lead, manager, admin, device, nobody. The agent is Ann of support, whose leader the lead is. */
const ROWS: readonly (readonly [request: string, body: object | undefined, statuses: string])[] = [
  [weekly("agent:ann"), undefined, "200 404 403 403 403 401"],
  [weekly("agent:ben"), undefined, "404 404 403 403 403 401"],
  [weekly("agent:nobody"), undefined, "404 404 403 403 403 401"],
  [weekly("team:support"), undefined, "403 200 200 403 403 401"],
  [weekly("team:sales"), undefined, "403 404 200 403 403 401"],
  [weekly("team:nobody"), undefined, "403 404 404 403 403 401"],
  [weekly("centre"), undefined, "403 404 200 403 403 401"],
  [weekly("centre", "&notable=1"), undefined, "403 404 200 403 403 401"],
  ["GET /reports/weeks?scope=team:support", undefined, "403 200 200 403 403 401"],
  ["GET /reports/weeks?scope=team:sales", undefined, "403 404 200 403 403 401"],
  ["GET /reports/weeks", undefined, "403 404 200 403 403 401"],
  [ledger("team:sales"), undefined, "403 404 404 403 403 401"], // not sealed
  [...seal("team:support"), "403 409 409 403 403 401"], // the week runs
  [...seal("team:sales"), "403 404 409 403 403 401"],
  [...seal("centre"), "403 404 409 403 403 401"],
  [...seal("agent:ann"), "400 404 403 403 403 401"],
];

test.each(ROWS)("[SEC-7][EXP-12] %s %j: %s", async (request, body, statuses) => {
  const [method = "", path = ""] = request.split(" ");
  const found: number[] = [];
  for (const role of ROLES) found.push((await house.ask(role, method, path, body)).status);
  expect(found.join(" ")).toBe(statuses);
});

const report = async (role: (typeof ROLES)[number], scope: string): Promise<ReportAnswer> => {
  const answer = await house.ask(role, "GET", `/reports/weekly/${WEEK}?scope=${scope}`);
  return reportAnswer.parse(await answer.json());
};

/** A quarter in which Ann alone of five worked, and the day around it in words of instants. */
const QUARTER = encodeURIComponent(`${DAY}T11:00:00Z/${DAY}T11:15:00Z`);
const LOCAL_DAY = encodeURIComponent(`${DAY}T00:00:00+01:00/2026-03-05T00:00:00+01:00`);
const AT_WORK = `kpi=aht.mean&scope=team:support&period=${QUARTER}`;

test("[PRIV-5] a report is of whole days: of a quarter of one person it tells no more than figures do", async () => {
  const answer = await house.ask("manager", "GET", `/figures?${AT_WORK}`);
  expect(await answer.json()).toMatchObject([{ value: null, withheld: "group" }]);
  const parts = [
    QUARTER,
    encodeURIComponent(`${DAY}T00:00:00+01:00/${DAY}T12:00:00+01:00`),
    encodeURIComponent(`${DAY}T12:00:00+01:00/2026-03-05T00:00:00+01:00`),
    encodeURIComponent(`${DAY}T00:00:00Z/2026-03-05T00:00:00Z`), // a day, but of another zone
  ];
  for (const period of parts) {
    for (const end of ["", ".json", ".csv", ".xlsx", ".pdf", "/ledger"]) {
      const path = `/reports/weekly/${period}${end}?scope=team:support`;
      const refused = await house.ask("manager", "GET", path);
      expect(refused.status, path).toBe(400);
      expect(await refused.text()).toContain("midnight in Europe/Amsterdam");
    }
  }
});

test("[PRIV-5] of a day that goes on a report tells what figures tell, however it is named", async () => {
  const query = "kpi=aht.mean&scope=team:support&period=today";
  const [figure] = (await (await house.ask("manager", "GET", `/figures?${query}`)).json()) as [
    { value: number; n: number },
  ];
  expect(figure.n).toBe(10);
  for (const period of ["today", DAY, LOCAL_DAY]) {
    const found = await house.ask("manager", "GET", `/reports/weekly/${period}?scope=team:support`);
    const line = lineOf(reportAnswer.parse(await found.json()), "aht.mean");
    expect(line, period).toMatchObject({ value: figure.value, n: figure.n });
  }
});

test("[PRIV-5] days on one of which a team had few members are told only where none can be left out", async () => {
  const agents = ORG.agents.map((one) =>
    ["fay", "gus"].includes(one.id) ? { ...one, memberships: [{ team: "sales", from: DAY }] } : one,
  );
  await setOrganisation(house.core, { ...ORG, agents });
  const days = encodeURIComponent("2026-03-03T00:00:00+01:00/2026-03-05T00:00:00+01:00");
  const find = async (period: string, scope: string) =>
    reportAnswer.parse(
      await (await house.ask("manager", "GET", `/reports/weekly/${period}?scope=${scope}`)).json(),
    );
  const both = lineOf(await find(days, "team:sales"), "aht.mean");
  expect(both).toMatchObject({ value: null, n: 0, withheld: "group" });
  expect(lineOf(await find(LOCAL_DAY, "team:sales"), "aht.mean")?.n).toBe(10);
  const { byTeam } = (await find(days, "centre")).report;
  expect(byTeam.map(({ team, cells }) => [team, cells["aht.mean"]?.n])).toEqual([
    ["sales", 0],
    ["support", 10],
  ]);
  await setOrganisation(house.core, ORG);
});

const lineOf = ({ report: { lines } }: ReportAnswer, kpi: string): ReportLine | undefined =>
  lines.find((line) => line.kpi === kpi);

test("[PRIV-5] of fewer than k a manager is told nothing about work, nor what it could be had from", async () => {
  expect(lineOf(await report("manager", "team:support"), "aht.mean")?.n).toBe(10);
  const changed = await putPolicy(house.settings, { group: 6 }, house.ids.user, house.clock.now());
  expect(changed.ok).toBe(true);
  const small = await report("manager", "team:support");
  expect(lineOf(small, "aht.mean")).toMatchObject({
    value: null,
    n: 0,
    numerator: 0,
    denominator: null,
    interval: null,
    withheld: "group",
    status: null,
    weeks: [{ week: WEEK, value: null, n: 0 }],
  });
  expect(lineOf(small, "aht.mean")?.passport).toBeUndefined();
  expect(small.report.byDay.map(({ cells }) => cells["aht.mean"]?.withheld)).toEqual(["group"]);
  expect(small.report.byChannel.map(({ cells }) => cells["aht.mean"]?.withheld)).toEqual(["group"]);
  const centre = await report("manager", "centre");
  expect(lineOf(centre, "aht.mean")?.n).toBe(20);
  const { byTeam, byTeamDay } = centre.report;
  for (const { cells } of [...byTeam, ...byTeamDay]) {
    expect(cells["aht.mean"]).toMatchObject({ value: null, n: 0, withheld: "group" });
  }
  expect(lineOf(await report("lead", "team:support"), "aht.mean")?.n).toBe(10);
  expect(lineOf(await report("agent", "agent:ann"), "aht.mean")?.n).toBe(2);
});
