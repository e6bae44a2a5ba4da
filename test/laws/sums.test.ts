/** Parts add up to the whole: agents, teams, days, channels, contacts (R6, R9, R11, SCR-9). */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Core, setOrganisation } from "../../server/core.ts";
import { questionOf } from "../../server/figures/ask.ts";
import { contacts } from "../../server/figures/contacts.ts";
import { type Dims, holdsAt } from "../../server/fold/facts/fact.ts";
import type { CloudEvent } from "../../shared/events/event.ts";
import { catalog } from "../../shared/kpi/catalog.ts";
import { countedOf, type Kpi, MIXED } from "../../shared/kpi/kpi.ts";
import { isStateMeasure } from "../../shared/kpi/measure.ts";
import { count } from "../../shared/kpi/multiset.ts";
import { DAY_MS, dateOf, periodOf, plusDays } from "../../shared/time/interval.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import { wholeCells } from "../support/cells.ts";
import { BEGIN, centre, NOW } from "../support/generate.ts";
import { type Asking, ask, newWorld, org, runs, send, worldOf } from "./world.ts";

const ZONE = "Europe/Amsterdam";
const PERIODS = ["2026-W43", "2026-W44", "last-24h"];

/** A percentile or a load has no sum; what it is made of is counted by its n. */
const adds = ({ kpi, denominator, unit }: FigureJson): boolean =>
  (denominator !== null && !kpi.startsWith("erlang.")) || unit === "count";

/** KPIs whose n is a number of values; others look at seconds. */
const counted: readonly Kpi[] = catalog.filter((kpi: Kpi) => countedOf(kpi, MIXED) !== null);

/** n and numerator per KPI, summed over figures. */
function sums(list: readonly FigureJson[]): Map<string, readonly [number, number]> {
  const sum = new Map<string, readonly [number, number]>();
  for (const figure of list) {
    const [n, numerator] = sum.get(figure.kpi) ?? [0, 0];
    sum.set(figure.kpi, [n + figure.n, numerator + (adds(figure) ? figure.numerator : 0)]);
  }
  return new Map([...sum].filter(([, [n]]) => n > 0).sort());
}

/** What nobody gets the credit for, counted in the cells and states themselves. */
async function uncredited({ tail, clock }: Core, asking: Asking, dim: "agent" | "team") {
  const sum = new Map<string, number>();
  const period = periodOf(asking.period ?? "", ZONE, clock.now());
  if (!period.ok) throw new Error(period.problem);
  const { from, to, rolling } = period.value;
  for (const kpi of counted) {
    const only = kpi.only ?? {};
    const isOurs = (dims: Dims) =>
      dims[dim] === null &&
      (asking.scope === "centre" || asking.scope === `team:${dims.team}`) &&
      (only.channel ?? dims.channel) === dims.channel &&
      (only.direction ?? dims.direction) === dims.direction;
    let n = 0;
    const { measures = [], value } = countedOf(kpi, MIXED) ?? {};
    for (const measure of measures) {
      if (isStateMeasure(measure)) {
        for (const { meaning } of tail.entities.live()) {
          n += meaning.spans.filter(
            (span) => span.measure === measure && holdsAt(span, NOW) && isOurs(span),
          ).length;
        }
        continue;
      }
      const minutes = rolling ? 1 : 15;
      const asked = { minutes, measures: [measure], from, to, bySlab: true } as const;
      for (const { dims, values } of wholeCells(await tail.read(asked), measure)) {
        if (isOurs(dims)) n += count(values, value, value);
      }
    }
    sum.set(kpi.id, n);
  }
  return sum;
}

test("[R9] agents and nobody add up to each team and to the centre; teams and none to the centre", async () => {
  await fc.assert(
    fc.asyncProperty(centre(), async (events) => {
      const { core } = await worldOf([events]);
      for (const period of PERIODS) {
        for (const [scope, by] of [
          ["centre", "agent"],
          ["centre", "team"],
          ["team:north", "agent"],
          ["team:south", "agent"],
        ] as const) {
          const nobody = await uncredited(core, { scope, period }, by);
          const parts = sums(await ask(core, { scope, period, by }));
          const kpi = counted.map(({ id }) => id).join(",");
          for (const whole of await ask(core, { kpi, scope, period })) {
            const n = (parts.get(whole.kpi)?.[0] ?? 0) + (nobody.get(whole.kpi) ?? 0);
            expect([whole.kpi, scope, by, n]).toEqual([whole.kpi, scope, by, whole.n]);
          }
        }
      }
    }),
    runs(25),
  );
});

test("[R11] by channel, by day and by interval a figure's parts add up to the figure", async () => {
  await fc.assert(
    fc.asyncProperty(centre(), async (events) => {
      const { core } = await worldOf([events]);
      const kpi = counted
        .filter(({ measures }) => !measures.some(isStateMeasure))
        .map(({ id }) => id)
        .join(",");
      for (const period of PERIODS) {
        const whole = sums(await ask(core, { kpi, period }));
        for (const by of ["day", "interval"]) {
          expect(sums(await ask(core, { kpi, period, by }))).toEqual(whole);
        }
        const channels = ["phone", "email", "chat"];
        const split = await Promise.all(
          channels.map((channel) => ask(core, { kpi, period, channel })),
        );
        expect(sums(await ask(core, { kpi, period, by: "channel" }))).toEqual(sums(split.flat()));
      }
    }),
    runs(20),
  );
});

const shifted = (events: readonly CloudEvent[], ms: number): CloudEvent[] =>
  events.map((event) => ({
    ...event,
    time: new Date(Date.parse(event.time) + ms).toISOString(),
  }));

describe.each([
  ["the clocks go back, 169 hours", 0, ["2026-W43", "2026-W44"], 169],
  ["the clocks go forward, 167 hours", -210, ["2026-W13", "2026-W14"], 167],
  ["a week 53 in two years", 71, ["2026-W53", "2027-W01"], 168],
] as const)("[R6] %s", (_name, days, weeks, hours) => {
  test("[F9] the seven days add up to the week", async () => {
    const [first] = weeks;
    const period = periodOf(first, ZONE, NOW);
    expect(period.ok && (period.value.to - period.value.from) / 3_600_000).toBe(hours);
    await fc.assert(
      fc.asyncProperty(centre(), async (events) => {
        const { core } = await newWorld(undefined, NOW + days * DAY_MS);
        await setOrganisation(core, org);
        await send(core, shifted(events, days * DAY_MS));
        for (const week of weeks) {
          const found = periodOf(week, ZONE, NOW);
          if (!found.ok) throw new Error(found.problem);
          const dates = [0, 1, 2, 3, 4, 5, 6].map((day) =>
            dateOf(plusDays(found.value.from, day, ZONE), ZONE),
          );
          const kpi = counted
            .filter(({ measures }) => !measures.some(isStateMeasure))
            .map(({ id }) => id)
            .join(",");
          const daily = await Promise.all(dates.map((date) => ask(core, { kpi, period: date })));
          expect(sums(daily.flat())).toEqual(sums(await ask(core, { kpi, period: week })));
        }
      }),
      runs(12),
    );
  });
});

test("[SCR-9] the contacts behind a figure bring exactly its n", async () => {
  await fc.assert(
    fc.asyncProperty(centre(), fc.integer({ min: 0, max: 14 }), async (events, day) => {
      const { core } = await worldOf([events]);
      const asOfs = [undefined, new Date(BEGIN + (day + 0.4) * DAY_MS).toISOString()];
      for (const kpi of counted.map(({ id }) => id)) {
        for (const scope of ["centre", "team:north", "agent:ann"]) {
          for (const asOf of asOfs) {
            const asking = { kpi, scope, period: "2026-W44", ...(asOf ? { asOf } : {}) };
            const question = questionOf(asking, ZONE, core.clock.now());
            if (!question.ok) throw new Error(question.problem);
            const rows = await contacts(core.tail, question.value);
            const [figure] = await ask(core, asking);
            const listed = rows.reduce((all, { facts }) => all + facts.length, 0);
            expect([kpi, scope, asOf, listed]).toEqual([kpi, scope, asOf, figure?.n]);
          }
        }
      }
    }),
    runs(20),
  );
});
