/** The feed: history, then live, then load; and the door it goes through. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { Sends } from "../../server/demo/batches.ts";
import { historyFrom } from "../../server/demo/calendar.ts";
import { simulate } from "../../server/demo/centre.ts";
import { feed, type Progress } from "../../server/demo/feed.ts";
import { load } from "../../server/demo/load.ts";
import { FEEDS, SOURCES } from "../../server/demo/organisation.ts";
import { sendTo } from "../../server/demo/send.ts";
import { type CloudEvent, parseEvent } from "../../shared/events/event.ts";
import { manualClock } from "../../shared/time/clock.ts";
import { HOUR_MS, MINUTE_MS, startOfDay } from "../../shared/time/interval.ts";

const NOW = Date.parse("2026-03-10T10:00:00Z");
const FROM = historyFrom(NOW + 25 * 24 * HOUR_MS); // three days before now

/** Doors that only remember what came. */
function remembering() {
  const batches: { feed: string; events: readonly CloudEvent[] }[] = [];
  const sends = Object.fromEntries(
    FEEDS.map((name) => [
      name,
      async (events: readonly CloudEvent[]) => {
        batches.push({ feed: SOURCES[name], events });
      },
    ]),
  ) as unknown as Sends;
  return { sends, batches, events: () => batches.flatMap(({ events }) => events) };
}

/** Time passes only in sleep; stops the feed once `length` has passed. */
function passing(length: number) {
  const clock = manualClock(NOW);
  const stop = new AbortController();
  const sleep = async (ms: number) => {
    clock.advance(ms);
    if (clock.now() > NOW + length) stop.abort();
  };
  return { clock, sleep, signal: stop.signal };
}

const simulation = { seed: "demo", from: FROM };

describe("the feed", () => {
  test("[UX-20] sends the history and goes on live: the same stream, nothing missing", async () => {
    const { sends, batches, events } = remembering();
    const progress: Progress[] = [];
    const onProgress = (next: Progress) => progress.push(next);
    await feed({ simulation, sends, onProgress, ...passing(10 * MINUTE_MS) });

    const expected = new Map<string, string[]>(FEEDS.map((name) => [SOURCES[name], []]));
    for (const { arrivesAt, event } of simulate(simulation)) {
      if (arrivesAt > NOW + 9 * MINUTE_MS) break;
      expected.get(event.source)?.push(event.id);
    }
    for (const [source, ids] of expected) {
      const sent = events().filter((event) => event.source === source);
      expect(sent.slice(0, ids.length).map(({ id }) => id)).toEqual(ids);
    }
    expect(batches.every(({ events }) => events.length > 0 && events.length <= 500)).toBe(true);
    expect(batches.every(({ feed, events }) => events.every((e) => e.source === feed))).toBe(true);
    expect(progress.length).toBeGreaterThan(3);
    expect(progress.at(-1)?.share).toBe(1);
  });

  test("[SCR-13] history is marked as fetched, so that no source looks late; what is live is not", async () => {
    const { sends, events } = remembering();
    const { clock, ...time } = passing(10 * MINUTE_MS);
    await feed({ simulation, sends, clock, ...time });
    const midnight = startOfDay(NOW, "Europe/Amsterdam");
    // Of what is sent twice the first counts; the second is a repeat.
    const first = new Map(
      events()
        .toReversed()
        .map((event) => [event.id, event]),
    );
    const late = [...first.values()].filter(
      ({ time, quality }) => quality !== "backfilled" && Date.parse(time) < NOW - 3 * MINUTE_MS,
    );
    expect(late.length).toBeLessThan(events().length / 100);
    expect(late.filter(({ type }) => !/survey|wrapup/.test(type))).toEqual([]);
    const before = events().filter(({ time }) => Date.parse(time) < midnight - 26 * HOUR_MS);
    expect(before.length).toBeGreaterThan(1_000);
    expect(before.every(({ quality }) => quality === "backfilled")).toBe(true);
    const live = events().filter(({ time }) => Date.parse(time) > NOW);
    expect(live.length).toBeGreaterThan(5);
    expect(live.some(({ quality }) => quality === "backfilled")).toBe(false);
  });

  test("[UX-20] sends nothing before its time once it is live", async () => {
    const time = passing(10 * MINUTE_MS);
    const early: CloudEvent[] = [];
    const check = async (events: readonly CloudEvent[]) => {
      early.push(...events.filter((event) => Date.parse(event.time) > time.clock.now()));
    };
    const sends = { zendesk: check, twilio: check, chatwoot: check };
    await feed({ simulation, sends, ...time });
    expect(early).toEqual([]);
  });

  test("[UX-20] goes on where an earlier feed stopped", async () => {
    const resumeAt = NOW - HOUR_MS;
    const { sends, events } = remembering();
    await feed({ simulation, sends, resumeAt, ...passing(MINUTE_MS) });
    for (const { arrivesAt, event } of simulate(simulation)) {
      if (arrivesAt < resumeAt) continue;
      const first = events().find(({ source }) => source === event.source);
      expect(first?.id).toBe(event.id);
      break;
    }
  });

  test("[REL-11] stops with an error when a door refuses for good", async () => {
    const refuse = async () => {
      throw new Error("no");
    };
    const sends = { ...remembering().sends, twilio: refuse };
    await expect(feed({ simulation, sends, ...passing(HOUR_MS) })).rejects.toThrow("no");
  });
});

test("[REL-9] load is valid, near now, in order and without a repeated id", async () => {
  const { sends, events } = remembering();
  const time = passing(10_000);
  await load({ seed: "load", from: FROM, prefix: "l1-", eventsPerSecond: 500, sends, ...time });
  const sent = events();
  expect(sent.length).toBeGreaterThan(4900);
  expect(new Set(sent.map(({ source, id }) => `${source}|${id}`)).size).toBe(sent.length);
  const lastAt = new Map<string, number>();
  for (const event of sent) {
    expect(parseEvent(event).ok).toBe(true);
    const at = Date.parse(event.time);
    expect(at).toBeGreaterThanOrEqual(lastAt.get(event.source) ?? NOW);
    expect(at).toBeLessThanOrEqual(time.clock.now());
    lastAt.set(event.source, at);
  }
});

describe("the door", () => {
  let server: Server | null = null;
  afterEach(() => {
    server?.close();
    server?.closeAllConnections();
  });

  /** Answers with these, one after another, the last one again and again. */
  async function serverWith(answers: readonly (readonly [status: number, body: unknown])[]) {
    const asked: { key: string | undefined; type: string | undefined; events: unknown }[] = [];
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const events = JSON.parse(Buffer.concat(chunks).toString());
      const { authorization: key, "content-type": type } = request.headers;
      const [status, body] = answers[Math.min(asked.length, answers.length - 1)] ?? [500, {}];
      asked.push({ key, type, events });
      response.writeHead(status, { "retry-after": "0" }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const troubles: string[] = [];
    const send = sendTo({
      url: `http://127.0.0.1:${port}`,
      key: "k1",
      signal: new AbortController().signal,
      onTrouble: (message) => troubles.push(message),
    });
    return { send, asked, troubles };
  }

  const fine = { accepted: 1, duplicates: 0, rejected: [], position: 7 };
  const event = (): CloudEvent => simulate(simulation).next().value.event;

  test("[SEC-9] takes a batch with the source's key", async () => {
    const { send, asked, troubles } = await serverWith([[200, fine]]);
    const events = [event()];
    await send(events);
    expect(asked).toEqual([
      { key: "Bearer k1", type: "application/cloudevents-batch+json", events },
    ]);
    expect(troubles).toEqual([]);
  });

  test("[REL-11] is tried again when it is busy, with the same events", async () => {
    const { send, asked, troubles } = await serverWith([
      [503, {}],
      [429, {}],
      [200, fine],
    ]);
    await send([event()]);
    expect(asked.length).toBe(3);
    expect(asked[2]).toEqual(asked[0]);
    expect(troubles.length).toBe(2);
  });

  test("[SEC-9] says clearly that the key was wrong", async () => {
    const { send, asked } = await serverWith([[401, { detail: "unknown key" }]]);
    await expect(send([event()])).rejects.toThrow(/refused 1 demo events: 401 .*unknown key/);
    expect(asked.length).toBe(1);
  });

  test("[UX-20] reports an event that was rejected, with the path and the reason", async () => {
    const first = { index: 0, id: "x", code: "data", path: "data.score", reason: "is missing" };
    const { send, troubles } = await serverWith([[200, { ...fine, rejected: [first] }]]);
    await send([event()]);
    expect(troubles[0]).toMatch(/1 events were rejected, the first: .*x: data.score is missing/);
  });
});
