/** PRIV-4: a leader sees today's members. Whoever has left counts in the team's numbers, and is nobody. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { setOrganisation } from "../../server/core.ts";
import { DAY, type House, ORG, openHouse } from "./house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  const moved = `${DAY}T16:00:00Z`;
  const agents = ORG.agents.map((one) =>
    one.id === "eva"
      ? {
          ...one,
          memberships: [
            { team: "support", to: moved },
            { team: "sales", from: moved },
          ],
        }
      : one,
  );
  house.clock.advance(1_000);
  await setOrganisation(house.core, { ...ORG, agents });
});
afterAll(async () => {
  await house.stop();
  expect(house.problems).toEqual([]);
});

const of = (scope: string, more = "") => `?kpi=aht.mean&period=${DAY}&scope=${scope}${more}`;
const read = async (path: string) =>
  (await house.ask("lead", "GET", path)).json() as Promise<never>;

test("[PRIV-4] the total is what it was, the rows are those of today's members", async () => {
  const [total]: { value: number; n: number }[] = await read(`/figures${of("team:support")}`);
  expect([total?.value, total?.n]).toEqual([120, 10]);
  const rows: { by: string }[] = await read(`/figures${of("team:support", "&by=agent")}`);
  expect(rows.map(({ by }) => by)).toEqual(["ann", "ben", "cem", "dee"]);
});

test("[PRIV-4][F20] the person who left answers as one who never was", async () => {
  for (const path of ["/figures", "/contacts", "/figures/explain"]) {
    const left = await house.ask("lead", "GET", `${path}${of("agent:eva")}`);
    const unknown = await house.ask("lead", "GET", `${path}${of("agent:zoe")}`);
    expect([left.status, await left.text()], path).toEqual([404, await unknown.text()]);
  }
});

test("[PRIV-4] contacts, their clocks and why it moved do not name who left", async () => {
  const listed = JSON.stringify(await read(`/contacts${of("team:support")}`));
  const clock = JSON.stringify(await read("/contacts/c-eva-1"));
  // A day before and after with the same people, so that there is something to take apart.
  const calls = { kpi: "aht.mean", scope: "team:support", by: "agent" };
  const halves = {
    period: `${DAY}T11:00:00Z/${DAY}T13:00:00Z`,
    against: `${DAY}T13:00:00Z/${DAY}T15:00:00Z`,
  };
  const query = new URLSearchParams({ ...calls, ...halves });
  const moved: { parts: { group: string | null }[] } = await read(`/figures/explain?${query}`);
  expect(moved.parts.map(({ group }) => group)).toEqual(
    expect.arrayContaining(["ann", "ben", "cem", "dee", "*"]),
  );
  for (const text of [listed, clock, JSON.stringify(moved)]) {
    expect(text).not.toMatch(/"(eva|Name of eva|c-eva-1\/1)"/);
  }
  expect(listed).toContain('"agent":"*"');
});
