/**
 * Chatwoot's trust model (EVENTS.md 10.7): its calls are tried once, so whatever is lost, repeated, delayed or
 * disordered, once its API was asked the figures are those of a clean stream. A whole server; Chatwoot is played
 * on the loopback.
 */
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { readState } from "../../server/ingest/pull-state.ts";
import { DAY_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import { chances } from "../support/generate.ts";
import {
  chatwootApi,
  type Happening,
  signedHeaders,
  type World,
  webhookBodies,
} from "../support/vendors/chatwoot.ts";
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

const SOURCE = "/acme/chatwoot/main";
const SECRET = "the-secret-that-chatwoot-shows";
const TOKEN = "a-token-of-an-administrator";
const START = Date.parse("2026-11-02T09:00:00Z");
const OVER = START + 130 * MINUTE_MS;
const AGENTS = [11, 12, 13] as const;
const CHANNELS = [
  "Channel::WebWidget",
  "Channel::Whatsapp",
  "Channel::Email",
  "Channel::Instagram",
];

const ORG = {
  organisation: { name: "Acme", zone: "Europe/Amsterdam" },
  teams: [{ id: "chat" }],
  agents: AGENTS.map((id) => ({
    id: `a${id}`,
    identities: [{ source: SOURCE, id: String(id) }],
    memberships: [{ team: "chat", from: "2026-01-01" }],
  })),
};

/** Thirty conversations: a bot first in some, answered, solved, opened again by some, most rated, some changed. */
function made({ hasBots = true } = {}): World {
  const chance = chances(20_261_103);
  const happenings: Happening[] = [];
  for (let about = 501; about <= 530; about += 1) {
    const agent = AGENTS[Math.floor(chance() * 3)] ?? 11;
    let at = START + Math.floor(chance() * 60) * MINUTE_MS + (about - 500) * 1_000;
    const later = (minutes: number) => {
      at += Math.floor(1 + chance() * minutes) * MINUTE_MS;
      return at;
    };
    let count = 0;
    const id = () => about * 100 + ++count;
    const isBots = chance() < 0.3 && hasBots;
    const channel = CHANNELS[about % 4] ?? "";
    happenings.push({ at, about, what: "created", contact: 9_000 + about, channel, isBots });
    happenings.push({ at, about, what: "message", id: id(), by: null, isPrivate: false });
    if (isBots) {
      happenings.push({
        at: later(3),
        about,
        what: "status",
        id: id(),
        from: "pending",
        to: "open",
      });
    }
    happenings.push({ at: later(4), about, what: "assigned", id: id(), from: null, to: agent });
    if (chance() < 0.3) {
      happenings.push({
        at: later(3),
        about,
        what: "message",
        id: id(),
        by: agent,
        isPrivate: true,
      });
    }
    if (chance() < 0.1) continue;
    happenings.push({
      at: later(9),
      about,
      what: "message",
      id: id(),
      by: agent,
      isPrivate: false,
    });
    if (chance() < 0.3) {
      happenings.push({
        at: later(5),
        about,
        what: "message",
        id: id(),
        by: null,
        isPrivate: false,
      });
      happenings.push({
        at: later(5),
        about,
        what: "message",
        id: id(),
        by: agent,
        isPrivate: false,
      });
    }
    happenings.push({
      at: later(9),
      about,
      what: "status",
      id: id(),
      from: "open",
      to: "resolved",
    });
    const survey = id();
    happenings.push({ at: at + 1_000, about, what: "surveyed", id: survey, agent });
    if (chance() < 0.7) {
      const score = 1 + Math.floor(chance() * 5);
      happenings.push({ at: later(5), about, what: "rated", id: survey, score, isChange: false });
      if (chance() < 0.3) {
        const other = 1 + (score % 5);
        happenings.push({
          at: later(5),
          about,
          what: "rated",
          id: survey,
          score: other,
          isChange: true,
        });
      }
    }
    if (chance() < 0.3) {
      happenings.push({
        at: later(9),
        about,
        what: "message",
        id: id(),
        by: null,
        isPrivate: false,
      });
      happenings.push({ at, about, what: "status", id: id(), from: "resolved", to: "open" });
      happenings.push({
        at: later(5),
        about,
        what: "status",
        id: id(),
        from: "open",
        to: "resolved",
      });
    }
  }
  return { agents: AGENTS, happenings: happenings.sort((a, b) => a.at - b.at) };
}

const WORLD = made();

const calls: readonly Call[] = WORLD.happenings.flatMap((one) =>
  webhookBodies(WORLD, one).map((body) => ({ at: one.at, body })),
);

const places = vendorPlaces({
  source: SOURCE,
  secret: SECRET,
  org: ORG,
  start: START,
  limit: { requests: 60, ms: MINUTE_MS },
  prove: ({ secret, body, at }) => signedHeaders(secret, body, at),
  connection: (url) => ({
    base: `${url}/api/v1/accounts/1`,
    credential: { kind: "header", name: "api_access_token", value: TOKEN },
  }),
});
const { connect, post, pulled, cellsOf, conflictsOf, expectHealed } = places;
afterEach(places.closeAll);

const place = ({ hasReports = true, world = WORLD } = {}) =>
  places.place((now) => {
    const play = chatwootApi(() => world, now, hasReports);
    return (request) =>
      request.headers.api_access_token === TOKEN
        ? play(request)
        : { status: 401, body: { error: "Invalid Access Token" } };
  });
const through = (
  one: VendorPlace,
  arriving: readonly Call[],
  minute: (at: number) => void = () => {},
) => places.through(one, arriving, { to: OVER + 60 * MINUTE_MS, minute });
const figuresOf = (one: VendorPlace) =>
  places.figuresOf(one, "tickets.created,frt.mean,csat.score");

/** What the generator knows: counted, averaged and shared out by hand. */
function known({ happenings }: World = WORLD): number[] {
  const created = happenings.filter(({ what }) => what === "created");
  const waits = created.flatMap(({ about, at }) => {
    const reply = happenings.find(
      (one) => one.about === about && one.what === "message" && one.by !== null && !one.isPrivate,
    );
    if (reply === undefined) return [];
    // While a bot has it nobody waits for people.
    const handover = happenings.find(
      (one) => one.about === about && one.what === "status" && one.from === "pending",
    );
    return [(reply.at - (handover?.at ?? at)) / 1_000];
  });
  const scores = new Map<number, number>();
  for (const one of happenings) if (one.what === "rated") scores.set(one.id, one.score);
  const good = [...scores.values()].filter((score) => score >= 4).length;
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
  return [created.length, mean, (100 * good) / scores.size];
}

let clean: string[] = [];

beforeAll(async () => {
  const one = await place();
  await connect(one);
  await through(one, calls);
  clean = await cellsOf(one);
  expect(await conflictsOf(one)).toBe(0);
  expect(await figuresOf(one)).toEqual(known());
});

/** `isLater`: the clock went on, and with it the time that agents are there. */
const isClean = async (one: VendorPlace, isLater = false) => {
  const isMeant = (line: string) => !isLater || !line.startsWith("agent.");
  expectSame((await cellsOf(one)).filter(isMeant), clean.filter(isMeant));
};

describe("its figures are those of the clean stream", () => {
  test("[REL-6][EVENTS 5] when every call comes twice, in any order", async () => {
    const one = await place();
    await connect(one);
    await through(one, disordered(calls, chances(7)));
    await isClean(one);
    expect(await conflictsOf(one)).toBe(0);
  });

  test("[EVENTS 10.7] when a third of its calls, tried once, never comes: the API heals it", async () => {
    const chance = chances(8);
    const one = await place();
    await connect(one);
    await through(one, lossy(calls, chance));
    await isClean(one);
    expect(await conflictsOf(one)).toBe(0);
  });

  test("[EVENTS 10.7] when none comes: the API alone says the same", async () => {
    const one = await place();
    await connect(one);
    await through(one, []);
    await isClean(one);
  });

  test("[EVENTS 10.7] when calls are lost and the API is down for an hour, and the gap is shown", async () => {
    const outage = { from: START + 30 * MINUTE_MS, to: START + 90 * MINUTE_MS };
    const one = await place();
    await connect(one);
    await through(one, outside(calls, outage), downIn(one, outage, 502));
    await isClean(one);
    await expectHealed(one, outage);
  });

  test("[REL-4] when calls come again six days later, and it is all fetched once more", async () => {
    const one = await place();
    await connect(one);
    await through(one, calls);
    one.desk.clock.advance(6 * DAY_MS);
    for (const call of calls.slice(0, 30)) expect(await post(one, call)).toBe(200);
    const again = { ...one, admin: await one.desk.enter([{ role: "admin" }]) };
    await again.admin.ask("DELETE", "/connections", { source: SOURCE });
    await connect(again, { backfillWeeks: 2 });
    for (let turn = 0; turn < 12; turn += 1) {
      await pulled(one);
      one.desk.clock.advance(2 * MINUTE_MS);
    }
    const { state } = await readState(one.desk.store, SOURCE);
    expect(state.history).toMatchObject({ isDone: true });
    await isClean(one, true);
    expect(await conflictsOf(again)).toBe(0);
  });
});

test("[EVENTS 10.7] an edition without reports: what was created, answered and rated is the same", async () => {
  // When a bot gave one up between two rounds nobody tells there, so none has a bot.
  const world = made({ hasBots: false });
  const one = await place({ hasReports: false, world });
  await connect(one);
  await through(one, []);
  expect(await figuresOf(one)).toEqual(known(world));
});

describe("who calls", () => {
  const [call] = calls;
  if (call === undefined) throw new Error("nothing happened");

  test("[SEC-8] a secret that is rotated: both are right for a while, then only the new one", async () => {
    const next = "the-next-secret-that-chatwoot-shows";
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

  test("[SEC-8] a clock that is four minutes off is heard; one that is more is not", async () => {
    const one = await place();
    const now = one.desk.clock.now();
    expect(await post(one, { ...call, signedAt: now - 240_000 })).toBe(200);
    expect(await post(one, { ...call, signedAt: now + 240_000 })).toBe(200);
    expect(await post(one, { ...call, signedAt: now - 301_000 })).toBe(401);
    expect(await post(one, { ...call, signedAt: now + 301_000 })).toBe(401);
  });

  test("[SEC-8] an older release is known by the key in its address, and by nothing less", async () => {
    const one = await place();
    const url = `${one.desk.url}/api/v1/sources/${one.key}`;
    const posted = async (query: string) => {
      const answer = await fetch(url + query, { method: "POST", body: call.body });
      await answer.text();
      return answer.status;
    };
    expect(await posted(`?key=${SECRET}`)).toBe(200);
    for (const query of ["", "?key=", "?key=wrong-and-long-enough"]) {
      expect(await posted(query)).toBe(401);
    }
  });
});
