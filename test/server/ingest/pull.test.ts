/** The runner that asks systems: cursors, waits, failures, gaps, back-fill; against a server on the loopback. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { authoriser } from "../../../server/ingest/authorise.ts";
import { type Asked, createPuller, type Puller } from "../../../server/ingest/pull.ts";
import { GAP_MS } from "../../../server/ingest/pull-gap.ts";
import { askHistory, readState } from "../../../server/ingest/pull-state.ts";
import { vendor } from "../../../server/ingest/vendor.ts";
import { want, wantedOf } from "../../../server/ingest/wanted.ts";
import { refusedAnswer, retryAfterMs } from "../../../server/sources/answers.ts";
import type { Pull } from "../../../server/sources/pull.ts";
import { eventWriter } from "../../../server/sources/write-event.ts";
import { MemoryStore } from "../../../server/store/memory/memory-store.ts";
import type { CloudEvent } from "../../../shared/events/event.ts";
import { fail, ok } from "../../../shared/result.ts";
import { manualClock } from "../../../shared/time/clock.ts";
import { type VendorServer, vendorServer } from "../../support/vendors/vendor-server.ts";

const SOURCE = "/acme/letters/main";
const START = Date.parse("2026-03-02T08:00:00Z");
const MINUTE = 60_000;
const clock = manualClock(START);

/** A vendor that numbers what happens, one thing a minute, and answers three at a time. */
const letters: Pull<number> = {
  connector: "letters",
  start: (since) => Math.ceil(since / MINUTE),
  next: (cursor) => ({ method: "GET", path: `/letters?after=${cursor}` }),
  read: (answer, cursor, { source, now }) => {
    const refused = refusedAnswer(answer, now);
    if (refused !== null) return refused;
    const page = JSON.parse(answer.text) as { minutes: number[]; more: boolean };
    const write = eventWriter(source);
    const events = page.minutes.map((minute) =>
      write("contact.created", `m${minute}`, minute * MINUTE, {
        contactId: `m${minute}`,
        channel: "email",
        direction: "inbound",
      }),
    );
    const next = (page.minutes.at(-1) ?? cursor - 1) + 1;
    return {
      events,
      refused: [],
      cursor: next,
      waitMs: page.more ? 0 : MINUTE,
      upTo: next * MINUTE,
    };
  },
  fetch: ({ id }) => ({ method: "GET", path: `/letter/${id}` }),
  fetched: (answer, { id }, { source, now }) =>
    refusedAnswer(answer, now) ?? {
      events: [
        eventWriter(source)("contact.created", `w${id}`, now, {
          contactId: id,
          channel: "email",
          direction: "inbound",
        }),
      ],
      refused: [],
    },
};

let server: VendorServer;
let store: MemoryStore;
let taken: CloudEvent[];
let isFull: boolean;
let asked: Asked[];
let puller: Puller;
const problems: unknown[] = [];

beforeEach(async () => {
  clock.set(START);
  store = new MemoryStore();
  taken = [];
  isFull = false;
  server = await vendorServer({
    now: () => clock.now(),
    authorization: "Bearer right",
    limit: { requests: 10, ms: MINUTE },
    play: ({ path, query }) => {
      if (path.startsWith("/letter/")) return path.endsWith("/gone") ? null : { body: {} };
      const after = Number(query.get("after"));
      const last = Math.floor(clock.now() / MINUTE);
      const all = Array.from({ length: Math.max(0, last - after) }, (_, at) => after + at);
      return { body: { minutes: all.slice(0, 3), more: all.length > 3 } };
    },
  });
  const authorise = authoriser({ kind: "bearer", token: "right" }, { fetch, now: clock.now });
  const send = vendor(server.url, authorise, fetch);
  asked = [{ source: SOURCE, pull: letters, changedAt: 1, send }];
  puller = runner();
});
afterEach(async () => {
  await puller.stop();
  await server.close();
  expect(problems).toEqual([]);
});

const broken = (): never => {
  throw new RangeError("Invalid time value");
};

const runner = () =>
  createPuller({
    settings: store,
    now: () => clock.now(),
    asked: async () => asked,
    take: async (_source, events) => {
      if (isFull) return fail({ reason: "queue_full", retryAfterSeconds: 2 } as const);
      taken.push(...events);
      return ok(null);
    },
    onProblem: (_about, problem) => problems.push(problem),
  });

const turnAfter = async (ms: number) => {
  clock.advance(ms);
  await puller.turn();
};
const ids = () => taken.filter(({ type }) => type.includes("created")).map(({ id }) => id);
const minutes = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => `m${START / MINUTE + from + at}`);
const stateNow = async () => (await readState(store, SOURCE)).state;

test("[EVENTS 1.2] what is new is asked from the first turn on, page by page, each once", async () => {
  await puller.turn();
  expect(ids()).toEqual([]);
  await turnAfter(7 * MINUTE);
  expect(ids()).toEqual(minutes(0, 7));
  await turnAfter(MINUTE / 2); // not due
  expect(server.asked.length).toBe(4);
  await turnAfter(MINUTE);
  expect(ids()).toEqual(minutes(0, 8));
});

test("[REL-7] a cursor outlives the process; what was not taken is asked again", async () => {
  await puller.turn();
  await turnAfter(2 * MINUTE);
  isFull = true;
  await turnAfter(2 * MINUTE);
  expect(ids()).toEqual(minutes(0, 2));
  expect((await stateNow()).trouble?.reason).toMatch(/our own disk/);
  await puller.stop();
  isFull = false;
  puller = runner();
  await turnAfter(3_000);
  expect(ids()).toEqual(minutes(0, 4));
  expect((await stateNow()).trouble).toBeNull();
});

test("[REL-11] a 429 is obeyed: nothing is asked before Retry-After is over", async () => {
  await puller.turn();
  await turnAfter(60 * MINUTE); // twenty pages, ten a minute
  const [count, limited] = [server.asked.length, server.asked.at(-1)?.status];
  expect([limited, ids().length]).toEqual([429, 30]);
  await turnAfter(59_000);
  expect(server.asked.length).toBe(count);
  for (let at = 0; at < 4; at += 1) await turnAfter(MINUTE + 1_000);
  expect(new Set(ids())).toEqual(new Set(minutes(0, ids().length)));
  expect(ids().length).toBeGreaterThanOrEqual(60);
});

test("[EVENTS 20] an outage of an hour is a gap, and is healed by what is read afterwards", async () => {
  await puller.turn();
  await turnAfter(5 * MINUTE);
  server.outage = 503;
  for (let at = 0; at < 60; at += 1) await turnAfter(MINUTE);
  const gaps = () => taken.filter(({ type }) => type.includes("gap")).map(({ data }) => data);
  expect(gaps()).toEqual([
    { from: new Date(START + 5 * MINUTE).toISOString(), to: null, cause: "disconnect" },
  ]);
  expect((await stateNow()).trouble?.failures).toBeLessThan(20);
  server.outage = null;
  for (let at = 0; at < 15; at += 1) await turnAfter(MINUTE);
  expect(gaps()[1]).toMatchObject({ from: gaps()[0]?.from, healedBy: "pull" });
  expect(gaps().length).toBe(2);
  const last = Math.floor(clock.now() / MINUTE) - START / MINUTE;
  expect(ids().slice(0, 60)).toEqual(minutes(0, 60));
  expect(ids().length).toBeGreaterThan(last - 3);
});

test("[EVENTS 20] a connection that is cut for less than ten minutes is no gap", async () => {
  await puller.turn();
  server.outage = 0;
  await turnAfter(MINUTE);
  await turnAfter(GAP_MS - 2 * MINUTE);
  expect((await stateNow()).trouble?.reason).toMatch(/cannot be reached/);
  server.outage = null;
  await turnAfter(10 * MINUTE);
  expect(taken.filter(({ type }) => type.includes("gap"))).toEqual([]);
});

test("[SEC-8] a credential that ended is said, asked seldom, and asked at once when it is changed", async () => {
  await puller.turn();
  server.authorization = "Bearer another";
  await turnAfter(MINUTE);
  expect((await stateNow()).trouble?.reason).toMatch(/401/);
  const before = server.asked.length;
  for (let at = 0; at < 14; at += 1) await turnAfter(MINUTE);
  expect(server.asked.length).toBe(before);
  const authorise = authoriser({ kind: "bearer", token: "another" }, { fetch, now: clock.now });
  const [one] = asked;
  if (one === undefined) throw new Error("nobody is asked");
  asked = [{ ...one, changedAt: 2, send: vendor(server.url, authorise, fetch) }];
  await puller.turn();
  expect((await stateNow()).trouble).toBeNull();
  expect(ids()).toEqual(minutes(0, 15));
});

test.each([
  ["reads an answer", { read: broken }, /reading an answer fails/],
  ["makes the next question", { next: broken }, /making the next question fails/],
])(
  "[REL-11] a connector that throws when it %s is told, and tried seldom",
  async (_what, part, said) => {
    const [one] = asked;
    if (one === undefined) throw new Error("nobody is asked");
    await puller.turn();
    asked = [{ ...one, pull: { ...letters, ...part } }];
    for (let second = 0; second < 60; second += 1) await turnAfter(1_000);
    expect(server.asked.length).toBeLessThanOrEqual(2);
    expect((await stateNow()).trouble).toMatchObject({
      failures: 1,
      reason: expect.stringMatching(said),
    });
    for (let at = 0; at < 60; at += 1) await turnAfter(MINUTE);
    expect((await stateNow()).trouble?.failures).toBe(5);
    expect(problems.splice(0).map(String)).toEqual(Array(5).fill("RangeError: Invalid time value"));
    asked = [one];
    await turnAfter(15 * MINUTE);
    for (let at = 0; at < 8; at += 1) await turnAfter(2 * MINUTE);
    expect((await stateNow()).trouble).toBeNull();
    expect(ids()).toEqual(minutes(0, ids().length));
    expect(ids().length).toBeGreaterThan(80);
  },
);

test("[REL-7] a record whose answer a connector cannot read is told, and not wanted any more", async () => {
  await puller.turn();
  const [one] = asked;
  if (one === undefined) throw new Error("nobody is asked");
  asked = [{ ...one, pull: { ...letters, fetched: broken } }];
  await want(store, SOURCE, [{ kind: "letter", id: "7" }]);
  await turnAfter(MINUTE);
  expect(await wantedOf(store, SOURCE)).toEqual([]);
  expect(problems.splice(0).length).toBe(1);
  expect((await stateNow()).trouble).toBeNull();
});

test("[UX-14] weeks from before are fetched behind what is new, with progress, as backfilled", async () => {
  await puller.turn();
  await askHistory(store, SOURCE, START - 20 * MINUTE, START);
  await turnAfter(MINUTE);
  const { history } = await stateNow();
  expect([history?.isDone, history?.events]).toEqual([true, 21]);
  expect(history?.upTo).toBe(START);
  const old = taken.filter(({ quality }) => quality === "backfilled").map(({ id }) => id);
  expect(old.slice(0, 20)).toEqual(minutes(-20, 0));
  expect(taken.find(({ quality }) => quality === undefined)?.id).toBe(minutes(0, 1)[0]);
});

test("[REL-7] what a webhook named and did not bring is fetched, and kept until it was", async () => {
  await puller.turn();
  await want(store, SOURCE, [
    { kind: "letter", id: "7" },
    { kind: "letter", id: "gone" },
  ]);
  server.outage = 503;
  await turnAfter(MINUTE);
  expect((await wantedOf(store, SOURCE)).length).toBe(2);
  server.outage = null;
  await turnAfter(MINUTE);
  expect(ids()).toContain("w7");
  expect(await wantedOf(store, SOURCE)).toEqual([]);
});

test("Retry-After is seconds or a date, never more than an hour, never before now", () => {
  const now = Date.parse("2026-03-02T08:00:00Z");
  expect(retryAfterMs("90", now)).toBe(90_000);
  expect(retryAfterMs("Mon, 02 Mar 2026 08:02:00 GMT", now)).toBe(120_000);
  expect(retryAfterMs("Mon, 02 Mar 2026 07:02:00 GMT", now)).toBe(0);
  expect(retryAfterMs("999999", now)).toBe(3_600_000);
  expect(retryAfterMs("soon", now)).toBeNull();
  expect(retryAfterMs(undefined, now)).toBeNull();
});
