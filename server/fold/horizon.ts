/**
 * From when on what is known (PRIV-6), as rules that the fold follows: live, after a restart and in a
 * rebuild alike. All instants are starts of UTC days, ms since 1970; 0: nothing was ever too old.
 */
import { DAY_MS } from "../../shared/time/interval.ts";
import type { Parts } from "./entity.ts";
import type { Fact } from "./facts/fact.ts";
import { FCR_WINDOW_MS } from "./timeline/customer.ts";
import { agentDayOf, type Entry, type VisitEntry } from "./timeline/entry.ts";

export interface Horizon {
  /** Contacts whose last event is older are gone; agents' days that ended by then are closed. */
  readonly from: number;
  /** Facts before this are nobody's: teams and the centre keep them. */
  readonly agentsFrom: number;
  /** Facts before this are in no cell. */
  readonly cellsFrom: number;
}

export const NO_HORIZON: Horizon = { from: 0, agentsFrom: 0, cellsFrom: 0 };

/** The fact as cells hold it; null: they do not. */
export function heldAs(fact: Fact, { agentsFrom, cellsFrom }: Horizon): Fact | null {
  if (fact.at >= agentsFrom) return fact;
  if (fact.at < cellsFrom) return null;
  return fact.agent === null ? fact : { ...fact, agent: null };
}

/** A closed day takes nothing more: its facts are sealed, whatever comes later. */
export const isClosedDay = (dayAt: number, { from }: Horizon): boolean => dayAt + DAY_MS <= from;

/** Visits before this are closed: nothing that may still come can be within seven days of them. */
export const visitsFrom = ({ from }: Horizon): number => from - FCR_WINDOW_MS;

/**
 * Of a timeline, the origins among `sealed` whose parts are still needed to derive what is open: of an
 * agent's day all or none, of a customer the visits that others may be compared with.
 */
export function neededOf(
  key: string,
  parts: Parts,
  sealed: ReadonlySet<string>,
  horizon: Horizon,
): ReadonlySet<string> {
  const day = agentDayOf(key);
  if (day !== null) return isNeededDay(day.dayAt, parts, sealed, horizon) ? sealed : new Set();
  const recentFrom = visitsFrom(horizon) - FCR_WINDOW_MS;
  const isVisit = (entry: Entry): entry is VisitEntry => entry.kind === "visit";
  const needed = new Set<string>();
  const parents = new Set<string>();
  for (const [origin, entries] of parts) {
    for (const { at, parent } of entries.filter(isVisit)) {
      const isRecent = at >= recentFrom;
      if (isRecent) needed.add(origin);
      if ((isRecent || !sealed.has(origin)) && parent !== null) parents.add(parent);
    }
  }
  return new Set([...sealed].filter((origin) => needed.has(origin) || parents.has(origin)));
}

/** Open; or the last closed one, whose states go on; or one with a leg that counts on an open day. */
function isNeededDay(
  dayAt: number,
  parts: Parts,
  sealed: ReadonlySet<string>,
  horizon: Horizon,
): boolean {
  if (dayAt + DAY_MS >= horizon.from) return true;
  for (const [origin, entries] of parts) {
    for (const entry of entries) {
      if (entry.kind !== "leg") continue;
      if (entry.at === null ? !sealed.has(origin) : entry.at >= horizon.from) return true;
    }
  }
  return false;
}
