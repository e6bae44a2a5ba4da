/** One run of the retention job over the log, the entities and the cells (PRIV-6), in bounded steps. */
import { setImmediate } from "node:timers/promises";
import { MEASURES } from "../../shared/kpi/measure.ts";
import { DAY_MS, floorTo } from "../../shared/time/interval.ts";
import { agentless } from "../fold/agentless.ts";
import type { Horizon } from "../fold/horizon.ts";
import type { LogEvent } from "../fold/log-event.ts";
import { isTimeline } from "../fold/timeline/entry.ts";
import type { SlabRow, Store } from "../store/store.ts";
import { sweep } from "./sweep.ts";
import type { Tail } from "./tail.ts";

/** Entities that one step takes away, and rows it looks at: some tenths of a second. */
const STEP_ENTITIES_MAX = 300;
/** Days closed in one step when there is a backlog, and timelines beyond which it is one day. */
const STEP_DAYS_MAX = 7;
const STEP_TIMELINES_MAX = 2_000;
/** Keys of what is gone that are remembered until the next run, in case something was on its way. */
const GONE_MAX = 200_000;

export interface RetentionReport {
  readonly horizon: Horizon;
  readonly entities: { readonly removed: number; readonly left: number };
  readonly timelines: { readonly closed: number; readonly left: number };
  /** Facts that are sealed now, of entities and of timelines. */
  readonly sealedFacts: number;
  readonly events: { readonly before: number; readonly removed: number; readonly after: number };
  readonly agentCells: { readonly before: number; readonly after: number };
  readonly slabs: { readonly before: number; readonly after: number };
}

export interface RetentionDeps {
  readonly tail: Tail;
  readonly store: Store;
  /** Hears of every event that leaves the log. */
  readonly onRemoved?: (event: LogEvent) => void;
}

const DONE = "retention/agents-done";

/** Deletes what is older than `target`. May be stopped anywhere, by a crash too, and run again. */
export async function retain(deps: RetentionDeps, target: Horizon): Promise<RetentionReport> {
  const { tail, store, onRemoved = () => {} } = deps;
  const earlier = [...tail.horizons.parts()];
  const removed = await removeOld(tail, target.from);
  await tidy(tail, store, target.from);
  const { events, removed: gone } =
    tail.horizons.goneCount() === 0
      ? { events: 0, removed: 0 }
      : await sweep(store, tail.horizons, onRemoved);
  const all = tail.horizons.goneCount() > GONE_MAX ? tail.horizons.parts() : earlier;
  if (all.length > 0) await tail.horizons.swept([...all], store);
  const slabs = await slabCount(store, target.cellsFrom);
  const { from } = tail.horizons.now();
  await tail.retire.hold({ ...target, from });
  const agentCells = await forgetAgents(tail, store, target);
  const left = await tail.survey({ ...target, from });
  return {
    horizon: tail.horizons.now(),
    entities: { removed: removed.entities, left: left.over.length },
    timelines: { closed: removed.timelines, left: left.timelines.length },
    sealedFacts: removed.facts,
    events: { before: events, removed: gone, after: events - gone },
    agentCells,
    slabs: { before: slabs, after: await slabCount(store, target.cellsFrom) },
  };
}

/** Closes day after day and takes away what is over by then; nothing older: the horizon stays. */
async function removeOld(tail: Tail, target: number) {
  const sum = { entities: 0, timelines: 0, facts: 0 };
  const add = ({ facts }: { readonly facts: number }) => {
    sum.facts += facts;
  };
  await tail.checkpoint();
  const held = tail.horizons.now();
  const whole = await tail.survey({ ...held, from: target });
  if (whole.firstAt === Infinity) return sum;
  let from = Math.max(held.from, Math.min(target, floorTo(whole.firstAt, DAY_MS)));
  while (from < target || sum.timelines + sum.entities === 0) {
    const step = await nextStep(tail, from, target);
    const closed = await tail.retire.close(step.horizon, step.timelines);
    sum.timelines += closed.entities.length;
    add(closed);
    for (let at = 0; at < step.over.length; at += STEP_ENTITIES_MAX) {
      const gone = await tail.retire.expire(step.over.slice(at, at + STEP_ENTITIES_MAX));
      sum.entities += gone.entities.length;
      add(gone);
      await setImmediate();
    }
    if (from === target) break;
    from = step.horizon.from;
  }
  return sum;
}

/** As many days as are few enough timelines. */
async function nextStep(tail: Tail, from: number, target: number) {
  for (let days = STEP_DAYS_MAX; ; days = 1) {
    const horizon = { ...tail.horizons.now(), from: Math.min(target, from + days * DAY_MS) };
    const found = await tail.survey(horizon);
    if (days === 1 || found.timelines.length <= STEP_TIMELINES_MAX) return { ...found, horizon };
  }
}

/** What is kept of entities that are gone only to compare others with goes, too, when it is too old. */
async function tidy(tail: Tail, store: Store, target: number): Promise<void> {
  let keys: string[] = [];
  let isFirst = true;
  for await (const { key } of store.sealedEntities()) {
    if (!isTimeline(key)) continue;
    const held = tail.horizons.now();
    if (isFirst && held.from < target) await tail.retire.close({ ...held, from: target }, []);
    isFirst = false;
    keys.push(key);
    if (keys.length < STEP_ENTITIES_MAX) continue;
    await tail.retire.tidy(keys);
    keys = [];
  }
  if (keys.length > 0) await tail.retire.tidy(keys);
}

const WINDOW_MS = 31 * DAY_MS;

/** All quarter-hour slabs of a stretch, sealed ones too, a month at a time. */
async function* slabsIn(store: Store, from: number, to: number): AsyncIterable<SlabRow> {
  for (let at = from; at < to; at += WINDOW_MS) {
    const end = Math.min(to, at + WINDOW_MS);
    for (const measure of MEASURES) {
      yield* await store.slabs(15, measure, at, end);
      yield* await store.sealedSlabs(15, measure, at, end);
    }
    await setImmediate();
  }
}

/** Slabs that start before an instant: all there are, of every length that is kept. */
async function slabCount(store: Store, before: number): Promise<number> {
  let count = 0;
  for (const measure of MEASURES) {
    for (const minutes of [15, 1440] as const) {
      count += (await store.slabs(minutes, measure, EVER, before)).length;
      count += (await store.sealedSlabs(minutes, measure, EVER, before)).length;
    }
  }
  return count;
}

const EVER = Number.MIN_SAFE_INTEGER;

/** What is an agent's before the horizon becomes nobody's. Goes on where the last run stopped. */
async function forgetAgents(tail: Tail, store: Store, { agentsFrom, cellsFrom }: Horizon) {
  const done = Math.max(cellsFrom, Number((await store.setting(DONE)) ?? 0));
  const { dims } = tail.shelves;
  const count = async () => {
    const days = new Set<number>();
    let cells = 0;
    for await (const { start, body } of slabsIn(store, done, agentsFrom)) {
      const own = agentless(body, dims).size;
      if (own > 0) days.add(floorTo(start, DAY_MS));
      cells += own;
    }
    return { days, cells };
  };
  const before = await count();
  for (const day of [...before.days].sort((a, b) => a - b)) await tail.retire.withoutAgents(day);
  await tail.checkpoint();
  const after = before.cells === 0 ? 0 : (await count()).cells;
  await store.putSetting(DONE, String(agentsFrom));
  return { before: before.cells, after };
}
