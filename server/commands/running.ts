/** A running server: it listens, its timers turn, and it stops without losing anything. */
import { randomInt } from "node:crypto";
import type { Server as HttpServer } from "node:http";
import { HEARTBEAT_MS, TICK_MS } from "../../shared/wire/protocol.ts";
import { createAuditLog } from "../accounts/audit-log.ts";
import type { App } from "../app.ts";
import { type Core, closeCore } from "../core.ts";
import { RECHECK_MS } from "../live/seats.ts";
import { nightly } from "./nightly.ts";
import { isOverdue, runRetention } from "./retention.ts";

/**
 * Small checkpoints, because events wait for the disk meanwhile: after this long, or this many changed
 * entities. While events pour in they wait, up to the larger number: the log has everything.
 */
const CHECKPOINT_MS = 2_000;
const CHECKPOINT_ENTITIES = 1_500;
const CHECKPOINT_ENTITIES_MAX = 20_000;
const POURING_EVENTS_PER_SECOND = 20_000;
const LOOK_MS = 100;
const WAKE_MS = 1_000;
/** How often the hour of the night is looked at, and by how much what is done then is spread. */
const NIGHT_LOOK_MS = 20_000;
const NIGHT_JITTER_MS_MAX = 15 * 60_000;

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

/** Decides at each look whether a checkpoint is due, and writes it. */
function checkpointer({ tail, ingest }: Core): () => Promise<void> {
  let lookedAt = performance.now();
  let writtenAt = lookedAt;
  let position = tail.position();
  return async () => {
    const now = performance.now();
    const perSecond = ((tail.position() - position) * 1000) / (now - lookedAt);
    lookedAt = now;
    position = tail.position();
    const dirty = tail.entities.dirtyCount();
    const late = now - writtenAt > CHECKPOINT_MS && tail.pending() > 0;
    const mayWait = perSecond > POURING_EVENTS_PER_SECOND || ingest.isBusy();
    const due = (late || dirty > CHECKPOINT_ENTITIES) && !mayWait;
    if (!due && dirty < CHECKPOINT_ENTITIES_MAX) return;
    await tail.checkpoint();
    writtenAt = performance.now();
  };
}

/** REL-8: every checksum of the file, every night at 03:00 of the organisation's zone. */
const nightlyCheck = ({ store, tail, clock }: Core): (() => Promise<void>) =>
  nightly({
    hour: 3,
    minute: 0,
    jitterMs: randomInt(NIGHT_JITTER_MS_MAX),
    now: () => clock.now(),
    zone: () => tail.document().organisation.zone,
    work: () => store.check(),
  });

/** PRIV-6: what is too old is deleted, every night at 03:30 of the organisation's zone. */
function nightlyRetention(core: Core, people: App["people"]): () => Promise<void> {
  const { store, tail, clock } = core;
  const audit = createAuditLog(store, () => clock.now());
  const work = async () => void (await runRetention(core, audit, people));
  const look = nightly({
    hour: 3,
    minute: 30,
    jitterMs: randomInt(NIGHT_JITTER_MS_MAX),
    now: () => clock.now(),
    zone: () => tail.document().organisation.zone,
    work,
  });
  return async () => ((await isOverdue(core)) ? work() : look());
}

export async function run(
  core: Core,
  { http, io, live, seats, sealDue, mailing, people, vendors }: App,
  { port, host }: { port: number; host: string },
  onProblem: (about: string, problem: unknown) => void,
): Promise<Running> {
  const { tail } = core;
  const listening = await listen(http, port, host);
  const checkpoint = checkpointer(core);
  const about = (name: string) => (problem: unknown) => onProblem(name, problem);
  const mail = () => mailing.look();
  mail().catch(about("sending weekly reports")); // what a stop left over
  const timers = [
    every(TICK_MS, () => live.tick(), about("computing boards")),
    every(RECHECK_MS, () => seats.recheck(), about("sessions of sockets")),
    every(HEARTBEAT_MS, () => live.beat(), about("heartbeat")),
    every(WAKE_MS, () => tail.settle(), about("waking events")),
    every(WAKE_MS, () => core.pseudonyms.refresh(), about("erasures")),
    every(
      WAKE_MS,
      () => void vendors.puller.turn().catch(about("asking systems")),
      about("asking"),
    ),
    every(LOOK_MS, checkpoint, about("checkpoint")),
    every(NIGHT_LOOK_MS, () => sealDue(core.clock.now()), about("sealing weekly reports")),
    // It sends what is sealed, so nothing is mailed before it is.
    every(WAKE_MS, mail, about("sending weekly reports")),
    every(NIGHT_LOOK_MS, nightlyCheck(core), about("THE STORE IS DAMAGED (nightly check)")),
    every(NIGHT_LOOK_MS, nightlyRetention(core, people), about("deleting what is too old")),
  ];
  let stopping: Promise<void> | null = null;
  const stop = async () => {
    for (const timer of timers) clearInterval(timer);
    await vendors.puller.stop();
    await mailing.stop();
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
