/**
 * A real socket.io server that plays one fixture board: for the client's own browser tests and
 * pictures. Speaks the protocol of shared/wire, on the loopback only.
 */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { Server } from "socket.io";
import type { SessionBody } from "../../shared/wire/account.ts";
import { type BoardItem, diff } from "../../shared/wire/board.ts";
import {
  type ClientToServer,
  PROTOCOL_VERSION,
  type ServerToClient,
  type View,
} from "../../shared/wire/protocol.ts";

const DIST = fileURLToPath(new URL("../../client/dist/", import.meta.url));
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'";

/** Whoever comes is a manager who also leads a team. */
const SESSION: SessionBody = {
  kind: "user",
  id: "u",
  name: "Mia Janssens",
  email: "mia@example.test",
  language: null,
  roles: [{ role: "manager" }, { role: "lead", teams: ["support-nl"] }],
  team: null,
  zone: null,
  demo: false,
  needsSetup: false,
};
const ANSWERS: Readonly<Record<string, unknown>> = {
  "/api/v1/session": SESSION,
  "/api/v1/sessions": [],
};

export interface BoardServer {
  readonly url: string;
  /** How often a client asked for a snapshot. */
  readonly resyncs: () => number;
  readonly watches: readonly View[];
  /** Sends what changed; `lost` counts the delta without sending it. */
  play(items: readonly BoardItem[], lost?: boolean): void;
  heartbeat(): void;
  /** Neither heartbeats nor answers from now on, though the line stays up. */
  silence(on: boolean): void;
  /** A new epoch, as after a restart. */
  restart(): void;
  dropAll(): void;
  close(): Promise<void>;
}

export async function startBoardServer(
  boardFor: (view: View) => readonly BoardItem[] | null,
  pingInterval = 25_000,
): Promise<BoardServer> {
  const http = createServer(async (request, response) => {
    const told = ANSWERS[request.url ?? ""];
    if (told !== undefined) {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(told));
      return;
    }
    const path = normalize(new URL(request.url ?? "/", "http://x").pathname);
    const file = extname(path) === "" ? "index.html" : path;
    try {
      const body = await readFile(join(DIST, file));
      const type = TYPES[extname(file)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, "content-security-policy": POLICY });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  const io = new Server<ClientToServer, ServerToClient>(http, {
    transports: ["websocket"],
    pingInterval,
  });
  const key = (view: View) => `${view.screen}|${view.scope}|${view.period}`;
  const boards = new Map<string, { items: ReadonlyMap<string, BoardItem>; seq: number }>();
  const watches: View[] = [];
  let epoch = "epoch-1";
  let resyncs = 0;
  let silent = false;

  const snapshotOf = (board: string) => {
    const { items, seq } = boards.get(board) ?? { items: new Map(), seq: 0 };
    return { board, epoch, seq, position: 184_302 + seq, items: [...items.values()] };
  };
  const beat = () => {
    const seqs = Object.fromEntries([...boards].map(([board, { seq }]) => [board, seq]));
    if (!silent) io.emit("heartbeat", { at: Date.now(), epoch, seqs });
  };
  const timer = setInterval(beat, 5_000);

  io.on("connection", (socket) => {
    socket.on("watch", ({ version, view }, answer) => {
      if (silent) return;
      watches.push(view);
      if (version < PROTOCOL_VERSION) return answer({ refused: "client_too_old" });
      const items = boardFor(view);
      if (items === null) return answer({ refused: "not_found" });
      const board = key(view);
      const known = boards.get(board);
      boards.set(board, known ?? { items: new Map(items.map((item) => [item.id, item])), seq: 1 });
      void socket.join(board);
      answer({ board });
      socket.emit("snapshot", snapshotOf(board));
      beat();
    });
    socket.on("unwatch", ({ board }) => void socket.leave(board));
    socket.on("resync", ({ board }) => {
      resyncs += 1;
      socket.emit("snapshot", snapshotOf(board));
    });
  });
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  const { port } = http.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    resyncs: () => resyncs,
    watches,
    play(items, lost = false) {
      const after = new Map(items.map((item) => [item.id, item]));
      for (const [board, before] of boards) {
        const changes = diff(before.items, after);
        if (changes === null) continue;
        const seq = before.seq + 1;
        boards.set(board, { items: after, seq });
        const delta = { board, epoch, seq, position: 184_302 + seq };
        if (!lost) {
          const changed = [...changes.changed];
          io.to(board).emit("delta", { ...delta, changed, removed: [...changes.removed] });
        }
      }
    },
    heartbeat: beat,
    silence: (on) => {
      silent = on;
    },
    restart: () => {
      epoch = `${epoch}+`;
      for (const [board, known] of boards) boards.set(board, { ...known, seq: 1 });
    },
    dropAll: () => {
      io.disconnectSockets(true);
    },
    async close() {
      clearInterval(timer);
      await io.close();
    },
  };
}
