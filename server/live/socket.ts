/** socket.io as TRUST.md 2.1 wants it: one way in, every message checked, counted and caught. */
import type { Server as HttpServer, IncomingMessage } from "node:http";
import { Server } from "socket.io";
import type { z } from "zod";
import {
  type ClientToServer,
  PROTOCOL_VERSION,
  resync,
  unwatch,
  type View,
  watch,
} from "../../shared/wire/protocol.ts";
import type { Subject } from "../accounts/roles.ts";
import type { Live } from "./live.ts";
import type { Admission } from "./rooms.ts";
import { ARRIVING_MS_MAX, type Seats } from "./seats.ts";
import type { DeskServer, DeskSocket } from "./sender.ts";

export const MESSAGE_BYTES_MAX = 16_384;
export const SOCKETS_MAX = 5_000;
/** Messages a socket may send at once, and how many more each second (SEC-18). */
export const BURST_MAX = 20;
export const MESSAGES_PER_SECOND = 10;

export interface SocketOptions {
  /** `Origin` must be one of these (SEC-13). */
  readonly isOwnOrigin: (origin: string) => boolean;
  readonly onProblem: (about: string, problem: unknown) => void;
  readonly seats: Seats;
  /** What of a view this one may see now (SEC-15). */
  readonly admit: (subject: Subject, view: View) => Promise<Admission | "not_found">;
}

export function createSockets(http: HttpServer, options: SocketOptions): DeskServer {
  const refused = new Set<string>();
  const io: DeskServer = new Server(http, {
    transports: ["websocket"],
    serveClient: false,
    maxHttpBufferSize: MESSAGE_BYTES_MAX,
    perMessageDeflate: false,
    connectTimeout: ARRIVING_MS_MAX,
    pingInterval: 25_000,
    pingTimeout: 20_000,
    allowRequest: (request: IncomingMessage, decide) => {
      const origin = request.headers.origin ?? "none";
      if (!options.isOwnOrigin(origin)) {
        if (refused.size < 100 && !refused.has(origin)) {
          refused.add(origin);
          options.onProblem("socket refused, foreign origin", origin.slice(0, 100));
        }
        return decide("origin not allowed", false);
      }
      if (io.engine.clientsCount >= SOCKETS_MAX) {
        return busy(request, "too many screens are connected", decide);
      }
      options.seats.arrive(request).then(
        (seating) => {
          if (seating === "too_many") busy(request, REFUSED.too_many, decide);
          else decide(seating === "seated" ? null : REFUSED[seating], seating === "seated");
        },
        (problem: unknown) => {
          options.onProblem("a socket's session could not be read", problem);
          decide("the store cannot be read", false);
        },
      );
    },
  });
  io.engine.on("connection", (connection: Connection) => limitRate(io, connection));
  return io;
}

const REFUSED = {
  signed_out: "sign in first",
  too_many: "too many screens are open in this session",
} as const;

/** So long who found no place should wait before the next try, s. */
export const BUSY_SECONDS = 30;

/** No place is no fault of who asks: 503, and when to try again; of its own engine.io says 400. */
function busy(
  { socket }: IncomingMessage,
  detail: string,
  decide: (because: string, isAllowed: boolean) => void,
): void {
  const body = JSON.stringify({ type: "about:blank", title: "Busy", status: 503, detail });
  const lines = [
    "HTTP/1.1 503 Service Unavailable",
    `Retry-After: ${BUSY_SECONDS}`,
    "Connection: close",
    "Content-Type: application/problem+json",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  // Only once it is written: what is refused is closed at once.
  socket.end(`${lines.join("\r\n")}\r\n\r\n${body}`, () => decide(detail, false));
}

/** What engine.io gives us of one connection. */
interface Connection {
  on(name: "packet", heard: (packet: { readonly type: string }) => void): void;
  close(discard: boolean): void;
}

/**
 * Whoever sends too much is disconnected (SEC-18). Counted below socket.io, so that messages nobody
 * listens to and attempts to join other namespaces count as well.
 */
function limitRate(io: DeskServer, connection: Connection): void {
  let tokens = BURST_MAX;
  let isOpening = true; // the first message does, and is free
  let filledAt = performance.now();
  connection.on("packet", ({ type }) => {
    if (type !== "message") return;
    if (isOpening) {
      isOpening = false;
      return;
    }
    const now = performance.now();
    tokens = Math.min(BURST_MAX, tokens + ((now - filledAt) / 1000) * MESSAGES_PER_SECOND);
    filledAt = now;
    tokens -= 1;
    if (tokens < 0) cut(io, connection);
  });
}

/** A screen is told that it was us; what never became one is closed. */
function cut(io: DeskServer, connection: Connection): void {
  const isIts = (socket: DeskSocket) => socket.conn === (connection as unknown);
  const socket = [...io.sockets.sockets.values()].find(isIts);
  if (socket !== undefined) socket.disconnect(true);
  connection.close(true);
}

type Handler<Message, Answer> = (message: Message) => Answer | Promise<Answer>;

/** The one wrapper around `socket.on`: schema, then the handler, and nothing escapes (SEC-18). */
function listener(socket: DeskSocket, { onProblem }: SocketOptions) {
  return <Message, Answer>(
    name: keyof ClientToServer,
    schema: z.ZodType<Message>,
    handle: Handler<Message, Answer>,
    malformed: Answer,
  ) => {
    const receive = async (message: unknown, answer?: unknown) => {
      const reply = typeof answer === "function" ? answer : () => {};
      try {
        const parsed = schema.safeParse(message);
        reply(parsed.success ? await handle(parsed.data) : malformed);
      } catch (problem) {
        onProblem(`socket message ${name}`, problem);
        reply(malformed);
      }
    };
    socket.on(name, receive);
  };
}

/** Connects sockets to the boards. Who may see what is decided in `Live.watch`. */
export function serveBoards(io: DeskServer, live: Live, options: SocketOptions): void {
  const { seats, admit } = options;
  io.on("connection", (socket) => {
    const seat = seats.sit(socket);
    if (seat === null) return void socket.disconnect(true);
    const on = listener(socket, options);
    const malformed = { refused: "malformed" as const };
    on(
      "watch",
      watch,
      async ({ version, view }) => {
        if (version !== PROTOCOL_VERSION) return { refused: "client_too_old" as const };
        if (!(await seats.isStill(seat))) {
          socket.disconnect(true);
          return { refused: "not_found" as const };
        }
        const admission = await admit(seat.subject, view);
        if (admission === "not_found") return { refused: admission };
        return live.watch(socket, view, admission);
      },
      malformed,
    );
    on("unwatch", unwatch, ({ board }) => live.unwatch(socket, board), undefined);
    on("resync", resync, ({ board }) => live.resync(socket, board), undefined);
    socket.on("disconnect", () => {
      seats.leave(socket);
      live.leave(socket);
      socket.conn.close(); // without a seat nobody would ask about it again (SEC-14)
    });
  });
}
