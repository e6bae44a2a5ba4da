/** The memory store as the model of every store: what can be asked of one, and all it then says. */
import fc from "fast-check";
import type { LogEvent } from "../../server/fold/log-event.ts";
import type {
  Checkpoint,
  Places,
  Retirement,
  SlabMinutes,
  Store,
} from "../../server/store/store.ts";
import { event } from "./store-event.ts";

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

export type Step =
  | { readonly kind: "append"; readonly count: number; readonly name: string }
  | { readonly kind: "checkpoint"; readonly checkpoint: Omit<Checkpoint, "position"> }
  | { readonly kind: "setting"; readonly name: string; readonly value: string | null }
  | { readonly kind: "retire"; readonly retirement: Retirement }
  | { readonly kind: "remove"; readonly events: readonly Places[] }
  | { readonly kind: "forget" }
  | { readonly kind: "reopen" };

/** Any UTF-16, half surrogate pairs included: sources send what they like. */
const text = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(34, 0x61, 0xd800)), {
    maxLength: 6,
  })
  .map((units) => String.fromCharCode(...units));
const few = fc.oneof(fc.constantFrom("a", "b", "c"), text);
const instant = fc.integer({ min: 0, max: 40 });

const row = fc
  .record({ key: few, firstAt: instant, lastAt: instant, live: fc.boolean(), body: text })
  .map((each) => ({ ...each, lastAt: each.firstAt + each.lastAt }));
const slab = fc.record({
  minutes: fc.constantFrom<SlabMinutes>(0, 1, 15, 1440),
  start: instant,
  measure: few,
  body: fc.uint8Array({ maxLength: 12 }),
});

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("append"), count: fc.integer({ min: 1, max: 40 }), name: text }),
    fc.record({
      kind: fc.constant("checkpoint"),
      checkpoint: fc.record({
        entities: fc.array(row, { maxLength: 8 }),
        slabs: fc.array(slab, { maxLength: 8 }),
        minutesFrom: instant,
        fold: fc.nat(3),
      }),
    }),
    fc.record({
      kind: fc.constant("retire"),
      retirement: fc.record({
        sealedSlabs: fc.array(slab, { maxLength: 4 }),
        sealedEntities: fc.array(row, { maxLength: 4 }),
        unsealed: fc.array(few, { maxLength: 3 }),
        entities: fc.array(row, { maxLength: 4 }),
        gone: fc.array(few, { maxLength: 3 }),
        slabsFrom: fc.oneof(fc.constant(0), instant),
        settings: fc.dictionary(fc.constantFrom("a", "b"), fc.option(text)),
      }),
    }),
    fc.record({
      kind: fc.constant("remove"),
      events: fc.array(
        fc.record({
          first: fc.integer({ min: 1, max: 60 }),
          places: fc.array(fc.nat(45), { maxLength: 45 }),
        }),
        { maxLength: 4 },
      ),
    }),
    fc.record({ kind: fc.constant("setting"), name: few, value: fc.option(text) }),
    fc.record({ kind: fc.constantFrom("forget", "reopen") }),
  ),
  { maxLength: 25 },
);

/** Does one step; a reopening is the caller's. */
export async function take(store: Store, step: Step, number: number): Promise<void> {
  switch (step.kind) {
    case "append": {
      const { count, name } = step;
      const events = Array.from({ length: count }, (_, index) => event(number * 100 + index));
      const odd: LogEvent = { ...event(number), type: "unknown", data: { name } };
      await store.append([...events, odd], number);
      return;
    }
    case "checkpoint":
      return store.checkpoint({ ...step.checkpoint, position: await store.appended() });
    case "setting":
      return store.putSetting(step.name, step.value);
    case "retire":
      return store.retire(step.retirement);
    case "remove":
      return store.remove(step.events);
    case "forget":
      return store.forgetCheckpoint();
    case "reopen":
  }
}

/** Everything a store says of itself, in an order of our own. */
export async function dump(store: Store, taken: readonly Step[]): Promise<unknown> {
  const slabs = taken.flatMap((step) => {
    if (step.kind === "retire") return step.retirement.sealedSlabs;
    return step.kind === "checkpoint" ? step.checkpoint.slabs : [];
  });
  const names = ["a", "b", ...taken.flatMap((step) => (step.kind === "setting" ? step.name : []))];
  const measures = [...new Set(slabs.map((each) => each.measure))];
  const settings = [...new Set(names)];
  const appended = await store.appended();
  return {
    appended,
    checkpointed: await store.checkpointed(),
    fold: await store.foldedBy(),
    log: await all(store.read(0)),
    tail: await all(store.read(appended >> 1)),
    live: byKey(await all(store.liveEntities())),
    every: byKey(await all(store.entitiesBetween(0, Number.MAX_SAFE_INTEGER))),
    some: byKey(await all(store.entitiesBetween(10, 30))),
    named: byKey(await store.entities(["a", "b", "none"])),
    minutes: await Promise.all(measures.map((measure) => store.slabs(1, measure, 0, 99))),
    days: await Promise.all(measures.map((measure) => store.slabs(1440, measure, 0, 99))),
    pages: await Promise.all(measures.map((measure) => store.slabs(0, measure, 0, 99))),
    quarters: await Promise.all(measures.map((measure) => store.slabs(15, measure, 5, 30))),
    sealed: await Promise.all(measures.map((measure) => store.sealedSlabs(15, measure, 0, 99))),
    sealedPages: await Promise.all(measures.map((one) => store.sealedSlabs(0, one, 0, 99))),
    sealedEntities: byKey(await all(store.sealedEntities())),
    settings: await Promise.all(settings.map((name) => store.setting(name))),
  };
}

const byKey = <Row extends { readonly key: string }>(rows: readonly Row[]): Row[] =>
  [...rows].sort((a, b) => (a.key < b.key ? -1 : 1));
