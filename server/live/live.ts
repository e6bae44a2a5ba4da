/**
 * Watched boards, computed when their cells changed, at most once a tick, and sent as deltas.
 * Timers live with the caller; `tick` and `beat` are ordinary functions (DESIGN.md 4).
 */
import { randomUUID } from "node:crypto";
import type { Clock } from "../../shared/time/clock.ts";
import { type Board, diff } from "../../shared/wire/board.ts";
import type { Heartbeat, View, Watched } from "../../shared/wire/protocol.ts";
import { type Composing, compose } from "./compose.ts";
import { type Moment, momentOf } from "./moment.ts";
import {
  type Admission,
  keyOf,
  newRoom,
  periodNow,
  ROOMS_MAX,
  type Room,
  resolve,
} from "./rooms.ts";
import { type DeskServer, type DeskSocket, Sender } from "./sender.ts";
import { Statuses } from "./status.ts";

/** Ages of waiting contacts move on by themselves: a board is never older than this. */
export const AGE_MS = 2_000;
/** Boards one socket may watch at a time (SEC-15). */
export const WATCHED_MAX = 16;

export interface LiveDeps extends Omit<Composing, "statuses" | "momentAt"> {
  readonly clock: Clock;
}

export class Live {
  readonly epoch = randomUUID();
  readonly #deps: LiveDeps;
  readonly #statuses = new Statuses();
  readonly #rooms = new Map<string, Room>();
  readonly #viewers = new Map<string, Set<DeskSocket>>();
  readonly #sender: Sender;
  #ticking: Promise<void> | null = null;
  #moment: Moment | null = null;
  #momentVersion = -1;
  /**
   * The highest number any board had: a board that is made anew goes on from it. Else a screen that was away
   * while the last one left would take the new board, numbered from the start, for an older one.
   */
  #seqMax = 0;

  constructor(io: DeskServer, deps: LiveDeps) {
    this.#deps = deps;
    this.#sender = new Sender(io);
  }

  /** Lets a socket watch a board and sends it the first snapshot, or says why not. */
  async watch(socket: DeskSocket, view: View, admission: Admission): Promise<Watched> {
    const { desk, clock } = this.#deps;
    if (this.#boardsOf(socket).length >= WATCHED_MAX) return { refused: "too_many" };
    const meaning = resolve(desk, view, admission, clock.now());
    if (!meaning.ok) return { refused: meaning.problem };
    if (!periodNow(desk, view, clock.now()).ok) return { refused: "malformed" };
    const key = keyOf(view, admission);
    const viewers = this.#viewers.get(key) ?? new Set();
    // One that nobody watches any more may have been of other people: who is in a team can change.
    let room = viewers.size === 0 ? undefined : this.#rooms.get(key);
    if (room === undefined) {
      if (this.#rooms.size >= ROOMS_MAX && !this.#rooms.has(key)) return { refused: "busy" };
      room = newRoom(key, view, meaning.value, this.epoch);
      room.board = { ...room.board, seq: this.#seqMax };
      this.#rooms.set(key, room);
    }
    this.#viewers.set(key, viewers);
    const first = viewers.size === 0;
    viewers.add(socket);
    await (first ? this.#refresh(room, clock.now()) : room.composing);
    if (socket.disconnected) this.leave(socket);
    await socket.join(key);
    this.#sender.snapshot(socket, room.board);
    socket.emit("heartbeat", this.#heartbeat(room));
    return { board: key };
  }

  async unwatch(socket: DeskSocket, key: string): Promise<void> {
    this.#viewers.get(key)?.delete(socket);
    await socket.leave(key);
  }

  leave(socket: DeskSocket): void {
    for (const viewers of this.#viewers.values()) viewers.delete(socket);
  }

  /** A client saw a gap: it gets everything anew (REL-10). Only of boards it watches. */
  resync(socket: DeskSocket, key: string): void {
    const room = this.#rooms.get(key);
    if (room && this.#viewers.get(key)?.has(socket)) this.#sender.snapshot(socket, room.board);
  }

  /** Computes what changed on watched boards and sends it. A tick never overlaps the one before. */
  tick(): Promise<void> {
    this.#ticking ??= this.#tick().finally(() => {
      this.#ticking = null;
    });
    return this.#ticking;
  }

  /** Tells every watcher the time and how far its boards are, so that a lost last delta shows. */
  beat(): void {
    if (!this.#deps.desk.isFolding()) return; // the screens then say how old they are
    for (const room of this.#rooms.values()) {
      this.#sender.heartbeat(room.key, this.#heartbeat(room));
    }
  }

  #heartbeat({ key, board }: Room): Heartbeat {
    return { at: this.#deps.clock.now(), epoch: this.epoch, seqs: { [key]: board.seq } };
  }

  async #tick(): Promise<void> {
    const now = this.#deps.clock.now();
    for (const viewers of this.#viewers.values()) this.#sender.look(viewers, now);
    for (const [key, room] of this.#rooms) {
      const viewers = this.#viewers.get(key);
      if (viewers === undefined || viewers.size === 0) this.#drop(key);
      else await this.#advance(room, now);
    }
    this.#sender.recover((socket) => this.#boardsOf(socket), now);
  }

  async #advance(room: Room, now: number): Promise<void> {
    const fresh = room.version === this.#deps.desk.version();
    if (!fresh || now - room.composedAt >= AGE_MS) await this.#refresh(room, now);
  }

  /** Computes a board anew, after what is being computed: whoever comes meanwhile waits for it. */
  #refresh(room: Room, now: number): Promise<void> {
    room.composing = room.composing.catch(() => {}).then(() => this.#compose(room, now));
    return room.composing;
  }

  /** Sends what changed to those who watch. A board whose items stayed the same keeps its number. */
  async #compose(room: Room, now: number): Promise<void> {
    const { desk, demo, feeds } = this.#deps;
    const period = periodNow(desk, room.view, now);
    if (!period.ok) return;
    const momentAt = (at: number) => this.#momentAt(at);
    const composing = { desk, demo, feeds, statuses: this.#statuses, momentAt };
    const board = { ...room, period: period.value };
    const { items, version, position } = await compose(board, now, room.memory, composing);
    if (this.#rooms.get(room.key) !== room) return; // another one has its place
    room.version = version;
    room.composedAt = now;
    const changes = diff(room.board.items, items);
    if (changes === null) return;
    const seq = room.board.seq + 1;
    this.#seqMax = Math.max(this.#seqMax, seq);
    room.board = { ...room.board, seq, position, items };
    const { key, epoch } = room.board;
    this.#sender.delta({ board: key, epoch, seq, position, ...changes });
  }

  #momentAt(now: number): Moment {
    const { desk } = this.#deps;
    if (this.#moment?.now !== now || this.#momentVersion !== desk.version()) {
      this.#moment = momentOf(desk, now);
      this.#momentVersion = desk.version();
    }
    return this.#moment;
  }

  #boardsOf(socket: DeskSocket): Board[] {
    const boards: Board[] = [];
    for (const [key, viewers] of this.#viewers) {
      const room = this.#rooms.get(key);
      if (room !== undefined && viewers.has(socket)) boards.push(room.board);
    }
    return boards;
  }

  #drop(key: string): void {
    this.#rooms.delete(key);
    this.#viewers.delete(key);
    this.#statuses.forget(key);
  }
}
