/** F13: 100,000 wrong events and bodies at the real door: no crash, no 5xx, flat memory, nothing half. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ingestAnswer, problem } from "../../shared/wire/http.ts";
import {
  type Answer,
  BATCH,
  type Desk,
  LINES,
  newPlace,
  ONE,
  openDesk,
} from "../scenarios/door-desk.ts";
import { askingOf, everyQuestion } from "../scenarios/kill-figures.ts";
import { random } from "../server/store/busy-events.ts";
import { heapUsed } from "../support/heap.ts";
import { chanceOf, mutatedEvent, scramble } from "./mutate.ts";

const SEED = Number(process.env.SEED ?? 20_261_123);
const EVENTS = Number(process.env.FUZZ ?? 100_000);
/** Ten rounds; memory after the first two is compared with memory after the last two. */
const ROUNDS = 10;
/** What the heap may gain between the first and the last fifth. */
const HEAP_GAIN_MAX = 24 * 1024 * 1024;
const AT_ONCE = 16;

const chance = chanceOf(random(SEED));
const place = newPlace();
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(place);
});
afterAll(async () => {
  await desk.stop();
  place.remove();
});

/** Events and bodies sent, and what the answers said became of them. */
const sum = { sent: 0, requests: 0, accepted: 0, duplicates: 0, rejected: 0 };
const statuses = new Map<number, number>();
const TYPES = [ONE, BATCH, LINES, "application/json", "text/plain", `${ONE}; charset=utf-16`, ""];

/** Sends one body; `expected` is how many results the answer must have, null when nobody knows. */
async function send(
  body: string | Buffer,
  type: string,
  expected: number | null,
  more: Record<string, string> = {},
): Promise<void> {
  sum.sent += expected ?? 1;
  sum.requests += 1;
  check(await desk.post(body, { "content-type": type, ...more }), body, expected);
}

function check(answer: Answer, body: string | Buffer, expected: number | null): void {
  const about = `seed ${SEED}: ${answer.status} ${answer.text.slice(0, 300)} for ${String(body).slice(0, 600)}`;
  statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  if (![200, 400, 413, 415].includes(answer.status)) throw new Error(about);
  if (answer.status !== 200) {
    const told = problem.safeParse(answer.body);
    if (!told.success || told.data.detail === "") throw new Error(about);
  }
  const results = ingestAnswer.safeParse(answer.body);
  if (!results.success) {
    if (answer.status === 200) throw new Error(about);
    return;
  }
  const { accepted, duplicates, rejected } = results.data;
  const count = accepted + duplicates + rejected.length;
  if (expected !== null && count !== expected) throw new Error(about);
  if (rejected.some(({ reason, code }) => reason === "" || code === "")) throw new Error(about);
  sum.accepted += accepted;
  sum.duplicates += duplicates;
  sum.rejected += rejected.length;
}

const header = (text: string): string => encodeURIComponent(text.toWellFormed()).slice(0, 900);

/** In binary mode every attribute is a header, percent-encoded or, at times, as it came. */
function binary(): Promise<void> {
  const { data, ...attributes } = mutatedEvent(chance);
  const headers: Record<string, string> = { "ce-specversion": "1.0" };
  for (const [name, value] of Object.entries(attributes)) {
    if (!/^[a-z]{1,20}$/.test(name)) continue;
    const text = String(typeof value === "object" ? name : value);
    headers[`ce-${name}`] =
      chance.next() < 0.9 ? header(text) : text.replace(/[^ -~]/g, "%").slice(0, 900);
  }
  return send(JSON.stringify(data) ?? "null", "application/json", null, headers);
}

/** One of: a big batch, lines, one event, binary mode, scrambled bytes. */
function oneRequest(): Promise<void> {
  const kind = chance.next();
  if (kind < 0.05) {
    const events = Array.from({ length: 100 }, () => mutatedEvent(chance));
    return send(JSON.stringify(events), BATCH, events.length);
  }
  if (kind < 0.07) {
    const lines = Array.from({ length: 50 }, () => JSON.stringify(mutatedEvent(chance)));
    return send(lines.join("\n"), LINES, lines.length);
  }
  if (kind < 0.6) return send(JSON.stringify(mutatedEvent(chance)), ONE, null);
  if (kind < 0.75) return binary();
  const text = JSON.stringify(chance.next() < 0.3 ? [mutatedEvent(chance)] : mutatedEvent(chance));
  return send(scramble(text, chance), chance.of(TYPES), null);
}

async function round(events: number): Promise<void> {
  const until = sum.sent + events;
  const sender = async () => {
    while (sum.sent < until) await oneRequest();
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, sender));
  for (const one of ended) if (one.status === "rejected") throw one.reason;
  await desk.core.tail.checkpoint();
}

test("[F13][SEC-9] no crash, no 5xx, flat memory, every answer valid, nothing half written", async () => {
  const heaps: number[] = [];
  for (let at = 0; at < ROUNDS; at += 1) {
    await round(EVENTS / ROUNDS);
    heaps.push(heapUsed());
  }
  const mega = heaps.map((bytes) => Math.round(bytes / 1024 / 1024));
  process.stdout.write(
    `[F13] seed ${SEED}: ${JSON.stringify(sum)}, statuses ${JSON.stringify([...statuses])}, heap MiB ${mega.join(" ")}\n`,
  );
  expect(desk.problems).toEqual([]);
  expect(await desk.core.store.appended()).toBe(sum.accepted + sum.rejected);
  let position = 0;
  for await (const { first, last, events } of desk.core.store.read(0)) {
    expect(first).toBe(position + 1);
    expect(events).toHaveLength(last - first + 1);
    position = last;
  }
  expect(position).toBe(sum.accepted + sum.rejected);
  const first = Math.max(...heaps.slice(0, ROUNDS / 5));
  const last = Math.min(...heaps.slice(-ROUNDS / 5));
  expect(last - first).toBeLessThan(HEAP_GAIN_MAX);
}, 900_000);

test("[F13][REL-7] after all of that a restart gives the same figures, and so does the log alone", async () => {
  const questions = everyQuestion(Date.UTC(2026, 2, 1), Date.UTC(2026, 2, 8));
  const ask = () => Promise.all(questions.map((question) => askingOf(desk.core)(question)));
  const before = await ask();
  await desk.stop();
  desk = await openDesk(place);
  expect(await ask()).toEqual(before);
  await desk.core.store.forgetCheckpoint();
  await desk.stop();
  desk = await openDesk(place);
  expect(await ask()).toEqual(before);
}, 900_000);
