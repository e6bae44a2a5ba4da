/** Events that came late keep when they came; nothing that is counted depends on it (R2). */
import fc from "fast-check";
import { expect, test } from "vitest";
import { setOrganisation } from "../../../server/core.ts";
import { MemoryStore } from "../../../server/store/memory/memory-store.ts";
import type { CloudEvent } from "../../../shared/events/event.ts";
import { DAY_MS } from "../../../shared/time/interval.ts";
import { expectSame } from "../../laws/same.ts";
import { cellsOf, figuresOf, newWorld, org, runs, send, worldOf } from "../../laws/world.ts";
import { centre, NOW } from "../../support/generate.ts";
import {
  answered,
  call,
  contact,
  type Desk,
  ended,
  openDesk,
  reply,
  ticket,
  timeOf,
} from "./desk.ts";

const at = (time: string): number => Date.parse(timeOf(time));

/** Every event the desk keeps: id, and when it came if that was late. */
async function kept({ core }: Pick<Desk, "core">): Promise<Record<string, string | null>> {
  const found: Record<string, string | null> = {};
  for await (const { events } of core.tail.between(at("00:00:00"), at("23:59:59"))) {
    for (const { id, receivedAt } of events) {
      found[id] =
        receivedAt === undefined ? null : new Date(receivedAt).toISOString().slice(11, 19);
    }
  }
  return found;
}

const tell = async (desk: Desk, time: string, ...events: unknown[]) => {
  desk.clock.set(at(time));
  await desk.send(...events);
};

test("[FOLD2] what comes within 60 seconds is in time, a second more is late", async () => {
  const desk = await openDesk();
  await tell(desk, "09:01:00", contact("created", "09:00:00", PHONE, { id: "in time" }));
  await tell(desk, "09:02:01", contact("queued", "09:01:00", { reason: "new" }, { id: "late" }));
  expect(await kept(desk)).toEqual({ "in time": null, late: "08:02:01" });
});

const PHONE = { channel: "phone", direction: "inbound" };

test("[FOLD2] history that was fetched is not late", async () => {
  const desk = await openDesk();
  const history = { id: "history", quality: "backfilled" } as const;
  await tell(desk, "17:00:00", contact("created", "09:00:00", PHONE, history));
  expect(await kept(desk)).toEqual({ history: null });
});

test("[FOLD2] a repeat keeps when the first came, in time or late", async () => {
  const desk = await openDesk();
  const first = contact("created", "09:00:00", PHONE, { id: "first" });
  const other = answered("09:05:00", "ann");
  await tell(desk, "09:00:10", first);
  await tell(desk, "09:30:00", other);
  // Past the door, which would know them: so the repeats reach the fold.
  const groups = [[first], [other]].map((events) => events.map(stored));
  for (const events of groups)
    desk.core.tail.accept(await desk.core.store.append(events, at("12:00:00")));
  await desk.core.tail.idle();
  expect(await kept(desk)).toEqual({ first: null, [other.id]: "08:30:00" });
});

/** As the log holds it. */
const stored = ({ source, id, time, type, data }: CloudEvent) =>
  ({ source, id, at: Date.parse(time), type: type.slice(10, -3), data }) as never;

test("[FOLD2] [R2] a reply told an hour late counts when it was, as if told in time", async () => {
  const story = [ticket("09:00:00"), reply("09:10:00", "ann")];
  const late = await openDesk();
  await tell(late, "09:00:05", story[0]);
  await tell(late, "10:10:00", story[1]);
  const inTime = await openDesk();
  await tell(inTime, "09:10:05", ...story);
  for (const desk of [late, inTime]) {
    desk.clock.set(at("18:00:00"));
    expect(await desk.values("frt.seconds")).toEqual([600]);
    expect(await desk.ages("state.waiting", "10:00:00")).toEqual([]);
  }
});

test("[FOLD2] a call taken out of a day by a late correction is still found there", async () => {
  const store = new MemoryStore();
  const desk = await openDesk({ store });
  const leg = [call("09:00:00"), answered("09:01:00", "ann"), ended("09:03:00")];
  await tell(desk, "09:03:10", ...leg);
  await tell(desk, "12:00:00", contact("status_changed", "09:04:00", { to: "deleted" }));
  await desk.core.tail.checkpoint();
  const rows: string[] = [];
  for await (const { key } of store.entitiesBetween(at("09:00:00"), at("09:15:00"))) rows.push(key);
  expect(rows).toContain("/t/desk/main|contact/c");
});

/** Each event on its own day's clock, in the order in which they happened. */
async function asItHappened(events: readonly CloudEvent[], delays: readonly number[]) {
  const world = await newWorld(new MemoryStore(), NOW - 20 * DAY_MS);
  await setOrganisation(world.core, org);
  const told = events
    .map((event, index) => ({
      event,
      at: Date.parse(event.time) + (delays[index % delays.length] ?? 0),
    }))
    .sort((a, b) => a.at - b.at);
  for (const { event, at: toldAt } of told) {
    world.clock.set(Math.min(NOW, Math.max(world.clock.now(), toldAt)));
    await send(world.core, [event]);
  }
  world.clock.set(NOW);
  return world;
}

test("[FOLD2] [R2] no cell and no figure depends on when anything came", async () => {
  await fc.assert(
    fc.asyncProperty(
      centre(),
      fc.array(fc.integer({ min: 0, max: 5 * DAY_MS }), { minLength: 1, maxLength: 5 }),
      async (events, delays) => {
        const { core } = await asItHappened(events, delays);
        const { core: atOnce } = await worldOf([events]);
        const quarters = async (of: typeof core) =>
          (await cellsOf(of)).filter((line) => line.startsWith("15 "));
        expectSame(await quarters(core), await quarters(atOnce));
        expectSame(await figuresOf(core), await figuresOf(atOnce));
      },
    ),
    runs(25),
  );
});

test("[FOLD2] [REL-7] a restart and a rebuild keep when things came", async () => {
  await fc.assert(
    fc.asyncProperty(centre(), async (events) => {
      const { core } = await asItHappened(events, [0, DAY_MS]);
      const keptOf = async (of: typeof core) => {
        const lines: string[] = [];
        for await (const { key, events: own } of of.tail.between(0, NOW + 30 * DAY_MS)) {
          if (!key.startsWith("|")) lines.push(JSON.stringify([key, own]));
        }
        return lines;
      };
      const whole = await keptOf(core);
      await core.tail.checkpoint();
      expectSame(await keptOf((await newWorld(core.store)).core), whole);
      await core.store.forgetCheckpoint();
      expectSame(await keptOf((await newWorld(core.store)).core), whole);
    }),
    runs(15),
  );
});
