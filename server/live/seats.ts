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
/** Whoever has not sat down by then has gone: connections that say nothing are closed (SEC-17). */
export const ARRIVING_MS_MAX = 5_000;

/** A session, and who it is now. */
export interface Seat {
  readonly session: string;
  readonly subject: Subject;
  /** What else decides what it may see now; with another one it sits down anew. */
  readonly mark?: string | undefined;
}

export interface SeatsDeps {
  /** Who opens a socket; null: nobody who is signed in. */
  readonly seatOf: (request: IncomingMessage) => Promise<Seat | null>;
  /** The same of a session that has a socket; null: it is over. */
  readonly seatNow: (session: string) => Promise<Seat | null>;
}

export type Seating = "seated" | "signed_out" | "too_many";

const same = (one: Seat | null, other: Seat): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

export class Seats {
  readonly #deps: SeatsDeps;
  readonly #arriving = new WeakMap<IncomingMessage, Seat>();
  /** Those who have not sat down yet: they take a place too, or one session could hold thousands. */
  readonly #expected = new Set<Seat>();
  readonly #seated = new Map<DeskSocket, Seat>();

  constructor(deps: SeatsDeps) {
    this.#deps = deps;
  }

  /** Before a socket is opened. */
  async arrive(request: IncomingMessage): Promise<Seating> {
    const seat = await this.#deps.seatOf(request);
    if (seat === null) return "signed_out";
    if (this.#isFull(seat, this.#expected)) return "too_many";
    this.#arriving.set(request, seat);
    this.#expected.add(seat);
    setTimeout(() => this.#expected.delete(seat), ARRIVING_MS_MAX).unref();
    return "seated";
  }

  /**
   * Once it is open, and once only: whoever got up comes in by the door again. Null: it never arrived,
   * or others that came at the same time have its place.
   */
  sit(socket: DeskSocket): Seat | null {
    const seat = this.#arriving.get(socket.request) ?? null;
    this.#arriving.delete(socket.request);
    if (seat !== null) this.#expected.delete(seat);
    if (seat === null || this.#isFull(seat)) return null;
    this.#seated.set(socket, seat);
    return seat;
  }

  #isFull({ session }: Seat, others: Iterable<Seat> = []): boolean {
    const all = [...this.#seated.values(), ...others];
    const own = all.filter((other) => other.session === session);
    return own.length >= SOCKETS_PER_SESSION_MAX;
  }

  leave(socket: DeskSocket): void {
    this.#seated.delete(socket);
  }

  /** Is it still who sat down, with the same rights? Asked at each subscription. */
  async isStill(seat: Seat): Promise<boolean> {
    return same(await this.#deps.seatNow(seat.session), seat);
  }

  /** Disconnects everybody whose session is over, or who has other rights than when they sat down. */
  async recheck(): Promise<void> {
    const now = new Map<string, Seat | null>();
    for (const { session } of this.#seated.values()) {
      if (!now.has(session)) now.set(session, await this.#deps.seatNow(session));
    }
    for (const [socket, seat] of this.#seated) {
      const known = now.get(seat.session);
      if (known !== undefined && !same(known, seat)) socket.disconnect(true);
    }
  }
}
