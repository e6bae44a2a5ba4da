/**
 * TaskRouter's trust model (EVENTS.md 10.6): its callbacks are lossy and unordered; once its Events were asked the
 * figures are those of a clean stream. A whole server; Twilio is played on the loopback.
 */
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import { chances } from "../support/generate.ts";
import {
  callbackBody,
  eventsApi,
  eventsOf,
  signedHeaders,
  type TaskCall,
  type TaskEvent,
} from "../support/vendors/twilio.ts";
import {
  type Call,
  disordered,
  downIn,
  expectSame,
  lossy,
  outside,
  type VendorPlace,
  vendorPlaces,
} from "../support/vendors/vendor-place.ts";

const SOURCE = "/acme/twilio/flex";
const SECRET = "0123456789abcdef0123456789abcdef";
const START = Date.parse("2026-11-02T09:00:00Z");
const OVER = START + 120 * MINUTE_MS;
const QUEUES = ["WQ1", "WQ2"] as const;
const WORKERS = ["WK1", "WK2", "WK3", "WK4"] as const;

const ORG = {
  organisation: { name: "Acme", zone: "Europe/Amsterdam" },
  teams: QUEUES.map((id) => ({ id: `t${id}` })),
  queues: QUEUES.map((id) => ({
    id: `q${id}`,
    team: `t${id}`,
    identities: [{ source: SOURCE, id }],
  })),
  agents: WORKERS.map((id, at) => ({
    id: `a${id}`,
    identities: [{ source: SOURCE, id }],
    memberships: [{ team: `t${QUEUES[at % 2]}`, from: "2026-01-01" }],
  })),
};

/** Thirty calls: most answered, some passed on into the other queue, some hung up. */
function made(): TaskCall[] {
  const chance = chances(20_261_106);
  return Array.from({ length: 30 }, (_, index) => {
    const task = `WT${4_001 + index}`;
    const queue = QUEUES[index % 2] ?? "WQ1";
    let at = START + Math.floor(chance() * 60 * 60) * 1_000 + index;
    const call = { task, at, queue };
    const later = (seconds: number) => {
      at += Math.floor(5 + chance() * seconds) * 1_000;
      return at;
    };
    if (chance() < 0.2) return { ...call, leftAt: later(60), legs: [] };
    const isPassedOn = chance() < 0.3;
    const legOf = (number: number, into: string | null) => ({
      reservation: `WR${task}${number}`,
      worker: WORKERS[Math.floor(chance() * 4)] ?? "WK1",
      offeredAt: later(30),
      answeredAt: later(10),
      wrapAt: later(400),
      doneAt: later(90),
      into,
    });
    const first = legOf(1, isPassedOn ? (QUEUES[(index + 1) % 2] ?? "WQ2") : null);
    return { ...call, leftAt: null, legs: isPassedOn ? [first, legOf(2, null)] : [first] };
  });
}

const CALLS = made();
const EVENTS: readonly TaskEvent[] = CALLS.flatMap(eventsOf).sort((a, b) => a.at - b.at);
const callbacks: readonly Call[] = EVENTS.map((one) => ({ at: one.at, body: callbackBody(one) }));

const AUTHORIZATION = `Basic ${Buffer.from(`AC1:${SECRET}`).toString("base64")}`;

const places = vendorPlaces({
  source: SOURCE,
  secret: SECRET,
  org: ORG,
  start: START,
  limit: { requests: 20, ms: MINUTE_MS },
  prove: ({ secret, url, body }) => signedHeaders(secret, url, body),
  accepted: 204,
  authorization: AUTHORIZATION,
  connection: (url) => ({
    base: `${url}/v1/Workspaces/WS1`,
    credential: { kind: "basic", user: "AC1", password: SECRET },
  }),
});
const { connect, post, pulled, cellsOf, conflictsOf, figuresOf, expectHealed } = places;
afterEach(places.closeAll);

/** Not connected: its Events are not asked. */
async function place(isConnected = true): Promise<VendorPlace> {
  const one = await places.place((now) => eventsApi(EVENTS, now));
  if (isConnected) await connect(one);
  return one;
}
const through = (
  one: VendorPlace,
  arriving: readonly Call[],
  to: number,
  minute: (at: number) => void = () => {},
) => places.through(one, arriving, { to, minute });

const seconds = (from: number, to: number) => Math.floor(to / 1000) - Math.floor(from / 1000);
const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;

/** What the generator knows: counted and averaged by hand. */
function known(): number[] {
  const legs = CALLS.flatMap((call) => call.legs);
  const waits = CALLS.flatMap((call) =>
    call.legs.map(({ answeredAt }, at) =>
      seconds(call.legs[at - 1]?.wrapAt ?? call.at + 20, answeredAt),
    ),
  );
  return [
    legs.length,
    CALLS.filter(({ leftAt }) => leftAt !== null).length,
    mean(waits),
    mean(legs.map(({ answeredAt, wrapAt }) => seconds(answeredAt, wrapAt))),
    mean(legs.map(({ wrapAt, doneAt }) => seconds(wrapAt, doneAt))),
    (100 * legs.filter(({ into }) => into !== null).length) / legs.length,
  ];
}
const KPIS =
  "calls.answered,calls.abandoned,asa.mean,aht.talk.mean,aht.wrap.mean,transfer.rate_per_leg";

let clean: string[] = [];
const isClean = async (one: VendorPlace) => expectSame(await cellsOf(one), clean, 20);

beforeAll(async () => {
  const one = await place();
  await through(one, callbacks, OVER);
  clean = await cellsOf(one);
  const found = await figuresOf(one, KPIS);
  known().forEach((value, at) => {
    expect(found[at]).toBeCloseTo(value, 6);
  });
  expect(await conflictsOf(one)).toBe(0);
});

describe("its figures are those of the clean stream", () => {
  test("[REL-6][EVENTS 10.6] when it repeats every callback and sends them in any order", async () => {
    const one = await place();
    await through(one, disordered(callbacks, chances(7)), OVER + 40 * MINUTE_MS);
    await isClean(one);
    expect(await conflictsOf(one)).toBe(0);
  });

  test("[EVENTS 10.6] when a third of its callbacks never comes: its Events heal it; they alone say the same", async () => {
    const chance = chances(8);
    const some = await place();
    await through(some, lossy(callbacks, chance), OVER);
    await isClean(some);
    const none = await place();
    await through(none, [], OVER);
    await isClean(none);
    expect(none.vendor.asked.some(({ query }) => query.has("PageToken"))).toBe(true);
  });

  test("[EVENTS 10.6] when a callback of wrap-up is lost for good, the task's word stands for it", async () => {
    const one = await place(false);
    const rest = callbacks.filter(
      ({ body }) => !/EventType=reservation\.(wrapup|completed)/.test(body),
    );
    await through(one, rest, OVER);
    const last = CALLS.flatMap(({ legs }) => legs.filter(({ into }) => into === null));
    const [answered, wrap] = await figuresOf(one, "calls.answered,aht.wrap.mean");
    expect(answered).toBe(known()[0]);
    expect(wrap).toBeCloseTo(
      mean(last.map(({ wrapAt, doneAt }) => seconds(wrapAt + 30, doneAt + 30))),
      6,
    );
  });

  test("[EVENTS 10.6] when both are down for an hour, and the gap is shown", async () => {
    const outage = { from: START + 20 * MINUTE_MS, to: START + 80 * MINUTE_MS };
    const one = await place();
    await through(one, outside(callbacks, outage), OVER, downIn(one, outage));
    await isClean(one);
    await expectHealed(one, outage);
  });

  test("[REL-4] when it sends callbacks again six days later, and everything is fetched again", async () => {
    const one = await place();
    await through(one, callbacks, OVER);
    one.desk.clock.advance(6 * DAY_MS);
    for (const call of callbacks.slice(0, 30)) expect(await post(one, call)).toBe(204);
    const admin = await one.desk.enter([{ role: "admin" }]);
    await admin.ask("DELETE", "/connections", { source: SOURCE });
    const again = { ...one, admin };
    const before = one.vendor.asked.length;
    await connect(again, { backfillWeeks: 2 });
    for (let turn = 0; turn < 25; turn += 1) {
      await pulled(again);
      one.desk.clock.advance(2 * MINUTE_MS);
    }
    const hours = one.vendor.asked.slice(before).map(({ query }) => query.get("StartDate") ?? "");
    expect(hours.some((hour) => hour.startsWith("2026-11-02T09"))).toBe(true);
    await isClean(again);
    expect(await conflictsOf(again)).toBe(0);
  });

  test("[EVENTS 5] when its clock is four minutes ahead of ours", async () => {
    const one = await place(false);
    one.desk.clock.set(START - 4 * MINUTE_MS);
    const early = callbacks.map((call) => ({ ...call, at: call.at - 4 * MINUTE_MS }));
    await through(one, early, OVER);
    await isClean(one);
  });
});

describe("who calls", () => {
  test("[SEC-8] a token that is rotated: both are right for a while, then only the new one", async () => {
    const next = "fedcba9876543210fedcba9876543210";
    const [call] = callbacks;
    if (call === undefined) throw new Error("nobody called");
    const one = await place();
    await one.admin.ask("POST", `/keys/${one.key}/rotate`, { secret: next });
    one.desk.clock.advance(1_000);
    expect(await post(one, { ...call, secret: next })).toBe(204);
    expect(await post(one, call)).toBe(204);
    await one.admin.ask("POST", `/keys/${one.key}/retire`);
    one.desk.clock.advance(1_000);
    expect(await post(one, call)).toBe(401);
    expect(await post(one, { ...call, secret: next })).toBe(204);
  });

  test("[SEC-8] a wrong token is no call; credentials that were revoked are said, and nothing is lost", async () => {
    const [call] = callbacks;
    if (call === undefined) throw new Error("nobody called");
    const one = await place();
    const before = await one.desk.store.appended();
    expect(await post(one, { ...call, secret: "f".repeat(32) })).toBe(401);
    expect(await one.desk.store.appended()).toBe(before);
    one.vendor.authorization = "Basic other";
    await through(one, [], START + 30 * MINUTE_MS);
    const rows = (await (await one.admin.ask("GET", "/connections")).json()) as {
      trouble: object;
    }[];
    expect(rows[0]?.trouble).toMatchObject({ reason: expect.stringMatching(/^401/) });
    one.vendor.authorization = AUTHORIZATION;
    await through(one, [], OVER);
    await isClean(one);
  });
});
