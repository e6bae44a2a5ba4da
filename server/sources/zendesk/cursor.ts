/** How far Zendesk's API was read: one stream after another, round and round. Plain JSON. */

export const STREAMS = [
  "staff",
  "memberships",
  "agents",
  "tickets",
  "events",
  "metrics",
  "ratings",
] as const;
export type Stream = (typeof STREAMS)[number];

/** Tickets whose group is remembered between updates. */
export const GROUPS_MAX = 2_000;
export const STAFF_MAX = 10_000;

export interface Cursor {
  /** When it began, s since 1970: what is older than that is not told by its updates. */
  readonly since: number;
  readonly turn: Stream;
  /** The next page of the running stream, by its cursor; null: its first. */
  readonly after: string | null;
  readonly staff: readonly string[];
  /** When the lists that are short were read last, s; 0: never. */
  readonly staffAt: number;
  readonly ratingsAt: number;
  /** From when on each is asked next, s. */
  readonly events: number;
  readonly metrics: number;
  /** Its own cursor after the first page. */
  readonly tickets: string | null;
  readonly ticketsUpTo: number;
  readonly groups: readonly (readonly [ticket: string, group: string | null])[];
}

export const cursorFrom = (since: number): Cursor => {
  const seconds = Math.floor(since / 1000);
  return {
    since: seconds,
    turn: "staff",
    after: null,
    staff: [],
    staffAt: 0,
    ratingsAt: 0,
    events: seconds,
    metrics: seconds,
    tickets: null,
    ticketsUpTo: seconds,
    groups: [],
  };
};

/** The stream after this one; null: the round is over. */
export const streamAfter = (stream: Stream): Stream | null =>
  STREAMS[STREAMS.indexOf(stream) + 1] ?? null;

/** The last of them, so that it stays small. */
export const groupsOf = (groups: ReadonlyMap<string, string | null>): Cursor["groups"] =>
  [...groups].slice(-GROUPS_MAX);
