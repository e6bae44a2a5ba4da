/**
 * A period as it was known at an instant: without the events that came later (server/fold/late.ts). What
 * happened later and was told in time is not late: it has changed the period by rule, as on any screen.
 */
import type { CellMeasure } from "../../shared/kpi/measure.ts";
import type { Period } from "../../shared/time/interval.ts";
import type { Loaded } from "../figures/ledger.ts";
import { DimsTable } from "../fold/dims.ts";
import { difference, type Entity } from "../fold/entity.ts";
import type { Fact } from "../fold/facts/fact.ts";
import { isKnownAt } from "../fold/late.ts";
import { type Part, partOfFacts } from "../fold/parts.ts";
import { isTimeline } from "../fold/timeline/entry.ts";
import { isTimeMeasure } from "../fold/timeline/time-in-state.ts";
import type { History } from "./history.ts";
import { alone, type Kin, kinOf } from "./kin.ts";
import { knownAt, type Past } from "./past.ts";
import { replay } from "./replay.ts";

export interface AsKnown {
  /** What makes the cells as they were known of the cells as they are: added to them. */
  readonly changes: readonly Loaded[];
  /** Entities that were others then; what each of them is now does not count. */
  readonly replaced: ReadonlySet<string>;
  /** What they were. */
  readonly instead: readonly Entity[];
  /** False: something of it has changed since it was looked up. */
  isCurrent(): boolean;
}

/** Nothing came late: it was known as it is. */
const AS_IT_IS: AsKnown = {
  changes: [],
  replaced: new Set(),
  instead: [],
  isCurrent: () => true,
};

/** What is told again and was not another then: it only had to be there. */
const isBystander = (key: string, { members, late, timelines }: Kin): boolean =>
  isTimeline(key) ? !timelines.has(key) : members.has(key) && !late.has(key);

/** What timelines make: contacts share it. */
const isOfTimeline = (measure: CellMeasure): boolean =>
  measure === "leg.workload" || measure === "fcr.resolved" || isTimeMeasure(measure);

/** More than this came late: it was loaded afterwards, or a source was silent for long. */
export const LATE_ENTITIES_MAX = 20_000;

/**
 * `at`: what was known then, ms. `now`: the clock of whoever asks. Too much to tell again: why.
 */
export async function asKnown(
  history: History,
  measures: readonly CellMeasure[],
  period: Pick<Period, "from" | "to">,
  at: number,
  now: number,
): Promise<AsKnown | "loaded_later" | "too_many"> {
  const { from, to } = period;
  const found: Entity[] = [];
  for await (const entity of history.late(from, to, at)) {
    if (found.push(entity) > LATE_ENTITIES_MAX) break;
  }
  if (found.length === 0) return AS_IT_IS;
  if (found.length > LATE_ENTITIES_MAX) {
    const isAllNew = found.every(({ events }) => events.every((event) => !isKnownAt(event, at)));
    return isAllNew ? "loaded_later" : "too_many";
  }
  const past = knownAt(history, at, now);
  const isShared = measures.some(isOfTimeline);
  const kin = isShared ? await kinOf(history, found, past) : alone(found);
  const { replaced, instead } = await retold(history, kin, past, period);
  const wanted = new Set(measures);
  const isOwn = ({ measure, at: when }: Fact) => wanted.has(measure) && when >= from && when < to;
  const factsOf = (entities: readonly Entity[]) =>
    entities.flatMap(({ meaning }) => meaning.facts.filter(isOwn));
  return {
    changes: [changesOf(factsOf(replaced), factsOf(instead), from)],
    replaced: new Set([...kin.late, ...kin.timelines]),
    instead,
    isCurrent: () => replaced.every((entity) => isAsItWas(entity, history)),
  };
}

/** What was another then: as it is, and as it was. */
export async function retold(
  history: History,
  kin: Kin,
  past: Past,
  { from, to }: Pick<Period, "from" | "to">,
): Promise<{ readonly replaced: readonly Entity[]; readonly instead: readonly Entity[] }> {
  const core = await replay(past, kin.members.values());
  const instead: Entity[] = [];
  for await (const entity of core.tail.between(from, to)) {
    if (!isBystander(entity.key, kin)) instead.push(entity);
  }
  const replaced: Entity[] = [];
  for (const key of [...kin.late, ...kin.timelines]) {
    const entity = await history.entity(key);
    if (entity !== null) replaced.push(entity);
  }
  return { replaced, instead };
}

/** What was is added, what is is taken away: cells are a group. */
function changesOf(is: readonly Fact[], was: readonly Fact[], from: number): Loaded {
  const dims = new DimsTable();
  const parts = new Map<CellMeasure, Part[]>();
  for (const [facts, times] of [[is, -1] as const, [was, 1] as const]) {
    for (const [measure, own] of Map.groupBy(facts, (fact) => fact.measure)) {
      const part = { ...partOfFacts(own, from, dims), times };
      parts.set(measure, [...(parts.get(measure) ?? []), part]);
    }
  }
  return { dims, parts };
}

/** What changed meanwhile is in memory; what is not there is as it was. */
function isAsItWas(entity: Entity, { entities }: History): boolean {
  const now = entities.get(entity.key);
  if (now.events.length + now.parts.size === 0) return true;
  let isSame = true;
  difference(entity.meaning.facts, now.meaning.facts, () => {
    isSame = false;
  });
  return isSame;
}
