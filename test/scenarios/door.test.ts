/** F14, SEC-8, SEC-9: every wrong request gets the right 4xx and a sentence that helps. */
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { problem } from "../../shared/wire/http.ts";
import { heapUsed } from "../support/heap.ts";
import {
  BATCH,
  type Desk,
  event,
  type Knock,
  LINES,
  newPlace,
  ONE,
  openDesk,
  SOURCE,
} from "./door-desk.ts";

const place = newPlace();
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(place);
});
afterAll(async () => {
  await desk.stop();
  place.remove();
});

type Wrong = readonly [name: string, knock: () => Knock, status: number, remedy: RegExp];

const keyed = (more: Record<string, string>, body: string | Buffer): Knock => ({
  method: "POST",
  headers: { authorization: `Bearer ${desk.key}`, ...more },
  body,
});
const typed = (type: string, body: string | Buffer): Knock => keyed({ "content-type": type }, body);
const withAuthorization = (authorization: string): Knock => ({
  method: "POST",
  headers: { authorization, "content-type": ONE },
  body: JSON.stringify(event("unauthorised")),
});

const DEEP = 50_000;
const deep = `${"[".repeat(DEEP)}${"]".repeat(DEEP)}`;
/** 50,000 levels somewhere inside a right event. */
const deepIn = (field: "data" | "native" | "unknown" | "id"): string => {
  const inside = `{"contactId":"1","channel":"email","direction":"inbound","native":{"x":1}}`;
  const text = JSON.stringify(event("deep", { data: "DATA", id: "ID", extra: "EXTRA" }));
  return text
    .replace(
      '"DATA"',
      field === "data" ? deep : inside.replace("1}}", `${field === "native" ? deep : 1}}}`),
    )
    .replace('"EXTRA"', field === "unknown" ? deep : "1")
    .replace('"ID"', field === "id" ? deep : '"deep"');
};
/** 200 MB of spaces are 200 KB. */
const bomb = (): Buffer => gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x20), { level: 1 });
const manyKeys = (count: number): string =>
  `{${Array.from({ length: count }, (_, at) => `"${at.toString(36)}":0`).join(",")}}`;
const latin1 = Buffer.from(JSON.stringify(event("caf\u00e9")), "latin1");

const wrong: readonly Wrong[] = [
  [
    "no key",
    () => ({ method: "POST", headers: { "content-type": ONE }, body: "{}" }),
    401,
    /Bearer KEY.*admin -- key/,
  ],
  ["a wrong key", () => withAuthorization("Bearer dp_wrong"), 401, /Bearer KEY/],
  ["an empty key", () => withAuthorization("Bearer "), 401, /Bearer KEY/],
  ["a key in another scheme", () => withAuthorization(`Basic ${desk.key}`), 401, /Bearer KEY/],
  [
    "a key with something behind it",
    () => withAuthorization(`Bearer ${desk.key} x`),
    401,
    /Bearer KEY/,
  ],
  [
    "a key one letter short",
    () => withAuthorization(`Bearer ${desk.key.slice(0, -1)}`),
    401,
    /Bearer KEY/,
  ],
  [
    "a key in the URL",
    () => ({
      ...typed(ONE, "{}"),
      headers: { "content-type": ONE },
      path: `/api/v1/events?key=${desk.key}`,
    }),
    401,
    /Bearer KEY/,
  ],
  ["no content type", () => keyed({}, "{}"), 415, /application\/cloudevents\+json/],
  ["a content type we do not read", () => typed("text/plain", "{}"), 415, /application\/x-ndjson/],
  ["plain JSON without ce-* headers", () => typed("application/json", "{}"), 415, /ce-\*/],
  ["a form", () => typed("application/x-www-form-urlencoded", "a=1"), 415, /cloudevents/],
  ["UTF-16", () => typed(`${ONE}; charset=utf-16`, "{}"), 415, /UTF-8/],
  [
    "a charset that only begins like UTF-8",
    () => typed(`${ONE}; charset=utf-80`, "{}"),
    415,
    /UTF-8/,
  ],
  ["bytes that are not UTF-8", () => typed(ONE, latin1), 400, /UTF-8/],
  [
    "a batch with bytes that are not UTF-8",
    () => typed(BATCH, Buffer.concat([Buffer.from("["), latin1, Buffer.from("]")])),
    400,
    /UTF-8/,
  ],
  [
    "gzip",
    () => keyed({ "content-type": ONE, "content-encoding": "gzip" }, gzipSync("{}")),
    415,
    /uncompressed/,
  ],
  [
    "a gzip bomb of 200 MB",
    () => keyed({ "content-type": BATCH, "content-encoding": "gzip" }, bomb()),
    415,
    /uncompressed/,
  ],
  [
    "an encoding nobody knows",
    () => keyed({ "content-type": ONE, "content-encoding": "br, zz" }, "{}"),
    415,
    /uncompressed/,
  ],
  [
    "3 MB",
    () => typed(BATCH, `[${" ".repeat(3 * 1024 * 1024)}]`),
    413,
    /at most 1048576 bytes.*smaller/,
  ],
  ["3 MB of lines", () => typed(LINES, "\n".repeat(3 * 1024 * 1024)), 413, /at most 1048576 bytes/],
  [
    "3 MB without a length",
    () => ({
      ...typed(BATCH, `[${" ".repeat(3 * 1024 * 1024)}]`),
      headers: {
        authorization: `Bearer ${desk.key}`,
        "content-type": BATCH,
        "transfer-encoding": "chunked",
      },
    }),
    413,
    /at most 1048576 bytes/,
  ],
  [
    "one event of 257 KB",
    () => typed(ONE, JSON.stringify(event("big", { extra: "x".repeat(257 * 1024) }))),
    413,
    /at most 262144 bytes/,
  ],
  [
    "1,001 events",
    () =>
      typed(BATCH, JSON.stringify(Array.from({ length: 1_001 }, (_, at) => event(`many-${at}`)))),
    413,
    /at most 1000 events.*several/,
  ],
  ["1,001 lines", () => typed(LINES, "{}\n".repeat(1_001)), 413, /at most 1000 events/],
  ["nothing", () => typed(ONE, ""), 400, /JSON.*nothing was taken/],
  ["half an event", () => typed(ONE, '{"specversion":"1.0",'), 400, /JSON.*nothing was taken/],
  [
    "half a batch",
    () => typed(BATCH, `[${JSON.stringify(event("half"))},`),
    400,
    /JSON.*nothing was taken/,
  ],
  [
    "an object for a batch",
    () => typed(BATCH, JSON.stringify(event("alone"))),
    400,
    /array.*nothing was taken/,
  ],
  ["an array for one event", () => typed(ONE, "[]"), 400, /refused/],
  ["null", () => typed(ONE, "null"), 400, /refused/],
  ["a number", () => typed(ONE, "1e999"), 400, /refused/],
  ["50,000 levels", () => typed(ONE, deep), 400, /nested deeper than 8/],
  ["50,000 levels without an end", () => typed(ONE, "[".repeat(100_000)), 400, /JSON/],
  ["50,000 levels in data", () => typed(ONE, deepIn("data")), 400, /nested deeper than 8/],
  ["50,000 levels in native", () => typed(ONE, deepIn("native")), 400, /nested deeper than 8/],
  [
    "50,000 levels in a field we do not know",
    () => typed(ONE, deepIn("unknown")),
    400,
    /nested deeper than 8/,
  ],
  ["50,000 levels as its id", () => typed(ONE, deepIn("id")), 400, /nested deeper than 8/],
  ["1 M keys", () => typed(BATCH, manyKeys(1_000_000)), 413, /bytes/],
  ["as many keys as fit", () => typed(ONE, manyKeys(30_000)), 400, /refused/],
  [
    "as many keys as fit, in data",
    () => typed(ONE, JSON.stringify(event("keys", { data: JSON.parse(manyKeys(25_000)) }))),
    400,
    /more than 2000 values/,
  ],
  [
    "a prototype instead of an event",
    () => typed(ONE, `{"__proto__":${JSON.stringify(event("proto"))}}`),
    400,
    /specversion/,
  ],
  [
    "a field of the wrong type",
    () => typed(ONE, JSON.stringify(event("type", { data: { contactId: 7 } }))),
    400,
    /data\.contactId/,
  ],
  [
    "an instant without a zone",
    () => typed(ONE, JSON.stringify(event("zone", { time: "2026-03-03T08:00:00" }))),
    400,
    /time.*RFC 3339.*offset/,
  ],
  ["no id", () => typed(ONE, JSON.stringify(event("", {}))), 400, /id/],
  [
    "another source's event",
    () => typed(ONE, JSON.stringify(event("other", { source: "/acme/other/one" }))),
    400,
    /source.*own key/,
  ],
  ["GET", () => ({ headers: { authorization: `Bearer ${desk.key}` } }), 405, /POST/],
  ["PUT", () => ({ ...typed(ONE, "{}"), method: "PUT" }), 405, /POST/],
  ["DELETE", () => ({ method: "DELETE" }), 405, /POST/],
  ["an address that does not exist", () => ({ path: "/api/v1/event" }), 404, /no such address/],
  [
    "another version",
    () => ({ ...typed(ONE, "{}"), path: "/api/v2/events" }),
    404,
    /no such address/,
  ],
  ["an address that cannot be decoded", () => ({ path: "/api/%E0%A4%A" }), 404, /./],
  ["figures without a KPI", () => ({ path: "/api/v1/figures" }), 400, /kpi=/],
  [
    "figures of an unknown parameter",
    () => ({ path: "/api/v1/figures?__proto__=1" }),
    400,
    /there are kpi/,
  ],
  [
    "figures of a KPI asked twice",
    () => ({ path: "/api/v1/figures?kpi=csat.score&kpi=csat.mean" }),
    400,
    /once/,
  ],
  [
    "figures of an unknown KPI",
    () => ({ path: "/api/v1/figures?kpi=constructor" }),
    400,
    /csat\.score/,
  ],
];

test.each(wrong)(
  "[F14][SEC-8][SEC-9] %s is answered with a sentence that helps",
  async (_name, knock, status, remedy) => {
    desk.problems.length = 0;
    const before = await desk.core.store.appended();
    const answer = await desk.knock(knock());
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
    const told = problem.parse(answer.body);
    expect(told.status).toBe(status);
    expect(told.detail).toMatch(remedy);
    expect(told.detail).not.toMatch(/expected .* received|undefined/);
    expect(desk.problems).toEqual([]);
    const refusedOne = /refused/.test(told.detail) ? 1 : 0;
    expect(await desk.core.store.appended(), "nothing but the refusal itself").toBe(
      before + refusedOne,
    );
  },
);

test("[SEC-8] a wrong key says how to ask: WWW-Authenticate, and neither 403 nor 429", async () => {
  const answer = await desk.knock(withAuthorization("Bearer dp_wrong"));
  expect(answer.headers["www-authenticate"]).toBe("Bearer");
});

test("[DESIGN-8] HEAD and OPTIONS are answered without a body of events, and open nothing", async () => {
  expect((await desk.knock({ method: "HEAD" })).status).toBe(405);
  const options = await desk.knock({
    method: "OPTIONS",
    headers: { origin: "http://evil.example", "access-control-request-method": "POST" },
  });
  expect(options.headers["access-control-allow-origin"]).toBeUndefined();
  expect(options.headers.allow).toContain("POST");
  expect(options.status).toBeLessThan(500);
});

test("[SEC-9] after all of that the door is open, and memory is what it was", async () => {
  const before = heapUsed();
  for (let round = 0; round < 3; round += 1) {
    for (const [, knock] of wrong) if (!/bomb/.test(String(knock))) await desk.knock(knock());
  }
  expect(await desk.post(event("still-open"))).toMatchObject({
    status: 200,
    body: { accepted: 1, duplicates: 0, rejected: [] },
  });
  expect(heapUsed() - before).toBeLessThan(60 * 1024 * 1024);
  expect(SOURCE).toMatch(/^\//);
});
