/** How long a sender waits for "it is on disk" while 10,000 events a second come in. */
import { join } from "node:path";
import { type Bench, rank, sorted } from "./bench.ts";
import { startChild } from "./child.ts";
import type { LoadCalls } from "./load-process.ts";
import type { ServerCalls } from "./server-process.ts";
import { EVENING } from "./stream.ts";

const SIZE = 100;
const PER_SECOND = 10_000 / SIZE;
const SECONDS = 6;
const RUNS = 5;
const CONNECTIONS = 16;

export const ack: Bench = {
  name: "ack",
  about: "from the instant a batch of 100 was due to its answer; 10,000 events/s, open loop",
  async run({ folder, note }) {
    const load = startChild<LoadCalls>("./load-process.ts");
    const file = join(folder, "ack.db");
    const server = startChild<ServerCalls>("./server-process.ts", [file, String(EVENING)]);
    try {
      const count = PER_SECOND * SECONDS;
      await load.ask("prepare", { count, size: SIZE, runs: RUNS + 1, name: "ack" });
      const target = await server.ask("target", undefined);
      const p50: number[] = [];
      const p99: number[] = [];
      const max: number[] = [];
      const floor: number[] = [];
      let cores = 0;
      for (let run = -1; run < RUNS; run += 1) {
        const from = (run + 1) * count;
        const pace = { from, count, target, connections: CONNECTIONS, perSecond: PER_SECOND };
        const nothing = await load.ask("idle", { ...pace, count: count / 2 });
        const before = await server.ask("cpu", undefined);
        const began = performance.now();
        const samples = await load.ask("open", pace);
        const after = await server.ask("cpu", undefined);
        cores = (after.all - before.all) / (performance.now() - began);
        if (run < 0) continue;
        const waits = sorted(samples.map(({ ms }) => ms));
        p50.push(rank(waits, 0.5));
        p99.push(rank(waits, 0.99));
        max.push(rank(waits, 1));
        floor.push(rank(sorted(nothing.map(({ ms }) => ms)), 0.99));
      }
      note(`${RUNS} runs of ${SECONDS} s; the server used ${cores.toFixed(2)} cores in the last`);
      return [
        { figure: "GET /healthz when idle, p99", values: floor, unit: "ms" },
        { figure: "answer, p50", values: p50, unit: "ms" },
        {
          figure: "answer, p99",
          values: p99,
          unit: "ms",
          ratios: p99.map((ms, run) => ms / (floor[run] ?? 0)),
          to: "idle",
          aim: { on: "value", is: "at most", bound: 80 },
        },
        { figure: "answer, slowest", values: max, unit: "ms" },
      ];
    } finally {
      await Promise.all([load.stop(), server.stop()]);
    }
  },
};
