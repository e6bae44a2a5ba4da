/** PRIV-1: of a refused event nothing stays; REL-4: what lies ahead is listed until it is due. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { manualClock } from "../../shared/time/clock.ts";
import { HOUR_MS } from "../../shared/time/interval.ts";
import { eventsFrom } from "../contract/store-event.ts";
import { type Desk, event, LINES, newPlace, openDesk, SOURCE } from "./door-desk.ts";

const NOW = Date.UTC(2026, 2, 3, 9);
const clock = manualClock(NOW);
const place = newPlace();
let desk: Desk;
let cookie = "";
beforeAll(async () => {
  desk = await openDesk(place, { clock });
  ({ cookie } = await desk.enter({ role: "admin" }, { role: "manager" }));
});
afterAll(async () => {
  await desk.stop();
  place.remove();
});

const CANARY = "canary-7f3a";
let canaries = 0;
function canary(): string {
  canaries += 1;
  return `${CANARY}-${canaries}`;
}

const get = (path: string) => desk.knock({ path, headers: { cookie } });
const quarantine = async () => {
  const { status, text, body } = await get("/api/v1/quarantine");
  expect(status).toBe(200);
  return {
    text,
    ...(body as { refused: { reason: string }[]; ahead: { source: string; due: string }[] }),
  };
};

/** A wrong event with a canary in every place a string can stand, broken in one of many ways. */
function hostile(broken: Record<string, unknown>): Record<string, unknown> {
  return {
    ...event(canary()),
    subject: `contact/${canary()}`,
    entityversion: canary(),
    sequence: canary(),
    traceid: canary(),
    [canary()]: canary(),
    comment: canary(),
    data: {
      contactId: canary(),
      channel: "email",
      direction: "inbound",
      channelDetail: canary(),
      legId: canary(),
      agentId: canary(),
      teamId: canary(),
      queueId: canary(),
      customerRef: canary(),
      actor: { kind: "customer", id: canary() },
      native: { [canary()]: canary() },
      priority: canary(),
      topic: canary(),
      body: canary(),
      [canary()]: { deeper: [canary()] },
    },
    ...broken,
  };
}

const data = (more: Record<string, unknown>) => ({
  data: { ...(hostile({}).data as Record<string, unknown>), ...more },
});

const BROKEN: readonly Record<string, unknown>[] = [
  { specversion: canary() },
  { type: "" },
  { type: `deskpulse.contact.created.v1${canary().repeat(40)}` },
  { source: `/acme/${canary()}/main` },
  { source: canary() },
  { id: canary().repeat(40) },
  { id: 7 },
  { id: undefined },
  { time: canary() },
  { time: undefined },
  { subject: canary().repeat(40) },
  { data: canary() },
  { data: [canary()] },
  { quality: canary() },
  { recordedtime: canary() },
  { entityversion: canary().repeat(40) },
  data({ channel: canary() }),
  data({ direction: canary() }),
  data({ contactId: canary().repeat(40) }),
  data({ kind: canary() }),
  data({ openedAt: canary() }),
  data({ topic: canary().repeat(40) }),
  data({ actor: { kind: canary() } }),
  data({ actor: canary() }),
  data({ native: { [canary()]: { deep: canary() } } }),
  data({ native: { [canary().repeat(10)]: canary() } }),
  data({ native: { [canary()]: canary().repeat(40) } }),
  data({ native: canary() }),
  { type: "deskpulse.contact.message.v1", data: { contactId: canary(), from: canary() } },
  { type: "deskpulse.contact.measured.v1", data: { contactId: canary(), final: canary() } },
  {
    type: "deskpulse.record.corrected.v1",
    data: { target: canary(), set: { [canary()]: canary() } },
  },
  {
    type: "deskpulse.record.corrected.v1",
    data: { target: { eventId: "x" }, reason: canary(), set: { [canary()]: [canary()] } },
  },
  {
    type: "deskpulse.survey.answered.v1",
    data: { surveyId: canary(), kind: "csat", score: canary() },
  },
];

test("[PRIV-1] canaries in every field of every kind of refused event: none on disk, in the log or in a list", async () => {
  const events = BROKEN.map((broken) => hostile(broken));
  const batch = await desk.post(events);
  expect(batch.body).toMatchObject({ accepted: 0, duplicates: 0 });
  const echoed = batch.body as { rejected: { id: string | null }[] };
  expect(echoed.rejected).toHaveLength(events.length);
  const withoutIds = { ...echoed, rejected: echoed.rejected.map((one) => ({ ...one, id: null })) };
  expect(JSON.stringify(withoutIds)).not.toContain(CANARY);
  for (const one of events) {
    const single = await desk.post(one);
    expect(single.status).toBe(400);
    const { detail } = single.body as { detail: string };
    expect(detail).not.toContain(CANARY);
  }
  await desk.post(`{"${CANARY}": "${CANARY}\n${CANARY}`, { "content-type": LINES });
  await desk.core.tail.checkpoint();
  for await (const { events: logged } of desk.core.store.read(0)) {
    expect(JSON.stringify(logged)).not.toContain(CANARY);
  }
  const listed = await quarantine();
  expect(listed.refused.length).toBeGreaterThan(10);
  expect(listed.text).not.toContain(CANARY);
  expect(place.bytes().includes(CANARY)).toBe(false);
  expect(desk.problems).toEqual([]);
});

test("[PRIV-1] unknown fields of an accepted event are dropped before disk", async () => {
  const answer = await desk.post(
    event("accepted", {
      [canary()]: canary(),
      comment: { text: canary() },
      data: {
        contactId: "accepted",
        channel: "email",
        direction: "inbound",
        body: canary(),
        actor: { kind: "customer", name: canary() },
        [canary()]: [canary()],
      },
    }),
  );
  expect(answer.body).toMatchObject({ accepted: 1 });
  await desk.core.tail.checkpoint();
  expect(place.bytes().includes(CANARY)).toBe(false);
  expect(place.bytes().includes("accepted")).toBe(true);
});

test("[PRIV-1] the search for canaries sees what is on disk: a topic is in the schema, and found", async () => {
  const known = event("seen", {
    data: { contactId: "seen", channel: "email", direction: "inbound", topic: "visible-topic" },
  });
  await desk.post(known);
  expect(place.bytes().includes("visible-topic")).toBe(true);
  expect(eventsFrom(1, 1)).toHaveLength(1);
});

test("[REL-4] an event of the future is accepted, listed as ahead, and counted when it is due", async () => {
  const created = async () => {
    const path = "/api/v1/figures?kpi=tickets.created&period=2026-03-03";
    const { body } = await get(path);
    return (body as { value: number }[])[0]?.value;
  };
  const before = await created();
  const due = new Date(NOW + 2 * HOUR_MS).toISOString();
  expect((await desk.post(event("ahead", { time: due }))).body).toMatchObject({ accepted: 1 });
  expect((await quarantine()).ahead).toEqual([{ source: SOURCE, due }]);
  expect(await created()).toBe(before);
  clock.set(NOW + 2 * HOUR_MS);
  await desk.core.tail.settle();
  await desk.core.tail.idle();
  expect((await quarantine()).ahead).toEqual([]);
  expect(await created()).toBe((before ?? 0) + 1);
});

test("[REL-4] less than five minutes ahead is now", async () => {
  const time = new Date(clock.now() + 4 * 60_000).toISOString();
  await desk.post(event("nearly", { time }));
  expect((await quarantine()).ahead).toEqual([]);
});
