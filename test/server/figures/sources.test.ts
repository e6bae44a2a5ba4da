/** Sources: their state, what arrived today, gaps, and that counts outlive a restart. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCore } from "../../../server/core.ts";
import { stateOf } from "../../../server/figures/sources.ts";
import { createArrivals } from "../../../server/ingest/arrivals.ts";
import { MemoryStore } from "../../../server/store/memory/memory-store.ts";
import { manualClock } from "../../../shared/time/clock.ts";
import { DAY_MS, MINUTE_MS } from "../../../shared/time/interval.ts";
import { type SourcesAnswer, sourcesAnswer } from "../../../shared/wire/source.ts";
import { type AccountDesk, accountDesk } from "../../support/account-desk.ts";

const SOURCE = "/acme/pbx/main";
const OTHER = "/acme/chat/main";

const created = (id: string, at: number, source = SOURCE) => ({
  specversion: "1.0",
  type: "deskpulse.contact.created.v1",
  source,
  id,
  time: new Date(at).toISOString(),
  subject: `contact/${id}`,
  data: { contactId: id, channel: "phone", direction: "inbound" },
});

const gap = (id: string, at: number, from: number, to: number | null) => ({
  specversion: "1.0",
  type: "deskpulse.source.gap.v1",
  source: SOURCE,
  id,
  time: new Date(at).toISOString(),
  subject: "source",
  data: {
    from: new Date(from).toISOString(),
    to: to === null ? null : new Date(to).toISOString(),
    cause: "disconnect",
  },
});

describe("GET /sources", () => {
  let desk: AccountDesk;
  let asked: () => Promise<SourcesAnswer>;
  let start = 0;
  const send = async (source: string, events: readonly object[]) => {
    const taken = await desk.core.ingest.submit(source, events);
    if (!taken.ok) throw new Error("not taken");
    await desk.core.tail.idle();
    return taken.value;
  };
  const row = async (source = SOURCE) => {
    const found = (await asked()).sources.find((one) => one.source === source);
    if (found === undefined) throw new Error(`there is no ${source}`);
    return found;
  };

  beforeAll(async () => {
    desk = await accountDesk();
    start = desk.clock.now();
    const admin = await desk.enter([{ role: "admin" }]);
    asked = async () => sourcesAnswer.parse(await (await admin.ask("GET", "/sources")).json());
    await admin.ask("POST", "/keys", { source: OTHER, kind: "bearer" });
    await send(SOURCE, [
      created("a", start),
      created("b", start),
      created("old", start - 3 * MINUTE_MS),
      { ...created("asked-for", start - DAY_MS), quality: "backfilled" },
      { type: "nothing" },
    ]);
    await send(SOURCE, [created("a", start), created("b", start)]);
  });
  afterAll(async () => {
    await desk.stop();
    expect(desk.problems).toEqual([]);
  });

  test("[SCR-13] events, repeats, late and refused ones of today are counted as they come", async () => {
    expect((await row()).today).toEqual({ events: 4, duplicates: 2, late: 1, rejected: 1 });
  });

  test("[EVENTS 1.2] how long after it happened an event came, of what was not fetched on purpose", async () => {
    expect((await row()).lag).toEqual({ lastMs: 3 * MINUTE_MS, mostMs: 3 * MINUTE_MS });
  });

  test("[SCR-13] a source with a key that sent nothing is waited for since the key was made", async () => {
    expect(await row(OTHER)).toMatchObject({
      state: "waiting",
      since: new Date(start).toISOString(),
      lastArrivalAt: null,
      mayCome: true,
    });
  });

  test("[SCR-13] its last event has its own time and the time it arrived", async () => {
    expect(await row()).toMatchObject({
      state: "receiving",
      lastEventAt: new Date(start).toISOString(),
      lastArrivalAt: new Date(start).toISOString(),
    });
  });

  test("[UX-14] after five minutes it is quiet, beyond its own usual silence it is silent", async () => {
    desk.clock.set(start + 6 * MINUTE_MS);
    expect((await row()).state).toBe("quiet");
    desk.clock.set(start + 31 * MINUTE_MS);
    expect(await row()).toMatchObject({ state: "silent", since: new Date(start).toISOString() });
  });

  test("[UX-19] when nothing it sends can be taken it is refused, until something can", async () => {
    const at = desk.clock.now();
    await send(SOURCE, [{ type: "nothing" }]);
    expect((await row()).state).not.toBe("refused"); // one is a mistake of one
    desk.clock.advance(10 * MINUTE_MS);
    await send(SOURCE, [{ type: "again nothing" }]);
    const refused = { state: "refused", since: new Date(at).toISOString() };
    expect(await row()).toMatchObject(refused);
    await send(SOURCE, [created("c", at)]);
    expect((await row()).state).toBe("receiving");
    const ten = Array.from({ length: 10 }, (_, index) => ({ type: `nothing ${index}` }));
    await send(SOURCE, ten);
    expect((await row()).state).toBe("refused");
  });

  test("[SCR-15] a gap is listed once, open and then ended, with what came afterwards", async () => {
    const now = desk.clock.now();
    const from = now - 20 * MINUTE_MS;
    await send(SOURCE, [gap("g1", now, from, null)]);
    expect((await row()).state).toBe("gap");
    const to = now - 5 * MINUTE_MS;
    await send(SOURCE, [gap("g2", now + 1_000, from, to)]);
    desk.clock.advance(2 * MINUTE_MS);
    await send(SOURCE, [created("found", from + MINUTE_MS), created("after", to + MINUTE_MS)]);
    expect((await asked()).gaps).toEqual([
      {
        source: SOURCE,
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        cause: "disconnect",
        healedBy: null,
        filled: 1,
      },
    ]);
    expect((await row()).state).toBe("receiving");
  });

  test("[SCR-13] an event ahead of our clock is shown as waiting for its time", async () => {
    await send(SOURCE, [created("tomorrow", desk.clock.now() + DAY_MS)]);
    expect((await row()).ahead).toBe(1);
  });

  test("[SCR-13] a new day begins at nothing", async () => {
    desk.clock.set(start + DAY_MS);
    const admin = await desk.enter([{ role: "admin" }]); // the first one's session is over
    asked = async () => sourcesAnswer.parse(await (await admin.ask("GET", "/sources")).json());
    expect((await row()).today).toEqual({ events: 0, duplicates: 0, late: 0, rejected: 0 });
  });
});

test("[UX-14] what is quiet, as usual at this hour, is not silent: a night without calls was one before", async () => {
  const desk = await accountDesk();
  const start = desk.clock.now();
  const call = async (id: string) => {
    const taken = await desk.core.ingest.submit(SOURCE, [created(id, desk.clock.now())]);
    expect(taken.ok).toBe(true);
  };
  await call("a");
  desk.clock.set(start + 6 * 60 * MINUTE_MS);
  await call("b");
  desk.clock.set(start + 7 * DAY_MS);
  await call("c");
  desk.clock.set(start + 7 * DAY_MS + 3 * 60 * MINUTE_MS);
  const admin = await desk.enter([{ role: "admin" }]);
  const row = async () =>
    sourcesAnswer
      .parse(await (await admin.ask("GET", "/sources")).json())
      .sources.find(({ source }) => source === SOURCE);
  expect(await row()).toMatchObject({ state: "quiet", quietMinutesMax: 30, usualMinutes: 360 });
  await desk.stop();
});

test("[SCR-13] a restart loses no count and doubles none", async () => {
  const store = new MemoryStore();
  const clock = manualClock(Date.parse("2026-03-04T09:00:00Z"));
  const counts = (core: Awaited<ReturnType<typeof openCore>>) =>
    core.arrivals.bySource(clock.now()).get(SOURCE);
  const first = await openCore({ store, clock });
  await first.ingest.submit(SOURCE, [created("a", clock.now()), { type: "nothing" }]);
  await first.ingest.submit(SOURCE, [created("a", clock.now())]);
  await first.arrivals.flush();
  // What comes now is only in the log: this process is about to end badly.
  clock.advance(1_000);
  await first.ingest.submit(SOURCE, [created("b", clock.now() - 2 * MINUTE_MS)]);
  const before = counts(first);
  expect(before).toMatchObject({ events: 2, late: 1, rejected: 1, duplicates: 1 });
  const second = await openCore({ store, clock });
  expect(counts(second)).toEqual(before);
});

test("[SCR-13] counts are written behind, at most once a minute", async () => {
  const written: string[] = [];
  const settings = {
    settings: async () => [],
    putSettings: async (changes: object) => {
      written.push(...Object.keys(changes));
      return true;
    },
  };
  const arrivals = await createArrivals(settings, () => "UTC");
  const at = Date.parse("2026-03-04T09:00:00Z");
  for (let second = 0; second < 60; second += 1) arrivals.repeated(SOURCE, 1, at + second * 1_000);
  await arrivals.flush();
  expect(written.length).toBe(2);
});

test("[SCR-13] the worst that is true of a source is its state", () => {
  const age = { source: SOURCE, lastEventAt: 0, lastArrivalAt: 0, gapFrom: 5 };
  const state = (refusedSince: number | null, one: typeof age | undefined) =>
    stateOf(one, { refusedSince }, 30 * MINUTE_MS, 7, 60 * MINUTE_MS);
  expect(state(9, age)).toEqual({ state: "refused", since: 9 });
  expect(state(null, age)).toEqual({ state: "gap", since: 5 });
  expect(state(null, undefined)).toEqual({ state: "waiting", since: 7 });
});
