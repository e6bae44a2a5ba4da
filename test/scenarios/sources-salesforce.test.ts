/**
 * Salesforce's trust model (EVENTS.md 10.2): whatever its stream loses, repeats, cannot say or forgets, once it
 * was asked the figures are those of a clean stream. A whole server; Salesforce is played on the loopback.
 */
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import { connectionRow } from "../../shared/wire/connection.ts";
import { chances } from "../support/generate.ts";
import { caseWorld, knownOf } from "../support/vendors/case-world.ts";
import {
  agentId,
  changeEvent,
  type Faults,
  queueId,
  type SalesforceServer,
  SYSTEM_USER,
  salesforceServer,
} from "../support/vendors/salesforce.ts";
import { downIn, type VendorPlace, vendorPlaces } from "../support/vendors/vendor-place.ts";

const SOURCE = "/acme/salesforce/main";
const START = Date.parse("2026-11-02T09:00:00Z");
const OVER = START + 190 * MINUTE_MS;
const WORLD = caseWorld(START, 20_261_102);
const OPTIONS = {
  systemUsers: [SYSTEM_USER],
  channels: ["/data/CaseChangeEvent", "/data/EmailMessageChangeEvent"],
};

const ORG = {
  organisation: { name: "Acme", zone: "Europe/Amsterdam" },
  teams: [0, 1].map((id) => ({ id: `t${id}`, identities: [{ source: SOURCE, id: queueId(id) }] })),
  agents: [0, 1, 2, 3].map((id) => ({
    id: `a${id}`,
    identities: [{ source: SOURCE, id: agentId(id) }],
    memberships: [{ team: `t${id % 2}`, from: "2026-01-01" }],
  })),
};

const credential = (url: string, clientSecret = "right") => ({
  kind: "oauth",
  tokenUrl: `${url}/services/oauth2/token`,
  clientId: "app",
  clientSecret,
});

const places = vendorPlaces({
  source: SOURCE,
  secret: "a-key-that-only-the-relay-knows",
  org: ORG,
  start: START,
  limit: { requests: 200, ms: MINUTE_MS },
  connection: (url) => ({ credential: credential(url), options: OPTIONS }),
});
const { connect, pulled, cellsOf, conflictsOf, figuresOf, sourcesOf, expectHealed } = places;
afterEach(places.closeAll);

interface Played extends VendorPlace {
  readonly salesforce: SalesforceServer;
}

/** `ahead`: how far its clock is before ours, ms. */
async function place(faults: Faults = {}, ahead = 0): Promise<Played> {
  let salesforce: SalesforceServer | null = null;
  const one = await places.place((now) => {
    salesforce = salesforceServer(WORLD, () => now() + ahead, faults);
    return salesforce.play;
  });
  if (salesforce === null) throw new Error("it does not play");
  return { ...one, salesforce };
}

const through = (one: VendorPlace, minute = (_at: number) => {}, to = OVER) =>
  places.through(one, [], { to, minute });

const backfillOf = async ({ admin }: VendorPlace) => {
  const rows = connectionRow.array().parse(await (await admin.ask("GET", "/connections")).json());
  return [rows[0]?.trouble, rows[0]?.backfill?.isDone];
};

const gapsOf = async (one: VendorPlace) => (await sourcesOf(one)).gaps;

let clean: string[] = [];

beforeAll(async () => {
  const one = await place();
  await connect(one);
  await through(one);
  clean = await cellsOf(one);
  const { created, firstReplyMean } = knownOf(WORLD);
  expect(await figuresOf(one, "tickets.created,frt.mean")).toEqual([created, firstReplyMean]);
  expect([await conflictsOf(one), await gapsOf(one)]).toEqual([0, []]);
  await places.closeAll();
});

const isClean = (one: VendorPlace) => places.expectClean(one, clean);

describe("its figures are those of the clean stream", () => {
  test("[EVENTS 10.2] when nothing is streamed: the queries alone say the same", async () => {
    const one = await place();
    await connect(one, { options: { ...OPTIONS, channels: [] } });
    await through(one);
    expect(one.vendor.asked.some(({ path }) => path.startsWith("/cometd"))).toBe(false);
    await isClean(one);
  });

  test("[REL-6] when its stream says things twice, and loses a third: the next queries heal it", async () => {
    const chance = chances(8);
    const lost = new Set(WORLD.flatMap((_, at) => (chance() < 0.33 ? [at] : [])));
    const one = await place({ isLost: (at) => lost.has(at), isTwice: (at) => at % 2 === 0 });
    await connect(one);
    await through(one);
    await isClean(one);
  });

  test("[EVENTS 10.2] when it tells of changes without their values: a gap, until they were asked for", async () => {
    const one = await place({ isGap: (at) => at % 40 === 7 });
    await connect(one);
    await through(one);
    await isClean(one);
    const gaps = await gapsOf(one);
    expect(gaps.length).toBeGreaterThan(0);
    for (const gap of gaps) expect(gap).toMatchObject({ cause: "overflow", healedBy: "pull" });
  });

  test("[EVENTS 10.2] when it forgets our session: the stream goes on after the last event we have", async () => {
    const one = await place();
    await connect(one);
    await through(one, (at) => {
      if ((at - START) % (20 * MINUTE_MS) === 0) one.salesforce.forgetSessions();
    });
    await isClean(one);
    const bodies = one.vendor.asked.filter(({ path }) => path.startsWith("/cometd"));
    const replays = bodies.flatMap(
      ({ body }) => /"\/data\/CaseChangeEvent":(-?\d+)/.exec(body)?.[1] ?? [],
    );
    expect(replays.length).toBeGreaterThan(5);
    expect(Number(replays.at(-1))).toBeGreaterThan(1_000);
  });

  test("[EVENTS 10.2] when it has thrown away what we would go on after: a gap that the queries close", async () => {
    const one = await place();
    await connect(one);
    await through(one, (at) => {
      if (at === START + 60 * MINUTE_MS) one.salesforce.purge();
    });
    await isClean(one);
    expect(await gapsOf(one)).toMatchObject([{ cause: "overflow", healedBy: "pull" }]);
  });

  test("[EVENTS 10.2] when it is down for an hour, and the gap is shown", async () => {
    const outage = { from: START + 30 * MINUTE_MS, to: START + 90 * MINUTE_MS };
    const one = await place();
    await connect(one);
    await through(one, downIn(one, outage));
    await isClean(one);
    await expectHealed(one, outage);
  });

  test("[REL-4] when it sends changes again six days later, and everything is asked again", async () => {
    const one = await place();
    await connect(one);
    await through(one);
    one.desk.clock.advance(6 * DAY_MS);
    const admin = await one.desk.enter([{ role: "admin" }]);
    const again = { ...one, admin };
    for (const [at, happening] of WORLD.slice(0, 30).entries()) {
      const event = changeEvent(happening, at);
      if (event === null) continue;
      expect(await places.post(again, { at: 0, body: JSON.stringify(event) })).toBe(200);
    }
    await admin.ask("DELETE", "/connections", { source: SOURCE });
    await connect(again, { backfillWeeks: 2 });
    for (let turn = 0; turn < 12; turn += 1) {
      await pulled(again);
      one.desk.clock.advance(2 * MINUTE_MS);
    }
    await isClean(again);
    expect(await backfillOf(again)).toEqual([null, true]);
  });

  test("[UX-14] when it is connected afterwards, and the weeks before are fetched", async () => {
    const one = await place();
    one.desk.clock.set(OVER);
    await connect(one, { backfillWeeks: 1 });
    for (let turn = 0; turn < 6; turn += 1) {
      await pulled(one);
      one.desk.clock.advance(2 * MINUTE_MS);
    }
    expect(await backfillOf(one)).toEqual([null, true]);
    await isClean(one);
  });

  test("[SEC-8] when its secret is rotated and its token is taken back", async () => {
    const one = await place();
    await connect(one);
    await through(one, () => {}, START + 40 * MINUTE_MS);
    one.salesforce.rotate("the-next-secret");
    await through(one, () => {}, START + 60 * MINUTE_MS);
    const trouble = JSON.stringify(await (await one.admin.ask("GET", "/connections")).json());
    expect(trouble).toMatch(/no token/);
    await connect(one, { credential: credential(one.vendor.url, "the-next-secret") });
    await through(one);
    await isClean(one);
  });

  test.each([-240_000, 240_000])(
    "[EVENTS 5] when its clock is %i ms before ours: its own times count",
    async (ahead) => {
      const one = await place({}, ahead);
      await connect(one);
      await through(one);
      await isClean(one);
    },
  );
});
