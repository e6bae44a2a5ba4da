/**
 * What Zendesk's API is asked, round and round: who is staff and in which group, tickets, their updates, metric
 * events, ratings. Its incremental exports take ten requests a minute, and leave out the last minute.
 */
import { z } from "zod";
import { refusedAnswer } from "../answers.ts";
import { parseJson } from "../big-json.ts";
import type { Pull, PullAnswer, Pulled, PullProblem } from "../pull.ts";
import { eventWriter } from "../write-event.ts";
import { availabilityOf } from "./agent-events.ts";
import { type Cursor, cursorFrom, groupsOf, STAFF_MAX, streamAfter } from "./cursor.ts";
import { someId } from "./fields.ts";
import { joined, type Outcome } from "./outcome.ts";
import { pageOf } from "./read.ts";
import { deletedAs, openedBefore, ticketRecord } from "./records.ts";

/** Between two rounds. */
export const ROUND_MS = 120_000;
/** How old a start may be at least; and how often the short lists and the ratings are read, s. */
const RECENT_S = 61;
const STAFF_S = 3_600;
const RATINGS_S = 900;
/** A rating is asked for by when it was made; it may be changed for so long, s. */
const CHANGED_S = 7 * 86_400;
const TOO_RECENT = 422;
/** What not every account has, or not every token may read: without it the rest goes on. */
const OPTIONAL: readonly Cursor["turn"][] = ["memberships", "agents", "ratings"];

const page = z.looseObject({
  end_of_stream: z.boolean().nullish(),
  end_time: z.number().nullish(),
  count: z.number().nullish(),
  after_cursor: z.string().nullish(),
  meta: z
    .looseObject({ has_more: z.boolean().nullish(), after_cursor: z.string().nullish() })
    .nullish(),
});
type Page = z.infer<typeof page>;

/** Records of a page of an incremental export by time. */
const FULL_PAGE = 1_000;

const pathOf: Record<Cursor["turn"], (cursor: Cursor, now: number) => string> = {
  staff: ({ after }) => listed("/api/v2/users.json?role[]=agent&role[]=admin", after),
  memberships: ({ after }) => listed("/api/v2/group_memberships.json?", after),
  agents: ({ after }) => listed("/api/v2/agent_availabilities?", after),
  tickets: ({ tickets, since }, now) =>
    `/api/v2/incremental/tickets/cursor.json?${
      tickets === null
        ? `start_time=${notRecent(since, now)}`
        : `cursor=${encodeURIComponent(tickets)}`
    }`,
  events: ({ events }, now) =>
    `/api/v2/incremental/ticket_events.json?start_time=${notRecent(events, now)}&include=comment_events`,
  metrics: ({ metrics }, now) =>
    `/api/v2/incremental/ticket_metric_events.json?start_time=${notRecent(metrics, now)}`,
  ratings: ({ after, since, ratingsAt }) =>
    listed(
      `/api/v2/satisfaction_ratings.json?sort_order=asc&start_time=${Math.max(0, (ratingsAt || since) - CHANGED_S)}`,
      after,
    ),
};

const listed = (path: string, after: string | null): string => {
  const whole = `${path}${path.endsWith("?") ? "" : "&"}page[size]=100`;
  return after === null ? whole : `${whole}&page[after]=${encodeURIComponent(after)}`;
};

const secondsOf = (now: number): number => Math.floor(now / 1000);
const notRecent = (start: number, now: number): number =>
  Math.min(start, secondsOf(now) - RECENT_S);

const staffIn = (body: Readonly<Record<string, unknown>>): string[] => {
  const users = Array.isArray(body.users) ? body.users : [];
  return users.flatMap((user: unknown) => {
    const id = someId.safeParse((user as { id?: unknown } | null)?.id).data ?? null;
    return id === null ? [] : [id];
  });
};

interface Reading {
  readonly outcome: Outcome;
  readonly cursor: Cursor;
  readonly isOver: boolean;
}

const NOTHING: Outcome = { events: [], refused: [] };

/**
 * A ticket that was there before we began, one that was deleted, and which group each is in; everything else of
 * it is told by its updates.
 */
function ticketsIn(
  body: Readonly<Record<string, unknown>>,
  cursor: Cursor,
  source: string,
): { outcome: Outcome; groups: Map<string, string | null> } {
  const write = eventWriter(source);
  const groups = new Map(cursor.groups);
  const records = Array.isArray(body.tickets) ? body.tickets : [];
  const events = records.flatMap((record: unknown) => {
    const read = ticketRecord.safeParse(record);
    if (!read.success) return [];
    const { id, status, created_at, group_id } = read.data;
    if (!groups.has(id)) groups.set(id, group_id);
    const before = created_at < cursor.since * 1000 ? [openedBefore(write, read.data)] : [];
    const isGone = status.toLowerCase() === "deleted";
    return isGone ? [...before, deletedAs(write, read.data)] : before;
  });
  return { outcome: { events, refused: [] }, groups };
}

function take(
  body: Readonly<Record<string, unknown>>,
  said: Page,
  cursor: Cursor,
  { source, now }: { readonly source: string; readonly now: number },
): Reading {
  const write = eventWriter(source);
  const after = said.meta?.has_more === true ? (said.meta.after_cursor ?? null) : null;
  const isListOver = after === null;
  switch (cursor.turn) {
    case "staff": {
      const before = cursor.after === null ? [] : cursor.staff;
      const staff = [...before, ...staffIn(body)].slice(0, STAFF_MAX);
      return { outcome: NOTHING, cursor: { ...cursor, staff, after }, isOver: isListOver };
    }
    case "memberships": {
      const outcome = pageOf(write, body, knownIn(cursor)) ?? NOTHING;
      const staffAt = isListOver ? secondsOf(now) : cursor.staffAt;
      return { outcome, cursor: { ...cursor, staffAt, after }, isOver: isListOver };
    }
    case "agents": {
      const data = Array.isArray(body.data) ? body.data : [];
      const outcome = joined(data.map((one: unknown) => availabilityOf(write, one)));
      return { outcome, cursor: { ...cursor, after }, isOver: isListOver };
    }
    case "ratings": {
      const outcome = pageOf(write, body, knownIn(cursor)) ?? NOTHING;
      const ratingsAt = isListOver ? secondsOf(now) : cursor.ratingsAt;
      return { outcome, cursor: { ...cursor, ratingsAt, after }, isOver: isListOver };
    }
    case "tickets": {
      const { outcome, groups } = ticketsIn(body, cursor, source);
      const tickets = said.after_cursor ?? cursor.tickets;
      const isOver = said.end_of_stream ?? said.after_cursor == null;
      const ticketsUpTo = isOver ? secondsOf(now) - RECENT_S : cursor.ticketsUpTo;
      const next = { ...cursor, tickets, ticketsUpTo, groups: groupsOf(groups) };
      return { outcome, cursor: next, isOver };
    }
    case "events":
    case "metrics": {
      const known = knownIn(cursor);
      const outcome = pageOf(write, body, known) ?? NOTHING;
      const end = said.end_time ?? cursor[cursor.turn];
      const isOver = said.end_of_stream ?? (said.count ?? 0) < FULL_PAGE;
      // A page that does not get on would be asked for ever.
      const isStuck = end <= cursor[cursor.turn];
      const next = { ...cursor, [cursor.turn]: Math.max(end, cursor[cursor.turn]) };
      return {
        outcome,
        cursor: { ...next, groups: groupsOf(known.groups) },
        isOver: isOver || isStuck,
      };
    }
  }
}

const knownIn = ({ staff, groups }: Cursor) => ({
  staff: new Set(staff),
  groups: new Map(groups),
  requesters: new Map<string, string | null>(),
});

/** Lists that were read lately are passed over. */
function isFresh({ turn, staffAt, ratingsAt }: Cursor, now: number): boolean {
  const seconds = secondsOf(now);
  if (turn === "staff" || turn === "memberships") return seconds - staffAt < STAFF_S;
  return turn === "ratings" && seconds - ratingsAt < RATINGS_S;
}

/** The next stream that is due; after the last the round is over. */
function onward(cursor: Cursor, now: number): { cursor: Cursor; isRound: boolean } {
  let next = cursor;
  for (;;) {
    const turn = streamAfter(next.turn);
    if (turn === null) {
      const first: Cursor = { ...next, turn: "staff", after: null };
      return { cursor: isFresh(first, now) ? { ...first, turn: "agents" } : first, isRound: true };
    }
    next = { ...next, turn, after: null };
    if (!isFresh(next, now)) return { cursor: next, isRound: false };
  }
}

function bodyOf({ text }: PullAnswer): Readonly<Record<string, unknown>> | null {
  const parsed = parseJson(text);
  const value = parsed.ok ? parsed.value : null;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return value as Readonly<Record<string, unknown>>;
}

const UNREADABLE: PullProblem = { reason: "its answer is not what it documents", retryMs: 60_000 };

export const zendeskPull: Pull<Cursor> = {
  connector: "zendesk",
  start: cursorFrom,
  next: (cursor, now) => ({ method: "GET", path: pathOf[cursor.turn](cursor, now) }),
  read(answer, cursor, context): Pulled<Cursor> | PullProblem {
    const { now } = context;
    if (answer.status === TOO_RECENT) {
      return { reason: "422: it has nothing older than a minute yet", retryMs: RECENT_S * 1000 };
    }
    const isAbsent = answer.status === 403 || answer.status === 404;
    if (isAbsent && OPTIONAL.includes(cursor.turn)) return passed(cursor, now);
    const refused = refusedAnswer(answer, now);
    if (refused !== null) return refused;
    const body = bodyOf(answer);
    const said = body === null ? null : page.safeParse(body).data;
    if (body === null || said === null || said === undefined) return UNREADABLE;
    const { outcome, cursor: read, isOver } = take(body, said, cursor, context);
    return pulled(outcome, isOver ? onward(read, now) : { cursor: read, isRound: false });
  },
};

const pulled = (
  { events, refused }: Outcome,
  { cursor, isRound }: { readonly cursor: Cursor; readonly isRound: boolean },
): Pulled<Cursor> => ({
  events,
  refused: refused.map((one, at) => ({ line: at + 1, ...one })),
  cursor,
  waitMs: isRound ? ROUND_MS : 0,
  upTo: Math.min(cursor.events, cursor.metrics, cursor.ticketsUpTo) * 1000,
});

/** A list that is not there: as one that was read just now, and was empty. */
function passed(cursor: Cursor, now: number): Pulled<Cursor> {
  const at = secondsOf(now);
  const read = {
    ...cursor,
    staffAt: cursor.turn === "memberships" ? at : cursor.staffAt,
    ratingsAt: cursor.turn === "ratings" ? at : cursor.ratingsAt,
  };
  return pulled(NOTHING, onward(read, now));
}
