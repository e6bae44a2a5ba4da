/**
 * A system that is asked: which request comes next, and what an answer becomes (EVENTS.md 1.2). Pure: the
 * runner (server/ingest/pull.ts) sends, waits as it is told, and keeps the cursor once the events are on disk,
 * so after a crash the same page is asked again and its events are repeats.
 */
import type { Read, Wanted } from "./webhook.ts";

/** A request to the vendor; the runner adds what authorises it. */
export interface PullRequest {
  readonly method: "GET" | "POST";
  /** Below the connection's base address, `/api/v2/…`, with its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How long it may be kept waiting, ms, where the vendor holds it until something happens. */
  readonly timeoutMs?: number;
}

export interface PullAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

export interface Pulled<Cursor> extends Omit<Read, "fetch"> {
  /** Where to go on; plain JSON. */
  readonly cursor: Cursor;
  /** Do not ask again before so many ms have passed; 0: more is there now. */
  readonly waitMs: number;
  /** Everything that the vendor wrote before this instant, ms, was read; absent: not known. */
  readonly upTo?: number;
}

/** Why nothing was read: what to say on Sources, and when to ask again. */
export interface PullProblem {
  readonly reason: string;
  /** Null: only a person can help, such as with a key that was revoked. */
  readonly retryMs: number | null;
}

export interface Pull<Cursor> {
  readonly connector: string;
  /** A cursor that begins at an instant, ms: for the first time, and for a back-fill of weeks. */
  start(since: number): Cursor;
  /** `now`: ms since 1970. */
  next(cursor: Cursor, now: number): PullRequest;
  /** Never throws: an answer nobody can read is a problem. */
  read(
    answer: PullAnswer,
    cursor: Cursor,
    context: { readonly source: string; readonly now: number },
  ): Pulled<Cursor> | PullProblem;
  /** The request for one record that a webhook named and did not bring (`Read.fetch`). */
  fetch?(wanted: Wanted): PullRequest;
  /** What the answer to it became. Never throws. */
  fetched?(
    answer: PullAnswer,
    wanted: Wanted,
    context: { readonly source: string; readonly now: number },
  ): Omit<Read, "fetch"> | PullProblem;
}

export const isProblem = <Fine extends object>(read: Fine | PullProblem): read is PullProblem =>
  "retryMs" in read;
