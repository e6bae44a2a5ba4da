/**
 * Every message on the socket, and nothing else. Both sides infer their types from these schemas.
 * A changed shape needs a new PROTOCOL_VERSION: a test compares the fingerprint [WIRE1].
 */
import { z } from "zod";
import { PAGES_MAX, TILES_MAX } from "../legibility.ts";
import { BOARD_KEY_MAX, ITEMS_MAX, item } from "./board.ts";

// biome-ignore lint/performance/noBarrelFile: one name for servers; the browser takes the part without schemas
export { HEARTBEAT_MS, PROTOCOL_VERSION, TICK_MS } from "./version.ts";

/** A client names what it wants to see; the server decides whether it may, and what that means. */
export const view = z.object({
  screen: z.enum(["wallboard", "team"]),
  /** `centre` or `team:ID`. */
  scope: z.string().max(250),
  /** A period as in the figures API: `today`, `last-week`, `2026-W10`, `FROM/TO`. */
  period: z.string().max(90),
  /** Only of this channel, queue, agent: together with the scope. */
  channel: z.string().max(20).optional(),
  queue: z.string().max(250).optional(),
  agent: z.string().max(250).optional(),
  /** Only of a wallboard: which figures, as its television was set up; without it the usual ones. */
  tiles: z
    .array(z.string().max(60))
    .max(TILES_MAX * PAGES_MAX)
    .optional(),
});

export const watch = z.object({ version: z.int(), view });
export const unwatch = z.object({ board: z.string().max(BOARD_KEY_MAX) });
/** "I may have missed something": answered with a snapshot. */
export const resync = z.object({ board: z.string().max(BOARD_KEY_MAX) });

/** The answer to `watch`: the board's key, or why not. */
export const watched = z.union([
  z.object({ board: z.string() }),
  z.object({ refused: z.enum(["client_too_old", "not_found", "malformed", "too_many", "busy"]) }),
]);

const position = { board: z.string(), epoch: z.string(), seq: z.int(), position: z.int() };

export const snapshot = z.object({ ...position, items: z.array(item).max(ITEMS_MAX) });
export const delta = z.object({
  ...position,
  changed: z.array(item).max(ITEMS_MAX),
  removed: z.array(z.string()).max(ITEMS_MAX),
});

/** Every 5 s: the server's clock, and how far each watched board is, so a lost last delta shows. */
export const heartbeat = z.object({
  at: z.int(),
  epoch: z.string(),
  seqs: z.record(z.string(), z.int()),
});

export const messages = [view, watch, unwatch, resync, watched, snapshot, delta, heartbeat];

export type View = z.infer<typeof view>;
export type Watched = z.infer<typeof watched>;
export type Snapshot = z.infer<typeof snapshot>;
export type Delta = z.infer<typeof delta>;
export type Heartbeat = z.infer<typeof heartbeat>;

export interface ServerToClient {
  snapshot: (message: Snapshot) => void;
  delta: (message: Delta) => void;
  heartbeat: (message: Heartbeat) => void;
}

export interface ClientToServer {
  watch: (message: z.infer<typeof watch>, answer: (watched: Watched) => void) => void;
  unwatch: (message: z.infer<typeof unwatch>) => void;
  resync: (message: z.infer<typeof resync>) => void;
}
