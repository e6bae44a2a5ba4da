/**
 * Zendesk's trust model (EVENTS.md 10.1): whatever its webhooks lose, repeat, delay or disorder, once its API was
 * asked the figures are those of a clean stream. A whole server; Zendesk is played on the loopback.
 */
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import { connectionRow } from "../../shared/wire/connection.ts";
import { chances } from "../support/generate.ts";
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
import {
  type Happening,
  signedHeaders,
  type World,
  webhookBody,
  zendeskApi,
} from "../support/vendors/zendesk.ts";

const SOURCE = "/acme/zendesk/main";
const SECRET = "the-secret-that-zendesk-shows";
const AUTHORIZATION = `Basic ${Buffer.from("desk@example.test/token:right").toString("base64")}`;
/** When everybody connects; it all happens in the two hours after. */
const START = Date.parse("2026-11-02T09:00:00Z");
const OVER = START + 130 * MINUTE_MS;
const TEAMS = [31, 32] as const;
const STAFF = [901, 902, 903, 904] as const;

const ORG = {
  organisation: { name: "Acme", zone: "Europe/Amsterdam" },
  teams: TEAMS.map((id) => ({ id: `t${id}`, identities: [{ source: SOURCE, id: String(id) }] })),
  agents: STAFF.map((id, at) => ({
    id: `a${id}`,
    identities: [{ source: SOURCE, id: String(id) }],
    memberships: [{ team: `t${TEAMS[at % 2]}`, from: "2026-01-01" }],
  })),
};

/** Thirty tickets: answered, solved, some opened again by their customers, most rated, some changed. */
function made(): World {
  const chance = chances(20_261_102);
  const happenings: Happening[] = [];
  for (let ticket = 4_001; ticket <= 4_030; ticket += 1) {
    const customer = 70_000 + ticket;
    const group = TEAMS[ticket % 2] ?? 31;
    const agent = STAFF[Math.floor(chance() * 2) * 2 + (ticket % 2)] ?? 901;
    let at = START + Math.floor(chance() * 60) * MINUTE_MS + ticket * 1_000;
    const later = (minutes: number) => {
      at += Math.floor(1 + chance() * minutes) * MINUTE_MS;
      return at;
    };
    const by = (who: number) => ({ ticket, by: who });
    happenings.push({ at, ...by(customer), what: "created", group, via: "email" });
    happenings.push({ at: later(3), ...by(-1), what: "assigned", from: null, to: agent });
    if (chance() < 0.3) {
      happenings.push({ at: later(3), ...by(agent), what: "comment", id: at, isPublic: false });
    }
    if (chance() < 0.9) {
      const id = later(9) + ticket;
      happenings.push({ at, ...by(agent), what: "comment", id, isPublic: true });
      happenings.push({ at, ...by(agent), what: "status", from: "new", to: "pending" });
    } else continue;
    happenings.push({ at: later(9), ...by(agent), what: "status", from: "pending", to: "solved" });
    if (chance() < 0.3) {
      const id = later(9) + ticket;
      happenings.push({ at, ...by(customer), what: "comment", id, isPublic: true });
      happenings.push({ at, ...by(customer), what: "status", from: "solved", to: "open" });
      happenings.push({ at: later(5), ...by(agent), what: "status", from: "open", to: "solved" });
    }
    if (chance() < 0.7) {
      const score = chance() < 0.8 ? ("good" as const) : ("bad" as const);
      const ratedAt = later(5);
      const changedAt = chance() < 0.3 ? ratedAt + 10 * MINUTE_MS : ratedAt + 1_000;
      happenings.push({ at: ratedAt, ...by(customer), what: "rated", score, changedAt });
    }
  }
  const since = Date.parse("2026-01-05T08:00:00Z");
  const staff = STAFF.map((id, at) => ({ id, group: TEAMS[at % 2] ?? 31, since }));
  return { staff, happenings: happenings.sort((a, b) => a.at - b.at) };
}

const WORLD = made();

const calls: readonly Call[] = WORLD.happenings.flatMap((one, index) => {
  const body = webhookBody(WORLD, one, index % 3);
  return body === null ? [] : [{ at: one.at, body }];
});

const places = vendorPlaces({
  source: SOURCE,
  secret: SECRET,
  org: ORG,
  start: START,
  limit: { requests: 20, ms: MINUTE_MS },
  authorization: AUTHORIZATION,
  prove: ({ secret, body, at }) => signedHeaders(secret, body, at),
  connection: () => ({
    credential: { kind: "basic", user: "desk@example.test/token", password: "right" },
  }),
});
const { connect, post, pulled, cellsOf, conflictsOf, figuresOf, sourcesOf, expectHealed } = places;
afterEach(places.closeAll);

const place = () => places.place((now) => zendeskApi(() => WORLD, now));
const through = (
  one: VendorPlace,
  arriving: readonly Call[],
  minute: (at: number) => void = () => {},
) => places.through(one, arriving, { to: OVER + 60 * MINUTE_MS, minute });

let clean: string[] = [];

beforeAll(async () => {
  const one = await place();
  await connect(one);
  await through(one, calls);
  clean = await cellsOf(one);
  expect(await conflictsOf(one)).toBe(0);
  expect(await figuresOf(one, "tickets.created,frt.mean,csat.score")).toEqual(known());
});

/** What the generator knows: counted, averaged and shared out by hand. */
function known(): number[] {
  const created = WORLD.happenings.filter(({ what }) => what === "created");
  const waits = created.flatMap(({ ticket, at }) => {
    const isReply = (one: Happening) =>
      one.ticket === ticket && one.what === "comment" && one.isPublic && one.by < 1_000;
    const reply = WORLD.happenings.find(isReply);
    return reply === undefined ? [] : [(reply.at - at) / 1_000];
  });
  const scores = WORLD.happenings.flatMap((one) => (one.what === "rated" ? [one.score] : []));
  const good = scores.filter((score) => score === "good").length;
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
  return [created.length, mean, (100 * good) / scores.length];
}

const isClean = async (one: VendorPlace) => expectSame(await cellsOf(one), clean);

describe("its figures are those of the clean stream", () => {
  test("[REL-6][EVENTS 5] when it repeats every call and sends them in any order", async () => {
    const one = await place();
    await connect(one);
    await through(one, disordered(calls, chances(7)));
    await isClean(one);
    expect(await conflictsOf(one)).toBe(0);
  });

  test("[EVENTS 10.1] when a third of its calls never comes: the API heals it", async () => {
    const chance = chances(8);
    const one = await place();
    await connect(one);
    await through(one, lossy(calls, chance));
    await isClean(one);
    expect(await conflictsOf(one)).toBe(0);
  });

  test("[EVENTS 10.1] when none comes: the API alone says the same", async () => {
    const one = await place();
    await connect(one);
    await through(one, []);
    await isClean(one);
  });

  test("[EVENTS 10.1] when its breaker is open and the API is down for an hour, and the gap is shown", async () => {
    const outage = { from: START + 30 * MINUTE_MS, to: START + 90 * MINUTE_MS };
    const one = await place();
    await connect(one);
    await through(one, outside(calls, outage), downIn(one, outage));
    await isClean(one);
    await expectHealed(one, outage);
  });

  test("[REL-4] when it sends a call and a page again six days later", async () => {
    const one = await place();
    await connect(one);
    await through(one, calls);
    one.desk.clock.advance(6 * DAY_MS);
    for (const call of calls.slice(0, 20)) expect(await post(one, call)).toBe(200);
    const again = { ...one, admin: await one.desk.enter([{ role: "admin" }]) };
    await again.admin.ask("DELETE", "/connections", { source: SOURCE });
    await connect(again, { backfillWeeks: 2 });
    for (let turn = 0; turn < 12; turn += 1) {
      await pulled(one);
      one.desk.clock.advance(2 * MINUTE_MS);
    }
    await isClean(one);
    expect(await conflictsOf(again)).toBe(0);
  });

  test("[UX-14] when it is connected afterwards, and the weeks before are fetched with their progress", async () => {
    const one = await place();
    one.desk.clock.set(OVER + 60 * MINUTE_MS);
    await connect(one, { backfillWeeks: 1 });
    const row = async () =>
      connectionRow.array().parse(await (await one.admin.ask("GET", "/connections")).json())[0];
    expect((await row())?.backfill).toMatchObject({ isDone: false, events: 0 });
    for (let turn = 0; turn < 12; turn += 1) {
      await pulled(one);
      one.desk.clock.advance(2 * MINUTE_MS);
    }
    const { backfill, trouble } = (await row()) ?? {};
    expect([trouble, backfill?.isDone, backfill?.upTo]).toEqual([null, true, backfill?.to]);
    expect(backfill?.events).toBeGreaterThan(100);
    await isClean(one);
  });
});

describe("who calls", () => {
  test("[SEC-8] a secret that is rotated: both are right for a while, then only the new one", async () => {
    const next = "the-next-secret-that-zendesk-shows";
    const [call] = calls;
    if (call === undefined) throw new Error("nothing happened");
    const one = await place();
    await one.admin.ask("POST", `/keys/${one.key}/rotate`, { secret: next });
    one.desk.clock.advance(1_000);
    expect(await post(one, { ...call, secret: next })).toBe(200);
    expect(await post(one, call)).toBe(200);
    await one.admin.ask("POST", `/keys/${one.key}/retire`);
    one.desk.clock.advance(1_000);
    expect(await post(one, call)).toBe(401);
    expect(await post(one, { ...call, secret: next })).toBe(200);
  });

  test("[SEC-8] a clock that is minutes off is told why; four minutes are not too many", async () => {
    const [call] = calls;
    if (call === undefined) throw new Error("nothing happened");
    const one = await place();
    const now = one.desk.clock.now();
    expect(await post(one, { ...call, signedAt: now - 240_000 })).toBe(200);
    expect(await post(one, { ...call, signedAt: now + 240_000 })).toBe(200);
    expect(await post(one, { ...call, signedAt: now - 301_000 })).toBe(401);
    expect(await post(one, { ...call, signedAt: now + 301_000 })).toBe(401);
  });

  test("[SEC-8] its test button is answered and never counts; a stranger and a wrong key get one answer", async () => {
    const [call] = calls;
    if (call === undefined) throw new Error("nothing happened");
    const one = await place();
    const before = await one.desk.store.appended();
    const tested = { ...call, secret: "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==" };
    expect(await post(one, tested)).toBe(200);
    expect(await one.desk.store.appended()).toBe(before);
    expect(await post({ ...one, key: "k_nobody" }, call)).toBe(401);
    expect(await post(one, { ...call, secret: "wrong-secret" })).toBe(401);
    expect(await one.desk.store.appended()).toBe(before);
  });

  test("[SEC-9] no body, no JSON, too much: answered, and nothing is kept of it", async () => {
    const one = await place();
    const at = one.desk.clock.now();
    expect(await post(one, { at, body: "" })).toBe(200);
    expect(await post(one, { at, body: "<xml/>" })).toBe(200);
    expect(await post(one, { at, body: `"${"x".repeat(1_100_000)}"` })).toBe(413);
    const answer = await sourcesOf(one);
    expect(answer.sources.find(({ source }) => source === SOURCE)?.today.rejected).toBe(1);
  });

  test("[SEC-8] credentials are in no answer and in no setting as they were entered", async () => {
    const one = await place();
    await connect(one);
    const shown = await (await one.admin.ask("GET", "/connections")).text();
    const kept = JSON.stringify(await one.desk.store.settings("connection/"));
    for (const text of [shown, kept]) expect(text).not.toMatch(/token|right"|password/);
    const moved = { source: SOURCE, base: "https://elsewhere.example.com" };
    expect((await one.admin.ask("PUT", "/connections", moved)).status).toBe(400);
    const open = { source: SOURCE, base: "http://zendesk.example.com" };
    expect((await one.admin.ask("PUT", "/connections", open)).status).toBe(400);
  });
});
