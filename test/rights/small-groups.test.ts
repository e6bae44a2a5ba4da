/**
 * PRIV-5 on generated weeks: whatever somebody asks who may see groups only, nothing about the work of
 * fewer than k people is told; and what describes customers always is.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Core, openCore, setOrganisation } from "../../server/core.ts";
import { questionOf } from "../../server/figures/ask.ts";
import { figures } from "../../server/figures/figure.ts";
import { scopeOf } from "../../server/figures/scope.ts";
import { totalsOnly } from "../../server/figures/sees.ts";
import { compose } from "../../server/live/compose.ts";
import { momentOf } from "../../server/live/moment.ts";
import { Statuses } from "../../server/live/status.ts";
import { usualOf } from "../../server/live/usual.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import { catalog } from "../../shared/kpi/catalog.ts";
import { isStateMeasure } from "../../shared/kpi/measure.ts";
import { manualClock } from "../../shared/time/clock.ts";
import { DAY_MS, dateOf, INTERVAL_MS, periodOf } from "../../shared/time/interval.ts";
import type { ChartItem, TileItem } from "../../shared/wire/board.ts";
import { random } from "../server/store/busy-events.ts";

const SEED = Number(process.env.SEED ?? 20_261_122);
const WORLDS = 5;
const QUESTIONS = 400;
const BOARDS = 60;
const SOURCE = "/acme/pbx/main";
const ZONE = "Europe/Amsterdam";
const MONDAY = Date.parse("2026-03-02T00:00:00+01:00");
const WEEK_END = MONDAY + 7 * DAY_MS;

const chance = random(SEED);
const below = (n: number): number => Math.floor(chance() * n);
const of = <One>(list: readonly [One, ...One[]]): One => list[below(list.length)] ?? list[0];

const CHANNELS = ["phone", "chat"] as const;
const DIRECTIONS = ["inbound", "outbound"] as const;
const QUEUES = ["q1", "q2", "q3"] as const;

/** One handled contact, as this test knows it. */
interface Work {
  readonly agent: string;
  readonly team: string;
  readonly channel: (typeof CHANNELS)[number];
  readonly direction: (typeof DIRECTIONS)[number];
  readonly queue: string;
  readonly at: number;
}

interface World {
  readonly core: Core;
  readonly teams: ReadonlyMap<string, readonly string[]>;
  readonly work: readonly Work[];
  readonly k: number;
}

/** What describes customers, not work: told of any group. */
const OF_CUSTOMERS = ["tickets.created", "calls.abandoned"];
const workKpis = catalog.filter(
  ({ id, perAgent, measures }) =>
    perAgent && !measures.some(isStateMeasure) && !OF_CUSTOMERS.includes(id),
);
const isWork = new Set<string>(workKpis.map(({ id }) => id));
const ALL = catalog.map(({ id }) => id).join(",");

function eventsOf(one: Work, number: number): object[] {
  const contactId = `c${number}`;
  const leg = { contactId, legId: `${contactId}/1`, agentId: one.agent };
  const said = { contactId, channel: one.channel, direction: one.direction };
  const told: [string, number, object][] = [
    ["created", -60, said],
    ["queued", -60, { contactId, queueId: one.queue, reason: "new" }],
    ["answered", -50, leg],
    ["leg_ended", -10, leg],
    ["wrapup_ended", 0, leg],
  ];
  return told.map(([type, seconds, data], at) => ({
    specversion: "1.0",
    type: `deskpulse.contact.${type}.v1`,
    source: SOURCE,
    id: `${contactId}-${at}`,
    time: new Date(one.at + seconds * 1000).toISOString(),
    subject: `contact/${contactId}`,
    quality: "backfilled",
    data,
  }));
}

async function newWorld(): Promise<World> {
  const sizes = [1 + below(3), 3 + below(4), 6 + below(6)];
  const teams = new Map(
    sizes.map((size, at) => [`t${at}`, Array.from({ length: size }, (_, n) => `a${at}${n}`)]),
  );
  const clock = manualClock(WEEK_END - 6 * 3_600_000 - 1);
  const core = await openCore({ store: new MemoryStore(), clock });
  await setOrganisation(core, {
    organisation: { name: "Acme", zone: ZONE },
    teams: [...teams.keys()].map((id) => ({ id })),
    queues: QUEUES.map((id) => ({ id, identities: [{ source: SOURCE, id }] })),
    agents: [...teams].flatMap(([team, agents]) =>
      agents.map((id) => ({
        id,
        identities: [{ source: SOURCE, id }],
        memberships: [{ team }],
      })),
    ),
  });
  const everybody = [...teams].flatMap(([team, agents]) =>
    agents.map((agent) => ({ agent, team })),
  );
  const work = Array.from({ length: 250 }, (): Work => {
    const who = everybody[below(everybody.length)] ?? { agent: "a00", team: "t0" };
    // Busy quarters, so that some have enough people; it all happens in the middle of a quarter.
    const quarter = MONDAY + below(5) * DAY_MS + (36 + below(4)) * INTERVAL_MS;
    const narrow = { channel: of(CHANNELS), direction: of(DIRECTIONS), queue: of(QUEUES) };
    return { ...who, ...narrow, at: quarter + 120_000 + below(600) * 1000 };
  });
  for (const [number, one] of work.entries()) {
    await core.ingest.submit(SOURCE, eventsOf(one, number));
  }
  await core.tail.idle();
  return { core, teams, work, k: 3 + below(5) };
}

let worlds: World[] = [];
beforeAll(async () => {
  for (let at = 0; at < WORLDS; at += 1) worlds.push(await newWorld());
});
afterAll(() => {
  worlds = [];
});

const membersOf = ({ teams }: World, team: string | null): number =>
  team === null ? [...teams.values()].flat().length : (teams.get(team)?.length ?? 0);

const instant = (): string => new Date(MONDAY + below(7 * 24 * 4) * INTERVAL_MS).toISOString();
function anyPeriod(): string {
  const [one = "", two = ""] = [instant(), instant()].sort();
  const busy = MONDAY + below(5) * DAY_MS + (36 + below(4)) * INTERVAL_MS;
  const quarter = [busy, busy + INTERVAL_MS].map((at) => new Date(at).toISOString()).join("/");
  const span = one === two ? quarter : `${one}/${two}`;
  const day = dateOf(MONDAY + below(7) * DAY_MS + 1, ZONE);
  return of(["2026-W10", "2026-03", "today", "last-60m", "last-24h", day, day, span, quarter]);
}

const labelOf = (by: string | undefined, { team, channel, at }: Work): string | undefined => {
  if (by === "team") return team;
  if (by === "channel") return channel;
  if (by === "day") return dateOf(at, ZONE);
  if (by === "interval") return new Date(Math.floor(at / INTERVAL_MS) * INTERVAL_MS).toISOString();
  return undefined;
};

/** An agent's own time has neither channel nor direction nor queue: narrowing does not reach it. */
const isOwnTime = new Set<string>(
  workKpis.flatMap(({ id, measures }) =>
    measures.some((one) => one.startsWith("agent.")) ? [id] : [],
  ),
);

type Narrow = Partial<Pick<Work, "channel" | "direction" | "queue">>;

const isWithin = (one: Work, { channel, direction, queue }: Narrow): boolean =>
  (channel ?? one.channel) === one.channel &&
  (direction ?? one.direction) === one.direction &&
  (queue ?? one.queue) === one.queue;

const peopleIn = (work: readonly Work[]): number => new Set(work.map(({ agent }) => agent)).size;

describe("[PRIV-5]", () => {
  test("figures: no question tells anything about the work of fewer than k people", async () => {
    const seen = { told: 0, withheld: 0, customers: 0 };
    for (const world of worlds) {
      const { core, work, k } = world;
      for (let times = 0; times < QUESTIONS; times += 1) {
        const team = of([null, ...world.teams.keys()]);
        const narrow = {
          ...(below(3) === 0 ? { channel: of(CHANNELS) } : {}),
          ...(below(3) === 0 ? { direction: of(DIRECTIONS) } : {}),
          ...(below(4) === 0 ? { queue: of(QUEUES) } : {}),
        };
        const by = of([undefined, undefined, "team", "channel", "day", "interval"]);
        const scope = team === null ? "centre" : `team:${team}`;
        const asked = { kpi: ALL, scope, period: anyPeriod(), by, ...narrow };
        const question = questionOf(asked, ZONE, core.clock.now());
        if (!question.ok) throw new Error(question.problem);
        const answers = await figures(core.tail, { ...question.value, sees: totalsOnly(k) });
        const isWhole =
          Object.keys(narrow).length === 0 &&
          !/last|\//.test(asked.period) &&
          by !== "channel" &&
          by !== "interval";
        for (const figure of answers) {
          const [from, to] = [Date.parse(figure.period.from), Date.parse(figure.period.to)];
          const behind = work.filter(
            (one) =>
              (team === null || one.team === team) &&
              (isOwnTime.has(figure.kpi) || isWithin(one, narrow)) &&
              one.at >= from &&
              one.at < to &&
              labelOf(by, one) === figure.by,
          );
          const people = isWhole
            ? membersOf(world, by === "team" ? (figure.by ?? "") : team)
            : peopleIn(behind);
          const about = `seed ${SEED}, k ${k}: ${JSON.stringify({ ...asked, kpi: figure.kpi, of: figure.by })}`;
          if (!isWork.has(figure.kpi)) {
            expect(figure.withheld, about).toBeUndefined();
            seen.customers += 1;
          } else if (people < k) {
            expect([figure.value, figure.n, figure.numerator, figure.denominator], about).toEqual([
              null,
              0,
              0,
              null,
            ]);
            expect([figure.interval, figure.parts, figure.pending], about).toEqual([
              null,
              undefined,
              undefined,
            ]);
            seen.withheld += 1;
          } else if (figure.value !== null) seen.told += 1;
        }
      }
    }
    process.stdout.write(
      `[PRIV-5] seed ${SEED}: ${WORLDS * QUESTIONS} questions, ${JSON.stringify(seen)}\n`,
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(1_000);
  });

  test("boards: neither a tile, a line nor a usual value does", async () => {
    const seen = { told: 0, withheld: 0, steps: 0 };
    for (const world of worlds) {
      const { core, work, k } = world;
      const composing = {
        desk: core.tail,
        statuses: new Statuses(),
        demo: false,
        momentAt: (at: number) => momentOf(core.tail, at),
      };
      for (let times = 0; times < BOARDS; times += 1) {
        const team = of([null, ...world.teams.keys()]);
        const view = {
          screen: of(["team", "wallboard"] as const),
          scope: team === null ? "centre" : `team:${team}`,
          period: anyPeriod(),
          ...(below(4) === 0 ? { channel: of(CHANNELS) } : {}),
          ...(below(4) === 0 ? { queue: of(QUEUES) } : {}),
        };
        const isWhole = view.channel === undefined && view.queue === undefined;
        const now = core.clock.now();
        const [period, scope] = [periodOf(view.period, ZONE, now), scopeOf(view.scope, view)];
        if (!period.ok || !scope.ok) throw new Error("no such board");
        const memory = { minute: -1, usual: new Map(), lastWeek: new Map() };
        const room = { key: "x", view, period: period.value, filter: scope.value.filter, team };
        const { items } = await compose({ ...room, sees: totalsOnly(k) }, now, memory, composing);
        const own = work.filter(
          (one) => (team === null || one.team === team) && isWithin(one, view),
        );
        const between = (from: number, to: number) =>
          peopleIn(own.filter(({ at }) => at >= from && at < to));
        const { from, to } = period.value;
        const isTotal = isWhole && !/last|\//.test(view.period);
        const people = isTotal ? membersOf(world, team) : between(from, to);
        const about = `seed ${SEED}, k ${k}: ${JSON.stringify(view)}`;
        const line = (values: readonly (number | null)[], start: number, stepMs: number) => {
          for (const [step, value] of values.entries()) {
            if (value === null || stepMs >= DAY_MS) continue;
            const at = start + step * stepMs;
            expect(
              between(at, at + stepMs),
              `${about} ${new Date(at).toISOString()}`,
            ).toBeGreaterThanOrEqual(k);
            seen.steps += 1;
          }
        };
        const quarters = to - from <= 26 * 3_600_000;
        const stepMs = quarters ? INTERVAL_MS : to - from <= 8 * DAY_MS ? 3_600_000 : DAY_MS;
        const tiles = [...items.values()].filter((one): one is TileItem => one.kind === "tile");
        for (const tile of tiles.filter(({ kpi }) => isWork.has(kpi))) {
          if (people < k) {
            expect(
              [tile.value, tile.n, tile.interval, tile.usual, tile.trend, tile.status],
              about,
            ).toEqual([null, 0, null, null, [], "none"]);
            const parts = (tile.parts ?? []).filter(({ kpi }) => isWork.has(kpi));
            expect(parts, about).toEqual([]);
            seen.withheld += 1;
          } else if (tile.value !== null) seen.told += 1;
          line(tile.trend, from, Math.max(2 * INTERVAL_MS, stepMs));
        }
        for (const tile of tiles) {
          const parts = (tile.parts ?? []).filter(({ kpi }) => isWork.has(kpi));
          if (people < k) expect(parts, about).toEqual([]);
          if (!isWork.has(tile.kpi)) expect(tile.withheld, about).toBeUndefined();
        }
        const charts = [...items.values()].filter((one): one is ChartItem => one.kind === "chart");
        for (const chart of charts.filter(({ kpi }) => isWork.has(kpi))) {
          if (people < k) expect([chart.values, chart.lastWeek], about).toEqual([[], []]);
          line(chart.values, chart.from, chart.stepMs);
        }
        expect([...items.values()].filter(({ kind }) => kind === "agent")).toEqual([]);
      }
    }
    process.stdout.write(
      `[PRIV-5] seed ${SEED}: ${WORLDS * BOARDS} boards, ${JSON.stringify(seen)}\n`,
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });

  test("what is usual is told of weeks in which k people worked", async () => {
    let told = 0;
    for (const { core, teams, work, k } of worlds) {
      for (let day = 0; day < 5; day += 1) {
        const now = WEEK_END + day * DAY_MS + 9.5 * 3_600_000;
        const period = periodOf("today", ZONE, now);
        if (!period.ok) throw new Error(period.problem);
        for (const team of [null, ...teams.keys()]) {
          const asked = { filter: team === null ? {} : { team }, period: period.value, group: k };
          const usual = await usualOf(core.tail, workKpis, asked, now);
          const week = work.filter(
            (one) =>
              (team === null || one.team === team) &&
              one.at >= period.value.from - 7 * DAY_MS &&
              one.at < now + INTERVAL_MS - 7 * DAY_MS,
          );
          if (peopleIn(week) < k) expect([...usual.keys()]).toEqual([]);
          else told += usual.size;
        }
      }
    }
    expect(told).toBeGreaterThan(20);
  });
});
