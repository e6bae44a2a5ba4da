/** What an entity's events mean by now, and when that changes by itself. */
import { AHEAD_MS_MAX } from "../../shared/events/limits.ts";
import type { Directory } from "../fold/directory.ts";
import { type Entity, type Parts, PINNED } from "../fold/entity.ts";
import { meaningOf } from "../fold/facts/facts-of.ts";
import type { LogEvent } from "../fold/log-event.ts";

/** Events more than five minutes ahead wait (REL-4); `isPinned` keeps the entity in memory. */
export function derive(
  events: readonly LogEvent[],
  directory: Directory,
  now: number,
  isPinned: boolean,
  parts?: Parts,
): Pick<Entity, "meaning" | "wakeAt"> {
  const horizon = now + AHEAD_MS_MAX;
  let ahead = Infinity;
  for (const { at } of events) if (at > horizon && at < ahead) ahead = at;
  const due = ahead === Infinity ? events : events.filter(({ at }) => at <= horizon);
  const { meaning, dueAt } = meaningOf(due, directory, now, parts);
  if (isPinned) return { meaning, wakeAt: PINNED };
  const wakeAt = Math.min(ahead - AHEAD_MS_MAX, dueAt ?? Infinity);
  return { meaning, wakeAt: wakeAt === Infinity ? null : wakeAt };
}
