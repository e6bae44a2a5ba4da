/** How far Salesforce was read: what was asked, stream after stream, and what it streams itself. Plain JSON. */
import { STREAMS, type Stream } from "./queries.ts";

/** Its own stream of change events (Bayeux): the session and where to go on after it. */
export interface Streaming {
  readonly phase: "handshake" | "subscribe" | "connect";
  readonly clientId: string | null;
  readonly cookies: string;
  /** By channel, opaque: after which event to go on. */
  readonly replay: Readonly<Record<string, string>>;
  /** Channels that it refused, until the next session. */
  readonly denied: readonly string[];
  /** When the last event was committed, ms; 0: none yet. */
  readonly heardAt: number;
}

export interface Cursor {
  readonly turn: Stream | "stream";
  /** The next page of the running query; null: its first. */
  readonly after: string | null;
  /** Until when each was read, ms, by the last change it brought. */
  readonly upTo: Readonly<Partial<Record<Stream, number>>>;
  readonly since: number;
  /** When this round began, when the next one is due, and when the lists were read last, ms. */
  readonly roundAt: number;
  readonly nextRoundAt: number;
  readonly listsAt: number;
  readonly closed: readonly (readonly [status: string, isClosed: boolean])[];
  /** What this office does not have. */
  readonly absent: readonly Stream[];
  /** Gaps that were told, ms: closed when a round that began afterwards is over. */
  readonly gaps: readonly number[];
  readonly streaming: Streaming;
}

export const NOT_STREAMING: Streaming = {
  phase: "handshake",
  clientId: null,
  cookies: "",
  replay: {},
  denied: [],
  heardAt: 0,
};

export const cursorFrom = (since: number): Cursor => ({
  turn: "statuses",
  after: null,
  upTo: {},
  since,
  roundAt: 0,
  nextRoundAt: 0,
  listsAt: 0,
  closed: [],
  absent: [],
  gaps: [],
  streaming: NOT_STREAMING,
});

/** The stream after this one; null: the round is over. */
export const streamAfter = (stream: Stream): Stream | null =>
  STREAMS[STREAMS.indexOf(stream) + 1] ?? null;
