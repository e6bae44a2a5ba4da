/** Why a figure moved, and its passport, over HTTP. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { setOrganisation } from "../../../server/core.ts";
import { manualClock } from "../../../shared/time/clock.ts";
import { contactRow, figure, problem } from "../../../shared/wire/http.ts";
import { movement } from "../../../shared/wire/movement.ts";
import { parsePassport } from "../../../shared/wire/passport.ts";
import { type Desk, newPlace, openDesk, SOURCE } from "../../scenarios/door-desk.ts";
import { MONDAY, several, WEEK_MS } from "../explain/why-desk.ts";

const at = newPlace();
const clock = manualClock(MONDAY + 2 * WEEK_MS);
let desk: Desk;
let cookie = "";

/** Both are in one team, and its leader asks. */
const ORG = {
  teams: [{ id: "support" }],
  agents: ["ann", "ben"].map((id) => ({
    id,
    identities: [{ source: SOURCE, id }],
    memberships: [{ team: "support" }],
  })),
};

beforeAll(async () => {
  desk = await openDesk(at, { clock });
  await setOrganisation(desk.core, ORG);
  ({ cookie } = await desk.enter({ role: "lead", teams: ["support"] }));
  const told = [
    ...several(3, { id: "a", at: MONDAY, seconds: 100 }),
    ...several(3, { id: "b", at: MONDAY + WEEK_MS, seconds: 160, agentId: "ben" }),
  ].map((event) => ({ ...event, source: SOURCE, quality: "backfilled" }));
  const answer = await desk.post(told);
  expect(answer.status).toBe(200);
});
afterAll(async () => {
  await desk.stop();
  at.remove();
});

const knock = (path: string) => desk.knock({ path, headers: { cookie } });
const ask = (path: string) => knock(`/api/v1/${path}`);

test("[WHY1] one address answers with the shape of the wire, its parts adding up", async () => {
  const { status, body } = await ask(
    "figures/explain?kpi=session_length.mean&period=2026-W11&by=agent&scope=team:support",
  );
  expect(status).toBe(200);
  const told = movement.parse(body);
  expect([told.difference, told.basis, told.late]).toEqual([
    60,
    "known_in_time",
    { before: 0, after: 0 },
  ]);
  expect(told.parts.map(({ label, mix, within }) => [label, mix, within])).toEqual([
    ["ann", 30, 0],
    ["ben", 30, 0],
  ]);
});

test("[WHY6] the query of a part lists its contacts", async () => {
  const earlier = several(1, { id: "c", at: MONDAY, seconds: 100, agentId: "ben" });
  await desk.post(earlier.map((event) => ({ ...event, source: SOURCE, quality: "backfilled" })));
  const { body } = await ask(
    "figures/explain?kpi=session_length.mean&period=2026-W11&by=agent&scope=agent:ben",
  );
  const [ben] = movement.parse(body).parts;
  expect([ben?.contacts.before, ben?.contacts.after]).toEqual([1, 3]);
  const { body: rows } = await knock(ben?.contacts.query?.after ?? "");
  expect(
    z
      .array(contactRow)
      .parse(rows)
      .map(({ contact }) => contact),
  ).toEqual(["b0", "b1", "b2"]);
});

test("[WHY7] a question it cannot answer is a problem with one sentence", async () => {
  const refused = async (query: string) => {
    const { status, body } = await ask(`figures/explain?${query}`);
    expect(status).toBe(400);
    return problem.parse(body).detail;
  };
  expect(await refused("kpi=backlog.open&scope=team:support")).toMatch(/asOf/);
  expect(await refused("kpi=aht.mean&agains=2026-W09")).toMatch(/no parameter "agains"/);
  expect(await refused("kpi=aht.mean&by=team&by=agent")).toBe("give by once");
  expect(await refused("")).toMatch(/say which figures/);
});

test("[PASS1] each figure prints its passport when asked, and only then", async () => {
  const query = "figures?kpi=session_length.mean&period=2026-W10&by=agent&scope=team:support";
  const figures = z.array(figure).parse((await ask(`${query}&passport=1`)).body);
  const passport = parsePassport(figures[0]?.passport ?? "");
  expect(passport).toMatchObject({
    ok: true,
    value: {
      kpi: "session_length.mean",
      by: "agent:ann",
      n: 3,
      numerator: 300,
      value: 100,
      log: 29,
      org: clock.now(),
    },
  });
  const plain = z.array(figure).parse((await ask(query)).body);
  expect(plain[0]?.passport).toBeUndefined();
  expect(problem.parse((await ask(`${query}&passport=yes`)).body).detail).toBe(
    "passport is 1, or left out",
  );
});
