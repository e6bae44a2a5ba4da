/** End to end: from the bytes of a request to an answer that says "on disk", and folded. */
import { join } from "node:path";
import { type Bench, type BenchOptions, median, type Row } from "./bench.ts";
import { type Cpu, startChild } from "./child.ts";
import type { LoadCalls, Target } from "./load-process.ts";
import type { RivalCalls } from "./rival.ts";
import type { ServerCalls } from "./server-process.ts";
import { EVENING } from "./stream.ts";

const RUNS = 5;
const WARM_UPS = 2;
/** Batch size, batches in one run, and connections: a single event waits mostly for the disk. */
const SIZES = [
  { size: 1, count: 2_000, connections: 16 },
  { size: 100, count: 300, connections: 8 },
  { size: 1_000, count: 50, connections: 4 },
] as const;

type Size = (typeof SIZES)[number];

/** One of the two that are compared, whatever it is inside. */
interface Contender {
  readonly target: Target;
  readonly folded: () => Promise<unknown>;
  readonly cpu: () => Promise<Cpu>;
}

interface Results {
  /** Events per second. */
  readonly rates: number[];
  /** CPU per event in µs: the thread that serves, and all threads of the process. */
  readonly main: number[];
  readonly all: number[];
}
const results = (): Results => ({ rates: [], main: [], all: [] });

async function measure(what: Size, options: BenchOptions): Promise<Row[]> {
  const { size } = what;
  const { folder, profile } = options;
  const load = startChild<LoadCalls>("./load-process.ts");
  const file = join(folder, `ours-${size}.db`);
  const ours = startChild<ServerCalls>("./server-process.ts", [file, String(EVENING)]);
  const rival = startChild<RivalCalls>("./rival.ts", [join(folder, `rival-${size}.db`)]);
  try {
    const contenders: readonly Contender[] = [
      {
        target: await ours.ask("target", undefined),
        folded: () => ours.ask("folded", undefined),
        cpu: () => ours.ask("cpu", undefined),
      },
      {
        target: await rival.ask("target", undefined),
        folded: () => rival.ask("folded", undefined),
        cpu: () => rival.ask("cpu", undefined),
      },
    ];
    const profiling = profile !== null && size === 1_000;
    const onWarm = async () => {
      if (profiling) await ours.ask("profile", undefined);
    };
    const rows = await rounds(what, options, { load, contenders, onWarm });
    if (profiling) await ours.ask("profiled", join(profile, "ingest-1000.cpuprofile"));
    return rows;
  } finally {
    await Promise.all([load.stop(), ours.stop(), rival.stop()]);
  }
}

interface Field {
  readonly load: ReturnType<typeof startChild<LoadCalls>>;
  readonly contenders: readonly Contender[];
  readonly onWarm: () => Promise<void>;
}

/** One round after the other: floor, Deskpulse and rival take the very same bytes in each. */
async function rounds(what: Size, { folder, note }: BenchOptions, field: Field): Promise<Row[]> {
  const { size, count, connections } = what;
  const { load, contenders } = field;
  const events = count * size;
  const prepared = { count, size, runs: WARM_UPS + RUNS, name: `i${size}-` };
  const bytes = await load.ask("prepare", prepared);
  const floors: number[] = [];
  const disk: number[] = [];
  const found = contenders.map(results);
  for (let run = -WARM_UPS; run < RUNS; run += 1) {
    if (run === 0) await field.onWarm();
    const span = { from: (run + WARM_UPS) * count, count };
    const floor = await load.ask("floor", { ...span, file: join(folder, "floor") });
    for (const [at, { target, folded, cpu }] of contenders.entries()) {
      const before = await cpu();
      const began = performance.now();
      await load.ask("closed", { ...span, target, connections });
      await folded();
      const ms = performance.now() - began;
      const after = await cpu();
      if (run < 0) continue;
      found[at]?.rates.push((events * 1000) / ms);
      found[at]?.main.push(((after.main - before.main) * 1000) / events);
      found[at]?.all.push(((after.all - before.all) * 1000) / events);
    }
    if (run < 0) continue;
    floors.push((events * 1000) / floor.ms);
    disk.push(floor.diskMs / count);
  }
  note(
    `batches of ${size}: ${events} events a run, ${bytes.toFixed(0)} bytes each, ${connections} connections; the disk takes ${median(disk).toFixed(2)} ms a batch`,
  );
  const [ours = results(), rival = results()] = found;
  return rowsOf(size, floors, ours, rival);
}

function rowsOf(size: number, floor: readonly number[], ours: Results, rival: Results): Row[] {
  const over = (other: readonly number[]) =>
    ours.rates.map((rate, run) => rate / (other[run] ?? 0));
  const of = `batches of ${size}:`;
  const unit = "events/s";
  const atLeast = (bound: number) =>
    size === 1_000 ? { aim: { on: "ratio", is: "at least", bound } as const } : {};
  return [
    { figure: `${of} the floor`, values: floor, unit },
    {
      figure: `${of} Deskpulse`,
      values: ours.rates,
      unit,
      ratios: over(floor),
      to: "floor",
      ...atLeast(0.35),
    },
    { figure: `${of} the rival`, values: rival.rates, unit },
    {
      figure: `${of} Deskpulse again`,
      values: ours.rates,
      unit,
      ratios: over(rival.rates),
      to: "rival",
      ...atLeast(2.5),
    },
    { figure: `${of} our CPU`, values: ours.all, unit: "µs/event" },
    { figure: `${of} … main thread`, values: ours.main, unit: "µs/event" },
    { figure: `${of} the rival's CPU`, values: rival.all, unit: "µs/event" },
  ];
}

export const ingest: Bench = {
  name: "ingest",
  about:
    "HTTP, checked, on disk, answered and folded; the floor is JSON.parse + fdatasync per batch",
  async run(options) {
    const rows: Row[] = [];
    for (const what of SIZES) rows.push(...(await measure(what, options)));
    return rows;
  },
};
