/** What was known is what would be if nothing had come later: a second world that was never told. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Core, setOrganisation } from "../../../server/core.ts";
import { asKnown } from "../../../server/explain/as-known.ts";
import { explain } from "../../../server/explain/explain.ts";
import { whyOf } from "../../../server/explain/question.ts";
import { kindOf } from "../../../server/figures/explain/kind.ts";
import { GROUPS, sidesOf } from "../../../server/figures/explain/sides.ts";
import type { Loaded } from "../../../server/figures/ledger.ts";
import { loadMeasures } from "../../../server/figures/read.ts";
import { MemoryStore } from "../../../server/store/memory/memory-store.ts";
import type { CloudEvent } from "../../../shared/events/event.ts";
import { catalog } from "../../../shared/kpi/catalog.ts";
import { type Kpi, MIXED } from "../../../shared/kpi/kpi.ts";
import { type CellMeasure, isStateMeasure } from "../../../shared/kpi/measure.ts";
import { DAY_MS, HOUR_MS } from "../../../shared/time/interval.ts";
import { expectSame } from "../../laws/same.ts";
import { newWorld, org, runs, send } from "../../laws/world.ts";
import { BEGIN, centre, NOW } from "../../support/generate.ts";
import { numbersOf } from "./why-desk.ts";

interface Told {
  readonly event: CloudEvent;
  readonly at: number;
}

const happenedAt = ({ event }: Told): number => Date.parse(event.time);

/** When each comes: mostly at once, some hours or days late. Of an id only what was said first. */
function told(events: readonly CloudEvent[], delays: readonly number[]): Told[] {
  const first = new Map(events.toReversed().map((event) => [`${event.source}|${event.id}`, event]));
  return [...first.values()]
    .map((event, at) => ({ event, at: Date.parse(event.time) + (delays[at % delays.length] ?? 0) }))
    .sort((a, b) => a.at - b.at);
}

async function worldTold(list: readonly Told[]): Promise<Core> {
  const { core, clock } = await newWorld(new MemoryStore(), NOW - 20 * DAY_MS, 3);
  await setOrganisation(core, org);
  for (const { event, at } of list) {
    clock.set(Math.min(NOW, Math.max(clock.now(), at)));
    await send(core, [event]);
    if (clock.now() % 5 === 0) await core.tail.checkpoint();
  }
  clock.set(NOW);
  await core.tail.checkpoint();
  return core;
}

/** Told in time, told before `at`, or about the organisation, which is as it is in both worlds. */
const wasKnown = (one: Told, at: number): boolean =>
  one.at <= at ||
  Math.min(one.at, NOW) - happenedAt(one) <= 60_000 ||
  one.event.type.includes("membership");

const explained: readonly Kpi[] = catalog.filter((kpi) => kindOf(kpi).ok);
const measures = [...new Set(explained.flatMap((kpi) => kpi.measures))].filter(
  (measure): measure is CellMeasure => !isStateMeasure(measure),
);

function linesOf(cells: readonly Loaded[]): string[] {
  const lines: string[] = [];
  for (const kpi of explained) {
    for (const by of GROUPS) {
      const { whole, groups } = sidesOf(cells, kpi, {}, by, MIXED);
      for (const [group, { answer, values }] of [["all", whole] as const, ...groups]) {
        lines.push(`${kpi.id} ${by} ${group} ${JSON.stringify([answer, values])}`);
        expect(values.filter((times, at) => at % 2 === 1 && times < 0)).toEqual([]);
      }
    }
  }
  return lines;
}

const delays = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 9 * DAY_MS }) },
  ),
  { minLength: 1, maxLength: 9 },
);

/** A week, or some hours of it. */
const stretch = fc.oneof(
  fc.constant({ from: BEGIN, to: BEGIN + 7 * DAY_MS }),
  fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 30 })).map(([day, hours]) => ({
    from: BEGIN + day * DAY_MS,
    to: BEGIN + day * DAY_MS + hours * HOUR_MS,
  })),
);

test("[WHY5] a period as it was known equals a world that was never told the rest", async () => {
  let others = 0;
  await fc.assert(
    fc.asyncProperty(centre(), delays, stretch, async (events, late, period) => {
      const list = told(events, late);
      const whole = await worldTold(list);
      const without = await worldTold(list.filter((one) => wasKnown(one, period.to)));
      const known = await asKnown(whole.tail, measures, period, period.to, NOW);
      if (typeof known === "string") throw new Error(known);
      const asked = { ...period, rolling: false };
      const is = await loadMeasures(whole.tail, measures, asked);
      const was = linesOf([is, ...known.changes]);
      expectSame(was, linesOf([await loadMeasures(without.tail, measures, asked)]));
      if (String(was) !== String(linesOf([is]))) others += 1;
      expect(known.isCurrent()).toBe(true);
    }),
    runs(40),
  );
  expect(others).toBeGreaterThan(10);
});

const ask = async (
  core: Core,
  kpi: Kpi,
  by: string | undefined,
  period: string,
  against: string,
) => {
  const question = whyOf({ kpi: kpi.id, by, period, against }, "Europe/Amsterdam", NOW);
  return question.ok ? explain(core.tail, question.value) : null;
};

const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0) + 0;

test("[WHY1] [WHY3] [WHY4] of any centre, any figure: parts and what came late add up, both ways round", async () => {
  const seen = { moved: 0, late: 0, later: 0 };
  const check = async (core: Core, kpi: Kpi, by: string | undefined, isInTime: boolean) => {
    const there = await ask(core, kpi, by, "2026-W44", "2026-W43");
    const back = await ask(core, kpi, by, "2026-W43", "2026-W44");
    if (there === null || back === null || there.difference === null) return;
    const { late, difference, parts } = there;
    expect([sum(numbersOf(there)), sum(numbersOf(there).reverse())]).toEqual([
      difference,
      difference,
    ]);
    expect(back.difference).toBe(0 - difference);
    expect(back.parts.map(({ group, mix, within }) => [group, 0 - mix, 0 - within])).toEqual(
      parts.map(({ group, mix, within }) => [group, mix, within]),
    );
    if (isInTime) expect(late).toEqual({ before: 0, after: 0 });
    seen.moved += difference === 0 ? 0 : 1;
    seen.late += late !== null && (late.before !== 0 || late.after !== 0) ? 1 : 0;
    seen.later += late === null ? 1 : 0;
  };
  await fc.assert(
    fc.asyncProperty(centre(20), delays, fc.nat(2), async (events, late, by) => {
      const core = await worldTold(told(events, late));
      const isInTime = late.every((delay) => delay <= 60_000);
      for (const kpi of explained) await check(core, kpi, GROUPS[by], isInTime);
    }),
    runs(4),
  );
  expect(seen.moved).toBeGreaterThan(50);
  expect(seen.late).toBeGreaterThan(10);
  expect(seen.later).toBeGreaterThan(5);
});

test("[WHY6] the contacts that pulled a part its way pulled at least as far as it went", async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(centre(20), delays, fc.nat(2), async (events, late, by) => {
      const core = await worldTold(told(events, late));
      for (const kpi of explained) {
        const why = await ask(core, kpi, GROUPS[by], "2026-W44", "2026-W43");
        const isSum = kindOf(kpi).ok && kpi.counted !== null && !/\.p\d\d$|per_hour/.test(kpi.id);
        if (why === null || !isSum) continue;
        for (const { mix, within, contacts } of why.parts) {
          expect(contacts.rows.length).toBeLessThanOrEqual(
            Math.min(20, contacts.before + contacts.after),
          );
          const pulled = sum(contacts.rows.map(({ pull }) => pull));
          const direction = Math.sign(mix + within);
          for (const { pull } of contacts.rows)
            expect(pull * (direction || pull)).toBeGreaterThan(0);
          // With the others, who pulled the other way, less: never less than the part.
          if (direction !== 0) {
            expect(pulled * direction).toBeGreaterThan(Math.abs(mix + within) - 1e-4);
            compared += 1;
          }
        }
      }
    }),
    runs(4),
  );
  expect(compared).toBeGreaterThan(50);
});
