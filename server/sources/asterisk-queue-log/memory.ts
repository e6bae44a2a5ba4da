/**
 * What must be known of earlier lines: which leg of a call ends now, whether a call entered before,
 * what an agent paused. Plain JSON, bounded, without names: it may be kept over a restart.
 */
import { z } from "zod";
import { digestOf } from "../write-event.ts";
import type { Entry } from "./entry.ts";

/** Calls and agents remembered, the ones touched last. */
export const CALLS_MAX = 2000;
export const AGENTS_MAX = 2000;
const TIMES_MAX = 50;

/** The log has whole seconds, rounded at both ends. */
const ROUNDING_MS = 2000;
/** The lines of the single queues follow PAUSEALL within this. */
const ALL_MS = 1000;

const at = z.int();
const call = z.object({
  entries: z.array(
    z.object({
      at,
      queue: z.string(),
      reason: z.enum(["new", "transfer", "overflow"]),
      later: z.boolean(),
    }),
  ),
  /** When each leg began; its place is its number. The same of dialling attempts. */
  legs: z.array(at),
  dials: z.array(at),
  left: z.enum(["transfer", "overflow"]),
  leftAt: at.nullable(),
  open: z.boolean(),
});
const pause = z.object({ all: at, queues: z.array(z.string()) });

export const memorySchema = z.object({
  calls: z.array(z.tuple([z.string(), call])),
  pauses: z.array(z.tuple([z.string(), pause])),
  lastAt: at.nullable(),
});

export type Saved = Readonly<z.infer<typeof memorySchema>>;
type Call = z.infer<typeof call>;
type Pause = z.infer<typeof pause>;

export const NOTHING: Saved = { calls: [], pauses: [], lastAt: null };

/** The memory while one piece of input is read. Nothing that came in is changed. */
export interface Memory {
  readonly calls: Map<string, Call>;
  readonly pauses: Map<string, Pause>;
  lastAt: number | null;
}

export const recall = (saved: Saved): Memory => ({
  calls: new Map(saved.calls),
  pauses: new Map(saved.pauses),
  lastAt: saved.lastAt,
});

export const save = ({ calls, pauses, lastAt }: Memory): Saved => ({
  calls: [...calls],
  pauses: [...pauses],
  lastAt,
});

function keep<Value>(map: Map<string, Value>, key: string, value: Value, max: number): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.size > max ? map.keys().next() : undefined;
  if (oldest?.done === false) map.delete(oldest.value);
}

const UNKNOWN: Call = {
  entries: [],
  legs: [],
  dials: [],
  left: "transfer",
  leftAt: null,
  open: false,
};

const callOf = (memory: Memory, callId: string): Call => memory.calls.get(callId) ?? UNKNOWN;

function put(memory: Memory, callId: string, call: Call): void {
  keep(memory.calls, callId, call, CALLS_MAX);
}

/** Place of a time in a list, within the rounding; appended when it is new. */
function placed(times: readonly number[], time: number): { times: number[]; index: number } {
  const known = times.findIndex((other) => Math.abs(other - time) <= ROUNDING_MS);
  if (known !== -1) return { times: [...times], index: known };
  if (times.length >= TIMES_MAX) return { times: [...times], index: times.length - 1 };
  return { times: [...times, time], index: times.length };
}

/**
 * A call enters a queue. `later`: it left another one, or an agent, within the same second; the log
 * has whole seconds, so what follows is told a millisecond later to keep its order. A line that is
 * repeated is told the same as the first time.
 */
export function enter(memory: Memory, { callId, queue, at }: Entry) {
  const call = callOf(memory, callId);
  const known = call.entries.find((entry) => entry.at === at && entry.queue === queue);
  if (known !== undefined) return { ...known, isFirst: known === call.entries[0] };
  const isFirst = call.entries.length === 0;
  const reason = isFirst ? ("new" as const) : call.left;
  const entry = { at, queue, reason, later: call.leftAt === at };
  const entries = [...call.entries, entry].slice(0, TIMES_MAX);
  put(memory, callId, { ...call, entries, open: true });
  return { ...entry, isFirst };
}

/** Does an entry follow one that was told a millisecond later? Then it is, too. */
export const isLater = (memory: Memory, { callId, queue, at }: Entry): boolean =>
  callOf(memory, callId).entries.some(
    (entry) => entry.later && entry.at === at && entry.queue === queue,
  );

/** The leg that begins now; a call that comes back to the same agent gets a second one. */
export function beginLeg(memory: Memory, callId: string, at: number): string {
  const call = callOf(memory, callId);
  const { times, index } = placed(call.legs, at);
  put(memory, callId, { ...call, legs: times });
  return `${callId}/${index + 1}`;
}

/** The leg that ends now: the one that began a talk ago, else the latest, else one never seen. */
export function endLeg(memory: Memory, entry: Entry, left: Call["left"] = "transfer"): string {
  const call = callOf(memory, entry.callId);
  const began = entry.talkMs === undefined ? undefined : entry.at - entry.talkMs;
  const exact = call.legs.findIndex((leg) => Math.abs(leg - (began ?? Infinity)) <= ROUNDING_MS);
  const found = exact === -1 ? call.legs.findLastIndex((leg) => leg <= entry.at) : exact;
  const legs = found === -1 ? [...call.legs, began ?? entry.at] : call.legs;
  put(memory, entry.callId, { ...call, legs, left, leftAt: entry.at, open: false });
  return `${entry.callId}/${found === -1 ? legs.length : found + 1}`;
}

/** It leaves the queue unanswered. Should it enter another, that is an overflow. */
export function leaveQueue(memory: Memory, { callId, at }: Entry): void {
  put(memory, callId, { ...callOf(memory, callId), left: "overflow", leftAt: at, open: false });
}

/** A dialling attempt begins. An agent may dial again within a second. */
export function dial(memory: Memory, { callId, at }: Entry) {
  const call = callOf(memory, callId);
  const known = call.dials.indexOf(at);
  const dials = known === -1 ? [...call.dials, at].slice(0, TIMES_MAX) : call.dials;
  put(memory, callId, { ...call, dials });
  const number = (known === -1 ? dials.length - 1 : known) + 1;
  return {
    isFirst: number === 1 && call.entries.length === 0,
    offerId: `${callId}/dial/${number}`,
  };
}

/** The attempt that ends now: the one whose begin is nearest to a ring ago. */
export function dialled(memory: Memory, { callId, at, ringMs }: Entry): string {
  const { dials } = callOf(memory, callId);
  const away = (begin: number) => Math.abs(begin - (at - (ringMs ?? 0)));
  const nearest = dials.reduce((best, begin, index) => {
    return away(begin) <= away(dials[best] ?? begin) ? index : best;
  }, 0);
  return `${callId}/dial/${nearest + 1}`;
}

/** Are calls in the system that a restart has cut off? They are not asked about again. */
export function cutOff(memory: Memory): boolean {
  const open = [...memory.calls].filter(([, call]) => call.open);
  for (const [callId, call] of open) memory.calls.set(callId, { ...call, open: false });
  return open.length > 0;
}

/**
 * Does a pause line change the agent's state? The lines of single queues that follow a PAUSEALL or
 * UNPAUSEALL are the same act; otherwise an agent is back when no queue is paused any more.
 */
export function pauses(memory: Memory, { agent, queue, event, at }: Entry): boolean {
  const key = digestOf(agent);
  const known = memory.pauses.get(key) ?? { all: 0, queues: [] };
  if (event.endsWith("ALL")) {
    keep(memory.pauses, key, { all: at, queues: [] }, AGENTS_MAX);
    return true;
  }
  if (at >= known.all && at - known.all <= ALL_MS) return false;
  const others = known.queues.filter((other) => other !== queue);
  const queues = event === "PAUSE" ? [...others, queue].slice(-TIMES_MAX) : others;
  keep(memory.pauses, key, { ...known, queues }, AGENTS_MAX);
  return event === "PAUSE" || queues.length === 0;
}
