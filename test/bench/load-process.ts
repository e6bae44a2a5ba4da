/**
 * The load, in a process of its own so that it does not slow the server down: bodies are made
 * beforehand; while it measures it only writes bytes. It also measures the floor: the same bytes,
 * parsed and written durably, and nothing else.
 */
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from "node:fs";
import { setTimeout as sleepMs } from "node:timers/promises";
import type { Feed } from "../../server/demo/organisation.ts";
import { answer, nowMs } from "./child.ts";
import { type Connection, headOf, openConnections } from "./http-client.ts";
import { batchesOf } from "./stream.ts";

export interface Target {
  readonly port: number;
  readonly keys: Readonly<Record<Feed, string>>;
}

interface Span {
  /** Which of the prepared batches. */
  readonly from: number;
  readonly count: number;
}

/** One request of an open loop: when it should have gone, how long its answer took after that. */
export interface Sample {
  readonly sentAt: number;
  readonly ms: number;
  readonly position: number;
}

/** The simulation sends some events twice; more repeats than this would be a defect of ours. */
const FRESH_SHARE_MIN = 0.5;

let batches: { readonly feed: Feed; readonly freshMin: number; readonly body: Buffer }[] = [];

const spanOf = ({ from, count }: Span) => {
  const span = batches.slice(from, from + count);
  if (span.length < count) throw new Error("not that many batches are prepared");
  return span;
};

interface Preparing {
  readonly size: number;
  /** Batches of one run. */
  readonly count: number;
  readonly runs: number;
  readonly name: string;
}

/** Every run is a day of centres of its own. Bytes of an event. */
function prepare({ count, size, runs, name }: Preparing): number {
  batches = [];
  for (let run = 0; run < runs; run += 1) {
    for (const { feed, events } of batchesOf(count, size, `${name}${run}-`)) {
      const body = Buffer.from(JSON.stringify(events));
      batches.push({ feed, body, freshMin: Math.floor(size * FRESH_SHARE_MIN) });
    }
  }
  return batches.reduce((sum, { body }) => sum + body.length, 0) / (count * size * runs);
}

/** Parse, append, fdatasync, one batch after the other. In ms, and how much of it was the disk. */
function floor({ file, ...span }: Span & { file: string }): { ms: number; diskMs: number } {
  const descriptor = openSync(file, "w");
  let diskMs = 0;
  const began = performance.now();
  for (const { body } of spanOf(span)) {
    JSON.parse(body.toString());
    const wrote = performance.now();
    writeSync(descriptor, body);
    fdatasyncSync(descriptor);
    diskMs += performance.now() - wrote;
  }
  const ms = performance.now() - began;
  closeSync(descriptor);
  rmSync(file);
  return { ms, diskMs };
}

async function post(connection: Connection, { port, keys }: Target, at: number): Promise<number> {
  const batch = batches[at];
  if (batch === undefined) throw new Error("not that many batches are prepared");
  const head = headOf(port, keys[batch.feed], batch.body.length);
  const { status, body } = await connection.send(head, batch.body);
  if (status !== 200) throw new Error(`answered ${status}: ${body.slice(0, 300)}`);
  if (!body.includes('"rejected":[]')) throw new Error(`refused: ${body.slice(0, 300)}`);
  const taken = Number(/"accepted":(\d+)/.exec(body)?.[1]);
  if (!(taken >= batch.freshMin)) throw new Error(`not fresh: ${body.slice(0, 300)}`);
  return Number(/"position":(\d+)/.exec(body)?.[1]);
}

/** As fast as the answers come, over a few connections. */
async function closed(given: Span & { target: Target; connections: number }): Promise<void> {
  const { from, count, target } = given;
  const connections = await openConnections(target.port, given.connections);
  let next = from;
  await Promise.all(
    connections.map(async (connection) => {
      while (next < from + count) await post(connection, target, next++);
      connection.close();
    }),
  );
}

type Request = (connection: Connection, at: number) => Promise<number>;

/**
 * At a fixed rate, whether answers come or not: what waits for a free connection waits on the
 * clock, or a slow server would be asked less and look fast.
 */
async function paced(given: Paced, request: Request): Promise<Sample[]> {
  const { from, count, perSecond } = given;
  const idle = await openConnections(given.target.port, given.connections);
  const all = [...idle];
  const samples: Sample[] = [];
  const running = new Set<Promise<void>>();
  const began = nowMs();
  for (let sent = 0; sent < count; ) {
    const sentAt = began + (sent * 1000) / perSecond;
    const connection = nowMs() >= sentAt ? idle.pop() : undefined;
    if (connection === undefined) {
      await sleepMs(1);
      continue;
    }
    const one = request(connection, from + sent).then((position) => {
      samples.push({ sentAt, ms: nowMs() - sentAt, position });
      idle.push(connection);
      running.delete(one);
    });
    running.add(one);
    sent += 1;
  }
  await Promise.all(running);
  for (const connection of all) connection.close();
  return samples;
}

interface Paced extends Span {
  readonly target: Target;
  readonly connections: number;
  readonly perSecond: number;
}

const open = (given: Paced): Promise<Sample[]> =>
  paced(given, (connection, at) => post(connection, given.target, at));

const NOTHING = Buffer.from("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

/** The same pace, asking for nothing: what this machine adds to any answer just now. */
const idle = (given: Paced): Promise<Sample[]> =>
  paced(given, async (connection) => {
    await connection.send(NOTHING, Buffer.alloc(0));
    return 0;
  });

const calls = { prepare, floor, closed, open, idle };
export type LoadCalls = typeof calls;
answer(calls);
