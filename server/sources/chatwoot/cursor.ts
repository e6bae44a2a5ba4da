/** How far Chatwoot's API was read: a round over what was active, one conversation after another. Plain JSON. */

/** Conversations that are remembered between rounds, and ratings; ids and words of its lists only. */
export const SEEN_MAX = 2_000;
export const RATINGS_MAX = 2_000;
export const AGENTS_MAX = 500;
export const NOTES_MAX = 60;

/** What one looked like when it was read last. */
export interface Seen {
  readonly id: string;
  /** Its last message that was read; 0: none. */
  readonly message: number;
  readonly status: string;
  readonly assignee: string | null;
  readonly team: string | null;
}

/** One that was active, as the list has it; instants in ms. */
export interface Active {
  readonly id: string;
  readonly createdAt: number;
  readonly activeAt: number;
  readonly status: string;
  readonly assignee: string | null;
  readonly team: string | null;
}

/** The one that is being read: its messages page by page, then what its reports say. */
export interface Reading {
  readonly step: "messages" | "reports";
  readonly message: number;
  /** When Chatwoot noted changes of it since it was read last, ms. */
  readonly notes: readonly number[];
}

export interface Cursor {
  /** When it began, ms. */
  readonly since: number;
  readonly turn: "agents" | "list" | "read" | "ratings";
  /** When this round began, and from when on what was active is read, ms. */
  readonly roundAt: number;
  readonly from: number;
  readonly upTo: number;
  readonly page: number;
  readonly isLastPage: boolean;
  readonly active: readonly Active[];
  readonly reading: Reading | null;
  readonly seen: readonly Seen[];
  /** False: this installation has no reports about one conversation. */
  readonly hasReports: boolean;
  readonly ratingsAt: number;
  readonly ratings: readonly (readonly [message: string, rating: number])[];
  readonly agents: readonly (readonly [agent: string, state: string])[];
}

export const cursorFrom = (since: number): Cursor => ({
  since,
  turn: "agents",
  roundAt: since,
  // Its own instants are whole seconds.
  from: Math.floor(since / 1000) * 1000,
  upTo: since,
  page: 1,
  isLastPage: false,
  active: [],
  reading: null,
  seen: [],
  hasReports: true,
  ratingsAt: since,
  ratings: [],
  agents: [],
});

/** The newest of them, each once, so that it stays small. */
export function remembered<T>(
  before: readonly T[],
  now: readonly T[],
  idOf: (one: T) => string,
  max: number,
): readonly T[] {
  const ids = new Set(now.map(idOf));
  return [...before.filter((one) => !ids.has(idOf(one))), ...now].slice(-max);
}

export const seenId = ({ id }: Seen): string => id;
export const pairId = ([id]: readonly [string, unknown]): string => id;
