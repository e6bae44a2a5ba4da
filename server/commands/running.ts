/** A running server: it listens, its timers turn, and it stops without losing anything. */
import type { Server as HttpServer } from "node:http";
import { HEARTBEAT_MS, TICK_MS } from "../../shared/wire/protocol.ts";
import type { App } from "../app.ts";
import { type Core, closeCore } from "../core.ts";

/**
 * Small checkpoints, because events wait for the disk meanwhile: after this long, or this many changed
 * entities. While events queue for the disk they may wait, up to the larger number.
 */
const CHECKPOINT_MS = 2_000;
const CHECKPOINT_ENTITIES = 1_500;
const CHECKPOINT_ENTITIES_MAX = 20_000;
const LOOK_MS = 100;
const WAKE_MS = 1_000;

export interface Running {
  readonly port: number;
  /** Stops taking events, writes a last checkpoint, closes the store. Once; later calls wait. */
  stop(): Promise<void>;
}

function listen(http: HttpServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, host, () => {
      const address = http.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

/** Runs `work` every `ms`, never twice at a time; problems are told, and the next turn tries again. */
function every(ms: number, work: () => unknown, onProblem: (problem: unknown) => void) {
  let busy = false;
  return setInterval(async () => {
    if (busy) return;
    busy = true;
    try {
      await work();
    } catch (problem) {
      onProblem(problem);
    } finally {
      busy = false;
    }
  }, ms);
}

export async function run(
  core: Core,
  { http, io, live }: App,
  { port, host }: { port: number; host: string },
  onProblem: (about: string, problem: unknown) => void,
): Promise<Running> {
  const { tail, ingest } = core;
  const listening = await listen(http, port, host);
  let checkpointAt = performance.now();
  const checkpoint = async () => {
    const dirty = tail.entities.dirtyCount();
    const late = performance.now() - checkpointAt > CHECKPOINT_MS && tail.pending() > 0;
    const due = (late || dirty > CHECKPOINT_ENTITIES) && !ingest.isBusy();
    if (!due && dirty < CHECKPOINT_ENTITIES_MAX) return;
    await tail.checkpoint();
    checkpointAt = performance.now();
  };
  const about = (name: string) => (problem: unknown) => onProblem(name, problem);
  const timers = [
    every(TICK_MS, () => live.tick(), about("computing boards")),
    every(HEARTBEAT_MS, () => live.beat(), about("heartbeat")),
    every(WAKE_MS, () => tail.wake(), about("waking events")),
    every(LOOK_MS, checkpoint, about("checkpoint")),
  ];
  let stopping: Promise<void> | null = null;
  const stop = async () => {
    for (const timer of timers) clearInterval(timer);
    await io.close();
    http.closeAllConnections();
    await closeCore(core);
  };
  return {
    port: listening,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}
