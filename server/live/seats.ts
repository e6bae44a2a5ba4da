/**
 * Whose socket it is (SEC-14): each is bound to the session it was opened with. Sessions are asked about
 * again every two seconds, and whoever signed out, was revoked or has other rights now is disconnected;
 * the screen comes back by itself with what is true then, or is told to sign in.
 */
import type { IncomingMessage } from "node:http";
import type { Subject } from "../accounts/roles.ts";
import type { DeskSocket } from "./sender.ts";

export const SOCKETS_PER_SESSION_MAX = 10;
export const RECHECK_MS = 2_000;

/** A session, and who it is now. */
export interface Seat {
  readonly session: string;
  readonly subject: Subject;
}

export interface SeatsDeps {
  /** Who opens a socket; null: nobody who is signed in. */
  readonly seatOf: (request: IncomingMessage) => Promise<Seat | null>;
  /** Who this session is now; null: it is over. */
  readonly subjectNow: (session: string) => Promise<Subject | null>;
}

export type Seating = "seated" | "signed_out" | "too_many";

export class Seats {
  readonly #deps: SeatsDeps;
  readonly #arriving = new WeakMap<IncomingMessage, Seat>();
  readonly #seated = new Map<DeskSocket, Seat>();

  constructor(deps: SeatsDeps) {
    this.#deps = deps;
  }

  /** Before a socket is opened. */
  async arrive(request: IncomingMessage): Promise<Seating> {
    const seat = await this.#deps.seatOf(request);
    if (seat === null) return "signed_out";
    if (this.#isFull(seat)) return "too_many";
    this.#arriving.set(request, seat);
    return "seated";
  }

  /** Once it is open; null: it never arrived, or others that came at the same time have its place. */
  sit(socket: DeskSocket): Seat | null {
    const seat = this.#arriving.get(socket.request) ?? null;
    if (seat === null || this.#isFull(seat)) return null;
    this.#seated.set(socket, seat);
    return seat;
  }

  #isFull({ session }: Seat): boolean {
    const own = [...this.#seated.values()].filter((other) => other.session === session);
    return own.length >= SOCKETS_PER_SESSION_MAX;
  }

  leave(socket: DeskSocket): void {
    this.#seated.delete(socket);
  }

  /** Disconnects everybody whose session is over, or who has other rights than when they sat down. */
  async recheck(): Promise<void> {
    const now = new Map<string, string | null>();
    for (const { session } of this.#seated.values()) {
      if (now.has(session)) continue;
      const subject = await this.#deps.subjectNow(session);
      now.set(session, subject === null ? null : JSON.stringify(subject));
    }
    for (const [socket, { session, subject }] of this.#seated) {
      if (now.has(session) && now.get(session) !== JSON.stringify(subject)) socket.disconnect(true);
    }
  }
}
