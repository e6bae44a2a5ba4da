/** PRIV-13: whoever opens a person's figures, contacts or table is seen by that person; by every door. */
import { io } from "socket.io-client";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { PROTOCOL_VERSION } from "../../shared/wire/protocol.ts";
import type { SignedIn } from "../support/sign-in.ts";
import { DAY, type House, openHouse, TEAMS } from "./house.ts";

let house: House;
let lead: SignedIn;
const people = new Map<string, Pick<SignedIn, "ask">>();

beforeAll(async () => {
  house = await openHouse();
  people.set("ann", { ask: (method, path) => house.ask("agent", method, path) });
  for (const agent of ["ben", "fay"]) {
    people.set(agent, await house.enter([{ role: "agent", agent }]));
  }
  lead = await house.enter([{ role: "lead", teams: ["support"] }]);
});
afterAll(() => house.stop());
/** Nobody has looked yet. */
afterEach(async () => {
  const looks = await house.settings.settings("looked/");
  await house.settings.putSettings(Object.fromEntries(looks.map(({ name }) => [name, null])));
  house.clock.advance(16 * 60_000); // the next look is another look
});

/** What Ann, Ben and Fay each find when they ask who looked. */
async function looks(): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const [agent, who] of people) {
    const rows = (await (await who.ask("GET", "/looked")).json()) as {
      role: string;
      kinds: object;
    }[];
    found[agent] = rows.map(({ role, kinds }) => [role, kinds]);
  }
  return found;
}

const of = (scope: string, more = "") => `?kpi=aht.mean&period=${DAY}&scope=${scope}${more}`;

test.each([
  ["figures", `/figures${of("agent:ben")}`],
  ["figures", `/figures/explain${of("agent:ben")}`],
  ["contacts", `/contacts${of("agent:ben")}`],
  ["contacts", "/contacts/c-ben-1"],
])(
  "[PRIV-13] a leader who opens a colleague's %s at %s is seen by that colleague alone",
  async (kind, path) => {
    expect((await lead.ask("GET", path)).status).toBe(200);
    expect(await looks()).toEqual({ ann: [], ben: [["lead", { [kind]: 1 }]], fay: [] });
  },
);

test.each([
  [`/figures${of("team:support", "&by=agent")}`],
  [`/figures/explain${of("team:support", "&by=agent")}`],
])(
  "[PRIV-13] the team's table at %s is noted for each of its members, once a day",
  async (path) => {
    await lead.ask("GET", path);
    await lead.ask("GET", path);
    const seen = [["lead", { table: 1 }]];
    expect(await looks()).toEqual({ ann: seen, ben: seen, fay: [] });
    expect((await house.settings.settings("looked/")).length).toBe(TEAMS.support.length);
  },
);

test("[PRIV-13] a list of the team's contacts names its people, and is seen by each of them", async () => {
  expect((await lead.ask("GET", `/contacts${of("team:support")}`)).status).toBe(200);
  const seen = [["lead", { contacts: 1 }]];
  expect(await looks()).toEqual({ ann: seen, ben: seen, fay: [] });
});

test("[PRIV-13] so do the contacts told with why a team's figure moved", async () => {
  const halves = {
    period: `${DAY}T09:00:00Z/${DAY}T13:00:00Z`,
    against: `${DAY}T13:00:00Z/${DAY}T17:00:00Z`,
  };
  const query = new URLSearchParams({ kpi: "aht.mean", scope: "team:support", ...halves });
  const told = await (await lead.ask("GET", `/figures/explain?${query}`)).text();
  const named = TEAMS.support.filter((agent) => told.includes(`"agent":"${agent}"`));
  expect(named).not.toEqual([]);
  const looked = (await house.settings.settings("looked/")).map(({ name }) => name.split("/")[1]);
  expect(looked.sort()).toEqual(named);
});

test("[PRIV-13] the team's live table as well", async () => {
  const socket = io(house.url, {
    transports: ["websocket"],
    reconnection: false,
    extraHeaders: { cookie: lead.cookie, origin: `http://localhost:${house.port}` },
  });
  const view = { screen: "team", scope: "team:support", period: "today" };
  const answer = await socket.emitWithAck("watch", { version: PROTOCOL_VERSION, view });
  socket.disconnect();
  expect(answer).toHaveProperty("board");
  const seen = [["lead", { table: 1 }]];
  expect(await looks()).toEqual({ ann: seen, ben: seen, fay: [] });
});

test("[PRIV-13] neither oneself, nor totals, nor what was refused is a look", async () => {
  await people.get("ben")?.ask("GET", `/figures${of("agent:ben")}`);
  await lead.ask("GET", `/figures${of("team:support")}`);
  for (const path of [`/figures${of("agent:fay")}`, "/contacts/c-fay-1", "/contacts/c-none-1"]) {
    expect((await lead.ask("GET", path)).status).toBe(404);
  }
  for (const path of [
    `/figures${of("centre")}`,
    `/contacts${of("team:sales")}`,
    "/contacts/c-ben-1",
  ]) {
    expect((await house.ask("manager", "GET", path)).status).toBe(200);
  }
  expect(await looks()).toEqual({ ann: [], ben: [], fay: [] });
});

test("[PRIV-5] of a number too few are behind there are no contacts, and a leader has them", async () => {
  const period = encodeURIComponent(`${DAY}T11:00:00Z/${DAY}T11:15:00Z`); // Ann and Ben
  const count = async (role: "lead" | "manager") => {
    const path = `/contacts?kpi=aht.mean&scope=team:support&period=${period}`;
    return ((await (await house.ask(role, "GET", path)).json()) as unknown[]).length;
  };
  expect([await count("lead"), await count("manager")]).toEqual([2, 0]);
});
