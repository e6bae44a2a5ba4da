/** [PRIV-6] One contact's way out: what stays, what is refused, and what a crash in the middle leaves. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { submitAll } from "../../server/commands/submit.ts";
import { type Core, openCore, setOrganisation } from "../../server/core.ts";
import { DEFAULT_TERMS, keptFrom } from "../../server/org/retention.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import type { Store } from "../../server/store/store.ts";
import { retain } from "../../server/tail/retention.ts";
import type { CloudEvent } from "../../shared/events/event.ts";
import { MEASURES } from "../../shared/kpi/measure.ts";
import { manualClock } from "../../shared/time/clock.ts";
import { DAY_MS } from "../../shared/time/interval.ts";
import { filePlace } from "../server/store/place.ts";
import { cellLine, wholeCells } from "../support/cells.ts";
import { org } from "./world.ts";

const DESK = "/t/desk/main";
const BEGIN = Date.parse("2026-01-05T09:00:00Z");
let next = 0;

function told(type: string, day: number, data: object, id = `e${++next}`): CloudEvent {
  const time = new Date(BEGIN + day * DAY_MS + next * 1000).toISOString();
  const name = `deskpulse.${type}.v1`;
  return {
    specversion: "1.0",
    type: name,
    source: DESK,
    id,
    time,
    subject: "x",
    data,
  } as CloudEvent;
}

const ticket = (contactId: string, day: number, customerRef: string): CloudEvent[] => [
  told("contact.created", day, {
    contactId,
    channel: "email",
    direction: "inbound",
    kind: "ticket",
    customerRef,
  }),
  told("contact.message", day, {
    contactId,
    messageId: `m${next}`,
    from: "agent",
    visibility: "public",
    agentId: "a1",
  }),
];
const solved = (contactId: string, day: number): CloudEvent =>
  told("contact.status_changed", day, {
    contactId,
    to: "closed",
    actor: { kind: "agent" },
    agentId: "a1",
  });

const send = async (core: Core, events: readonly CloudEvent[]) => {
  const sum = { accepted: 0, duplicates: 0, rejected: [] as { code: string }[] };
  await submitAll(core, events, sum as never);
  await core.tail.idle();
  return { accepted: sum.accepted, codes: sum.rejected.map(({ code }) => code) };
};

async function cells(core: Core): Promise<string[]> {
  const to = BEGIN + 200 * DAY_MS;
  const read = await core.tail.read({
    minutes: 15,
    measures: MEASURES,
    from: BEGIN - DAY_MS,
    to,
    bySlab: true,
  });
  return MEASURES.flatMap((one) => wholeCells(read, one).map((cell) => `${one} ${cellLine(cell)}`));
}

const retainIn = (core: Core) => {
  const { auditFrom: _, ...target } = keptFrom(DEFAULT_TERMS, core.clock.now());
  return retain({ tail: core.tail, store: core.store }, target);
};

async function logged(store: Store): Promise<string[]> {
  const ids: string[] = [];
  for await (const { events } of store.read(0)) for (const { id } of events) ids.push(id);
  return ids;
}

/** Two tickets of the first days, one solved and one open, and one of day 95; it is day 100. */
async function centre(store: Store) {
  const clock = manualClock(BEGIN - DAY_MS);
  const core = await openCore({ store, clock });
  await setOrganisation(core, org);
  const closed = [...ticket("closed-one", 1, "r-closed"), solved("closed-one", 2)];
  const open = ticket("open-one", 1, "r-open");
  const young = [...ticket("young-one", 95, "r-young"), solved("young-one", 96)];
  for (const [day, events] of [
    [3, [...closed, ...open]],
    [97, young],
  ] as const) {
    clock.set(BEGIN + day * DAY_MS);
    await send(core, events);
  }
  clock.set(BEGIN + 100 * DAY_MS);
  return { core, clock, closed, open, young };
}

test("[PRIV-6] a contact that is over leaves the log, one open for a hundred days keeps its events", async () => {
  const { core, closed, open, young } = await centre(new MemoryStore());
  const before = await cells(core);
  const report = await retainIn(core);
  const left = await logged(core.store);
  expect(left).toEqual(expect.arrayContaining([...open, ...young].map(({ id }) => id)));
  expect(left.filter((id) => closed.some((event) => event.id === id))).toEqual([]);
  expect(report.events.removed).toBe(closed.length);
  expect(report.events.before - report.events.after).toBe(closed.length);
  expect(await cells(core)).toEqual(before);
  expect(await core.tail.entity(`${DESK}|contact/closed-one`)).toBeNull();
  expect((await core.tail.entity(`${DESK}|contact/open-one`))?.events).toHaveLength(open.length);
});

test("[REL-4] what is too old is refused and kept by its reason; a repeat of it counts no more", async () => {
  const { core, closed, open } = await centre(new MemoryStore());
  await retainIn(core);
  const again = await openCore({ store: core.store, clock: core.clock }); // remembers no recent ids
  expect((await send(again, [solved("open-one", 4)])).codes).toEqual([]); // its contact is there
  const late = {
    contactId: "closed-one",
    messageId: "late",
    from: "customer",
    visibility: "public",
  };
  expect((await send(again, [told("contact.message", 99, late)])).codes).toEqual([]);
  const before = await cells(again);
  const refusals = { accepted: 0, codes: ["too_old", "too_old", "too_old"] };
  expect(await send(again, closed)).toEqual(refusals); // though it is there anew
  expect((await send(again, open)).codes).toEqual([]);
  expect(await send(again, closed)).toEqual(refusals);
  const rejected = (line: string) => line.startsWith("quality.rejected");
  const after = await cells(again);
  expect(after.filter((line) => !rejected(line))).toEqual(before);
  expect(after.filter(rejected)).toEqual([expect.stringContaining("2026-04-15")]); // today, once each
  expect(after.filter(rejected)[0]).toMatch(/\[1,3\]$/);
});

test("[REL-4] a new store takes history of any age, and goes on to do so while nothing was deleted", async () => {
  const clock = manualClock(BEGIN + 400 * DAY_MS);
  const core = await openCore({ store: new MemoryStore(), clock });
  await retainIn(core);
  expect((await send(core, ticket("long-ago", 1, "r"))).codes).toEqual([]);
});

test("[PRIV-6] stopped at any step, the next run ends as if nothing had happened", async () => {
  const whole = await centre(new MemoryStore());
  await retainIn(whole.core);
  const expected = await cells(whole.core);
  const ids = (await logged(whole.core.store)).length;
  for (let step = 1; step <= 40; step += 1) {
    next = 0;
    const store = new MemoryStore();
    const { core, clock } = await centre(store);
    let calls = 0;
    let stopped = false;
    for (const name of ["retire", "remove", "checkpoint", "putSettings"] as const) {
      const work = store[name].bind(store) as (...args: unknown[]) => Promise<never>;
      Object.assign(store, {
        [name]: async (...args: unknown[]) => {
          calls += 1;
          if (calls >= step) stopped = true;
          if (stopped) throw new Error("the power is gone");
          return work(...args);
        },
      });
    }
    const failed = await retainIn(core).then(
      () => false,
      () => true,
    );
    for (const name of ["retire", "remove", "checkpoint", "putSettings"])
      Reflect.deleteProperty(store, name);
    if (!failed) {
      expect(step).toBeGreaterThan(8);
      return;
    }
    const after = await openCore({ store, clock });
    expect(await cells(after), `step ${step}`).toEqual(expected);
    await store.forgetCheckpoint();
    const rebuilt = await openCore({ store, clock });
    expect(await cells(rebuilt), `rebuilt after step ${step}`).toEqual(expected);
    await retainIn(rebuilt);
    expect(await cells(rebuilt), `again after step ${step}`).toEqual(expected);
    expect((await logged(store)).length).toBe(ids);
  }
  throw new Error("it never came to its end");
});

test("[PRIV-6] afterwards nothing of what went is in the file, its free pages and its WAL", async () => {
  const place = await filePlace({ writer: "here" });
  const store = await place.open();
  const { core, clock } = await centre(store);
  await core.tail.checkpoint();
  const bytes = () =>
    ["", "-wal"].map((end) => readFileSync(place.file + end).toString("latin1")).join();
  expect(bytes()).toContain("closed-one");
  await retainIn(core);
  await store.check();
  // Until then customers' visits may still be compared with later ones.
  clock.advance(15 * DAY_MS);
  await retainIn(core);
  await retainIn(core); // forgets the keys that were remembered for a day
  await store.scrub();
  expect(bytes()).not.toContain("closed-one");
  expect(bytes()).toContain("open-one");
  await store.close();
  await place.remove();
});
