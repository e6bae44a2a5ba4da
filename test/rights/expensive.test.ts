/** Questions that cost much: bounded each (REL-11), and those of one person do not keep others waiting. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { AT_ONCE_MAX, WAITING_MAX } from "../../server/http/turns.ts";
import { catalog } from "../../shared/kpi/catalog.ts";
import { type House, openHouse } from "./house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house.stop();
  expect(house.problems).toEqual([]);
});

const ALL = catalog.map(({ id }) => id).join(",");
const WEEKS = "2026-01-01T00:00:00Z/2026-04-02T00:00:00Z";
const statusOf = async (query: string): Promise<number> =>
  (await house.ask("agent", "GET", `/figures?scope=agent:ann&${query}`)).status;

test("[REL-11] thirteen weeks of everything by quarter of an hour are refused with the number", async () => {
  const answer = await house.ask(
    "agent",
    "GET",
    `/figures?scope=agent:ann&kpi=${ALL}&by=interval&period=${WEEKS}`,
  );
  expect(answer.status).toBe(400);
  expect(((await answer.json()) as { detail: string }).detail).toContain("at most 10000");
  expect(await statusOf(`kpi=frt.p50&by=interval&period=${WEEKS}`)).toBe(200);
  expect(await statusOf(`kpi=${ALL}&period=${WEEKS}`)).toBe(200);
  const years = "2022-01-01T00:00:00Z/2026-11-01T00:00:00Z";
  expect(await statusOf(`kpi=${ALL}&by=day&period=${years}`)).toBe(400);
});

test("[REL-11] a hundred at once: those that find no place in the queue are told to wait", async () => {
  const all = Array.from({ length: 100 }, () => statusOf(`kpi=aht.mean&by=day&period=${WEEKS}`));
  const other = house.ask("manager", "GET", "/figures?kpi=aht.mean");
  const statuses = await Promise.all(all);
  expect((await other).status).toBe(200);
  const answered = statuses.filter((status) => status === 200);
  expect(answered.length).toBeGreaterThanOrEqual(AT_ONCE_MAX + WAITING_MAX);
  expect(statuses.filter((status) => status !== 200).every((status) => status === 429)).toBe(true);
  expect(await statusOf("kpi=aht.mean")).toBe(200); // the places were given back
});

test("[REL-11] whoever hangs up while waiting leaves the place to the next", async () => {
  const hangUp = new AbortController();
  const gone = Array.from({ length: 50 }, () =>
    fetch(`${house.url}/api/v1/figures?scope=agent:ann&kpi=${ALL}&period=${WEEKS}`, {
      headers: { cookie: house.cookie("agent") },
      signal: hangUp.signal,
    }).catch(() => null),
  );
  hangUp.abort();
  await Promise.all(gone);
  expect(await statusOf("kpi=aht.mean")).toBe(200);
});
