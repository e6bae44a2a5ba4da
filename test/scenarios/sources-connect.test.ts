/**
 * Amazon Connect's trust model (EVENTS.md 10.5): records come at least once and again with news, contact events are
 * best effort and in any order. Whatever of it is lost, repeated or late, the records make the figures those of a
 * clean stream. A whole server.
 */
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import { chances } from "../support/generate.ts";
import {
  type ConnectCall,
  loggedOut,
  type Posted,
  postsOf,
  sentAgain,
} from "../support/vendors/connect.ts";
import {
  type Call,
  disordered,
  expectSame,
  lossy,
  type VendorPlace,
  vendorPlaces,
} from "../support/vendors/vendor-place.ts";

const SOURCE = "/acme/connect/eu";
const SECRET = "the-key-of-the-small-function";
const START = Date.parse("2026-11-02T09:00:00Z");
const OVER = START + 150 * MINUTE_MS;
const QUEUES = ["support", "billing"] as const;
const AGENTS = ["anna", "ben", "carl", "dora"] as const;

const places = vendorPlaces({
  source: SOURCE,
  secret: SECRET,
  start: START,
  limit: { requests: 20, ms: MINUTE_MS },
  org: {
    organisation: { name: "Acme", zone: "Europe/Amsterdam" },
    teams: QUEUES.map((id) => ({ id: `t-${id}` })),
    queues: QUEUES.map((id) => ({
      id: `q-${id}`,
      team: `t-${id}`,
      identities: [{ source: SOURCE, id }],
    })),
    agents: AGENTS.map((id, at) => ({
      id: `a-${id}`,
      identities: [{ source: SOURCE, id }],
      memberships: [{ team: `t-${QUEUES[at % 2]}`, from: "2026-01-01" }],
    })),
  },
});
const { post, cellsOf, conflictsOf, figuresOf } = places;
afterEach(places.closeAll);

/** Its API is not asked: it has no list of changes. */
const place = () => places.place(() => () => null);
const through = (one: VendorPlace, arriving: readonly Call[], to: number) =>
  places.through(one, arriving, { to });

/** Thirty calls: most answered, half of them held, some passed on, some hung up. */
function made(): ConnectCall[] {
  const chance = chances(20_261_107);
  return Array.from({ length: 30 }, (_, index): ConnectCall => {
    let at = START + Math.floor(chance() * 3_600) * 1_000;
    const later = (seconds: number) => {
      at += Math.floor(3 + chance() * seconds) * 1_000;
      return at;
    };
    const begin = (number: number) => ({
      contact: `c-${index}-${number}`,
      queue: QUEUES[(index + number) % 2] ?? "support",
      begunAt: at,
      queuedAt: later(20),
    });
    if (chance() < 0.2) return { parts: [], left: { ...begin(1), leftAt: later(60) } };
    const part = (number: number) => {
      const begun = begin(number);
      const agent = AGENTS[Math.floor(chance() * 4)] ?? "anna";
      const answeredAt = later(40);
      const held = chance() < 0.5 ? ([later(60), later(40)] as const) : null;
      const overAt = later(300);
      const after = Math.floor(3 + chance() * 90) * 1_000;
      return { ...begun, agent, answeredAt, held, overAt, wrappedAt: overAt + after };
    };
    const first = part(1);
    return { left: null, parts: chance() < 0.3 ? [first, part(2)] : [first] };
  });
}

const CALLS = made();
const POSTS: readonly Posted[] = [
  ...CALLS.flatMap(postsOf),
  ...AGENTS.map((agent) => loggedOut(agent, OVER - 10 * MINUTE_MS)),
];
const only = (...kinds: Posted["kind"][]): Call[] =>
  POSTS.filter(({ kind }) => kinds.includes(kind));

const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length / 1000;

/** What the generator knows: counted and averaged by hand. */
function known(): number[] {
  const parts = CALLS.flatMap((call) => call.parts);
  const held = parts.map(({ held: of }) => (of === null ? 0 : of[1] - of[0]));
  const passedOn = CALLS.filter((call) => call.parts.length === 2).length;
  return [
    parts.length,
    CALLS.filter(({ left }) => left !== null).length,
    mean(parts.map(({ queuedAt, answeredAt }) => answeredAt - queuedAt)),
    mean(parts.map(({ answeredAt, overAt }, at) => overAt - answeredAt - (held[at] ?? 0))),
    mean(held),
    mean(parts.map(({ overAt, wrappedAt }) => wrappedAt - overAt)),
    (100 * passedOn) / parts.length,
  ];
}
const KPIS =
  "calls.answered,calls.abandoned,asa.mean,aht.talk.mean,aht.hold.mean,aht.wrap.mean,transfer.rate_per_leg";

async function isKnown(one: VendorPlace): Promise<void> {
  const found = await figuresOf(one, KPIS);
  known().forEach((value, at) => {
    expect(found[at]).toBeCloseTo(value, 6);
  });
}

let clean: string[] = [];
const isClean = async (one: VendorPlace) => expectSame(await cellsOf(one), clean, 20);

beforeAll(async () => {
  const one = await place();
  await through(one, only("record", "event", "agent"), OVER);
  clean = await cellsOf(one);
  await isKnown(one);
  expect(await conflictsOf(one)).toBe(0);
});

describe("its figures are those of the clean stream", () => {
  test("[REL-6][EVENTS 10.5] when everything is repeated and comes in any order", async () => {
    const one = await place();
    await through(one, disordered(POSTS, chances(7)), OVER + 40 * MINUTE_MS);
    await isClean(one);
    expect(await conflictsOf(one)).toBe(0);
  });

  test("[EVENTS 10.5] when a third of the contact events never comes: the records tell it all", async () => {
    const chance = chances(8);
    const one = await place();
    const events = lossy(only("event"), chance);
    await through(one, [...events, ...only("record", "agent")], OVER);
    await isClean(one);
    const records = await place();
    await through(records, only("record"), OVER);
    await isKnown(records);
  });

  test("[EVENTS 10.5] while the records are not there yet, agents' snapshots say the same parts", async () => {
    const one = await place();
    await through(one, only("event", "agent"), OVER);
    await isKnown(one);
  });

  test("[REL-4] when a record is sent again six days later with other words", async () => {
    const one = await place();
    await through(one, only("record", "event", "agent"), OVER);
    one.desk.clock.advance(6 * DAY_MS);
    const at = one.desk.clock.now();
    for (const call of CALLS.slice(0, 10)) {
      expect(await post(one, { at, body: sentAgain(call, 6 * 86_400) })).toBe(200);
    }
    for (const call of only("record").slice(0, 10)) expect(await post(one, call)).toBe(200);
    await isClean(one);
    expect(await conflictsOf({ ...one, admin: await one.desk.enter([{ role: "admin" }]) })).toBe(0);
  });

  test("[EVENTS 5] when the last version says another length, it alone counts, in whatever order both come", async () => {
    const [call] = CALLS.filter(({ parts }) => parts.length > 0);
    if (call === undefined) throw new Error("nobody called");
    const record = JSON.parse(sentAgain(call, 3_600));
    record.Agent.AfterContactWorkDuration += 1_000;
    const news = JSON.stringify(record);
    const figures: (number | null)[][] = [];
    for (const bodies of [
      [sentAgain(call, 0), news],
      [news, sentAgain(call, 0)],
    ]) {
      const one = await place();
      one.desk.clock.set(OVER);
      for (const body of bodies) expect(await post(one, { at: OVER, body })).toBe(200);
      await one.desk.core.tail.idle();
      figures.push(await figuresOf(one, "calls.answered,aht.wrap.mean"));
    }
    const [answered, wrap] = figures[0] ?? [];
    expect([answered, wrap]).toEqual([1, record.Agent.AfterContactWorkDuration]);
    expect(figures[1]).toEqual(figures[0]);
  });

  test("[EVENTS 10.5] when nothing comes for an hour: Kinesis keeps it, and the function sends it in batches", async () => {
    const [from, to] = [START + 20 * MINUTE_MS, START + 80 * MINUTE_MS];
    const kept = only("record", "event", "agent").filter(({ at }) => at >= from && at < to);
    const rest = only("record", "event", "agent").filter(({ at }) => at < from || at >= to);
    const batches = Array.from({ length: Math.ceil(kept.length / 50) }, (_, index) => {
      const records = kept.slice(index * 50, index * 50 + 50).map(({ body }) => {
        return { kinesis: { data: Buffer.from(body).toString("base64") } };
      });
      return { at: to, body: JSON.stringify({ Records: records }) };
    });
    const one = await place();
    await through(one, [...rest, ...batches], OVER);
    await isClean(one);
  });

  test("[EVENTS 5] when its clock is four minutes ahead of ours", async () => {
    const one = await place();
    one.desk.clock.set(START - 4 * MINUTE_MS);
    const early = POSTS.map((call) => ({ ...call, at: call.at - 4 * MINUTE_MS }));
    await through(one, early, OVER);
    await isClean(one);
  });
});

test("[SEC-8] a key that is rotated: both are right for a while, then only the new one; a stranger never", async () => {
  const next = "the-next-key-of-the-small-function";
  const [call] = POSTS;
  if (call === undefined) throw new Error("nobody called");
  const one = await place();
  const before = await one.desk.store.appended();
  expect(await post(one, { ...call, secret: "a-key-that-somebody-guessed" })).toBe(401);
  expect(await one.desk.store.appended()).toBe(before);
  await one.admin.ask("POST", `/keys/${one.key}/rotate`, { secret: next });
  one.desk.clock.advance(1_000);
  expect(await post(one, { ...call, secret: next })).toBe(200);
  expect(await post(one, call)).toBe(200);
  await one.admin.ask("POST", `/keys/${one.key}/retire`);
  one.desk.clock.advance(1_000);
  expect(await post(one, call)).toBe(401);
  expect(await post(one, { ...call, secret: next })).toBe(200);
});
