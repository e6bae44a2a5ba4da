/** What an agent's day is made of: work, sessions, states and plans, each from when to when. */
import { endOf, type LegEntry } from "./entry.ts";
import { floorSecond, type Stated } from "./states.ts";

/** Planned work, ms since 1970. */
export interface Shift {
  readonly activity: string;
  readonly from: number;
  readonly to: number;
}

/** Something that went on in `[from, to)`; ms on whole seconds. */
export interface Stretch {
  readonly kind: "work" | "session" | "state" | "plan";
  readonly from: number;
  readonly to: number;
  readonly stated: Stated | null;
}

/** All of a day, in no order. A session is the conversation alone, without dialling and wrap-up. */
export function stretchesOf(
  legs: readonly LegEntry[],
  states: readonly Stated[],
  shifts: readonly Shift[],
): Stretch[] {
  const stretches: Stretch[] = [];
  const add = (kind: Stretch["kind"], from: number, to: number, stated: Stated | null = null) => {
    if (from < to) stretches.push({ kind, from, to, stated });
  };
  for (const { pieces, session, role } of legs) {
    for (const piece of pieces) {
      const start = floorSecond(piece[0]);
      const end = floorSecond(endOf(piece));
      add("work", start, end);
      if (session === null || role !== "handled") continue;
      const [accepted, ended] = session;
      add(
        "session",
        Math.max(start, floorSecond(accepted)),
        Math.min(end, floorSecond(ended ?? end)),
      );
    }
  }
  for (const stated of states) add("state", stated.from, stated.to, stated);
  for (const { from, to } of shifts) add("plan", floorSecond(from), floorSecond(to));
  return stretches;
}
