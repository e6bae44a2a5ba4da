/**
 * What a server spends on screens: a thousand sockets on sixty team boards, while fifty events a second
 * arrive one by one. Beside it, in the same rounds: nobody watching, one screen per board, and a plain
 * socket.io server that says the same to as many.
 */
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
const ROUNDS = 4;
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

type Found = Record<"alone" | "boards" | "all" | "plain", number[]>;

interface Stage {
  readonly server: Child<TeamsCalls>;
  readonly plain: Child<PlainCalls>;
  readonly screens: Child<SocketsCalls>;
  readonly cookies: readonly string[];
  readonly port: number;
  readonly play: (seconds: number) => Promise<void>;
}

/** So many screens of `port` are open while `work` is done; how evenly they were served. */
async function watched<T>(
  { screens, cookies }: Stage,
  { port, sockets }: { port: number; sockets: number },
  work: () => Promise<T>,
) {
  await screens.ask("connect", { port, sockets, views: VIEWS, cookies });
  await sleepMs(CALM_MS);
  await screens.ask("start", undefined);
  const before = await screens.ask("cpu", undefined);
  const began = performance.now();
  const value = await work();
  const seconds = (performance.now() - began) / 1000;
  const after = await screens.ask("cpu", undefined);
  const frames = await screens.ask("counted", undefined);
  await screens.ask("disconnect", undefined);
  await sleepMs(CALM_MS);
  const client = (after.user + after.system - before.user - before.system) / 1000 / seconds;
  return {
    value,
    client,
    each: frames.all / sockets / seconds,
    even: frames.even,
  };
}

async function round(stage: Stage, found: Found | null, { note }: BenchOptions): Promise<void> {
  const { server, plain, screens, play, port } = stage;
  const cost = () => spent(server, () => play(SECONDS));
  const alone = await cost();
  const boards = await watched(stage, { port, sockets: TEAMS }, cost);
  const all = await watched(stage, { port, sockets: SOCKETS }, async () => {
    await screens.ask("record", undefined);
    return cost();
  });
  const said: Said[] = await screens.ask("recorded", undefined);
  const floor = await plain.ask("port", undefined);
  const again = await watched(stage, { port: floor, sockets: SOCKETS }, () =>
    spent(plain, () => plain.ask("replay", said)),
  );
  if (Math.min(all.even, again.even) < FRAMES_SHARE_MIN) throw new Error("frames were skipped");
  if (found === null) return;
  found.alone.push(alone);
  found.boards.push(boards.value);
  found.all.push(all.value);
  found.plain.push(again.value);
  const bytes = said.reduce((sum, one) => sum + JSON.stringify(one.message).length, 0);
  note(
    `${all.each.toFixed(2)} frames/s each (plain ${again.each.toFixed(2)}) of ${(bytes / said.length / 1024).toFixed(1)} KB; the screens used ${all.client.toFixed(0)} ms/s (plain ${again.client.toFixed(0)})`,
  );
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
      const stage = { server, plain, screens, cookies, port: door.port, play: caller(door) };
      const found: Found = { alone: [], boards: [], all: [], plain: [] };
      await round(stage, null, options);
      if (options.profile !== null) await server.ask("profile", undefined);
      for (let each = 0; each < ROUNDS; each += 1) await round(stage, found, options);
      if (options.profile !== null) {
        await server.ask("profiled", join(options.profile, "sockets.cpuprofile"));
      }
      return rowsOf(found);
    } finally {
      await Promise.all([server.stop(), screens.stop(), plain.stop()]);
    }
  },
};
