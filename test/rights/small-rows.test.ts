/** PRIV-5: rows of contacts do not add up to a figure that is withheld from who reads them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { setOrganisation } from "../../server/core.ts";
import type { ContactRow, FigureJson } from "../../shared/wire/http.ts";
import { callOf, DAY, type House, ORG, openHouse, SOURCE, TEAMS } from "./house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house.stop();
  expect(house.problems).toEqual([]);
});

const of = (scope: string) => `?kpi=aht.mean&period=${DAY}&scope=${scope}`;
const read = async <Body>(path: string): Promise<Body> =>
  (await house.ask("manager", "GET", path)).json() as Promise<Body>;
const teamsIn = (rows: readonly ContactRow[]) =>
  new Set(rows.flatMap(({ facts }) => facts.map(({ team }) => team)));

test("[PRIV-5] teams of enough people are named, with one of fewer none is; their number stays n", async () => {
  const before = await read<ContactRow[]>(`/contacts${of("centre")}`);
  expect(teamsIn(before)).toEqual(new Set(["support", "sales"]));

  const agents = ORG.agents.map((one) =>
    one.id === "eva" ? { ...one, memberships: [{ team: "solo" }] } : one,
  );
  house.clock.advance(1_000);
  const teams = [...ORG.teams, { id: "solo" }];
  await setOrganisation(house.core, { ...ORG, teams, agents });
  const [solo] = await read<FigureJson[]>(`/figures${of("team:solo")}`);
  expect([solo?.value, solo?.withheld]).toEqual([null, "group"]);

  const rows = await read<ContactRow[]>(`/contacts${of("centre")}`);
  const [centre] = await read<FigureJson[]>(`/figures${of("centre")}`);
  expect(rows).toHaveLength(centre?.n ?? 0);
  expect(teamsIn(rows)).toEqual(new Set([null]));

  const halves = {
    period: `${DAY}T09:00:00Z/${DAY}T13:00:00Z`,
    against: `${DAY}T13:00:00Z/${DAY}T17:00:00Z`,
  };
  const query = new URLSearchParams({ kpi: "aht.mean", scope: "centre", ...halves });
  const moved = JSON.stringify(await read(`/figures/explain?${query}`));
  expect(moved).toContain('"source":"');
  expect(moved).not.toContain("solo");
});

test("[PRIV-5] a queue that few worked in is not told either; its leader still sees it", async () => {
  await setOrganisation(house.core, ORG);
  const at = (minutes: number) =>
    new Date(Date.parse(`${DAY}T15:00:00Z`) + minutes * 60_000).toISOString();
  const about = { contactId: "c-q-1", queueId: "vip" };
  const leg = { contactId: "c-q-1", legId: "c-q-1/1", agentId: "ann" };
  const told: readonly (readonly [string, string, object])[] = [
    ["created", at(0), { contactId: "c-q-1", channel: "phone", direction: "inbound" }],
    ["queued", at(0), { ...about, reason: "new" }],
    ["answered", at(1), { ...leg, queueId: "vip" }],
    ["leg_ended", at(2), leg],
    ["wrapup_ended", at(3), leg],
  ];
  const events = told.map(([type, time, data], index) => ({
    specversion: "1.0",
    type: `deskpulse.contact.${type}.v1`,
    source: SOURCE,
    id: `c-q-1-${index}`,
    time,
    subject: "contact/c-q-1",
    data,
  }));
  expect(await house.core.ingest.submit(SOURCE, events)).toMatchObject({
    value: { rejected: [] },
  });
  await house.core.tail.idle();
  const path = `/contacts${of("team:support")}`;
  expect(JSON.stringify(await read(path))).not.toContain("vip");
  const own = await (await house.ask("lead", "GET", path)).text();
  expect(own).toContain("vip");
});

const EVE = "2026-03-03";
const NOON = Date.parse(`${EVE}T12:00:00Z`);
const work = (more: string) => `?kpi=aht.talk.mean&${more}`;

/** A call of every agent but the last; then one of Ann's that is told in other words. */
async function callsAtNoon(said: object): Promise<void> {
  const agents = Object.values(TEAMS).flat().slice(0, -1);
  const calls = agents.flatMap((agent) => callOf(agent, 20, NOON, 120));
  const own = callOf("ann", 30, NOON, 300).map((event) =>
    "channel" in event.data ? { ...event, data: { ...event.data, ...said } } : event,
  );
  expect(await house.core.ingest.submit(SOURCE, [...calls, ...own])).toMatchObject({
    value: { rejected: [] },
  });
  await house.core.tail.idle();
}

test("[PRIV-5] a channel of one agent is told in no row, a team of four of five who worked in none of a few hours", async () => {
  await callsAtNoon({ channel: "chat" });
  const channels = await read<FigureJson[]>(`/figures${work(`by=channel&period=${EVE}`)}`);
  expect(channels.map(({ by, withheld }) => [by, withheld])).toEqual([
    ["chat", "group"],
    ["phone", undefined],
  ]);
  const rows = await read<ContactRow[]>(`/contacts${work(`period=${EVE}`)}`);
  expect(rows).toHaveLength(10);
  expect(rows.map(({ channel }) => channel)).toEqual(rows.map(() => null));
  expect(new Set(rows.map(({ direction }) => direction))).toEqual(new Set(["inbound"]));
  expect(teamsIn(rows)).toEqual(new Set(["support", "sales"])); // of five members each, that day
  const hours = `period=${EVE}T10:00:00Z/${EVE}T14:00:00Z`;
  const [sales] = await read<FigureJson[]>(`/figures${work(`by=team&${hours}`)}`);
  expect([sales?.by, sales?.withheld]).toEqual(["sales", "group"]);
  expect(teamsIn(await read<ContactRow[]>(`/contacts${work(hours)}`))).toEqual(new Set([null]));
  const path = `/contacts${work(`period=${EVE}&scope=team:support`)}`;
  const own = (await (await house.ask("lead", "GET", path)).json()) as ContactRow[];
  expect(new Set(own.map(({ channel }) => channel))).toEqual(new Set(["phone", "chat"]));
});
