/**
 * What one contact, or one day of an agent's states, brings to a timeline: an agent's day, or a
 * customer. Timelines carry what one contact cannot: occupancy, 1/k shares, repeat contacts.
 */
import { DAY_MS, floorTo } from "../../../shared/time/interval.ts";
import type { Dims } from "../facts/fact.ts";

/** A leg as its agent's time. Instants in ms; `to` null: it still goes on. */
export interface LegEntry {
  readonly kind: "leg";
  /** Key of its timeline. */
  readonly timeline: string;
  /** Key of the contact, and the source's id of the leg. */
  readonly contact: string;
  readonly leg: string;
  /** `consult` and `dial` (an attempt that failed) are busy time, but no contact of the agent's. */
  readonly role: "handled" | "consult" | "dial";
  /** When the agent worked on it, dialling and wrap-up included; several where a conversation paused. */
  readonly pieces: readonly (readonly [from: number, to: number | null])[];
  /** Accept to end of the conversation, wrap-up not included; null: none. */
  readonly session: readonly [from: number, to: number | null] | null;
  /** The end of wrap-up, where the handled leg counts; null: not yet. */
  readonly at: number | null;
  readonly dims: Dims;
  /** End of the conversation of a leg of which nobody told when its wrap-up ended. */
  readonly wrapsFrom?: number;
}

/** The agent's state from `at` on, as one source said it for one of his ids and channels. */
export interface MarkEntry {
  readonly kind: "mark";
  readonly timeline: string;
  readonly track: string;
  readonly at: number;
  readonly state: string;
  readonly reason: string | null;
}

/** An inbound contact of a customer. */
export interface VisitEntry {
  readonly kind: "visit";
  readonly timeline: string;
  /** Key of the contact. */
  readonly contact: string;
  readonly at: number;
  readonly topic: string | null;
  /** Key of the contact that this one belongs to, such as the ticket of a call; null: none. */
  readonly parent: string | null;
  readonly dims: Dims;
}

/** What an agent's day brings back to a contact: his state changed, so this wrap-up is over. */
export interface CloseEntry {
  readonly kind: "close";
  /** Key of the contact. */
  readonly timeline: string;
  readonly leg: string;
  readonly at: number;
}

export type Entry = LegEntry | MarkEntry | VisitEntry | CloseEntry;

const AGENT = "|agent/";
const CUSTOMER = "|customer/";

/** A timeline's key starts with `|`: no source can name it. */
export const isTimeline = (key: string): boolean =>
  key.startsWith(AGENT) || key.startsWith(CUSTOMER);

/** Dates are asked for over and over, and mostly the same few. */
const dates = new Map<number, string>();
const DATES_MAX = 1_000;

function dateOf(at: number): string {
  const day = Math.floor(at / DAY_MS);
  const known = dates.get(day);
  if (known !== undefined) return known;
  if (dates.size >= DATES_MAX) dates.clear();
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  dates.set(day, date);
  return date;
}

/** One agent's UTC day. */
export const agentDayKey = (agent: string, at: number): string => `${AGENT}${agent}/${dateOf(at)}`;

/** The agent and the start of the day; null: not an agent's day. */
export function agentDayOf(key: string): { agent: string; dayAt: number } | null {
  if (!key.startsWith(AGENT)) return null;
  const dayAt = Date.parse(`${key.slice(-10)}T00:00:00Z`);
  return { agent: key.slice(AGENT.length, -11), dayAt };
}

export const customerKey = (customerRef: string): string => `${CUSTOMER}${customerRef}`;

/** A state, or a leg without an end, counts for this long: then its end was lost on the way (D24). */
export const OPEN_MS_MAX = 16 * 3_600_000;

/** Where a piece ends as far as anybody can know. */
export const endOf = ([from, to]: readonly [number, number | null]): number =>
  to ?? from + OPEN_MS_MAX;

/** No leg touches more days than this: what is longer is cut before it comes here. */
const DAYS_MAX = 64;

/** The days that a leg touches, and the one in which it counts: one timeline each. */
export function daysOf(agent: string, { pieces, at: countsAt }: Touching): Iterable<string> {
  let first = countsAt ?? Infinity;
  let last = countsAt ?? -Infinity;
  for (const piece of pieces) {
    first = Math.min(first, piece[0]);
    last = Math.max(last, piece[0], endOf(piece) - 1);
  }
  if (floorTo(first, DAY_MS) === floorTo(last, DAY_MS)) return [agentDayKey(agent, first)];
  const keys = new Set(countsAt === null ? [] : [agentDayKey(agent, countsAt)]);
  for (const piece of pieces) {
    const until = Math.max(piece[0], endOf(piece) - 1);
    for (let at = floorTo(piece[0], DAY_MS); at <= until && keys.size < DAYS_MAX; at += DAY_MS) {
      keys.add(agentDayKey(agent, at));
    }
  }
  return keys;
}

type Touching = Pick<LegEntry, "pieces" | "at">;

/** Do both bring the same? Entries hold plain values only. */
export function sameEntries(a: readonly Entry[], b: readonly Entry[]): boolean {
  if (a === b || a.length + b.length === 0) return true;
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b);
}
