/** Who took which file, and of what somebody may have reports: each in the own scope (EXP-4, SEC-7). */
import { afterAll, beforeAll, expect, test } from "vitest";
import { reportExports, reportWeeks } from "../../../shared/wire/report.ts";
import { type House, openHouse, type RoleName } from "../../rights/house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house.stop();
  expect(house.problems).toEqual([]);
});

const WEEK = "2026-W10";

async function listFor(role: RoleName, scope: string) {
  const response = await house.ask(role, "GET", `/reports/exports?scope=${scope}`);
  return response.ok ? reportExports.parse(await response.json()) : response.status;
}

async function scopesFor(role: RoleName, scope: string) {
  const response = await house.ask(role, "GET", `/reports/weeks?scope=${scope}`);
  return reportWeeks.parse(await response.json()).scopes.map(({ label }) => label);
}

test("[EXP-4] every file that was taken stands in the list of its own scope, with who took it", async () => {
  const take = async (role: RoleName, file: string) =>
    expect((await house.ask(role, "GET", `/reports/${file}`)).status).toBe(200);
  await take("manager", `weekly/${WEEK}.csv?scope=centre`);
  await take("manager", `weekly/${WEEK}.json?scope=team:sales`);
  await take("lead", `contacts/${WEEK}.csv?scope=team:support`);
  await take("agent", `weekly/${WEEK}.csv?scope=agent:ann`);
  expect(await listFor("manager", "centre")).toMatchObject([
    { kind: "contacts", scope: "team:support", period: WEEK, format: "csv", revision: null },
    { kind: "report", scope: "team:sales", format: "json" },
    { kind: "report", scope: "centre", format: "csv" },
  ]);
  expect(await listFor("lead", "team:support")).toMatchObject([{ scope: "team:support" }]);
  expect(await listFor("agent", "agent:ann")).toMatchObject([{ scope: "agent:ann" }]);
});

test("[SEC-7] of another scope, and for another role, there is no list", async () => {
  expect(await listFor("lead", "team:sales")).toBe(404);
  expect(await listFor("lead", "centre")).toBe(404);
  expect(await listFor("agent", "team:support")).toBe(403);
  expect(await listFor("manager", "agent:ann")).toBe(403);
  expect(await listFor("admin", "centre")).toBe(403);
  expect(await listFor("nobody", "centre")).toBe(401);
});

test("[SEC-7] whoever asks is told of what there are reports for them, and of nothing else", async () => {
  expect(await scopesFor("manager", "centre")).toEqual(["centre", "team:support", "team:sales"]);
  expect(await scopesFor("lead", "team:support")).toEqual(["team:support"]);
  expect(await scopesFor("agent", "agent:ann")).toEqual(["agent:ann"]);
});
