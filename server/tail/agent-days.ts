/**
 * Agents' days (DESIGN.md 2), derived from what contacts and states brought to them. A day whose
 * entries are the same only goes on: then its last interval alone is counted anew.
 */
import { DAY_MS, floorTo, RECENT_MS } from "../../shared/time/interval.ts";
import type { Directory } from "../fold/directory.ts";
import type { Parts } from "../fold/entity.ts";
import type { Fact } from "../fold/facts/fact.ts";
import {
  type AgentDay,
  factsUntil,
  goesOn,
  planOf,
  readDay,
  shareFacts,
  timeFacts,
} from "../fold/timeline/agent-day.ts";
import { agentDayKey, type CloseEntry, type Entry } from "../fold/timeline/entry.ts";

export interface DayDeps {
  readonly directory: () => Directory;
  /** What was brought to a day that is loaded; nothing for one that does not exist. */
  readonly parts: (key: string) => Parts;
  /** Time in state is accounted for in steps of this, ms. */
  readonly stepMs: number;
}

export interface DayName {
  readonly key: string;
  readonly agent: string;
  readonly dayAt: number;
}

export interface DerivedDay {
  readonly facts: readonly Fact[];
  /** What it tells its contacts. */
  readonly closes: readonly CloseEntry[];
  /** When it must be looked at again, or until when it must be in memory; null: never. */
  readonly wakeAt: number | null;
  /** Something goes on at its end: so it does in the next day. */
  readonly reachesNext: boolean;
}

/** A day as it was derived last, and from what. */
interface Known {
  readonly own: Parts;
  readonly before: readonly { readonly key: string; readonly parts: Parts }[];
  readonly directory: Directory;
  readonly day: AgentDay;
  /** Shares of legs, so many, and then time in state. */
  readonly facts: readonly Fact[];
  readonly shares: number;
  /** Time in state is accounted for up to here. */
  readonly until: number;
}

export class AgentDays {
  readonly #deps: DayDeps;
  readonly #known = new Map<string, Known>();

  constructor(deps: DayDeps) {
    this.#deps = deps;
  }

  /** Keys of the days that must be loaded beside this one. */
  before({ key, agent, dayAt }: DayName): readonly string[] {
    const own = this.#deps.parts(key);
    const known = this.#known.get(key);
    return known?.own === own ? known.before.map((one) => one.key) : daysBefore(agent, own, dayAt);
  }

  /** The day as of `now`; it and the days before are loaded. */
  derive(name: DayName, now: number): DerivedDay {
    const { stepMs } = this.#deps;
    const dayEnd = name.dayAt + DAY_MS;
    const until = Math.min(dayEnd, Math.max(name.dayAt, floorTo(now, stepMs)));
    const read = this.#read(name);
    const { day } = read;
    const facts = factsUntil(day, read.until <= until ? read : begun(read), until);
    const known = { ...read, directory: this.#deps.directory(), facts, until };
    const isOn = goesOn(day, until);
    const isThere = isOn || facts.length + known.own.size > 0;
    const wakeAt = isOn && until < dayEnd ? until + stepMs : dayEnd + RECENT_MS;
    const isKept = isThere && wakeAt > now;
    if (isKept) this.#known.set(name.key, known);
    else this.#known.delete(name.key);
    const { closes } = day;
    return { facts, closes, wakeAt: isKept ? wakeAt : null, reachesNext: isOn && until === dayEnd };
  }

  /** Time in state of `[from, to)` within one day; it and the days before are loaded. */
  between(name: DayName, from: number, to: number): Fact[] {
    return timeFacts(this.#read(name).day, from, to);
  }

  /** What is known of a day if it still is made of the same; else nothing is accounted for yet. */
  #read({ key, agent, dayAt }: DayName): Known {
    const { parts, directory } = this.#deps;
    const own = parts(key);
    const known = this.#known.get(key);
    const isSame =
      known?.own === own &&
      known.before.every((one) => one.parts === parts(one.key)) &&
      this.#isSamePlan(known);
    if (isSame) return known;
    const before = daysBefore(agent, own, dayAt).map((one) => ({ key: one, parts: parts(one) }));
    const entries = [...before.flatMap((one) => allOf(one.parts)), ...allOf(own)];
    const day = readDay(agent, dayAt, entries, planOf(directory(), agent, dayAt));
    const shares = shareFacts(day);
    return {
      own,
      before,
      directory: directory(),
      day,
      facts: shares,
      shares: shares.length,
      until: dayAt,
    };
  }

  /** Another organisation may say the same of this agent. */
  #isSamePlan({ directory, day }: Known): boolean {
    const now = this.#deps.directory();
    if (now === directory) return true;
    return JSON.stringify(planOf(now, day.agent, day.dayAt)) === JSON.stringify(day.plan);
  }
}

/** A clock that goes back: time in state is counted from the beginning. */
const begun = ({ facts, shares, day }: Known) => ({
  facts: facts.slice(0, shares),
  shares,
  until: day.dayAt,
});

export const allOf = (parts: Parts): Entry[] => [...parts.values()].flat();

/** The day before, whose last states go on, and as many as this day's legs reach back. */
function daysBefore(agent: string, own: Parts, dayAt: number): string[] {
  let first = dayAt - DAY_MS;
  for (const entry of allOf(own)) {
    if (entry.kind !== "leg") continue;
    for (const [from] of entry.pieces) first = Math.min(first, floorTo(from, DAY_MS));
  }
  const keys: string[] = [];
  for (let at = first; at < dayAt; at += DAY_MS) keys.push(agentDayKey(agent, at));
  return keys;
}
