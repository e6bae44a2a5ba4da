/** What a horizon touches: keys of timelines to close and of entities that may be over (PRIV-6). */
import type { Horizon } from "../fold/horizon.ts";
import { isClosedDay, visitsFrom } from "../fold/horizon.ts";
import { unpack } from "../fold/pack.ts";
import { agentDayOf, isTimeline } from "../fold/timeline/entry.ts";
import type { EntityRow, Store } from "../store/store.ts";
import { unhurried } from "./look-ups.ts";
import { isOver } from "./retire.ts";

export interface Survey {
  readonly timelines: readonly string[];
  readonly over: readonly string[];
  /** The first instant that anything of these says something of; Infinity: there is nothing. */
  readonly firstAt: number;
}

/** An agent's day, or a customer, of which something would be closed and is not yet. */
function wantsClosing({ key, firstAt, lastAt }: EntityRow, horizon: Horizon): boolean {
  if (firstAt === 0 && lastAt === 0) return false; // nothing but parts
  const day = agentDayOf(key);
  return day === null ? firstAt < visitsFrom(horizon) : isClosedDay(day.dayAt, horizon);
}

/** As of the last checkpoint, beside other work: who acts on it looks again. */
export async function survey(
  store: Pick<Store, "entitiesBetween">,
  horizon: Horizon,
  unresolved: ReadonlySet<string>,
): Promise<Survey> {
  const timelines: string[] = [];
  const over: string[] = [];
  let first = Infinity;
  for await (const row of unhurried(store.entitiesBetween(EVER, horizon.from))) {
    const { key, firstAt, lastAt } = row;
    if (key.startsWith("|") && !isTimeline(key)) continue;
    if (isTimeline(key)) {
      if (!wantsClosing(row, horizon)) continue;
      timelines.push(key);
    } else {
      const entity = unpack(key, row.body);
      // Other names of an entity go with it.
      if (lastAt === 0 || entity.movedTo !== null) continue;
      if (!isOver(entity, horizon.from, unresolved)) continue;
      over.push(key);
    }
    first = Math.min(first, firstAt);
  }
  return { timelines, over, firstAt: first };
}

const EVER = Number.MIN_SAFE_INTEGER;
