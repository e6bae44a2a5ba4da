/** A server of boards on the loopback, its clock and ticks in the test's hand, and real screens. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import { userOf } from "../../../server/accounts/roles.ts";
import type { Desk as LiveDesk } from "../../../server/live/compose.ts";
import { Live } from "../../../server/live/live.ts";
import { Seats } from "../../../server/live/seats.ts";
import type { DeskServer } from "../../../server/live/sender.ts";
import { createSockets, type SocketOptions, serveBoards } from "../../../server/live/socket.ts";
import type { OrgInput } from "../../../shared/org/org.ts";
import { applyDelta, type Board, type BoardItem } from "../../../shared/wire/board.ts";
import {
  type ClientToServer,
  type Delta,
  type Heartbeat,
  PROTOCOL_VERSION,
  type ServerToClient,
  type Snapshot,
  type View,
  type Watched,
} from "../../../shared/wire/protocol.ts";
import { type Desk, openDesk } from "../fold/desk.ts";

export const team: View = { screen: "team", scope: "centre", period: "today" };

type Message =
  | { readonly kind: "snapshot"; readonly data: Snapshot }
  | { readonly kind: "delta"; readonly data: Delta };

export interface Screen {
  readonly socket: Socket<ServerToClient, ClientToServer>;
  readonly messages: Message[];
  readonly beats: Heartbeat[];
  watch(view: View, version?: number): Promise<Watched>;
  /** Resolves with all messages once there are at least so many. */
  until(count: number): Promise<readonly Message[]>;
  /** The board after everything that came, or "gap". */
  board(): Board | "gap" | null;
}

export interface Hall {
  readonly desk: Desk;
  readonly live: Live;
  readonly io: DeskServer;
  readonly port: number;
  /** How often cells were read for boards. */
  readonly reads: () => number;
  screen(origin?: string | null): Promise<Screen>;
  /** Time passes and the boards are looked at once. */
  tick(ms?: number): Promise<void>;
  close(): Promise<void>;
}

const boardOf = ({ board, items, ...rest }: Snapshot): Board => ({
  key: board,
  ...rest,
  items: new Map(items.map((item: BoardItem) => [item.id, item])),
});

function screenOf(socket: Screen["socket"]): Screen {
  const messages: Message[] = [];
  const beats: Heartbeat[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const take = (message: Message) => {
    messages.push(message);
    for (const { count, resolve } of waiting) if (messages.length >= count) resolve();
  };
  socket.on("snapshot", (data) => take({ kind: "snapshot", data }));
  socket.on("delta", (data) => take({ kind: "delta", data }));
  socket.on("heartbeat", (data) => beats.push(data));
  return {
    socket,
    messages,
    beats,
    watch: (view, version = PROTOCOL_VERSION) => socket.emitWithAck("watch", { version, view }),
    until: async (count) => {
      if (messages.length < count) {
        await new Promise<void>((resolve) => waiting.push({ count, resolve }));
      }
      return messages;
    },
    board: () =>
      messages.reduce<Board | "gap" | null>((board, { kind, data }) => {
        if (kind === "snapshot") return boardOf(data);
        if (board === null || board === "gap") return board;
        return applyDelta(board, data);
      }, null),
  };
}

/** Who may see what is decided elsewhere; here everybody is a leader who may see all. */
const LEAD = userOf("lead", [{ role: "lead", teams: ["team"] }]);

/** `slow`: cells come from the disk, not from memory, so others act in between. */
export async function openHall(org: OrgInput = {}, now = "12:00:00", slow = false): Promise<Hall> {
  const desk = await openDesk({ org, now });
  const http = createServer();
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  const { port } = http.address() as AddressInfo;
  const own = `http://localhost:${port}`;
  const options: SocketOptions = {
    isOwnOrigin: (origin) => origin === own,
    onProblem: () => {},
    seats: new Seats({
      seatOf: async () => ({ session: "one", subject: LEAD }),
      seatNow: async () => ({ session: "one", subject: LEAD }),
    }),
    admit: async () => ({ persons: true, group: null }),
  };
  const server = createSockets(http, options);
  let reads = 0;
  const counting = new Proxy(desk.core.tail, {
    get(tail, name) {
      if (name === "read") reads += 1;
      const value: unknown = Reflect.get(tail, name, tail);
      if (name === "read" && slow) {
        return async (...asked: Parameters<typeof tail.read>) => {
          await new Promise((resolve) => setTimeout(resolve, 2));
          return tail.read(...asked);
        };
      }
      return typeof value === "function" ? value.bind(tail) : value;
    },
  });
  const live = new Live(server, {
    desk: counting as LiveDesk,
    clock: desk.clock,
    demo: false,
    feeds: desk.core.freshness.bySource,
  });
  serveBoards(server, live, options);
  const sockets: Screen["socket"][] = [];
  return {
    desk,
    live,
    io: server,
    port,
    reads: () => reads,
    async screen(origin = own) {
      const socket: Screen["socket"] = io(`http://127.0.0.1:${port}`, {
        transports: ["websocket"],
        reconnection: false,
        forceNew: true,
        ...(origin === null ? {} : { extraHeaders: { Origin: origin } }),
      });
      sockets.push(socket);
      const screen = screenOf(socket);
      await new Promise<void>((resolve, reject) => {
        socket.on("connect", resolve);
        socket.on("connect_error", reject);
      });
      return screen;
    },
    async tick(ms = 500) {
      desk.clock.advance(ms);
      await live.tick();
    },
    async close() {
      for (const socket of sockets) socket.disconnect();
      await server.close();
    },
  };
}
