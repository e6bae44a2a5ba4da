/** What each source delivers and in which rhythm: kept over restarts, in a few writes. */
import { expect, test } from "vitest";
import { closeCore, openCore } from "../../../server/core.ts";
import type { LogEvent, LogGroup } from "../../../server/fold/log-event.ts";
import { createFreshness } from "../../../server/ingest/freshness.ts";
import { openMemoryStore } from "../../../server/store/memory/memory-store.ts";
import { manualClock } from "../../../shared/time/clock.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../shared/time/interval.ts";

const PBX = "/acme/pbx/main";
const START = Date.parse("2026-03-02T00:00:00Z");
const LEAST = 30 * MINUTE_MS;

let position = 0;
function group(receivedAt: number, type: string, data: object = {}, more: object = {}): LogGroup {
  position += 1;
  const event = { source: PBX, type, id: `${position}`, at: receivedAt, data, ...more };
  return { first: position, last: position, receivedAt, events: [event as unknown as LogEvent] };
}

const opened = (store = openMemoryStore()) => createFreshness(store, () => "UTC");

test("[UX-16] what a source delivers are the types and channels of the four weeks before it was last heard", async () => {
  const freshness = await opened();
  freshness.take(group(START, "survey.sent"));
  freshness.take(group(START + DAY_MS, "contact.created", { channel: "phone" }));
  freshness.take(group(START + 28 * DAY_MS, "contact.queued"));
  freshness.take(group(START + 28 * DAY_MS, "event.refused"));
  const feed = freshness.bySource().get(PBX);
  expect([...(feed?.types ?? [])]).toEqual(["contact.created", "contact.queued"]);
  expect([...(feed?.channels ?? [])]).toEqual(["phone"]);
});

test("[UX-14] a backfill says what a source delivers, and nothing of its rhythm", async () => {
  const freshness = await opened();
  const backfilled = { quality: "backfilled" };
  freshness.take(group(START, "contact.queued", {}, backfilled));
  freshness.take(group(START + 6 * HOUR_MS, "contact.queued", {}, backfilled));
  const feed = freshness.bySource().get(PBX);
  expect([...(feed?.types ?? [])]).toEqual(["contact.queued"]);
  expect(feed?.usualMs(START + 7 * DAY_MS + 5 * HOUR_MS, LEAST)).toBe(LEAST);
});

test("[UX-14] the rhythm outlives a restart, also what was not written when the process died", async () => {
  const store = openMemoryStore();
  const clock = manualClock(START);
  const send = async (core: Awaited<ReturnType<typeof openCore>>, id: string) => {
    const time = new Date(clock.now()).toISOString();
    const data = { contactId: id, channel: "phone", direction: "inbound" };
    const event = {
      specversion: "1.0",
      type: "deskpulse.contact.created.v1",
      source: PBX,
      id,
      time,
    };
    await core.ingest.submit(PBX, [{ ...event, subject: `contact/${id}`, data }]);
  };
  const first = await openCore({ store, clock });
  await send(first, "a");
  await first.freshness.flush();
  clock.advance(50 * 1_000);
  await send(first, "b");
  clock.advance(5 * HOUR_MS);
  await send(first, "c"); // in the log only
  const usual = (core: typeof first) =>
    core.freshness
      .bySource()
      .get(PBX)
      ?.usualMs(START + 7 * DAY_MS + 4 * HOUR_MS, LEAST);
  await first.tail.checkpoint();
  const second = await openCore({ store, clock });
  expect(usual(second)).toBe(7.5 * HOUR_MS);
  expect(usual(second)).toBe(usual(first));
  await closeCore({ ...second, store: { ...store, close: async () => {} } as typeof store });
});

test("[UX-14] it is written behind, at most once a minute", async () => {
  let writes = 0;
  const settings = {
    settings: async () => [],
    putSettings: async () => {
      writes += 1;
      return true;
    },
  };
  const freshness = await createFreshness(settings, () => "UTC");
  for (let second = 0; second < 60; second += 1) {
    freshness.take(group(START + second * 1_000, "contact.queued"));
  }
  await freshness.flush();
  expect(writes).toBe(2);
});
