/** Planned work as reference data (EVENTS.md 8): who should do what, when. */
import { instantOf } from "../../shared/events/instant.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import { DAY_MS, floorTo } from "../../shared/time/interval.ts";
import { agentDayKey } from "./timeline/entry.ts";
import type { Shift } from "./timeline/stretches.ts";

/** A shift reaches at most this far back from its end. */
const SHIFT_MS_MAX = 36 * 3_600_000;

/** The shifts of an agent that touch `[from, to)`, in the order of their beginning. */
export function shiftsOf(org: OrgDocument) {
  const byAgent = new Map<string, Shift[]>();
  for (const { agent, activity, from, to } of org.shifts) {
    const own = byAgent.get(agent) ?? [];
    byAgent.set(agent, own);
    const start = instantOf(from);
    own.push({ activity, from: start, to: Math.min(instantOf(to), start + SHIFT_MS_MAX) });
  }
  for (const own of byAgent.values()) own.sort((a, b) => a.from - b.from || a.to - b.to);
  return (agent: string, from: number, to: number): readonly Shift[] =>
    (byAgent.get(agent) ?? []).filter((shift) => shift.from < to && shift.to > from);
}

/** Keys of the agents' days with planned work: they exist from the moment it is planned. */
export function shiftDays(org: OrgDocument): Set<string> {
  const keys = new Set<string>();
  for (const { agent, from, to } of org.shifts) {
    const end = Math.min(instantOf(to), instantOf(from) + SHIFT_MS_MAX);
    for (let at = floorTo(instantOf(from), DAY_MS); at < end; at += DAY_MS) {
      keys.add(agentDayKey(agent, at));
    }
  }
  return keys;
}
