/**
 * Screens, many in one process: each a socket.io-client as the browser uses it, watching one board.
 * A screen here only looks at how far its board is; drawing is another benchmark's matter.
 */
import { io, type Socket } from "socket.io-client";
import {
  type ClientToServer,
  PROTOCOL_VERSION,
  type ServerToClient,
  type View,
} from "../../shared/wire/protocol.ts";
import { rank, sorted } from "./bench.ts";
import { answer, nowMs } from "./child.ts";
import type { Sample } from "./load-process.ts";

type Screen = Socket<ServerToClient, ClientToServer>;

/** What arrived at one screen: which state of the log, and when. */
interface Arrived {
  readonly position: number;
  readonly at: number;
}

/** A message as it came, to be said again by another server. */
export interface Said {
  readonly at: number;
  readonly scope: string;
  readonly name: string;
  readonly message: unknown;
}

const screens: Screen[] = [];
let scopes: string[] = [];
let arrived: Arrived[][] = [];
let frames = 0;
let said: Said[] | null = null;
let viewCount = 1;

/** On a machine that is busy with something else. */
const CONNECT_MS_MAX = 120_000;
/** Sockets that open at the same time. */
const OPENING = 50;

interface Opening {
  readonly port: number;
  readonly cookie: string;
  readonly view: View;
  readonly number: number;
}

function openScreen({ port, cookie, view, number }: Opening): Promise<void> {
  const socket: Screen = io(`http://127.0.0.1:${port}`, {
    transports: ["websocket"],
    extraHeaders: { Origin: `http://localhost:${port}`, Cookie: cookie },
    forceNew: true,
    reconnection: false,
    timeout: CONNECT_MS_MAX,
  });
  screens.push(socket);
  scopes.push(view.scope);
  arrived.push([]);
  const take = ({ position }: { position: number }) => {
    frames += 1;
    arrived[number]?.push({ position, at: nowMs() });
  };
  socket.on("delta", take);
  socket.on("snapshot", take);
  const isFirst = number < viewCount;
  socket.onAny((name: string, message: unknown) => {
    if (isFirst) said?.push({ at: nowMs(), scope: view.scope, name, message });
  });
  return new Promise((resolve, reject) => {
    socket.on("connect_error", reject);
    socket.on("connect", () => {
      socket.emit("watch", { version: PROTOCOL_VERSION, view }, (watched) => {
        if ("board" in watched) resolve();
        else reject(new Error(watched.refused));
      });
    });
  });
}

/** Every view gets its share of the sockets, and so does every session. */
async function connect(given: {
  port: number;
  sockets: number;
  views: readonly View[];
  cookies: readonly string[];
}) {
  const { port, sockets, views, cookies } = given;
  viewCount = views.length;
  for (let from = 0; from < sockets; from += OPENING) {
    const opening: Promise<void>[] = [];
    for (let number = from; number < Math.min(sockets, from + OPENING); number += 1) {
      const view = views[number % views.length];
      const cookie = cookies[number % cookies.length] ?? "";
      if (view !== undefined) {
        opening.push(openScreen({ port, cookie, view, number }));
      }
    }
    await Promise.all(opening);
  }
}

/** All screens are closed. */
function disconnect(): void {
  for (const socket of screens.splice(0)) socket.disconnect();
  arrived = [];
  scopes = [];
}

/** From now on the first screen of each view keeps what it is told, for `recorded`. */
function record(): void {
  said = [];
}

/** What was said since `record`. */
function recorded(): Said[] {
  const kept = said ?? [];
  said = null;
  return kept;
}

/**
 * Frames since `start`: all together, and how evenly they came. The share is of the screen with the fewest
 * among those of its view: below one it missed some, because it was slow or was not served.
 */
function counted(): { all: number; even: number } {
  const shares = arrived.map(({ length }, number) => {
    const same = arrived.filter((_, other) => other % viewCount === number % viewCount);
    return length / Math.max(1, ...same.map((own) => own.length));
  });
  return { all: frames, even: Math.min(...shares) };
}

/** Forgets what arrived so far. */
function start(): void {
  arrived = screens.map(() => []);
  frames = 0;
}

interface Waiting {
  readonly samples: readonly Sample[];
  readonly until: number;
  /** Of screens with this scope: any, or one that every event concerns, since others need no frame. */
  readonly scope: string | null;
}

/**
 * Per sent batch and screen: ms from sending to the first frame whose board contains the batch.
 * `until` leaves out what was sent too late to be followed by another frame. A batch of nothing but
 * repeats is answered with the position of one before it, which may long be on the screens: left out too.
 */
function latencies({ samples, until, scope }: Waiting) {
  const sent = samples
    .filter(({ sentAt }) => sentAt < until)
    .sort((a, b) => a.position - b.position || a.sentAt - b.sentAt)
    .filter(({ position }, at, all) => position !== all[at - 1]?.position);
  const waits: number[] = [];
  let missing = 0;
  for (const [number, own] of arrived.entries()) {
    if (scope !== null && scopes[number] !== scope) continue;
    let next = 0;
    for (const { sentAt, position } of sent) {
      while (next < own.length && (own[next]?.position ?? 0) < position) next += 1;
      const frame = own[next];
      if (frame === undefined) missing += 1;
      else waits.push(frame.at - sentAt);
    }
  }
  const ascending = sorted(waits);
  const at = (share: number) => rank(ascending, share);
  return { p50: at(0.5), p99: at(0.99), max: at(1), missing, frames };
}

const cpu = () => process.cpuUsage();

const calls = { connect, disconnect, start, counted, record, recorded, latencies, cpu };
export type SocketsCalls = typeof calls;
answer(calls, async () => disconnect());
