/**
 * What Twilio is asked: the Events of a workspace, window by window. They come newest first, pages by the address
 * that each gives of the next; one that is full and names no next is asked again in halves. Kept for 30 days.
 */
import { z } from "zod";
import { refusedAnswer } from "../answers.ts";
import { parseJson } from "../big-json.ts";
import { readOf } from "../outcome.ts";
import type { Pull, Pulled, PullProblem } from "../pull.ts";
import { eventWriter } from "../write-event.ts";
import { options, type TwilioOptions } from "./options.ts";
import { readRecord } from "./read.ts";

/** Below the address of the workspace, `https://taskrouter.twilio.com/v1/Workspaces/WS…`. */
const PATH = "/Events";
/** Between two rounds. */
export const ROUND_MS = 60_000;
const PAGE = 1_000;
const WINDOW_MS = 3_600_000;
/** What is younger may not be listed yet; what was listed late is found by looking so far back. */
const RECENT_MS = 30_000;
const BACK_MS = 120_000;
const KEPT_MS = 30 * 86_400_000;
/** An answer may take so long: what happened meanwhile is none of its window. */
const ANSWER_MS = 60_000;

export interface Cursor {
  /** From when to when is asked, ms; `to` null: the next window is not cut yet. */
  readonly from: number;
  readonly to: number | null;
  /** The next page of the window; null: its first. */
  readonly next: string | null;
}

const page = z.looseObject({
  events: z.array(z.unknown()),
  meta: z.looseObject({ next_page_url: z.string().nullish() }).nullish(),
});

const secondsOf = (at: number): string =>
  new Date(Math.floor(at / 1000) * 1000).toISOString().replace(".000Z", "Z");

/** The window that is asked now. */
function windowOf({ from, to }: Cursor, now: number): { from: number; to: number } {
  const begin = Math.max(from, now - KEPT_MS);
  return { from: begin, to: to ?? Math.max(begin, Math.min(begin + WINDOW_MS, now - RECENT_MS)) };
}

const UNREADABLE: PullProblem = { reason: "its answer is not what it documents", retryMs: 60_000 };

/** The next page, below our own address whatever the answer says; null: there is none. */
function nextIn(url: string | null | undefined): string | null {
  if (url === undefined || url === null || !URL.canParse(url)) return null;
  const { pathname, search } = new URL(url);
  return pathname.endsWith(PATH) ? PATH + search : null;
}

/** Null: what the connection says cannot be read. */
export function twilioPull(said: unknown): Pull<Cursor> | null {
  const read = options.safeParse(said);
  return read.success ? pullOf(read.data) : null;
}

function pullOf(said: TwilioOptions): Pull<Cursor> {
  return {
    connector: "twilio",
    start: (since) => ({ from: since, to: null, next: null }),
    next(cursor, now) {
      if (cursor.next !== null) return { method: "GET", path: cursor.next };
      const { from, to } = windowOf(cursor, now);
      const query = `StartDate=${secondsOf(from)}&EndDate=${secondsOf(to + 999)}&PageSize=${PAGE}`;
      return { method: "GET", path: `${PATH}?${query}` };
    },
    read(answer, cursor, { source, now }): Pulled<Cursor> | PullProblem {
      const refused = refusedAnswer(answer, now);
      if (refused !== null) return refused;
      const parsed = parseJson(answer.text);
      const body = parsed.ok ? page.safeParse(parsed.value).data : undefined;
      if (body === undefined) return UNREADABLE;
      const write = eventWriter(source);
      const outcome = readOf(body.events.map((one) => readRecord(write, one, said)));
      const { events, refused: lines } = outcome;
      const window = windowOf(cursor, now - ANSWER_MS);
      const next = nextIn(body.meta?.next_page_url);
      if (next !== null && next !== cursor.next) {
        return {
          events,
          refused: lines,
          cursor: { ...window, next },
          waitMs: 0,
          upTo: window.from,
        };
      }
      const half = window.from + Math.floor((window.to - window.from) / 2);
      if (cursor.next === null && body.events.length >= PAGE && half - window.from >= 1_000) {
        const halved = { from: window.from, to: half, next: null };
        return { events, refused: lines, cursor: halved, waitMs: 0, upTo: window.from };
      }
      const isOver = window.to >= now - ANSWER_MS - RECENT_MS - 1_000;
      const from = isOver ? Math.max(window.from, window.to - BACK_MS) : window.to;
      return {
        events,
        refused: lines,
        cursor: { from, to: null, next: null },
        waitMs: isOver ? ROUND_MS : 0,
        upTo: window.to,
      };
    },
  };
}
