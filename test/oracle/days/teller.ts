/** Tells one story as events: who says what, and how long after the last. */
import type { CloudEvent } from "../../../shared/events/event.ts";
import { nativeId } from "./centre.ts";

/** What a story is made of; fast-check draws it. */
export interface Plan {
  /** ms since 1970, a whole minute. */
  readonly at: number;
  /** Odd milliseconds, the same all through the story. */
  readonly ms: number;
  /** Seconds between what happens, used in turn. */
  readonly gaps: readonly number[];
  /** Picks, used in turn: people, queues, scores, whether. */
  readonly picks: readonly number[];
}

export interface Teller {
  readonly id: string;
  readonly source: string;
  readonly events: CloudEvent[];
  now: number;
  /** `short`: seconds of talk; else the plan's own. */
  wait(secondsMax?: number): void;
  say(type: string, data: object, more?: Partial<CloudEvent>): void;
  pick<Value>(list: readonly Value[]): Value;
  /** True about once in `n`. */
  once(n: number): boolean;
  who(person: string): string;
}

export function teller(source: string, id: string, plan: Plan): Teller {
  const { gaps, picks } = plan;
  const turns = { gap: 0, pick: 0 };
  const draw = () =>
    (picks[turns.pick++ % picks.length] ?? 0) + Math.floor(turns.pick / picks.length);
  const self: Teller = {
    id,
    source,
    events: [],
    now: plan.at + plan.ms,
    wait(secondsMax = Number.POSITIVE_INFINITY) {
      const gap = gaps[turns.gap++ % gaps.length] ?? 1;
      self.now += 1000 * (1 + (gap % secondsMax));
    },
    say(type, data, more = {}) {
      const about = type.startsWith("contact.") ? { contactId: id } : {};
      self.events.push({
        specversion: "1.0",
        type: `deskpulse.${type}.v1`,
        source,
        id: `${id}.${self.events.length + 1}`,
        time: new Date(self.now).toISOString(),
        subject: `about/${id}`,
        data: { ...about, ...data },
        ...more,
      });
    },
    pick(list) {
      const value = list[draw() % list.length];
      if (value === undefined) throw new RangeError("nothing to pick from");
      return value;
    },
    once: (n) => draw() % n === n - 1,
    who: (person) => nativeId(person, source),
  };
  return self;
}

export const padded = (revision: number): string => String(revision).padStart(20, "0");
