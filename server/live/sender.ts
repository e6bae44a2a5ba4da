/** The only place that emits. A slow screen is skipped, never queued for (SEC-20). */
import type { Server, Socket } from "socket.io";
import type { Board } from "../../shared/wire/board.ts";
import type {
  ClientToServer,
  Delta,
  Heartbeat,
  ServerToClient,
  Snapshot,
} from "../../shared/wire/protocol.ts";

export type DeskServer = Server<ClientToServer, ServerToClient>;
export type DeskSocket = Socket<ClientToServer, ServerToClient>;

/** A socket that could not be written to for this long is closed; it comes back by itself. */
export const STALLED_MS_MAX = 30_000;

export const snapshotOf = (board: Board): Snapshot => ({
  board: board.key,
  epoch: board.epoch,
  seq: board.seq,
  position: board.position,
  items: [...board.items.values()],
});

/** engine.io keeps what it could not send yet in `writeBuffer`; its types call that private. */
const isWritable = ({ conn }: DeskSocket): boolean =>
  conn.transport.writable &&
  (conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length === 0;

/** At once: a polite close would wait for what was not taken, and then half a minute for its echo. */
function cut({ conn }: DeskSocket): void {
  (conn.transport as unknown as { socket: { terminate(): void } }).socket.terminate();
}

export class Sender {
  readonly #io: DeskServer;
  /** Sockets that are behind, and since when; each gets one fresh snapshot when it drains. */
  readonly #blocked = new Map<string, number>();

  constructor(io: DeskServer) {
    this.#io = io;
  }

  snapshot(socket: DeskSocket, board: Board): void {
    socket.emit("snapshot", snapshotOf(board));
  }

  /** Who is behind? Asked once a tick, before sending: one board must not make a screen slow for the next. */
  look(viewers: Iterable<DeskSocket>, now: number): void {
    for (const socket of viewers) {
      if (!isWritable(socket) && !this.#blocked.has(socket.id)) this.#blocked.set(socket.id, now);
    }
  }

  /** One encoding for all viewers that keep up; the others are passed over. */
  delta(delta: Delta): void {
    this.#io
      .to(delta.board)
      .except([...this.#blocked.keys()])
      .emit("delta", delta);
  }

  heartbeat(board: string, heartbeat: Heartbeat): void {
    this.#io
      .to(board)
      .except([...this.#blocked.keys()])
      .emit("heartbeat", heartbeat);
  }

  /** Brings back the sockets that have drained, and closes those that never do. */
  recover(boardsOf: (socket: DeskSocket) => Iterable<Board>, now: number): void {
    for (const [id, since] of this.#blocked) {
      const socket = this.#io.sockets.sockets.get(id);
      if (socket === undefined) this.#blocked.delete(id);
      else if (isWritable(socket)) {
        this.#blocked.delete(id);
        for (const board of boardsOf(socket)) this.snapshot(socket, board);
      } else if (now - since > STALLED_MS_MAX) {
        this.#blocked.delete(id);
        cut(socket);
      }
    }
  }

  /** How many screens are behind now. */
  blockedCount(): number {
    return this.#blocked.size;
  }
}
