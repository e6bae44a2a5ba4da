/**
 * F14 (SEC-9): too large, a bomb, too deep, too many keys, prototypes: at the door of a real process.
 * What each takes is compared with a full batch of the same run, for no machine is like another.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServerProcess, type Workplace, workplace } from "../support/process.ts";
import { BATCH, event, LINES, newPlace, ONE, openDesk, SOURCE } from "./door-desk.ts";

const MB = 1024 * 1024;
const GROWTH_BYTES_MAX = 20 * MB;
/** Garbage that waits to be collected; a bomb that goes off is three times this. */
const PEAK_BYTES_MAX = 64 * MB;
/** A refusal may take so many times what a full batch takes; what is not linear takes hundreds. */
const RATIO_MAX = 60;
const ROUNDS = 7;
const WARM_UPS = 60;
/** What is kept of each would by then be kept so often. */
const AGAIN = 3;
const DEEP = 50_000;

let place: Workplace;
let server: ServerProcess;
let key: string;

beforeAll(async () => {
  place = workplace();
  key = await place.key(SOURCE);
  server = await place.start();
});
afterAll(() => place.remove());

const post = (body: string | Buffer, type: string, more: Record<string, string> = {}) =>
  fetch(`${server.url}/api/v1/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": type, ...more },
    body: typeof body === "string" ? body : new Uint8Array(body),
  });

let batches = 0;
/** A batch as large as may be: 1,000 new events, 1 MB, most of it fields that are dropped. */
const fullBatch = () => {
  batches += 1;
  const extra = "x".repeat(700);
  return JSON.stringify(
    Array.from({ length: 1_000 }, (_, at) => event(`b${batches}-${at}`, { extra })),
  );
};

/** What the server's process holds of the machine's memory now, or held at most since `resetPeak`. */
const memory = (which: "VmRSS" | "VmHWM"): number => {
  const text = readFileSync(`/proc/${server.pid}/status`, "utf8");
  return 1024 * Number(new RegExp(`${which}:\\s+(\\d+) kB`).exec(text)?.[1]);
};
const resetPeak = () => writeFileSync(`/proc/${server.pid}/clear_refs`, "5");

async function timed(work: () => Promise<Response>): Promise<[answer: Response, ms: number]> {
  const from = performance.now();
  const answer = await work();
  await answer.arrayBuffer();
  return [answer, performance.now() - from];
}
const median = (times: number[]): number => times.sort((a, b) => a - b)[times.length >> 1] ?? 0;

const deep = `${"[".repeat(DEEP)}${"]".repeat(DEEP)}`;
const deepIn = (field: "data" | "native") => {
  const nested = JSON.stringify(event("deep")).replace(
    field === "data" ? /"data":\{.*\}/ : /"direction":"inbound"/,
    field === "data" ? `"data":${deep}` : `"direction":"inbound","native":${deep}`,
  );
  return nested;
};
const keys = (count: number) =>
  `{${Array.from({ length: count }, (_, at) => `"${at.toString(36)}":0`).join(",")}}`;
const POISON = '{"isAdmin":true,"polluted":"yes"}';
const poisoned = (name: string) =>
  JSON.stringify(event(`poison-${name.length}`)).replace("{", `{"${name}":${POISON},`);

type Hostile = readonly [
  name: string,
  body: string | Buffer,
  type: string,
  status: number,
  encoding?: string,
];

/** The list of F14. */
const LISTED: readonly Hostile[] = [
  ["3 MB", `[${" ".repeat(3 * MB)}]`, BATCH, 413],
  ["a gzip bomb of 200 MB", gzipSync(Buffer.alloc(200 * MB, 0x20)), BATCH, 415, "gzip"],
  ["50,000 levels", deep, ONE, 400],
  ["1 M keys", keys(1_000_000), BATCH, 413],
  ["__proto__ instead of an event", `{"__proto__":${POISON}}`, ONE, 400],
  ["__proto__ in an event", poisoned("__proto__"), ONE, 200],
];

/** More of the kind. */
const OTHERS: readonly Hostile[] = [
  ["3 MB of lines", "\n".repeat(3 * MB), LINES, 413],
  ["50,000 levels, never closed", "[".repeat(DEEP), ONE, 400],
  ["50,000 levels of objects", `${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}`, ONE, 413],
  ["50,000 levels in data", deepIn("data"), ONE, 400],
  ["50,000 levels in native", deepIn("native"), ONE, 400],
  ["50,000 levels in a batch", `[${deep}]`, BATCH, 200],
  ["as many keys as fit", keys(30_000), ONE, 400],
  ["as many keys as fit a batch", `[${keys(110_000)}]`, BATCH, 200],
  ["as many items as fit", `[[${"0,".repeat(500_000)}0]]`, BATCH, 200],
  ["an escaped __proto__", poisoned("\\u005f_proto__"), ONE, 200],
  ["constructor", poisoned("constructor"), ONE, 200],
];

/** Knocks with each several times; says what took too long beside `usualMs`, and what it saw. */
async function knock(list: readonly Hostile[], usualMs: number) {
  const slow: string[] = [];
  const saw: string[] = [];
  for (const [name, body, type, expected, encoding] of list) {
    const more: Record<string, string> =
      encoding === undefined ? {} : { "content-encoding": encoding };
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const [answer, ms] = await timed(() => post(body, type, more));
      expect(answer.status, name).toBe(expected);
      times.push(ms);
    }
    const took = median(times);
    saw.push(`${name}: ${took.toFixed(1)} ms`);
    if (took > RATIO_MAX * usualMs) slow.push(name);
  }
  return { slow, saw };
}

test("[F14][SEC-9] what is hostile is refused, in about the time of a batch, and leaves no memory behind", async () => {
  const usual: number[] = [];
  let body = "";
  for (let round = 0; round < ROUNDS; round += 1) {
    body = fullBatch();
    const [answer, ms] = await timed(() => post(body, BATCH));
    expect(answer.status).toBe(200);
    usual.push(ms);
  }
  const usualMs = median(usual);
  // Repeats make no state: what memory they take is what reading the largest right body takes.
  const repeat = async (): Promise<number[]> => {
    const held: number[] = [];
    for (let round = 0; round < WARM_UPS; round += 1) {
      await timed(() => post(body, BATCH));
      held.push(memory("VmRSS"));
    }
    return held;
  };
  const calm = Math.max(...(await repeat()));
  resetPeak();
  const listed = await knock(LISTED, usualMs);
  const peak = memory("VmHWM") - calm;
  const before = Math.max(...(await repeat()));
  for (let again = 0; again < AGAIN; again += 1) await knock(LISTED, usualMs);
  const grown = Math.min(...(await repeat())) - before;
  const others = await knock(OTHERS, usualMs);
  const told = [
    `a full batch: ${usualMs.toFixed(1)} ms`,
    ...listed.saw,
    `RSS +${(grown / MB).toFixed(1)} MiB, at most +${(peak / MB).toFixed(1)} MiB meanwhile`,
    ...others.saw,
  ].join("\n");
  if (process.env.DESKPULSE_TELL !== undefined) process.stdout.write(`${told}\n`);
  expect([...listed.slow, ...others.slow], told).toEqual([]);
  expect(grown, told).toBeLessThanOrEqual(GROWTH_BYTES_MAX);
  expect(peak, told).toBeLessThanOrEqual(PEAK_BYTES_MAX);
  expect((await post(fullBatch(), BATCH)).status).toBe(200);
  expect(server.said()).not.toMatch(/Error|stack/);
});

/** Sends a head and nothing else, and answers what comes back meanwhile. */
function headOnly(headers: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = createConnection(Number(port), hostname, () => {
      const head = ["POST /api/v1/events HTTP/1.1", "Host: x", `Authorization: Bearer ${key}`];
      socket.write(`${[...head, ...headers].join("\r\n")}\r\n\r\n`);
    });
    let text = "";
    socket.on("error", reject).on("data", (chunk) => {
      text += chunk;
      if (!text.includes("}")) return;
      socket.destroy();
      resolve(text);
    });
  });
}

test.each([
  ["a compressed body", ["Content-Encoding: gzip", "Content-Length: 100000"], 415],
  [
    "a compressed body without a length",
    ["Content-Encoding: br", "Transfer-Encoding: chunked"],
    415,
  ],
  ["a body that says it is too large", ["Content-Length: 3000000"], 413],
  ["a type nobody reads", ["Content-Length: 10", "Content-Type: text/plain"], 415],
] as const)(
  "[SEC-9] %s is answered before a byte of it was sent",
  async (_name, more, expected) => {
    const type = more.some((one) => one.startsWith("Content-Type"))
      ? []
      : [`Content-Type: ${BATCH}`];
    expect(await headOnly([...type, ...more])).toMatch(new RegExp(`^HTTP/1.1 ${expected} `));
  },
);

test("[SEC-9] a signed sender's compressed body is refused unread too", async () => {
  const { url } = server;
  const answer = await fetch(`${url}/api/v1/events`, {
    method: "POST",
    headers: {
      "content-type": BATCH,
      "content-encoding": "gzip",
      "x-deskpulse-key": "k_nobody",
      "x-deskpulse-timestamp": String(Math.floor(Date.now() / 1000)),
      "x-deskpulse-signature": `v1=${"0".repeat(64)}`,
    },
    body: new Uint8Array(gzipSync("[]")),
  });
  expect(answer.status).toBe(415);
});

test("[F14] no prototype is touched by what comes in, in the very process that took it", async () => {
  const here = newPlace();
  const desk = await openDesk(here);
  try {
    for (const name of ["__proto__", "constructor", "prototype", "\\u005f_proto__"]) {
      expect((await desk.post(poisoned(name), { "content-type": ONE })).status).toBe(200);
      const inData = JSON.stringify(event(`in-${name.length}`)).replace(
        '"direction"',
        `"${name}":${POISON},"direction"`,
      );
      expect((await desk.post(inData, { "content-type": ONE })).status).toBe(200);
    }
    const body = `{"constructor":{"prototype":${POISON}},"__proto__":${POISON},"email":"a","password":"b"}`;
    await desk.knock({
      method: "POST",
      path: "/api/v1/session",
      headers: { "content-type": "application/json" },
      body,
    });
    expect(Object.keys(Object.prototype)).toEqual([]);
    for (const one of [{}, [], () => {}, "", 0]) expect(one).not.toHaveProperty("polluted");
    expect(here.bytes().includes("polluted")).toBe(false);
    expect(desk.problems).toEqual([]);
  } finally {
    await desk.stop();
    here.remove();
  }
});
