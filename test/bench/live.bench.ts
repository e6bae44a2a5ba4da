/** From an event on its way in to the screens that show it: what a viewer calls live. */
import { join } from "node:path";
import { TEAMS } from "../../server/demo/organisation.ts";
import { SOCKETS_PER_SESSION_MAX } from "../../server/live/seats.ts";
import { TICK_MS, type View } from "../../shared/wire/protocol.ts";
import type { Bench, BenchOptions, Row } from "./bench.ts";
import { startChild } from "./child.ts";
import type { LoadCalls } from "./load-process.ts";
import type { ServerCalls } from "./server-process.ts";
import type { SocketsCalls } from "./sockets-process.ts";
import { EVENING } from "./stream.ts";

const RUNS = 3;
const SECONDS = 8;
/** At the end of a run: time for the last frames. */
const SETTLE_MS = 2 * TICK_MS;
const AIM_MS = TICK_MS + 75;

interface Load {
  readonly perSecond: number;
  /** Events of one request. */
  readonly size: number;
  readonly sockets: number;
  /** Whose screens are asked, when an event does not concern each: at a gentle pace the others have no frame. */
  readonly scope: string | null;
  /** At the 99th percentile. */
  readonly aimMs: number;
}

/** What is promised (UX-32): single events, as webhooks come. */
const PACE: Load = { perSecond: 50, size: 1, sockets: 500, scope: "centre", aimMs: 1_000 };
const LOADS: readonly Load[] = [
  { perSecond: 1_000, size: 20, sockets: 200, scope: null, aimMs: AIM_MS },
  { perSecond: 10_000, size: 100, sockets: 500, scope: null, aimMs: AIM_MS },
];

const scopes = ["centre", ...Object.keys(TEAMS).map((team) => `team:${team}`)];
const VIEWS: readonly View[] = scopes.flatMap((scope): View[] => [
  { screen: "team", scope, period: "today" },
  { screen: "wallboard", scope, period: "today" },
]);

async function measure(what: Load, options: BenchOptions): Promise<Row[]> {
  const { perSecond, size, sockets, scope, aimMs } = what;
  const load = startChild<LoadCalls>("./load-process.ts");
  const screens = startChild<SocketsCalls>("./sockets-process.ts");
  const file = join(options.folder, `live-${perSecond}.db`);
  const server = startChild<ServerCalls>("./server-process.ts", [file, String(EVENING)]);
  try {
    const count = (perSecond / size) * SECONDS;
    await load.ask("prepare", { count, size, runs: RUNS + 1, name: `live${perSecond}-` });
    const target = await server.ask("target", undefined);
    const { port } = target;
    const sessions = Math.ceil(sockets / SOCKETS_PER_SESSION_MAX);
    const roles = [{ role: "manager" as const }];
    const cookies = await server.ask("signedIn", { count: sessions, roles });
    await screens.ask("connect", { port, sockets, views: VIEWS, cookies });
    const found = { p50: [] as number[], p99: [] as number[], max: [] as number[] };
    for (let run = -1; run < RUNS; run += 1) {
      if (run === 0 && options.profile !== null) await server.ask("profile", undefined);
      await screens.ask("start", undefined);
      const from = (run + 1) * count;
      const before = await server.ask("cpu", undefined);
      const seen = await screens.ask("cpu", undefined);
      const began = performance.now();
      const offered = { from, count, target, connections: 8, perSecond: perSecond / size };
      const samples = await load.ask("open", offered);
      const ms = performance.now() - began;
      const after = await server.ask("cpu", undefined);
      const watching = await screens.ask("cpu", undefined);
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      const last = Math.max(...samples.map(({ sentAt }) => sentAt));
      const { p50, p99, max, missing, frames } = await screens.ask("latencies", {
        samples,
        until: last - SETTLE_MS,
        scope,
      });
      if (run < 0) continue;
      found.p50.push(p50);
      found.p99.push(p99);
      found.max.push(max);
      const cores = (after.all - before.all) / ms;
      const client = (watching.user + watching.system - seen.user - seen.system) / 1000 / ms;
      options.note(
        `${perSecond} events/s, ${sockets} sockets, ${VIEWS.length} boards: ${(frames / sockets / (ms / 1000)).toFixed(2)} frames/s each, the server used ${cores.toFixed(2)} cores, the screens ${client.toFixed(2)}; ${missing} unseen`,
      );
    }
    if (options.profile !== null) {
      await server.ask("profiled", join(options.profile, `live-${perSecond}.cpuprofile`));
    }
    const of = `${perSecond} events/s to ${sockets} clients:`;
    return [
      { figure: `${of} p50`, values: found.p50, unit: "ms" },
      {
        figure: `${of} p99`,
        values: found.p99,
        unit: "ms",
        aim: { on: "value", is: "at most", bound: aimMs },
      },
      { figure: `${of} slowest`, values: found.max, unit: "ms" },
    ];
  } finally {
    await Promise.all([load.stop(), screens.stop(), server.stop()]);
  }
}

export const live: Bench = {
  name: "live",
  about: `from the POST to a frame that contains it; the tick is ${TICK_MS} ms`,
  async run(options) {
    const rows: Row[] = [];
    for (const what of LOADS) rows.push(...(await measure(what, options)));
    return rows;
  },
};

export const pace: Bench = {
  name: "pace",
  about: `UX-32: from the POST of an event to a browser's socket that shows it, ${PACE.perSecond} events/s, ${PACE.sockets} clients`,
  run: async (options) => measure(PACE, options),
};
