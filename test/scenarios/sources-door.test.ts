/** The door for systems that call us: what every connector can rely on, whatever it reads. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { submitPage } from "../../server/ingest/submit-page.ts";
import { optionsProblem, pageOf, systems } from "../../server/sources/catalog.ts";
import { zendeskWebhook } from "../../server/sources/zendesk.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import { StoreFull } from "../../server/store/store.ts";
import { type ManualClock, manualClock } from "../../shared/time/clock.ts";
import type { SystemRow } from "../../shared/wire/connection.ts";
import { madeKey } from "../../shared/wire/key.ts";
import { sourcesAnswer } from "../../shared/wire/source.ts";
import type { SignedIn } from "../support/sign-in.ts";
import { signedHeaders } from "../support/vendors/zendesk.ts";
import { type Desk, openDesk } from "./door-desk.ts";

const SOURCE = "/acme/zendesk/second";
const SECRET = "a-secret-that-the-system-shows";

let clock: ManualClock;
let desk: Desk;
let admin: SignedIn;
let key = "";
let isFull = false;

beforeEach(async () => {
  clock = manualClock(Date.parse("2026-03-04T10:00:00Z"));
  isFull = false;
  const store = new MemoryStore();
  const append = store.append.bind(store);
  store.append = (...args) => {
    if (isFull) return Promise.reject(new StoreFull("the disk is full"));
    return append(...args);
  };
  desk = await openDesk(store, { clock });
  admin = await desk.enter({ role: "admin" });
  const answer = await admin.ask("POST", "/keys", {
    source: SOURCE,
    kind: "webhook",
    secret: SECRET,
  });
  key = madeKey.parse(await answer.json()).id;
});
afterEach(async () => {
  await desk.stop();
  expect(desk.problems).toEqual([]);
});

const CREATED = JSON.stringify({
  type: "zen:event-type:ticket.created",
  id: "e1",
  time: "2026-03-04T09:59:00Z",
  subject: "zen:ticket:1",
  detail: { id: "1", via: { channel: "web" }, created_at: "2026-03-04T09:59:00Z" },
  event: {},
});

const call = (body = CREATED, headers: Record<string, string> = {}, to = key) =>
  desk.knock({
    method: "POST",
    path: `/api/v1/sources/${to}`,
    headers: { ...signedHeaders(SECRET, body, clock.now()), ...headers },
    body,
  });

test("[REL-5] a call is answered when its events are on disk, and again as repeats", async () => {
  expect(await call()).toMatchObject({ status: 200, body: { accepted: 1, duplicates: 0 } });
  expect(await call()).toMatchObject({ status: 200, body: { accepted: 0, duplicates: 1 } });
});

test("[REL-11] when nothing can be taken it is 503 with Retry-After: of all answers some repeat only this", async () => {
  isFull = true;
  const answer = await call();
  expect([answer.status, answer.headers["retry-after"]]).toEqual([503, "30"]);
  isFull = false;
  expect((await call()).body).toMatchObject({ accepted: 1 });
});

test("[SEC-8] an unknown key, a disabled one, a bearer's and a wrong signature get one answer", async () => {
  const unknown = await call(CREATED, {}, "k_nobody");
  const { id: bearer } = madeKey.parse(
    await (await admin.ask("POST", "/keys", { source: SOURCE, kind: "bearer" })).json(),
  );
  clock.advance(2_000);
  const other = await call(CREATED, {}, bearer);
  const wrong = await call(CREATED, { "x-zendesk-webhook-signature": "A".repeat(43) });
  await admin.ask("PATCH", `/keys/${key}`, { isDisabled: true });
  clock.advance(2_000);
  const disabled = await call();
  const answers = [unknown, other, wrong, disabled];
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  expect(unknown.text).toBe(other.text);
  expect(unknown.text).toBe(disabled.text);
  expect(unknown.text).toBe(wrong.text);
});

test("[SCR-13] calls with a wrong secret are counted where their source stands, until one is right", async () => {
  const row = async () => {
    const { sources } = sourcesAnswer.parse(await (await admin.ask("GET", "/sources")).json());
    return sources.find(({ source }) => source === SOURCE)?.unproved;
  };
  expect(await row()).toBeNull();
  const since = new Date(clock.now()).toISOString();
  const wrong = { "x-zendesk-webhook-signature": "A".repeat(43) };
  expect((await call(CREATED, wrong)).status).toBe(401);
  clock.advance(60_000);
  expect((await call(CREATED, wrong)).status).toBe(401);
  expect(await row()).toEqual({ count: 2, since });
  expect((await call()).status).toBe(200);
  expect(await row()).toBeNull();
});

test("[SEC-8] a webhook's key cannot send events at the other door, neither as bearer nor as signer", async () => {
  const sent = (headers: Record<string, string>) =>
    desk.knock({
      method: "POST",
      headers: { "content-type": "application/cloudevents+json", ...headers },
      body: "{}",
    });
  expect((await sent({ authorization: `Bearer ${SECRET}` })).status).toBe(401);
});

test("[SEC-9] a body that is no UTF-8 or is too large is refused, and only POST is a call", async () => {
  expect((await desk.knock({ method: "GET", path: `/api/v1/sources/${key}` })).status).not.toBe(
    200,
  );
  const body = Buffer.from([0x7b, 0xff, 0x7d]);
  const { createHmac } = await import("node:crypto");
  const timestamp = new Date(clock.now()).toISOString().replace(".000Z", "Z");
  const signature = createHmac("sha256", SECRET).update(timestamp).update(body).digest("base64");
  const headers = {
    "x-zendesk-webhook-signature": signature,
    "x-zendesk-webhook-signature-timestamp": timestamp,
  };
  const answer = await desk.knock({
    method: "POST",
    path: `/api/v1/sources/${key}`,
    headers,
    body,
  });
  expect([answer.status, answer.text]).toEqual([400, expect.stringMatching(/not UTF-8/)]);
  expect((await call("x".repeat(1_100_000))).status).toBe(413);
});

test("[REL-11] of what is refused an answer says the first hundred and how many there were", async () => {
  const odd = (length: number) => JSON.stringify(Array.from({ length }, () => 1));
  const few = (await call(odd(100))).body as Record<string, unknown[]>;
  expect([few.refused?.length, few.refusedCount]).toEqual([100, undefined]);
  const many = (await call(odd(5_000))).body as Record<string, unknown[]>;
  expect(many.refused?.length).toBe(100);
  expect(many).toMatchObject({ refusedCount: 5_000, rejectedCount: 0 });
});

test("[REL-11] what is refused for one reason is kept once, however often a body has it", async () => {
  const kept: string[] = [];
  const ingest = {
    submit: () => Promise.reject(new Error("there is no event")),
    record: (one: { data: object }) => void kept.push(JSON.stringify(one.data)),
  };
  const wrong = (line: number, path: string, reason = "is missing") =>
    ({ line, code: "data", path, reason }) as const;
  const refused = [1, 2, 3, 4, 5, 6].map((line) => wrong(line, line < 4 ? "a" : "b"));
  const more = [wrong(7, "b", "is odd"), { ...wrong(8, "c"), code: "ignored" as const }];
  const deps = { ingest: ingest as never, now: () => clock.now() };
  const taken = await submitPage(deps, SOURCE, [], [...refused, ...more]);
  expect(taken).toMatchObject({ ok: true, value: { refused: { length: 8 } } });
  expect(kept.map((text) => JSON.parse(text))).toMatchObject([
    { path: "a", reason: "is missing" },
    { path: "b", reason: "is missing" },
    { path: "b", reason: "is odd" },
  ]);
});

test("[REL-11] a mistake of ours is a refusal and never a 500, which some repeat for ever; it is told once", async () => {
  const mistake = new RangeError("Invalid time value");
  const translate = vi.spyOn(zendeskWebhook, "translate").mockImplementation(() => {
    throw mistake;
  });
  const reason = expect.stringMatching(/a mistake of this server/);
  for (const body of [CREATED, CREATED, `${CREATED} `]) {
    expect(await call(body)).toMatchObject({
      status: 200,
      body: { accepted: 0, refused: [{ line: 1, code: "data", path: "", reason }] },
    });
  }
  expect(desk.problems.splice(0)).toEqual([
    `a call of ${SOURCE} could not be read: RangeError: Invalid time value`,
  ]);
  translate.mockRestore();
  expect((await call()).body).toMatchObject({ accepted: 1, refused: [] });
});

test("[SEC-8] a survey's mapping may name any header; one that every object has is absent all the same", async () => {
  const source = "/acme/survey/any";
  const fields = { surveyId: "id", time: "at", score: "score" };
  for (const header of ["constructor", "toString", "valueOf"]) {
    const options = { kind: "nps", proof: { kind: "hmac", header }, fields };
    expect((await admin.ask("PUT", "/connections", { source, options })).status).toBe(204);
    const made = await admin.ask("POST", "/keys", { source, kind: "webhook", secret: SECRET });
    const { id } = madeKey.parse(await made.json());
    clock.advance(2_000);
    const knock = (headers: Record<string, string>, body = "{}") =>
      desk.knock({ method: "POST", path: `/api/v1/sources/${id}`, headers, body });
    expect((await knock({})).status).toBe(401);
    const { createHmac } = await import("node:crypto");
    const right = createHmac("sha256", SECRET).update("{}").digest("hex");
    expect((await knock({ [header]: right })).status).toBe(200);
  }
});

test("[SCR-14] every system that is listed has its page, and says what is pasted where something is", async () => {
  const rows = (await (await admin.ask("GET", "/connections/systems")).json()) as object[];
  expect(rows.length).toBe(Object.keys(systems).length);
  expect(rows).toContainEqual(
    expect.objectContaining({ connector: "zendesk", calls: true, isAsked: true }),
  );
  for (const { connector, options } of rows as SystemRow[]) {
    expect(existsSync(join(import.meta.dirname, "../..", pageOf(connector)))).toBe(true);
    if (options === null) continue;
    const source = `/acme/${connector}/example`;
    expect([connector, optionsProblem(source, JSON.parse(options.example))]).toEqual([
      connector,
      null,
    ]);
    expect(optionsProblem(source, { mispelled: 1 })).toMatch(/mispelled|required/);
  }
});
