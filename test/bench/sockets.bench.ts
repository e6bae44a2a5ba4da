/**
 * What a server spends on screens: a thousand sockets on sixty team boards, while fifty events a second
 * arrive one by one. Beside it, in the same run: nobody watching, one screen per board, and a plain socket.io
 * server that says the same to as many.
 */

import { loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as sleepMs } from "node:timers/promises";
import { SOCKETS_PER_SESSION_MAX } from "../../server/live/seats.ts";
import type { View } from "../../shared/wire/protocol.ts";
import { type Bench, type BenchOptions, median, type Row } from "./bench.ts";
import { caller, STAGES, STEP_MS } from "./caller.ts";
import { type Child, startChild } from "./child.ts";
import { AGENTS, TEAMS } from "./morning.ts";
import type { PlainCalls } from "./plain-process.ts";
import type { Said, SocketsCalls } from "./sockets-process.ts";
import type { TeamsCalls } from "./teams-process.ts";

const SOCKETS = 1_000;
const RUNS = 4;
const SECONDS = 6;
/** After sockets were opened or closed: what that left behind is not what we ask about. */
const CALM_MS = 1_500;
/** A server whose screens are slow skips frames, and would look cheap. */
const FRAMES_SHARE_MIN = 0.9;

const scopes = Array.from({ length: TEAMS }, (_, team) => `team:t${team}`);
const VIEWS = scopes.map((scope): View => ({ screen: "team", scope, period: "today" }));
const LEADS = [{ role: "lead" as const, teams: scopes.map((scope) => scope.slice(5)) }];

/** CPU of all its threads, in ms per second, while `work` goes on. */
async function spent(
  child: Child<Pick<TeamsCalls, "cpu">>,
  work: () => Promise<unknown>,
): Promise<number> {
  const before = await child.ask("cpu", undefined);
  const began = performance.now();
  await work();
  const ms = performance.now() - began;
  return ((await child.ask("cpu", undefined)).all - before.all) / (ms / 1000);
}

type Found = Record<"alone" | "boards" | "all" | "plain", readonly number[]>;

interface Stage {
  readonly screens: Child<SocketsCalls>;
  readonly cookies: readonly string[];
  readonly note: BenchOptions["note"];
}

/** Each run's cost; the first run only warms up. */
async function costs(child: Child<Pick<TeamsCalls, "cpu">>, work: () => Promise<unknown>) {
  const values: number[] = [];
  for (let run = -1; run < RUNS; run += 1) {
    const value = await spent(child, work);
    if (run >= 0) values.push(value);
  }
  return values;
}

interface Watching {
  readonly name: string;
  readonly port: number;
  readonly sockets: number;
}

/** The same while so many screens of `port` are open. Rejects when some of them were not served. */
async function watched(
  { screens, cookies, note }: Stage,
  { name, port, sockets }: Watching,
  work: () => Promise<number[]>,
): Promise<number[]> {
  await screens.ask("connect", { port, sockets, views: VIEWS, cookies });
  await sleepMs(CALM_MS);
  await screens.ask("start", undefined);
  const before = await screens.ask("cpu", undefined);
  const began = performance.now();
  const values = await work();
  const seconds = (performance.now() - began) / 1000;
  const after = await screens.ask("cpu", undefined);
  const { all, even } = await screens.ask("counted", undefined);
  await screens.ask("disconnect", undefined);
  await sleepMs(CALM_MS);
  const client = (after.user + after.system - before.user - before.system) / 1000 / seconds;
  note(
    `${name}: ${(all / sockets / seconds).toFixed(2)} frames/s each, all alike to ${(100 * even).toFixed(0)} %; the screens used ${client.toFixed(0)} ms/s; load ${loadavg()[0]?.toFixed(1)}`,
  );
  if (even < FRAMES_SHARE_MIN) throw new Error("screens were passed over");
  return values;
}

function rowsOf({ alone, boards, all, plain }: Found): Row[] {
  const unit = "ms CPU/s";
  const sending = all.map((ms, at) => ms - (boards[at] ?? 0));
  const share = (SOCKETS - TEAMS) / SOCKETS;
  return [
    { figure: "events, nobody watches", values: alone, unit },
    { figure: `${TEAMS} boards, a socket each`, values: boards, unit },
    {
      figure: `${TEAMS} boards, ${SOCKETS} sockets`,
      values: all,
      unit,
      ratios: all.map((ms, at) => ms / (boards[at] ?? Number.NaN)),
      to: "a socket each",
    },
    {
      figure: `of which ${SOCKETS - TEAMS} sockets more`,
      values: sending,
      unit,
      ratios: sending.map((ms) => ms / (median(plain) * share)),
      to: "plain socket.io",
    },
    { figure: `plain socket.io, ${SOCKETS} sockets`, values: plain, unit },
  ];
}

export const sockets: Bench = {
  name: "sockets",
  about: `CPU of the server, ${SOCKETS} signed-in sockets on ${TEAMS} team boards of ${AGENTS} agents, ${(1000 / STEP_MS) * STAGES} events/s`,
  async run(options) {
    const server = startChild<TeamsCalls>("./teams-process.ts", [join(options.folder, "teams.db")]);
    const screens = startChild<SocketsCalls>("./sockets-process.ts");
    const plain = startChild<PlainCalls>("./plain-process.ts");
    try {
      const door = await server.ask("door", undefined);
      const count = SOCKETS / SOCKETS_PER_SESSION_MAX;
      const cookies = await server.ask("signedIn", { count, roles: LEADS });
      const play = caller(door);
      const stage: Stage = { screens, cookies, note: options.note };
      const cost = () => costs(server, () => play(SECONDS));
      if (options.profile !== null) await server.ask("profile", undefined);
      const alone = await cost();
      const { port } = door;
      const few = { name: "a socket each", port, sockets: TEAMS };
      const boards = await watched(stage, few, cost);
      let said: Said[] = [];
      const many = { name: "all sockets", port, sockets: SOCKETS };
      const all = await watched(stage, many, async () => {
        const values = await cost();
        await screens.ask("record", undefined);
        await play(SECONDS);
        said = await screens.ask("recorded", undefined);
        return values;
      });
      if (options.profile !== null) {
        await server.ask("profiled", join(options.profile, "sockets.cpuprofile"));
      }
      const bytes = said.reduce((sum, one) => sum + JSON.stringify(one.message).length, 0);
      options.note(`a message has ${(bytes / said.length / 1024).toFixed(1)} KB`);
      const again = { name: "plain", port: await plain.ask("port", undefined), sockets: SOCKETS };
      const replay = () => costs(plain, () => plain.ask("replay", said));
      const found: Found = { alone, boards, all, plain: await watched(stage, again, replay) };
      return rowsOf(found);
    } finally {
      await Promise.all([server.stop(), screens.stop(), plain.stop()]);
    }
  },
};
