/**
 * What Chatwoot's API is asked, round and round, since its calls are tried once: who is there, what was active
 * since the last round with its messages and reports, and the ratings of the last two weeks.
 */
import { refusedAnswer } from "../answers.ts";
import { parseJson } from "../big-json.ts";
import type { Pull, PullAnswer, Pulled, PullProblem } from "../pull.ts";
import { eventWriter } from "../write-event.ts";
import { type Cursor, cursorFrom } from "./cursor.ts";
import {
  dropped,
  listIn,
  readingOf,
  type Taken,
  takeAgents,
  takeList,
  takeMessages,
  takeRatings,
  takeReports,
} from "./pages.ts";

/** Between two rounds. */
export const ROUND_MS = 120_000;
/** A round begins so long before the last one began: clocks differ, and jobs of Chatwoot's take a while. */
const OVERLAP_MS = 120_000;
/** How often the ratings are read, and for how long one may be changed. */
const RATINGS_MS = 900_000;
const CHANGED_MS = 14 * 86_400_000;

const secondsOf = (at: number): number => Math.max(0, Math.floor(at / 1000));

function pathOf(cursor: Cursor, now: number): string {
  const { turn, page, active, ratingsAt } = cursor;
  if (turn === "agents") return "/agents";
  if (turn === "list") {
    return `/conversations?status=all&assignee_type=all&sort_by=last_activity_at_desc&page=${page}`;
  }
  if (turn === "ratings") {
    const since = secondsOf(ratingsAt - CHANGED_MS);
    return `/csat_survey_responses?sort=-created_at&since=${since}&until=${secondsOf(now) + 1}&page=${page}`;
  }
  const id = encodeURIComponent(active[0]?.id ?? "0");
  const { step, message } = readingOf(cursor);
  return step === "messages"
    ? `/conversations/${id}/messages?after=${message}`
    : `/conversations/${id}/reporting_events`;
}

/** Goes on to what is due: the next conversation, the next page, the ratings; at last the round is over. */
function onward(
  cursor: Cursor,
  now: number,
): { readonly cursor: Cursor; readonly isRound: boolean } {
  if (cursor.turn === "read") {
    if (cursor.active.length > 0) return { cursor, isRound: false };
    if (!cursor.isLastPage) {
      return { cursor: { ...cursor, turn: "list", page: cursor.page + 1 }, isRound: false };
    }
    if (now - cursor.ratingsAt >= RATINGS_MS || cursor.ratings.length === 0) {
      return { cursor: { ...cursor, turn: "ratings", page: 1 }, isRound: false };
    }
  } else if (cursor.turn !== "ratings" || !cursor.isLastPage) return { cursor, isRound: false };
  const next: Cursor = {
    ...cursor,
    turn: "agents",
    upTo: cursor.roundAt,
    from: Math.max(cursor.since, cursor.roundAt - OVERLAP_MS),
    page: 1,
    isLastPage: false,
    hasReports: true,
  };
  return { cursor: next, isRound: true };
}

const UNREADABLE: PullProblem = { reason: "its answer is not what it documents", retryMs: 60_000 };

function take(
  list: readonly unknown[],
  cursor: Cursor,
  { source, now }: { readonly source: string; readonly now: number },
): Taken {
  const write = eventWriter(source);
  // The first answer of a round begins it.
  if (cursor.turn === "agents") return takeAgents(write, list, { ...cursor, roundAt: now }, now);
  if (cursor.turn === "list") return takeList(write, list, cursor);
  if (cursor.turn === "ratings") return takeRatings(write, list, cursor, now);
  return readingOf(cursor).step === "messages"
    ? takeMessages(write, list, cursor)
    : takeReports(write, list, cursor);
}

/** Not there: a conversation that was deleted, or an edition without reports. Null: it is there. */
function missing(answer: PullAnswer, cursor: Cursor, source: string): Taken | null {
  if (answer.status !== 404 || cursor.turn !== "read") return null;
  if (readingOf(cursor).step === "reports") return takeReports(eventWriter(source), null, cursor);
  return { events: [], refused: [], cursor: dropped(cursor) };
}

/** Without reports here the next conversation's are not asked for either. */
function withoutReports(taken: Taken, source: string): Taken {
  const { cursor } = taken;
  const isNext = cursor.turn === "read" && cursor.active.length > 0;
  if (cursor.hasReports || !isNext || readingOf(cursor).step !== "reports") return taken;
  const more = takeReports(eventWriter(source), null, cursor);
  return { ...more, events: [...taken.events, ...more.events], refused: taken.refused };
}

export const chatwootPull: Pull<Cursor> = {
  connector: "chatwoot",
  start: cursorFrom,
  next: (cursor, now) => ({ method: "GET", path: pathOf(cursor, now) }),
  read(answer, cursor, { source, now }): Pulled<Cursor> | PullProblem {
    const gone = missing(answer, cursor, source);
    const refused = gone === null ? refusedAnswer(answer, now) : null;
    if (refused !== null) return refused;
    const parsed = gone === null ? parseJson(answer.text) : null;
    const list = parsed?.ok === true ? listIn(parsed.value) : null;
    if (gone === null && list === null) return UNREADABLE;
    const taken = withoutReports(gone ?? take(list ?? [], cursor, { source, now }), source);
    const { cursor: next, isRound } = onward(taken.cursor, now);
    return {
      events: taken.events.filter((event) => event !== null),
      refused: taken.refused.map((one, at) => ({ line: at + 1, ...one })),
      cursor: next,
      waitMs: isRound ? ROUND_MS : 0,
      upTo: next.upTo,
    };
  },
};
