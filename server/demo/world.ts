/** What every part of the simulation stands on: its time, its chance, and the way out for events. */
import type { EventData, EventType } from "../../shared/events/event.ts";
import type { Agenda } from "./agenda.ts";
import type { Day } from "./calendar.ts";
import type { Feed } from "./organisation.ts";
import type { Random } from "./random.ts";

/** What an event may carry besides its data. */
export interface Extra {
  /** When it happened, if that was not now. */
  readonly at?: number;
  readonly version?: string;
}

/** Tells the outside what happened, and returns the id of the event. */
export type Emit = <Type extends EventType>(
  feed: Feed,
  type: Type,
  data: EventData<Type>,
  extra?: Extra,
) => string;

export interface World {
  readonly random: Random;
  now(): number;
  today(): Day;
  /** Does something later; in between, others act. */
  after(ms: number, run: () => void): void;
  /** The next number of its kind, such as `WT1000042`. */
  number(kind: string): string;
  readonly emit: Emit;
}

export const SECOND = 1000;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** `entityversion` is compared bytewise, so numbers are padded (EVENTS.md section 2). */
export const versionOf = (revision: number): string => String(revision).padStart(20, "0");

export interface Stage {
  readonly world: World;
  setNow(at: number): void;
  setDay(day: Day): void;
}

/** A world whose clock is moved by whoever empties the agenda. */
export function stageOf(
  random: Random,
  todo: Agenda<() => void>,
  emitAt: (now: number) => Emit,
  first: Day,
  prefix: string,
): Stage {
  let now = first.start;
  let day = first;
  const numbers = new Map<string, number>();
  const emit: Emit = (feed, type, data, extra) => emitAt(now)(feed, type, data, extra);
  return {
    world: {
      random,
      now: () => now,
      today: () => day,
      after: (ms, run) => todo.add(now + Math.max(0, Math.round(ms)), run),
      number: (kind) => {
        const next = (numbers.get(kind) ?? 1_000_000) + 1;
        numbers.set(kind, next);
        return `${prefix}${kind}${next}`;
      },
      emit,
    },
    setNow: (at) => {
      now = at;
    },
    setDay: (next) => {
      day = next;
    },
  };
}
