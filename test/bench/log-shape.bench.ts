/**
 * How one commit group should lie in the log (decision 0002): bytes per event, and main-thread time
 * to append and to read back; then what the store itself costs its caller. Medians of several runs in one process; ratios to JSON text, one row
 * per group. Run: node test/bench/log-shape.bench.ts [directory]
 */

import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import {
  constants,
  crc32,
  deflateRawSync,
  inflateRawSync,
  zstdCompressSync,
  zstdDecompressSync,
} from "node:zlib";
import type { LogEvent } from "../../server/fold/log-event.ts";
import { openSqliteStore } from "../../server/store/sqlite/open.ts";
import { busyEvents } from "../server/store/busy-events.ts";

interface Shape {
  readonly name: string;
  readonly table: string;
  readonly write: (database: DatabaseSync) => (events: readonly LogEvent[], first: number) => void;
  readonly parse: ((body: Uint8Array) => unknown) | null;
}

const GROUP =
  "CREATE TABLE log (first INTEGER PRIMARY KEY, last INTEGER NOT NULL, received_at INTEGER NOT NULL, checksum INTEGER NOT NULL, body BLOB NOT NULL) STRICT";
const ROW =
  "CREATE TABLE log (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT";

const perGroup = (
  name: string,
  encode: (events: readonly LogEvent[]) => Uint8Array,
  parse: Shape["parse"],
): Shape => ({
  name,
  table: GROUP,
  parse,
  write: (database) => {
    const insert = database.prepare("INSERT INTO log VALUES (?, ?, ?, ?, ?)");
    return (events, first) => {
      const body = encode(events);
      insert.run(first, first + events.length - 1, first, crc32(body), body);
    };
  },
});

const text = (body: Uint8Array): string =>
  Buffer.from(body.buffer, body.byteOffset, body.length).toString();
const json = (events: readonly LogEvent[]): Buffer => Buffer.from(JSON.stringify(events));

const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

const SHAPES: readonly Shape[] = [
  perGroup("group, JSON text", json, (body) => JSON.parse(text(body))),
  perGroup(
    "group, deflated (level 1)",
    (events) => deflateRawSync(json(events), { level: 1 }),
    (body) => JSON.parse(inflateRawSync(body).toString()),
  ),
  perGroup(
    "group, Zstandard (level 1)",
    (events) => zstdCompressSync(json(events), FAST),
    (body) => JSON.parse(zstdDecompressSync(body).toString()),
  ),
  perGroup(
    "group, positional JSON",
    (events) => Buffer.from(encodeShapes(events)),
    (body) => decodeShapes(text(body)),
  ),
  perGroup(
    "group, positional, deflated",
    (events) => deflateRawSync(encodeShapes(events), { level: 1 }),
    (body) => decodeShapes(inflateRawSync(body).toString()),
  ),
  {
    name: "row per event, unique id",
    table: ROW,
    parse: null,
    write: (database) => {
      const insert = database.prepare("INSERT INTO log VALUES (?, ?, ?)");
      return (events, first) => {
        database.exec("BEGIN IMMEDIATE");
        for (const [index, event] of events.entries())
          insert.run(first + index, `${event.source} ${event.id}`, JSON.stringify(event));
        database.exec("COMMIT");
      };
    },
  },
];

interface Measured {
  readonly microseconds: number;
  readonly bytes: number;
  readonly readMicroseconds: number;
}

function run(
  shape: Shape,
  directory: string,
  batch: number,
  batches: readonly (readonly LogEvent[])[],
): Measured {
  const file = join(directory, "shape.db");
  for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
  const database = new DatabaseSync(file);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  database.exec(shape.table);
  const write = shape.write(database);
  const began = performance.now();
  let first = 1;
  for (const events of batches) {
    write(events, first);
    first += events.length;
  }
  const microseconds = ((performance.now() - began) * 1000) / (batches.length * batch);
  const readBegan = performance.now();
  const { parse } = shape;
  let read = 0;
  for (const row of database.prepare("SELECT body FROM log").iterate()) {
    const body = row.body;
    const events = typeof body === "string" ? [JSON.parse(body)] : parse?.(body as Uint8Array);
    read += (events as unknown[]).length;
  }
  const readMicroseconds = ((performance.now() - readBegan) * 1000) / read;
  database.close();
  return { microseconds, bytes: statSync(file).size / (batches.length * batch), readMicroseconds };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

type Plain = Record<string, unknown>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A candidate: keys named once per group, then arrays of values. `{shapes: [["type", "source", ["data", "contactId", …]]], rows: [[0, …values]]}` as JSON. */
function encodeShapes(events: readonly unknown[]): string {
  const numbers = new Map<string, number>();
  const shapes: string[] = [];
  const rows = events.map((event) => {
    const values: unknown[] = [0];
    const name = flatten(event as Plain, values);
    let number = numbers.get(name);
    if (number === undefined) {
      number = shapes.push(name) - 1;
      numbers.set(name, number);
    }
    values[0] = number;
    return values;
  });
  return JSON.stringify({ shapes, rows });
}

function flatten(object: Plain, values: unknown[]): string {
  let name = "{";
  for (const key in object) {
    const value = object[key];
    if (isPlain(value)) name += `${JSON.stringify(key)}:${flatten(value, values)},`;
    else {
      name += `${key},`;
      values.push(value);
    }
  }
  return `${name}}`;
}

function decodeShapes(text: string): unknown[] {
  const { rows }: { rows: unknown[][] } = JSON.parse(text);
  return rows; // reading back the names would only add to this
}

const RUNS = 5;
const COUNTS = [
  [1, 2000],
  [100, 300],
  [1000, 100],
] as const;
const directory = mkdtempSync(join(process.argv[2] ?? tmpdir(), "log-shape-"));

const medianOf = (all: readonly Measured[], key: keyof Measured): number =>
  median(all.map((each) => each[key]));

const batchesOf = (batch: number, count: number): LogEvent[][] => {
  const events = busyEvents(1, batch * count);
  return Array.from({ length: count }, (_, index) =>
    events.slice(index * batch, (index + 1) * batch),
  );
};

console.log(
  "batch  shape                         µs/event  events/s  bytes/event  read µs/event  × JSON",
);
for (const [batch, count] of COUNTS) {
  const batches = batchesOf(batch, count);
  const results = SHAPES.map((): Measured[] => []);
  for (let round = 0; round < RUNS; round++) {
    for (const [index, shape] of SHAPES.entries()) {
      results[index]?.push(run(shape, directory, batch, batches));
    }
  }
  const base = medianOf(results[0] ?? [], "microseconds");
  for (const [index, { name }] of SHAPES.entries()) {
    const all = results[index] ?? [];
    const took = medianOf(all, "microseconds");
    const cells = [String(batch).padEnd(6), name.padEnd(28), took.toFixed(2).padStart(9)];
    cells.push(
      Math.round(1e6 / took)
        .toLocaleString("en")
        .padStart(9),
    );
    cells.push(medianOf(all, "bytes").toFixed(0).padStart(12));
    cells.push(medianOf(all, "readMicroseconds").toFixed(2).padStart(14));
    cells.push((took / base).toFixed(2).padStart(7));
    console.log(cells.join(" "));
  }
}

/** The whole store, one group after the other: what the calling thread pays, and how long it waits. */
async function runStore(writer: "here" | "thread", batch: number, batches: LogEvent[][]) {
  const file = join(directory, "store.db");
  for (const end of ["", "-wal", "-shm", ".lock"]) rmSync(file + end, { force: true });
  const store = await openSqliteStore(file, { writer });
  await store.putSetting("warm", "up");
  const waits: number[] = [];
  const busy = performance.eventLoopUtilization();
  for (const [index, events] of batches.entries()) {
    const began = performance.now();
    await store.append(events, index);
    waits.push(performance.now() - began);
    if (index % 16 === 0) await setImmediate();
  }
  const { active } = performance.eventLoopUtilization(busy);
  await store.close();
  const sorted = waits.sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { own: (active * 1000) / (batches.length * batch), p50: at(0.5), p99: at(0.99) };
}

console.log("\nbatch  who writes  own thread µs/event  append p50 ms  p99 ms");
for (const [batch, count] of COUNTS) {
  const batches = batchesOf(batch, count);
  for (const writer of ["here", "thread"] as const) {
    const all: Awaited<ReturnType<typeof runStore>>[] = [];
    for (let round = 0; round < RUNS; round++) all.push(await runStore(writer, batch, batches));
    const middle = (key: "own" | "p50" | "p99"): number => median(all.map((each) => each[key]));
    const cells = [
      String(batch).padEnd(6),
      writer.padEnd(11),
      middle("own").toFixed(2).padStart(19),
    ];
    cells.push(middle("p50").toFixed(2).padStart(14), middle("p99").toFixed(2).padStart(7));
    console.log(cells.join(" "));
  }
}
rmSync(directory, { recursive: true });
