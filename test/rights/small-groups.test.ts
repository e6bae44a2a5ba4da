/**
 * PRIV-5 on generated weeks: whatever somebody asks who may see groups only, nothing about the work of
 * fewer than k people is told; and what describes customers always is.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { questionOf } from "../../server/figures/ask.ts";
import { figures } from "../../server/figures/figure.ts";
import { admits, scopeOf } from "../../server/figures/scope.ts";
import { totalsOnly } from "../../server/figures/sees.ts";
import { compose } from "../../server/live/compose.ts";
import { momentOf } from "../../server/live/moment.ts";
import { Statuses } from "../../server/live/status.ts";
import { usualOf } from "../../server/live/usual.ts";
import { jsonOf } from "../../server/reports/contact-cells.ts";
import { contactRows } from "../../server/reports/contact-rows.ts";
import { veilOf } from "../../server/reports/contact-veil.ts";
import { DAY_MS, INTERVAL_MS, periodOf } from "../../shared/time/interval.ts";
import type { ChartItem, TileItem } from "../../shared/wire/board.ts";

import {
  ALL,
  anyPeriod,
  BOARDS,
  below,
  CHANNELS,
  DIRECTIONS,
  isOwnTime,
  isWithin,
  isWork,
  labelOf,
  membersOf,
  newWorld,
  of,
  peopleIn,
  QUESTIONS,
  QUEUES,
  SEED,
  WEEK_END,
  WORLDS,
  type Work,
  type World,
  workKpis,
  ZONE,
} from "./week.ts";

/** So many files of each world. */
const FILES = 40;

function subsets<One>(all: readonly One[]): One[][] {
  const made: One[][] = [[]];
  for (const one of all) made.push(...made.map((few) => [...few, one]));
  return made;
}

let worlds: World[] = [];
beforeAll(async () => {
  for (let at = 0; at < WORLDS; at += 1) worlds.push(await newWorld());
});
afterAll(() => {
  worlds = [];
});

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
        feeds: () => new Map(),
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

  test("files of contacts: no columns together single out the work of fewer than k people", async () => {
    const seen = { parts: 0, whole: 0, hidden: 0 };
    for (const world of worlds) {
      const { core, work, k } = world;
      for (let times = 0; times < FILES; times += 1) {
        const team = of([null, ...world.teams.keys()]);
        const asked = {
          kpi: "aht.mean",
          scope: team === null ? "centre" : `team:${team}`,
          period: anyPeriod(),
        };
        const question = questionOf(asked, ZONE, core.clock.now());
        if (!question.ok) throw new Error(question.problem);
        const asking = { ...question.value, sees: totalsOnly(k) };
        const { shows, named, ...veil } = await veilOf(core.tail, asking);
        expect(named).toEqual([]);
        const { scope, period, now, sees } = asking;
        const rows = contactRows(core.tail, {
          ...veil,
          period,
          now,
          admit: admits(scope.filter, undefined),
          persons: sees.persons,
          directory: core.tail.directory(),
        });
        const manner = { shows: { ...shows, agents: false }, zone: ZONE, words: null };
        const lines: { told: ReturnType<typeof jsonOf>; own: Work }[] = [];
        for await (const row of rows) {
          const own = work[Number(row.contact.slice(1))];
          if (own !== undefined && row.values.has("leg.handle"))
            lines.push({ told: jsonOf(row, manner), own });
        }
        const isWhole = !/last|\//.test(asked.period);
        for (const columns of subsets(["teams", "channel", "direction", "queues"] as const)) {
          const parts = Map.groupBy(lines, ({ told }) =>
            JSON.stringify(columns.map((column) => told[column])),
          );
          for (const [label, part] of parts) {
            const own = part.map((one) => one.own);
            const about = `seed ${SEED}, k ${k}: ${JSON.stringify({ ...asked, label })}`;
            const teams = new Set(own.map((one) => one.team));
            const ofTeam = lines.filter((one) => teams.has(one.own.team)).length;
            // Everything of a team or of the centre in whole days is of its members.
            const isTotal =
              isWhole &&
              (part.length === lines.length || (teams.size === 1 && ofTeam === part.length));
            const [only = null] = part.length === lines.length ? [team] : teams;
            const people = isTotal ? membersOf(world, only) : peopleIn(own);
            expect(people, about).toBeGreaterThanOrEqual(k);
            if (part.length < lines.length) seen.parts += 1;
            else seen.whole += 1;
          }
        }
        if (Object.values(shows).includes(false)) seen.hidden += 1;
      }
    }
    process.stdout.write(
      `[PRIV-5] seed ${SEED}: ${WORLDS * FILES} files, ${JSON.stringify(seen)}\n`,
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
