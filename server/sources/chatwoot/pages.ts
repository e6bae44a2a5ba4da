/** What each kind of page of Chatwoot's API becomes, and where to go on. */
import { z } from "zod";
import type { CloudEvent } from "../../../shared/events/event.ts";
import { type Outcome, told, unread } from "../outcome.ts";
import { needId, someId } from "../values.ts";
import type { WriteEvent } from "../write-event.ts";
import { aboutOf, assigneeOf, conversation, teamOf, touchedAt } from "./conversation.ts";
import {
  type Active,
  AGENTS_MAX,
  type Cursor,
  NOTES_MAX,
  pairId,
  RATINGS_MAX,
  type Reading,
  remembered,
  SEEN_MAX,
  seenId,
} from "./cursor.ts";
import { second } from "./fields.ts";
import { created, outbound } from "./happened.ts";
import { hasWords, isOurs, isSurvey, message, rated, surveyed, written } from "./message.ts";
import { NOTHING_REPORTED, reportsOf } from "./reports.ts";
import { derivedOf } from "./seen.ts";

export interface Taken {
  readonly events: readonly (CloudEvent | null)[];
  readonly refused: Outcome["refused"];
  readonly cursor: Cursor;
}

/** Messages of one page; fewer: there are no more. */
const MESSAGES_PAGE = 100;
/** Ratings of one page. */
const RATINGS_PAGE = 25;
/** Pages of one list; what is older was not active. */
const PAGES_MAX = 2_000;

const objectIn = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

/** `{payload: […]}`, `{data: {payload: […]}}` or the list itself. */
export function listIn(body: unknown): readonly unknown[] | null {
  if (Array.isArray(body)) return body;
  const { payload, data } = objectIn(body);
  if (Array.isArray(payload)) return payload;
  const { payload: inner } = objectIn(data);
  return Array.isArray(inner) ? inner : null;
}

const agent = z.looseObject({ id: needId, availability_status: z.string().nullish() });
const STATES = { online: "available", busy: "busy", offline: "offline" } as const;

/** Its API says what they are now and not since when: a change is seen when we ask. */
export function takeAgents(
  write: WriteEvent,
  list: readonly unknown[],
  cursor: Cursor,
  now: number,
): Taken {
  const before = new Map(cursor.agents);
  const events: CloudEvent[] = [];
  const states: (readonly [string, string])[] = [];
  for (const one of list) {
    const { data } = agent.safeParse(one);
    const word = data?.availability_status ?? "";
    if (data === undefined || !Object.hasOwn(STATES, word)) continue;
    const state = STATES[word as keyof typeof STATES];
    states.push([data.id, state]);
    const isNews = before.get(data.id) !== state;
    // Whoever fetches the past must not tell the present again.
    if (!isNews || (before.size === 0 && now - cursor.since > 3_600_000)) continue;
    const id = `agent/${data.id}/${state}/${new Date(now).toISOString()}`;
    events.push(write("agent.state_changed", id, now, { agentId: data.id, state }, "derived"));
  }
  const agents = remembered(cursor.agents, states, pairId, AGENTS_MAX);
  return { events, refused: [], cursor: { ...cursor, agents, turn: "list" } };
}

/** Newest activity first: the list ends where it is older than this round's. */
export function takeList(write: WriteEvent, list: readonly unknown[], cursor: Cursor): Taken {
  const events: CloudEvent[] = [];
  const refused: Outcome["refused"][number][] = [];
  const active: Active[] = [];
  let isOlder = list.length === 0;
  for (const input of list) {
    const read = conversation.safeParse(input);
    if (!read.success) {
      refused.push(...unread("payload", read.error).refused);
      continue;
    }
    const one = read.data;
    const activeAt = one.last_activity_at ?? one.timestamp ?? touchedAt(one);
    const { id, created_at: createdAt } = one;
    if (createdAt === null || activeAt === null) continue;
    if (activeAt < cursor.from) {
      isOlder = true;
      continue;
    }
    events.push(created(write, id, createdAt, aboutOf(one), one.priority));
    const status = String(one.status ?? "open");
    active.push({ id, createdAt, activeAt, status, assignee: assigneeOf(one), team: teamOf(one) });
  }
  const isLastPage = isOlder || cursor.page >= PAGES_MAX;
  return { events, refused, cursor: { ...cursor, active, isLastPage, turn: "read" } };
}

const START = { step: "messages", notes: [] } as const;

export const readingOf = ({ reading, seen, active: [head] }: Cursor): Reading =>
  reading ?? { ...START, message: seen.find(({ id }) => id === head?.id)?.message ?? 0 };

export function takeMessages(write: WriteEvent, list: readonly unknown[], cursor: Cursor): Taken {
  const [one] = cursor.active;
  const reading = readingOf(cursor);
  if (one === undefined) return { events: [], refused: [], cursor };
  const refused: Outcome["refused"][number][] = [];
  const events: (CloudEvent | null)[] = [];
  const notes: number[] = [];
  let last = reading.message;
  let isFirst = reading.message === 0;
  for (const input of list) {
    const read = message.safeParse(input);
    if (!read.success) {
      refused.push(...unread("payload", read.error).refused);
      continue;
    }
    const { data } = read;
    const at = data.created_at;
    last = Math.max(last, Number(data.id) || 0);
    if (at === null) continue;
    if (data.message_type === "activity") notes.push(at);
    else if (isFirst) {
      if (isOurs(data)) events.push(outbound(write, one.id, one.createdAt));
      isFirst = false;
    }
    const isAsked = isSurvey(data);
    events.push(isAsked ? surveyed(write, one.id, data, at) : written(write, one.id, data, at));
  }
  const isOver = list.length < MESSAGES_PAGE || last <= reading.message;
  const step = isOver ? ("reports" as const) : ("messages" as const);
  const noted = [...reading.notes, ...notes].slice(0, NOTES_MAX);
  const next = { step, message: last, notes: noted };
  return { events, refused, cursor: { ...cursor, reading: next } };
}

/** Null: there are no such reports here; then what it is now says what became of it. */
export function takeReports(
  write: WriteEvent,
  list: readonly unknown[] | null,
  cursor: Cursor,
): Taken {
  const [one, ...active] = cursor.active;
  const reading = readingOf(cursor);
  if (one === undefined) return { events: [], refused: [], cursor };
  const reported = list === null ? NOTHING_REPORTED : reportsOf(write, one.id, list);
  const before = cursor.seen.find(({ id }) => id === one.id);
  const { id, status, assignee, team } = one;
  const now = { id, message: reading.message, status, assignee, team };
  return {
    events: [
      ...reported.events,
      ...derivedOf(write, one, before, reading, { reported, from: cursor.from }),
    ],
    refused: [],
    cursor: {
      ...cursor,
      active,
      reading: null,
      seen: remembered(cursor.seen, [now], seenId, SEEN_MAX),
      hasReports: cursor.hasReports && list !== null,
    },
  };
}

/** It was deleted since the list was read. */
export const dropped = (cursor: Cursor): Cursor => ({
  ...cursor,
  active: cursor.active.slice(1),
  reading: null,
});

const rating = z.looseObject({
  rating: z.union([z.number(), z.string()]).nullish(),
  feedback_message: z.unknown().optional(),
  message_id: needId,
  conversation_id: someId.catch(null),
  created_at: second,
});

/** A record says what the answer is now; when it was changed is known as the time at which we saw it. */
export function takeRatings(
  write: WriteEvent,
  list: readonly unknown[],
  cursor: Cursor,
  now: number,
): Taken {
  const known = new Map(cursor.ratings);
  const events: CloudEvent[] = [];
  const refused: Outcome["refused"][number][] = [];
  const news: (readonly [string, number])[] = [];
  for (const input of list) {
    const read = rating.safeParse(input);
    const at = read.success ? read.data.created_at : null;
    if (!read.success || at === null) {
      refused.push(...(read.success ? [] : unread("", read.error).refused));
      continue;
    }
    const { message_id: id, conversation_id: about, feedback_message: words } = read.data;
    const score = Number(read.data.rating ?? Number.NaN);
    if (known.get(id) === score) continue;
    const event = rated(write, {
      conversation: about,
      message: id,
      rating: read.data.rating ?? null,
      hasComment: hasWords(words),
      at,
      knownAt: now,
    });
    if (event === null) continue;
    news.push([id, score]);
    events.push(event);
  }
  const isOver = list.length < RATINGS_PAGE || cursor.page >= PAGES_MAX;
  const ratings = remembered(cursor.ratings, news, pairId, RATINGS_MAX);
  const page = isOver ? 1 : cursor.page + 1;
  const next = { ...cursor, ratings, page, ratingsAt: isOver ? now : cursor.ratingsAt };
  return { events: told(...events).events, refused, cursor: { ...next, isLastPage: isOver } };
}
