/** [PRIV-6] What is deleted changes no figure that may still be asked; a rebuild gives the same. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { submitAll } from "../../server/commands/submit.ts";
import { type Core, openCore, setOrganisation } from "../../server/core.ts";
import { DEFAULT_TERMS, keptFrom } from "../../server/org/retention.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import { retain } from "../../server/tail/retention.ts";
import type { CloudEvent } from "../../shared/events/event.ts";
import { MEASURES } from "../../shared/kpi/measure.ts";
import { type ManualClock, manualClock } from "../../shared/time/clock.ts";
import { DAY_MS } from "../../shared/time/interval.ts";
import { wholeCells } from "../support/cells.ts";
import { BEGIN, centre, disorder } from "../support/generate.ts";
import { expectSame } from "./same.ts";
import { org, runs } from "./world.ts";

/** Nothing happens before. */
const FIRST = BEGIN - 10 * DAY_MS;

const ISO = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const later = (text: string, ms: number): string =>
  text.replace(ISO, (at) => new Date(Date.parse(at) + ms).toISOString());

/** A fortnight of the generated centre, some blocks of it later; contacts of odd blocks go on in the next. */
function block(events: readonly CloudEvent[], number: number, ms: number): CloudEvent[] {
  const who = Math.floor(number / 2);
  return events.map((event) => {
    const moved = JSON.parse(
      later(JSON.stringify(event), ms).replace(/"c(\d+)(?=["-])/g, `"c$1b${who}`),
    );
    return { ...moved, id: `${event.id}@${number}` };
  });
}

interface Pair {
  readonly clock: ManualClock;
  kept: Core;
  readonly whole: Core;
}

async function send({ kept, whole }: Pair, events: readonly CloudEvent[]): Promise<number> {
  const told = {
    accepted: 0,
    duplicates: 0,
    rejected: [] as { id: string | null; code: string }[],
  };
  await submitAll(kept, events, told as never);
  const old = new Set(told.rejected.filter(({ code }) => code === "too_old").map(({ id }) => id));
  const young = events.filter(({ id }) => !old.has(id));
  await submitAll(whole, young, { accepted: 0, duplicates: 0, rejected: [] });
  await kept.tail.idle();
  await whole.tail.idle();
  return old.size;
}

/** Every cell from an instant on, one line each; before `agentsFrom` without agents. */
async function cellsOf(core: Core, from: number, agentsFrom: number): Promise<string[]> {
  const to = core.clock.now() + 5 * DAY_MS;
  const loaded = await core.tail.read({ minutes: 15, measures: MEASURES, from, to, bySlab: true });
  const cells = new Map<string, Map<number, number>>();
  for (const measure of MEASURES) {
    for (const { start, dims, values } of wholeCells(loaded, measure)) {
      const agent = start < agentsFrom ? "*" : dims.agent;
      const name = JSON.stringify([new Date(start).toISOString(), measure, { ...dims, agent }]);
      const own = cells.get(name) ?? new Map<number, number>();
      cells.set(name, own);
      for (let at = 0; at < values.length; at += 2) {
        const value = values[at] ?? 0;
        own.set(value, (own.get(value) ?? 0) + (values[at + 1] ?? 0));
      }
    }
  }
  return [...cells].flatMap(([name, values]) => {
    const left = [...values].filter(([, times]) => times !== 0).sort(([a], [b]) => a - b);
    return left.length === 0 ? [] : [`${name} ${JSON.stringify(left)}`];
  });
}

const run = (core: Core) => {
  const { auditFrom: _, ...target } = keptFrom(DEFAULT_TERMS, core.clock.now());
  return retain({ tail: core.tail, store: core.store }, target);
};

async function expectSameFigures({ kept, whole, clock }: Pair, about: string): Promise<void> {
  const { agentsFrom, cellsFrom } = keptFrom(DEFAULT_TERMS, clock.now());
  const from = Math.max(cellsFrom, FIRST);
  const mine = await cellsOf(kept, from, agentsFrom);
  const theirs = await cellsOf(whole, from, agentsFrom);
  try {
    expectSame(mine, theirs);
  } catch (problem) {
    throw new Error(`${about}: ${problem instanceof Error ? problem.message : problem}`, {
      cause: problem,
    });
  }
}

async function pairAt(at: number): Promise<Pair> {
  const clock = manualClock(at);
  const [kept, whole] = await Promise.all(
    [1, 2].map(() => openCore({ store: new MemoryStore(), clock })),
  );
  if (kept === undefined || whole === undefined) throw new Error("there are two");
  for (const core of [kept, whole]) await setOrganisation(core, org);
  return { clock, kept, whole };
}

/** The log folded anew, from what is sealed. */
async function rebuilt({ kept, clock }: Pair): Promise<Core> {
  await kept.store.forgetCheckpoint();
  return openCore({ store: kept.store, clock });
}

const BLOCK_MS = 20 * DAY_MS;

test("[PRIV-6] over months, whatever is asked that may be asked is as if nothing was deleted", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(centre(6, 6, 24), fc.integer()), { minLength: 14, maxLength: 14 }),
      async (blocks) => {
        const pair = await pairAt(BEGIN);
        let removed = 0;
        for (const [number, [events, seed]] of blocks.entries()) {
          pair.clock.set(BEGIN + number * BLOCK_MS + 15 * DAY_MS);
          for (const batch of disorder(block(events, number, number * BLOCK_MS), seed)) {
            await send(pair, batch);
          }
          const report = await run(pair.kept);
          removed += report.events.removed;
          expect(report.entities.left + report.timelines.left).toBe(0);
          expect([report.agentCells.after, report.slabs.after]).toEqual([0, 0]);
          await expectSameFigures(pair, `block ${number}`);
          if (number % 2 === 0) continue;
          const live = await cellsOf(pair.kept, FIRST, 0);
          pair.kept = await rebuilt(pair);
          expectSame(await cellsOf(pair.kept, FIRST, 0), live);
        }
        expect(removed).toBeGreaterThan(0);
      },
    ),
    { ...runs(3), endOnFailure: true },
  );
}, 900_000);
