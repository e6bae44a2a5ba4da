/** End to end: from the bytes of a request to an answer that says "on disk", and folded. */
import { join } from "node:path";
import type { Bench, BenchOptions, Row } from "./bench.ts";
import { startChild } from "./child.ts";
import type { LoadCalls } from "./load-process.ts";
import type { RivalCalls } from "./rival.ts";
import type { ServerCalls } from "./server-process.ts";
import { EVENING } from "./stream.ts";

const RUNS = 5;
/** Batch size, batches in one run, and connections: a single event waits mostly for the disk. */
const SIZES = [
  { size: 1, count: 1_500, connections: 16 },
  { size: 100, count: 250, connections: 8 },
  { size: 1_000, count: 40, connections: 4 },
] as const;

type Size = (typeof SIZES)[number];

interface Rates {
  readonly floor: number[];
  readonly ours: number[];
  readonly rival: number[];
}

const profiling = ({ profile }: BenchOptions): string[] =>
  profile === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];

/** One round after the other: floor, Deskpulse and rival take the very same bytes in each. */
async function measure(what: Size, options: BenchOptions): Promise<Rates> {
  const { size, count, connections } = what;
  const { folder, note } = options;
  const load = startChild<LoadCalls>("./load-process.ts");
  const file = join(folder, `ours-${size}.db`);
  const argv = size === 1_000 ? profiling(options) : [];
  const ours = startChild<ServerCalls>("./server-process.ts", [file, String(EVENING)], argv);
  const rival = startChild<RivalCalls>("./rival.ts", [join(folder, `rival-${size}.db`)]);
  try {
    const bytes = await load.ask("prepare", { count: count * (RUNS + 1), size, name: `i${size}` });
    const targets = [await ours.ask("target", undefined), await rival.ask("target", undefined)];
    const folded = [() => ours.ask("folded", undefined), () => rival.ask("folded", undefined)];
    const rates: Rates = { floor: [], ours: [], rival: [] };
    for (let run = 0; run <= RUNS; run += 1) {
      const from = run * count;
      const perSecond = (ms: number) => (count * size * 1000) / ms;
      const floor = await load.ask("floor", { from, count, file: join(folder, "floor") });
      const times: number[] = [];
      for (const [at, target] of targets.entries()) {
        const began = performance.now();
        await load.ask("closed", { from, count, target, connections });
        await folded[at]?.();
        times.push(performance.now() - began);
      }
      if (run === 0) continue; // the warm-up
      rates.floor.push(perSecond(floor));
      rates.ours.push(perSecond(times[0] ?? Number.NaN));
      rates.rival.push(perSecond(times[1] ?? Number.NaN));
    }
    note(
      `batches of ${size}: ${count * size} events a run, ${bytes.toFixed(0)} bytes each, ${connections} connections`,
    );
    return rates;
  } finally {
    await Promise.all([load.stop(), ours.stop(), rival.stop()]);
  }
}

function rowsOf({ size }: Size, { floor, ours, rival }: Rates): Row[] {
  const over = (other: readonly number[]) => ours.map((rate, run) => rate / (other[run] ?? NaN));
  const aims = size === 1_000;
  const unit = "events/s";
  return [
    { figure: `batches of ${size}: floor`, values: floor, unit },
    {
      figure: `batches of ${size}: Deskpulse`,
      values: ours,
      unit,
      ratios: over(floor),
      to: "floor",
      ...(aims ? { aim: { on: "ratio", is: "at least", bound: 0.35 } as const } : {}),
    },
    {
      figure: `batches of ${size}: rival`,
      values: rival,
      unit,
      ratios: over(rival),
      to: "faster we are",
      ...(aims ? { aim: { on: "ratio", is: "at least", bound: 2.5 } as const } : {}),
    },
  ];
}

export const ingest: Bench = {
  name: "ingest",
  about:
    "HTTP, checked, on disk, answered and folded; the floor is JSON.parse + fdatasync per batch",
  async run(options) {
    const rows: Row[] = [];
    for (const what of SIZES) rows.push(...rowsOf(what, await measure(what, options)));
    return rows;
  },
};
