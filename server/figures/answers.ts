/** One KPI asked of many groups: per agent, per step of the day, per channel. */
import { type About, type Answer, type Kpi, MIXED, type Read } from "../../shared/kpi/kpi.ts";
import { isStateMeasure } from "../../shared/kpi/measure.ts";
import { add, EMPTY } from "../../shared/kpi/multiset.ts";
import type { Span } from "../fold/facts/fact.ts";
import { ageOf } from "./read.ts";
import type { GroupOf, Reading } from "./reading.ts";
import { admits, type Filter } from "./scope.ts";

/**
 * The KPI asked of each group's cells; groups without a cell that it reads are absent. `abouts`: all
 * that `aboutOf` may say.
 */
export function answersBy<Group>(
  reading: Reading<Group>,
  kpi: Kpi,
  abouts: readonly [About, ...About[]],
  aboutOf: (group: Group) => About = () => abouts[0],
): Map<Group, Answer> {
  const readOf =
    (group: Group): Read =>
    (measure, only) =>
      isStateMeasure(measure) ? EMPTY : (reading.of(measure, only).get(group) ?? EMPTY);
  const answers = new Map<Group, Answer>();
  for (const group of groupsOf(reading, kpi, abouts)) {
    answers.set(group, kpi.answer(readOf(group), aboutOf(group)));
  }
  return answers;
}

/** Who has anything of what the KPI reads: it is asked once, of nothing, to see what that is. */
function groupsOf<Group>(reading: Reading<Group>, kpi: Kpi, abouts: readonly About[]): Set<Group> {
  const groups = new Set<Group>();
  const look: Read = (measure, only) => {
    if (isStateMeasure(measure)) return EMPTY;
    for (const group of reading.of(measure, only).keys()) groups.add(group);
    return EMPTY;
  };
  for (const about of abouts) kpi.answer(look, about);
  return groups;
}

/** The same for what is open at an instant; groups without anything open are absent. */
export function statesBy<Group>(
  spans: readonly Span[],
  kpi: Kpi,
  filter: Filter,
  at: number,
  groupOf: GroupOf<Group>,
): Map<Group, Answer> {
  const admit = admits(filter, kpi.only);
  const groups = new Map<Group, Map<string, number[]>>();
  for (const span of spans) {
    if (!kpi.measures.includes(span.measure) || !admit(span)) continue;
    const group = groupOf(span, at);
    if (group === null) continue;
    const ages = groups.get(group) ?? new Map<string, number[]>();
    groups.set(group, ages);
    const own = ages.get(span.measure) ?? [];
    ages.set(span.measure, own);
    add(own, ageOf(span, at), 1);
  }
  const answers = new Map<Group, Answer>();
  for (const [group, ages] of groups) {
    answers.set(
      group,
      kpi.answer((measure) => ages.get(measure) ?? EMPTY, MIXED),
    );
  }
  return answers;
}
