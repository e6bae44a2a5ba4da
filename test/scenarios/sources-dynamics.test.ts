/**
 * Dataverse's trust model (EVENTS.md 10.3): it repeats a call once at most and promises no order; whatever is
 * lost, repeated, delayed or cut, once it was asked the figures are those of a clean stream. A whole server;
 * Dataverse is played on the loopback.
 */
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import { connectionRow } from "../../shared/wire/connection.ts";
import { chances } from "../support/generate.ts";
import { caseWorld, knownOf } from "../support/vendors/case-world.ts";
import {
  calledWith,
  type DynamicsServer,
  dynamicsServer,
  SYSTEM_USER,
  teamId,
  userId,
} from "../support/vendors/dynamics.ts";
import {
  type Call,
  disordered,
  downIn,
  lossy,
  outside,
  type VendorPlace,
  vendorPlaces,
} from "../support/vendors/vendor-place.ts";

const SOURCE = "/acme/dynamics/prod";
const SECRET = "a-key-that-only-dataverse-knows";
const START = Date.parse("2026-11-02T09:00:00Z");
const OVER = START + 190 * MINUTE_MS;
const WORLD = caseWorld(START, 20_261_103);

const ORG = {
  organisation: { name: "Acme", zone: "Europe/Amsterdam" },
  teams: [0, 1].map((id) => ({ id: `t${id}`, identities: [{ source: SOURCE, id: teamId(id) }] })),
  agents: [0, 1, 2, 3].map((id) => ({
    id: `a${id}`,
    identities: [{ source: SOURCE, id: userId(id) }],
    memberships: [{ team: `t${id % 2}`, from: "2026-01-01" }],
  })),
};

const calls: readonly Call[] = WORLD.flatMap((one, position) =>
  calledWith(WORLD, one, position).map((body) => ({ at: one.at, body: JSON.stringify(body) })),
);

const credential = (url: string, clientSecret = "right") => ({
  kind: "oauth",
  tokenUrl: `${url}/tenant/oauth2/v2.0/token`,
  clientId: "app",
  clientSecret,
  scope: `${url}/.default`,
});

const places = vendorPlaces({
  source: SOURCE,
  secret: SECRET,
  org: ORG,
  start: START,
  limit: { requests: 100, ms: MINUTE_MS },
  connection: (url) => ({ credential: credential(url), options: { systemUsers: [SYSTEM_USER] } }),
});
const { connect, pulled, cellsOf, conflictsOf, figuresOf, sourcesOf, expectHealed } = places;
afterEach(places.closeAll);

interface Played extends VendorPlace {
  readonly dynamics: DynamicsServer;
}

/** `ahead`: how far its clock is before ours, ms. */
async function place(ahead = 0): Promise<Played> {
  let dynamics: DynamicsServer | null = null;
  const one = await places.place((now) => {
    dynamics = dynamicsServer(WORLD, () => now() + ahead);
    return dynamics.play;
  });
  if (dynamics === null) throw new Error("it does not play");
  return { ...one, dynamics };
}

const through = (
  one: VendorPlace,
  arriving: readonly Call[] = calls,
  minute = (_at: number) => {},
  to = OVER,
) => places.through(one, arriving, { to, minute });

const backfillOf = async ({ admin }: VendorPlace) => {
  const rows = connectionRow.array().parse(await (await admin.ask("GET", "/connections")).json());
  return [rows[0]?.trouble, rows[0]?.backfill?.isDone];
};

const KPIS = "tickets.created,frt.mean,csat.score";
const { created, firstReplyMean, csat } = knownOf(WORLD);
const known = [created, firstReplyMean, csat];

let clean: string[] = [];

beforeAll(async () => {
  const one = await place();
  await connect(one);
  await through(one);
  clean = await cellsOf(one);
  expect(await figuresOf(one, KPIS)).toEqual(known);
  expect(await conflictsOf(one)).toBe(0);
  await places.closeAll();
});

const isClean = (one: VendorPlace) => places.expectClean(one, clean);

describe("its figures are those of the clean stream", () => {
  test("[REL-6][EVENTS 5] when it repeats every call and sends them in any order", async () => {
    const one = await place();
    await connect(one);
    await through(one, disordered(calls, chances(7)));
    await isClean(one);
  });

  test("[EVENTS 10.3] when a third of its calls never comes: asking heals it", async () => {
    const chance = chances(8);
    const one = await place();
    await connect(one);
    await through(one, lossy(calls, chance));
    await isClean(one);
  });

  test("[EVENTS 10.3] when it never calls: asking alone says the same; so do its calls alone", async () => {
    const asked = await place();
    await connect(asked);
    await through(asked, []);
    await isClean(asked);
    const called = await place();
    await through(called);
    expect(await figuresOf(called, KPIS)).toEqual(known);
  });

  test("[EVENTS 10.3] when its calls are too large to say anything: each record is asked for", async () => {
    const one = await place();
    await connect(one);
    const cut = calls.map((call, at) => {
      if (at % 3 !== 0) return call;
      const body = { ...JSON.parse(call.body), InputParameters: null, PreEntityImages: null };
      const headers = { "x-ms-dynamics-msg-size-exceeded": "True" };
      return { ...call, body: JSON.stringify(body), headers };
    });
    await through(one, cut);
    const records = one.vendor.asked.filter(
      ({ path, query }) => path.endsWith(")") || query.get("$filter")?.includes("_objectid_value"),
    );
    expect(records.length).toBeGreaterThan(20);
    expect(records.every(({ status }) => status === 200)).toBe(true);
    await isClean(one);
  });

  test("[EVENTS 10.3] when it is down for an hour, and its links are too old afterwards", async () => {
    const outage = { from: START + 30 * MINUTE_MS, to: START + 90 * MINUTE_MS };
    const one = await place();
    await connect(one);
    const down = downIn(one, outage);
    await through(one, outside(calls, outage), (at) => {
      down(at);
      if (at === outage.to) one.dynamics.expireLinks();
    });
    await isClean(one);
    await expectHealed(one, outage);
  });

  test("[REL-4] when it sends calls again six days later, and everything is asked again", async () => {
    const one = await place();
    await connect(one);
    await through(one);
    one.desk.clock.advance(6 * DAY_MS);
    const again = { ...one, admin: await one.desk.enter([{ role: "admin" }]) };
    for (const call of calls.slice(0, 30)) expect(await places.post(again, call)).toBe(200);
    await again.admin.ask("DELETE", "/connections", { source: SOURCE });
    await connect(again, { backfillWeeks: 2 });
    for (let turn = 0; turn < 8; turn += 1) {
      await pulled(again);
      one.desk.clock.advance(2 * MINUTE_MS);
    }
    await isClean(again);
    expect(await backfillOf(again)).toEqual([null, true]);
  });

  test.each([-240_000, 240_000])(
    "[EVENTS 5] when its clock is %i ms before ours: its own times count",
    async (ahead) => {
      const one = await place(ahead);
      await connect(one);
      await through(
        one,
        calls.map((call) => ({ ...call, at: call.at - ahead })).filter(({ at }) => at >= START),
      );
      await isClean(one);
    },
  );
});

describe("who calls, and whom we ask", () => {
  test("[EVENTS 20] one that only calls us, with its own settings, is asked nothing: no trouble, no gap", async () => {
    const one = await place();
    const sources = [SOURCE, "/acme/twilio/main", "/acme/salesforce/main"];
    for (const source of sources) {
      const body = { source, options: {} };
      expect((await one.admin.ask("PUT", "/connections", body)).status).toBe(204);
    }
    await through(one, [], () => {}, START + 60 * MINUTE_MS);
    const states = await one.desk.store.settings("pull/");
    expect(states).toEqual([]);
    expect((await sourcesOf(one)).gaps).toEqual([]);
    expect(one.vendor.asked).toEqual([]);
  });

  test("[SEC-8] a key that is rotated: both are right for a while, then only the new one", async () => {
    const [call] = calls;
    if (call === undefined) throw new Error("nothing happened");
    const next = "the-next-key-that-dataverse-knows";
    const withNext = { ...call, headers: { "x-deskpulse-key": next } };
    const one = await place();
    await one.admin.ask("POST", `/keys/${one.key}/rotate`, { secret: next });
    one.desk.clock.advance(1_000);
    expect([await places.post(one, call), await places.post(one, withNext)]).toEqual([200, 200]);
    await one.admin.ask("POST", `/keys/${one.key}/retire`);
    one.desk.clock.advance(1_000);
    expect([await places.post(one, call), await places.post(one, withNext)]).toEqual([401, 200]);
  });

  test("[SEC-8] a secret of the application that is rotated is said, and what was missed is read", async () => {
    const one = await place();
    await connect(one);
    await through(one, [], () => {}, START + 40 * MINUTE_MS);
    one.dynamics.rotate("the-next-secret");
    await through(one, [], () => {}, START + 60 * MINUTE_MS);
    const said = await (await one.admin.ask("GET", "/connections")).text();
    expect(said).toMatch(/no token/);
    expect(said).not.toMatch(/right|the-next-secret/);
    await connect(one, { credential: credential(one.vendor.url, "the-next-secret") });
    await through(one, []);
    await isClean(one);
  });
});
