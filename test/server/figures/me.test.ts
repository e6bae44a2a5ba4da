/** An agent's own numbers over HTTP: own range, background, order, rhythm, and whose they are. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inOrder, isGoodEnd, rangeOf } from "../../../server/figures/me.ts";
import { DAY_MS } from "../../../shared/time/interval.ts";
import { type Me, me, type OwnFigure } from "../../../shared/wire/me.ts";
import { callOf, type House, openHouse, SOURCE } from "../../rights/house.ts";

const WEEK_MS = 7 * DAY_MS;
const WEDNESDAY = Date.parse("2026-03-04T09:00:00Z");

/** An answered survey about a call of this agent. */
function rated(agent: string, number: number, at: number, score: number) {
  const about = {
    surveyId: `s-${agent}-${number}`,
    kind: "csat",
    contactId: `c-${agent}-${number}`,
  };
  const scale = { min: 1, max: 5, kind: "stars" };
  return {
    specversion: "1.0",
    type: "deskpulse.survey.answered.v1",
    source: SOURCE,
    id: `a-${agent}-${number}`,
    time: new Date(at).toISOString(),
    subject: `survey/${about.surveyId}`,
    data: { ...about, score, scale, agentId: agent },
  };
}

/** Six calls and ratings of an agent in the week that lies `weeks` back. */
function* aWeek(agent: string, weeks: number, seconds: number, scores: readonly number[]) {
  for (const [index, score] of scores.entries()) {
    const number = 100 * (weeks + 1) + index;
    const at = WEDNESDAY - weeks * WEEK_MS + index * 600_000;
    yield* callOf(agent, number, at, seconds);
    yield rated(agent, number, at + 300_000, score);
  }
}

const GOOD = [5, 5, 5, 5, 5, 5];
const FAIR = [5, 5, 5, 1, 1, 1];

describe("GET /me", () => {
  let house: House;
  let ann: Me;
  const ofAnn = async (): Promise<Me> =>
    me.parse(await (await house.ask("agent", "GET", "/me")).json());
  const figure = (page: Me, id: string): OwnFigure => {
    const found = page.figures.find((one) => one.id === id);
    if (found === undefined) throw new Error(`there is no ${id}`);
    return found;
  };

  beforeAll(async () => {
    house = await openHouse();
    const told = [
      ...aWeek("ann", 4, 200, FAIR),
      ...aWeek("ann", 3, 260, FAIR),
      ...aWeek("ann", 2, 240, GOOD),
      ...aWeek("ann", 0, 300, GOOD),
    ];
    const taken = await house.core.ingest.submit(SOURCE, told);
    expect(taken.ok && taken.value.rejected).toEqual([]);
    await house.core.tail.idle();
    ann = await ofAnn();
  });
  afterAll(async () => {
    await house.stop();
    expect(house.problems).toEqual([]);
  });

  test("[SCR-11] the own week so far, and the four weeks before it, oldest first", () => {
    expect(ann.agent).toEqual({ id: "ann", name: "Name of ann" });
    expect(ann.week.week).toBe("2026-W10");
    const { value, n, weeks } = figure(ann, "aht.mean");
    // Two calls of 100 s of the house, six of 300 s.
    expect([value, n]).toEqual([250, 8]);
    expect(weeks).toEqual([
      { week: "2026-W06", value: 200, n: 6 },
      { week: "2026-W07", value: 260, n: 6 },
      { week: "2026-W08", value: 240, n: 6 },
      { week: "2026-W09", value: null, n: 0 },
    ]);
  });

  test("[UX-28] the own range is the lowest and highest week, its middle all of them pooled", () => {
    // (6 × 200 + 6 × 260 + 6 × 240) / 18
    expect(figure(ann, "aht.mean").range).toEqual({ low: 200, high: 260, middle: 4200 / 18 });
    expect(figure(ann, "csat.score").range).toEqual({ low: 50, high: 100, middle: 12 / 0.18 });
  });

  test("[UX-28] a count is compared with the same part of each week", async () => {
    // Thursday's calls of an earlier week come after this Wednesday's time of the week.
    const later = WEDNESDAY - 2 * WEEK_MS + DAY_MS;
    await house.core.ingest.submit(SOURCE, callOf("ann", 900, later, 240));
    await house.core.tail.idle();
    house.clock.advance(5 * 60_000);
    const handled = figure(await ofAnn(), "handled");
    expect([handled.value, handled.weeks[2]?.value]).toEqual([8, 6]);
  });

  test("[UX-28] what went well stands first: only against the own weeks", () => {
    expect(ann.figures.map(({ id, wentWell }) => [id, wentWell])).toEqual([
      ["csat.score", true],
      ["reopen.rate", false],
      ["frt.p50", false],
      ["aht.mean", false],
      ["handled", false],
    ]);
  });

  test("[UX-28] between two moments nothing changes, however often it is asked for", async () => {
    const before = await ofAnn();
    expect(Date.parse(before.nextAt) % 300_000).toBe(0);
    await house.core.ingest.submit(SOURCE, callOf("ann", 901, WEDNESDAY, 900));
    await house.core.tail.idle();
    expect(await ofAnn()).toEqual(before);
    house.clock.set(Date.parse(before.nextAt));
    expect((await ofAnn()).asOf).toBe(before.nextAt);
    expect(figure(await ofAnn(), "aht.mean").n).toBe(9);
  });

  test("[UX-29] handling time is not there without CSAT or the reopen rate", async () => {
    const ben = await house.enter([{ role: "agent", agent: "ben" }]);
    const page = me.parse(await (await ben.ask("GET", "/me")).json());
    expect(page.figures.map(({ id }) => id)).toEqual([
      "csat.score",
      "reopen.rate",
      "frt.p50",
      "handled",
    ]);
    expect(figure(page, "handled").value).toBe(2);
  });

  test("[PRIV-5] the team's value is there of five people, and of fewer there is none", async () => {
    expect(figure(ann, "aht.mean").team).not.toBeNull();
    const admin = await house.enter([{ role: "admin" }]);
    expect((await admin.ask("PUT", "/policy", { group: 6 })).status).toBe(200);
    const page = await ofAnn();
    expect(page.figures.map(({ team }) => team)).toEqual(page.figures.map(() => null));
    expect((await admin.ask("PUT", "/policy", { group: 5 })).status).toBe(200);
  });

  test("[SCR-15] of a week that misses something it is said, and nothing is called well done", async () => {
    house.clock.advance(5 * 60_000);
    expect(figure(await ofAnn(), "csat.score").wentWell).toBe(true);
    const iso = (at: number) => new Date(at).toISOString();
    const [from, to] = [iso(WEDNESDAY), iso(WEDNESDAY + 600_000)];
    const gap = {
      specversion: "1.0",
      type: "deskpulse.source.gap.v1",
      source: SOURCE,
      id: "gap-1",
      time: to,
      subject: "source",
      data: { from, to, cause: "disconnect" },
    };
    await house.core.ingest.submit(SOURCE, [gap]);
    await house.core.tail.idle();
    house.clock.advance(5 * 60_000);
    const page = await ofAnn();
    expect(page.incomplete).toMatchObject([{ source: SOURCE, from, to }]);
    expect(figure(page, "csat.score").wentWell).toBe(false);
  });

  test("[PRIV-4] it is the agent's alone, and nobody is noted as having looked", async () => {
    const status = async (role: Parameters<House["ask"]>[0]) =>
      (await house.ask(role, "GET", "/me")).status;
    expect(await status("lead")).toBe(403);
    expect(await status("manager")).toBe(403);
    expect(await status("admin")).toBe(403);
    expect(await status("device")).toBe(403);
    expect(await status("nobody")).toBe(401);
    expect(await (await house.ask("agent", "GET", "/looked")).json()).toEqual([]);
  });
});

describe("the own range", () => {
  test("[UX-28] weeks of fewer than five cases make none, and one week is no range", () => {
    const full = { value: 80, n: 5 };
    expect(rangeOf([full, { value: 10, n: 4 }], 80)).toBeNull();
    expect(rangeOf([full, { value: 90, n: 9 }, { value: null, n: 0 }], 85)).toEqual({
      low: 80,
      high: 90,
      middle: 85,
    });
  });

  test("[UX-28] the good end is the best quarter of the range, on the side that is better", () => {
    const range = { low: 60, high: 100, middle: null };
    expect(isGoodEnd(90, 10, range, "higher")).toBe(true);
    expect(isGoodEnd(89, 10, range, "higher")).toBe(false);
    expect(isGoodEnd(70, 10, range, "lower")).toBe(true);
    expect(isGoodEnd(71, 10, range, "lower")).toBe(false);
    expect(isGoodEnd(100, 4, range, "higher")).toBe(false);
    expect(isGoodEnd(100, 10, range, "neutral")).toBe(false);
    expect(isGoodEnd(100, 10, null, "higher")).toBe(false);
  });

  test("[UX-29] with neither CSAT nor reopen rate there is no handling time", () => {
    const line = (id: string, value: number | null) =>
      ({ id, value, wentWell: false }) as OwnFigure;
    const ids = (lines: OwnFigure[]) => inOrder(lines).map(({ id }) => id);
    expect(ids([line("csat.score", null), line("aht.mean", 240)])).toEqual(["csat.score"]);
    expect(ids([line("reopen.rate", 0), line("aht.mean", 240)])).toEqual([
      "reopen.rate",
      "aht.mean",
    ]);
  });
});
