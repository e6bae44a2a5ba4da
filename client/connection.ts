/**
 * The socket, typed by the wire: watches one view at a time and keeps the stores up to date. It
 * never gives up (UX-17), and it never believes a connection that is silent (UX-16).
 */
import { io, type Socket } from "socket.io-client";
import type { ClientToServer, ServerToClient, View } from "../shared/wire/protocol.ts";
import { PROTOCOL_VERSION } from "../shared/wire/version.ts";
import {
  accepted,
  compare,
  type Live,
  nothing,
  refused,
  withDelta,
  withSnapshot,
} from "./store/board-store.ts";
import { type Link, STALE_MS, serverNow } from "./store/freshness.ts";
import type { Store } from "./store/store.ts";

const RETRY_MS = 5_000;

export interface Connection {
  watch(view: View): void;
  /** To be called every second or so: reopens a silent or refused socket, asks again if busy. */
  check(now: number): void;
  close(): void;
}

export interface ConnectionDeps {
  readonly live: Store<Live>;
  readonly link: Store<Link>;
  /** The monotonic clock. */
  readonly now: () => number;
  readonly onTooOld: () => void;
  /** Where the server is; the page's own origin when left out. */
  readonly url?: string;
}

type DeskSocket = Socket<ServerToClient, ClientToServer>;

const open = (url: string | undefined): DeskSocket => {
  const options = {
    transports: ["websocket"],
    reconnectionDelay: 1_000,
    reconnectionDelayMax: 10_000,
    randomizationFactor: 0.5,
    reconnectionAttempts: Number.POSITIVE_INFINITY,
  };
  return url === undefined ? io(options) : io(url, options);
};

export function connect(deps: ConnectionDeps): Connection {
  const { live, link, now } = deps;
  const socket = open(deps.url);
  let view: View | null = null;
  let askedAt = 0;
  let reopenedAt = now();

  const heard = (serverAt: number | null) => link.set({ ...link.get(), heardAt: now(), serverAt });

  const ask = () => {
    if (view === null || !socket.connected) return;
    const asked = view;
    askedAt = now();
    socket.emit("watch", { version: PROTOCOL_VERSION, view: asked }, (answer) => {
      if (asked !== view) {
        if ("board" in answer) socket.emit("unwatch", { board: answer.board });
        return;
      }
      if ("board" in answer) return live.set(accepted(live.get(), answer.board));
      if (answer.refused === "client_too_old") return deps.onTooOld();
      live.set(refused(answer.refused));
    });
  };
  const resync = (board: string) => socket.emit("resync", { board });
  const isConnected = (connected: boolean) => link.set({ ...link.get(), connected, since: now() });

  socket.on("connect", () => {
    isConnected(true);
    reopenedAt = now();
    ask();
  });
  socket.on("disconnect", () => isConnected(false));
  socket.on("snapshot", (snapshot) => {
    heard(serverNow(link.get(), now()));
    live.set(withSnapshot(live.get(), snapshot));
  });
  socket.on("delta", (delta) => {
    const next = withDelta(live.get(), delta);
    if (next === "gap") resync(delta.board);
    else live.set(next);
  });
  socket.on("heartbeat", (heartbeat) => {
    heard(heartbeat.at);
    const verdict = compare(live.get(), heartbeat);
    if (verdict === "forgotten") ask();
    if (verdict === "behind") resync(live.get().watching ?? "");
  });

  return {
    watch(next) {
      const { watching } = live.get();
      if (watching !== null) socket.emit("unwatch", { board: watching });
      view = next;
      live.set(nothing);
      ask();
    },
    check(at) {
      // Sent away by the server: the one case in which socket.io would not come back by itself.
      if (!socket.active) socket.connect();
      const silentSince = Math.max(link.get().heardAt ?? 0, reopenedAt);
      if (socket.connected && at - silentSince > STALE_MS) {
        reopenedAt = at;
        socket.io.engine.close();
      }
      const { refused: reason } = live.get();
      const again = reason === "busy" || reason === "too_many";
      if (again && at - askedAt > RETRY_MS) ask();
    },
    close: () => socket.close(),
  };
}
