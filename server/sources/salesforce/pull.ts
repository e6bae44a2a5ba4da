/**
 * What Salesforce is asked: whole lists, then what was changed, object after object; between two rounds its own
 * stream of change events, where the connection names channels. What the stream loses the next round brings.
 */
import { z } from "zod";
import { readOf } from "../outcome.ts";
import type { Pull, PullAnswer, Pulled, PullProblem, PullRequest } from "../pull.ts";
import type { Wanted } from "../webhook.ts";
import { eventWriter } from "../write-event.ts";
import { ABSENT, bodyOf, EXPIRED, EXPIRED_MS, errorCodeIn, refused } from "./answer.ts";
import { bayeux } from "./bayeux.ts";
import { SINCE } from "./change.ts";
import { type Cursor, cursorFrom, NOT_STREAMING, streamAfter } from "./cursor.ts";
import { momentOf } from "./fields.ts";
import { closedGap } from "./gap.ts";
import { hearing } from "./hearing.ts";
import { isObject } from "./message.ts";
import { optionsOf, type SalesforceOptions } from "./options.ts";
import { LISTS, pathWith, queryOf, queryOne, type Stream } from "./queries.ts";
import { pageOf } from "./records.ts";

/** Between two rounds: where it is asked only, and where the stream tells most of it. */
export const ROUND_MS = 120_000;
export const STREAMED_ROUND_MS = 900_000;
const LISTS_MS = 3_600_000;
/** Something was told without its values: its record is asked for, but no sooner after the last round. */
export const DUE_MS = 60_000;
/** A change is stamped before it can be read: so far back every query begins again. */
export const OVERLAP_MS = 300_000;
const page = z.looseObject({
  records: z.array(z.unknown()),
  done: z.boolean().nullish(),
  nextRecordsUrl: z.string().max(400).nullish(),
});

const UNREADABLE: PullProblem = { reason: "its answer is not what it documents", retryMs: 60_000 };

const isStreaming = ({ streaming }: Cursor, { channels }: SalesforceOptions): boolean =>
  channels.some((channel) => !streaming.denied.includes(channel));

/** With the lists also what was absent or refused is tried again. */
function beginRound(cursor: Cursor, now: number): Cursor {
  const begun = { ...cursor, after: null, roundAt: now };
  if (now - cursor.listsAt < LISTS_MS) return { ...begun, turn: "cases" };
  const { streaming } = cursor;
  const again =
    streaming.denied.length > 0 ? { ...NOT_STREAMING, replay: streaming.replay } : streaming;
  return { ...begun, turn: "statuses", absent: [], streaming: again };
}

interface Context {
  readonly source: string;
  readonly now: number;
}

/** The round is over: what was missing when it began is there. */
function endRound(cursor: Cursor, { source, now }: Context, options: SalesforceOptions) {
  const streams = isStreaming(cursor, options);
  const isHealed = (gap: number) => gap <= cursor.roundAt;
  const events = cursor.gaps.filter(isHealed).map((gap) => closedGap(source, gap, now));
  const gaps = cursor.gaps.filter((gap) => !isHealed(gap));
  const nextRoundAt = now + (streams ? STREAMED_ROUND_MS : ROUND_MS);
  const next: Cursor = { ...cursor, gaps, nextRoundAt, after: null };
  if (streams) return { events, cursor: { ...next, turn: "stream" as const }, waitMs: 1_000 };
  return { events, cursor: beginRound(next, now), waitMs: ROUND_MS };
}

/** The next object that there is. */
function onward(cursor: Cursor, context: Context, options: SalesforceOptions): Pulled<Cursor> {
  let turn: Stream | null = cursor.turn === "stream" ? null : streamAfter(cursor.turn);
  while (turn !== null && cursor.absent.includes(turn)) turn = streamAfter(turn);
  const listsAt = cursor.turn === "members" ? context.now : cursor.listsAt;
  if (turn !== null) {
    return {
      events: [],
      refused: [],
      cursor: { ...cursor, listsAt, turn, after: null },
      waitMs: 0,
    };
  }
  const upTo = cursor.roundAt - OVERLAP_MS;
  return { refused: [], upTo, ...endRound({ ...cursor, listsAt }, context, options) };
}

const lastChange = (records: readonly unknown[]): number =>
  records.reduce<number>((last, one) => {
    const at = isObject(one) ? momentOf(one.SystemModstamp) : Number.NaN;
    return at > last ? at : last;
  }, 0);

function closedIn(records: readonly unknown[]): Cursor["closed"] {
  return records
    .filter(isObject)
    .flatMap(({ ApiName, MasterLabel, IsClosed }) =>
      [ApiName, MasterLabel]
        .filter((name) => typeof name === "string")
        .map((name) => [name, IsClosed === true] as const),
    );
}

function readPage(
  answer: PullAnswer,
  cursor: Cursor,
  context: Context,
  options: SalesforceOptions,
): Pulled<Cursor> | PullProblem {
  const stream = cursor.turn === "stream" ? "cases" : cursor.turn;
  const code = answer.status >= 400 ? errorCodeIn(answer) : "";
  if (ABSENT.includes(code)) {
    const absent = [...cursor.absent, stream];
    return onward({ ...cursor, absent }, context, options);
  }
  if (EXPIRED.includes(code) && cursor.after !== null) {
    return { events: [], refused: [], cursor: { ...cursor, after: null }, waitMs: 0 };
  }
  const problem = refused(answer, context.now);
  if (problem !== null) return problem;
  const said = page.safeParse(bodyOf(answer)).data;
  if (said === undefined) return UNREADABLE;
  const write = eventWriter(context.source);
  const closed = stream === "statuses" ? closedIn(said.records) : cursor.closed;
  const outcome =
    stream === "statuses"
      ? null
      : pageOf(write, { records: said.records }, options, new Map(closed));
  const { events, refused: not } = readOf(outcome === null ? [] : [outcome]);
  const before = cursor.upTo[stream] ?? 0;
  const last = Math.max(before, lastChange(said.records));
  const read: Cursor = { ...cursor, closed, upTo: { ...cursor.upTo, [stream]: last } };
  const after = said.done === false ? (said.nextRecordsUrl ?? null) : null;
  if (after !== null) return { events, refused: not, cursor: { ...read, after }, waitMs: 0 };
  const next = onward(read, context, options);
  return { ...next, events: [...events, ...next.events], refused: not };
}

/** Everything that was changed since, of all objects, in one request. */
function batchOf(since: number, options: SalesforceOptions): PullRequest {
  const streams = ["cases", "emails", "comments", "work", "calls", "sessions", "presence"] as const;
  const batchRequests = streams.map((stream) => ({
    method: "GET",
    url: `v${options.version}/queryAll?q=${queryOf(stream, since - OVERLAP_MS)}`,
  }));
  return {
    method: "POST",
    path: pathWith(options, "composite/batch"),
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ haltOnError: false, batchRequests }),
  };
}

function fetchOf({ kind, id }: Wanted, options: SalesforceOptions): PullRequest {
  if (kind === SINCE) return batchOf(Number(id), options);
  const query = queryOne(kind, id);
  const path = query === null ? "limits" : `queryAll?q=${query}`;
  return { method: "GET", path: pathWith(options, path) };
}

/** Null: the connection's options are not what may be said. */
export function salesforcePull(given: unknown): Pull<Cursor> | null {
  const options = optionsOf(given);
  if (options === null) return null;
  return {
    connector: "salesforce",
    start: cursorFrom,
    next(cursor, now) {
      if (cursor.turn === "stream") return bayeux.next(cursor.streaming, options);
      if (cursor.after !== null) return { method: "GET", path: cursor.after };
      const isList = LISTS.includes(cursor.turn);
      const from = (cursor.upTo[cursor.turn] || cursor.since) - OVERLAP_MS;
      const query = queryOf(cursor.turn, Math.min(from, now));
      return {
        method: "GET",
        path: pathWith(options, `${isList ? "query" : "queryAll"}?q=${query}`),
      };
    },
    read(answer, cursor, context) {
      const begun = cursor.roundAt === 0 ? { ...cursor, roundAt: context.now } : cursor;
      if (cursor.turn !== "stream") return readPage(answer, begun, context, options);
      // The session may be the token's that is over.
      const problem = refused(answer, context.now);
      if (problem !== null && answer.status !== 401) return problem;
      if (problem !== null) {
        const streaming = { ...NOT_STREAMING, replay: cursor.streaming.replay };
        return { events: [], refused: [], cursor: { ...cursor, streaming }, waitMs: EXPIRED_MS };
      }
      const heard = bayeux.read(answer, cursor.streaming, options);
      if (heard === null) return UNREADABLE;
      const after = hearing(heard, cursor, context, options);
      const dueAt = after.isDue ? cursor.roundAt + DUE_MS : Infinity;
      const nextRoundAt = Math.min(cursor.nextRoundAt, dueAt);
      const heardTo: Cursor = { ...after.cursor, nextRoundAt };
      if (context.now < nextRoundAt) return { ...after.pulled, cursor: heardTo };
      return { ...after.pulled, cursor: beginRound(heardTo, context.now), waitMs: 0 };
    },
    fetch: (wanted) => fetchOf(wanted, options),
    fetched(answer, { kind, id }, { source, now }) {
      const problem = refused(answer, now);
      if (problem !== null) return problem;
      const body = bodyOf(answer);
      const outcome = isObject(body) ? pageOf(eventWriter(source), body, options) : null;
      if (outcome === null) return { events: [], refused: [] };
      const { events, refused: not } = readOf([outcome]);
      const closed = kind === SINCE ? [closedGap(source, Number(id), now)] : [];
      return { events: [...events, ...closed], refused: not };
    },
  };
}
