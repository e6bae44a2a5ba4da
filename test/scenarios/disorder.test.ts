/** [F6] 100,000 events, 30 % of them twice and 30 % up to two days late: the clean run's figures. */
import { createHash } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { submitAll } from "../../server/commands/submit.ts";
import { type Core, openCore, setOrganisation } from "../../server/core.ts";
import { simulate } from "../../server/demo/centre.ts";
import { demoOrganisation } from "../../server/demo/organisation.ts";
import { questionOf } from "../../server/figures/ask.ts";
import { figures } from "../../server/figures/figure.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import type { CloudEvent } from "../../shared/events/event.ts";
import { catalog } from "../../shared/kpi/catalog.ts";
import { MEASURES } from "../../shared/kpi/measure.ts";
import { manualClock } from "../../shared/time/clock.ts";
import { DAY_MS, dateOf } from "../../shared/time/interval.ts";
import { cellLine, wholeCells } from "../support/cells.ts";
import { chances } from "../support/generate.ts";

const EVENTS = 100_000;
const SEED = 20_261_123;
const HOURS_48 = 48 * 3_600_000;
const FROM = Date.parse("2026-03-01T23:00:00Z");
const ZONE = "Europe/Amsterdam";
const BATCH = 4_000;

interface Arrival {
  readonly at: number;
  readonly event: CloudEvent;
}

function clean(): Arrival[] {
  const arrivals: Arrival[] = [];
  for (const { arrivesAt, event } of simulate({ seed: "disorder", from: FROM, isNoisy: false })) {
    arrivals.push({ at: arrivesAt, event });
    if (arrivals.length === EVENTS) break;
  }
  return arrivals;
}

function noisy(arrivals: readonly Arrival[]): Arrival[] {
  const chance = chances(SEED);
  const later = (at: number) => at + Math.floor(chance() * HOURS_48);
  return arrivals
    .flatMap(({ at, event }) => {
      const first = { at: chance() < 0.3 ? later(at) : at, event };
      return chance() < 0.3 ? [first, { at: later(at), event }] : [first];
    })
    .sort((a, b) => a.at - b.at);
}

async function told(arrivals: readonly Arrival[], now: number): Promise<Core> {
  const core = await openCore({ store: new MemoryStore(), clock: manualClock(now) });
  await setOrganisation(core, demoOrganisation);
  const sum = { accepted: 0, duplicates: 0, rejected: [] };
  for (let at = 0; at < arrivals.length; at += BATCH) {
    const batch = arrivals.slice(at, at + BATCH).map(({ event }) => event);
    await submitAll(
      core,
      batch.sort((a, b) => (a.source < b.source ? -1 : 1)),
      sum,
    );
  }
  expect(sum.rejected).toEqual([]);
  return core;
}

/** One digest over every cell there is, at 15 minutes and by the minute. */
async function digest({ tail }: Core, to: number): Promise<string> {
  const hash = createHash("sha256");
  for (const minutes of [15, 1] as const) {
    const from = minutes === 15 ? FROM - 5 * DAY_MS : to - 2 * DAY_MS;
    const asked = { minutes, measures: MEASURES, from, to: to + DAY_MS, bySlab: true };
    const loaded = await tail.read(asked);
    for (const measure of MEASURES) {
      for (const cell of wholeCells(loaded, measure)) {
        hash.update(`${minutes} ${measure} ${cellLine(cell)}\n`);
      }
    }
  }
  return hash.digest("hex");
}

/** All figures of the centre, every team and every agent, over all days and each day. */
async function everyFigure(core: Core, now: number): Promise<unknown[]> {
  const { teams, agents } = core.tail.document();
  const scopes = [
    "centre",
    ...teams.map(({ id }) => `team:${id}`),
    ...agents.map(({ id }) => `agent:${id}`),
  ];
  const period = `${new Date(FROM).toISOString()}/${new Date(FROM + 40 * DAY_MS).toISOString()}`;
  const kpi = catalog.map(({ id }) => id).join(",");
  const found: unknown[] = [];
  for (const scope of scopes) {
    for (const by of [undefined, "day", "channel"]) {
      const question = questionOf({ kpi, scope, period, by }, ZONE, now);
      if (!question.ok) throw new Error(question.problem);
      for (const { position: _, ...figure } of await figures(core.tail, question.value)) {
        found.push(figure);
      }
    }
  }
  return found;
}

let now = 0;
let first: Core;
let second: Core;
let sent = 0;

beforeAll(async () => {
  const arrivals = clean();
  const disordered = noisy(arrivals);
  sent = disordered.length;
  now = Math.max(...arrivals.map(({ event }) => Date.parse(event.time)));
  first = await told(arrivals, now);
  second = await told(disordered, now);
}, 900_000);

test("[F6] the events fill several days, and the disorder is what it says", async () => {
  expect(dateOf(now, ZONE) > dateOf(FROM + 5 * DAY_MS, ZONE)).toBe(true);
  expect(sent / EVENTS).toBeCloseTo(1.3, 2);
  const [answered] = (await everyFigure(first, now)) as { n: number }[];
  expect(answered?.n).toBeGreaterThan(100);
});

test("[F6] every cell is identical after duplicates and disorder", async () => {
  expect(await digest(second, now)).toBe(await digest(first, now));
});

test("[F6] every figure of every team, agent and day is identical", async () => {
  expect(await everyFigure(second, now)).toEqual(await everyFigure(first, now));
});
