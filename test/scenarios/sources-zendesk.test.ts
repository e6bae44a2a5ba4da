/**
 * Zendesk's trust model (EVENTS.md 10.1): whatever its webhooks lose, repeat, delay or disorder, once its API was
 * asked the figures are those of a clean stream. A whole server; Zendesk is played on the loopback.
 */
import { createHash } from "node:crypto";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { questionOf } from "../../server/figures/ask.ts";
import { figures } from "../../server/figures/figure.ts";
import { readState } from "../../server/ingest/pull-state.ts";
import { MEASURES } from "../../shared/kpi/measure.ts";
import { DAY_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import { connectionRow } from "../../shared/wire/connection.ts";
import { madeKey } from "../../shared/wire/key.ts";
import type { SourcesAnswer } from "../../shared/wire/source.ts";
import { type AccountDesk, accountDesk } from "../support/account-desk.ts";
import { cellLine, wholeCells } from "../support/cells.ts";
import { chances } from "../support/generate.ts";
import type { SignedIn } from "../support/sign-in.ts";
import { type VendorServer, vendorServer } from "../support/vendors/vendor-server.ts";
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
const PERIOD = "2026-11-02T00:00:00Z/2026-11-03T00:00:00Z";
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

/** One call of Zendesk's: when it comes, and by which clock and secret it is signed. */
interface Call {
  readonly at: number;
  readonly body: string;
  readonly signedAt?: number;
  readonly secret?: string;
}

const calls: readonly Call[] = WORLD.happenings.flatMap((one, index) => {
  const body = webhookBody(WORLD, one, index % 3);
  return body === null ? [] : [{ at: one.at, body }];
});

interface Place {
  readonly desk: AccountDesk;
  readonly vendor: VendorServer;
  readonly admin: SignedIn;
  readonly key: string;
}

let places: Place[] = [];
afterEach(async () => {
  for (const { desk, vendor } of places) {
    await desk.stop();
    await vendor.close();
    expect(desk.problems).toEqual([]);
  }
  places = [];
});

async function place(world: () => World = () => WORLD): Promise<Place> {
  const desk = await accountDesk({ org: ORG });
  desk.clock.set(START);
  const now = () => desk.clock.now();
  const vendor = await vendorServer({
    play: zendeskApi(world, now),
    authorization: AUTHORIZATION,
    limit: { requests: 20, ms: MINUTE_MS },
    now,
  });
  const admin = await desk.enter([{ role: "admin" }, { role: "manager" }]);
  const answer = await admin.ask("POST", "/keys", {
    source: SOURCE,
    kind: "webhook",
    secret: SECRET,
  });
  const { id: key } = madeKey.parse(await answer.json());
  const one = { desk, vendor, admin, key };
  places.push(one);
  return one;
}

const connect = async ({ admin, vendor }: Place, more: object = {}) => {
  const credential = { kind: "basic", user: "desk@example.test/token", password: "right" };
  const body = { source: SOURCE, base: vendor.url, credential, ...more };
  expect((await admin.ask("PUT", "/connections", body)).status).toBe(204);
};

async function post({ desk, key }: Place, call: Call): Promise<number> {
  const headers = signedHeaders(
    call.secret ?? SECRET,
    call.body,
    call.signedAt ?? desk.clock.now(),
  );
  const url = `${desk.url}/api/v1/sources/${key}`;
  const answer = await fetch(url, { method: "POST", headers, body: call.body });
  await answer.text();
  return answer.status;
}

/** Asks until nothing is due now. */
async function pulled({ desk }: Place): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) {
    await desk.app.vendors.puller.turn();
    const { state } = await readState(desk.store, SOURCE);
    const isOld = state.history !== null && !state.history.isDone;
    if (state.nextAt > desk.clock.now() && (!isOld || state.trouble !== null)) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error("it is asked without end");
}

/** Calls come when they come; every other minute the API is asked, if it is connected. */
async function through(
  one: Place,
  arriving: readonly Call[],
  { isAsked = true, to = OVER + 60 * MINUTE_MS, minute = (_at: number) => {} } = {},
): Promise<void> {
  const { clock } = one.desk;
  const waiting = [...arriving].sort((a, b) => a.at - b.at);
  for (let at = clock.now(); at <= to; at += 2 * MINUTE_MS) {
    minute(at);
    while ((waiting[0]?.at ?? Infinity) <= at) {
      const call = waiting.shift();
      if (call === undefined) break;
      clock.set(Math.max(clock.now(), call.at));
      expect(await post(one, call)).toBe(200);
    }
    clock.set(at);
    if (isAsked) await pulled(one);
  }
  await one.desk.core.tail.idle();
}

/** Every cell there is, of every measure but those about the delivery itself. */
async function cellsOf({ desk: { core } }: Place): Promise<string[]> {
  const measures = MEASURES.filter((measure) => !measure.startsWith("quality."));
  const [from, to] = [START - DAY_MS, START + DAY_MS];
  await core.tail.idle();
  const loaded = await core.tail.read({ minutes: 15, measures, from, to, bySlab: true });
  return measures.flatMap((measure) =>
    wholeCells(loaded, measure).map((cell) => `${measure} ${cellLine(cell)}`),
  );
}

async function figuresOf({ desk: { core } }: Place, kpis: string): Promise<(number | null)[]> {
  const asked = { kpi: kpis, scope: "centre", period: PERIOD };
  const question = questionOf(asked, "Europe/Amsterdam", core.clock.now());
  if (!question.ok) throw new Error(question.problem);
  const answers = await figures(core.tail, question.value);
  return answers.map(({ value }) => value);
}

const conflictsOf = async ({ admin }: Place): Promise<number> => {
  const answer = (await (await admin.ask("GET", "/sources")).json()) as SourcesAnswer;
  return answer.sources.find(({ source }) => source === SOURCE)?.conflicts ?? -1;
};

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

const digest = (cells: readonly string[]) =>
  createHash("sha256").update(cells.join("\n")).digest("hex");
const isClean = async (one: Place) => {
  const cells = await cellsOf(one);
  const missing = clean.filter((line) => !cells.includes(line));
  const added = cells.filter((line) => !clean.includes(line));
  expect([missing.slice(0, 4), added.slice(0, 4)]).toEqual([[], []]);
  expect(digest(cells)).toBe(digest(clean));
};

describe("its figures are those of the clean stream", () => {
  test("[REL-6][EVENTS 5] when it repeats every call and sends them in any order", async () => {
    const chance = chances(7);
    const odd = calls.flatMap((call) => {
      const late = { ...call, at: call.at + Math.floor(chance() * 40) * MINUTE_MS };
      return chance() < 0.5 ? [late, call] : [late, late];
    });
    const one = await place();
    await connect(one);
    await through(one, odd);
    await isClean(one);
    expect(await conflictsOf(one)).toBe(0);
  });

  test("[EVENTS 10.1] when a third of its calls never comes: the API heals it", async () => {
    const chance = chances(8);
    const one = await place();
    await connect(one);
    await through(
      one,
      calls.filter(() => chance() > 0.33),
    );
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
    const [from, to] = [START + 30 * MINUTE_MS, START + 90 * MINUTE_MS];
    const one = await place();
    await connect(one);
    const arriving = calls.filter(({ at }) => at < from || at >= to);
    await through(one, arriving, {
      minute: (at) => {
        one.vendor.outage = at >= from && at < to ? 503 : null;
      },
    });
    await isClean(one);
    const answer = (await (await one.admin.ask("GET", "/sources")).json()) as SourcesAnswer;
    expect(answer.gaps).toMatchObject([{ source: SOURCE, cause: "disconnect", healedBy: "pull" }]);
    const gap = answer.gaps[0];
    expect(Date.parse(gap?.from ?? "")).toBeLessThanOrEqual(from);
    expect(Date.parse(gap?.to ?? "")).toBeGreaterThanOrEqual(to);
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
    const answer = (await (await one.admin.ask("GET", "/sources")).json()) as SourcesAnswer;
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
