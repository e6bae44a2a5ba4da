/** One pass over the cells for many answers: per agent, per step of the day, per channel. */
import { type About, type Answer, type Kpi, MIXED } from "../../shared/kpi/kpi.ts";
import { isStateMeasure } from "../../shared/kpi/measure.ts";
import { EMPTY, type Multiset, merge } from "../../shared/kpi/multiset.ts";
import type { Period } from "../../shared/time/interval.ts";
import type { Dims, Span } from "../fold/facts/fact.ts";
import { aboutOne, ageOf, eachCell, type Loaded } from "./read.ts";
import { admits, type Filter } from "./scope.ts";

/** The group of a cell or state; null: it belongs to none. */
export type GroupOf<Group> = (dims: Dims, start: number) => Group | null;

/** What each group has of each measure. */
class Groups<Group> {
  readonly #parts = new Map<Group, Map<string, Multiset[]>>();

  add(group: Group | null, measure: string, values: Multiset): void {
    if (group === null) return;
    const parts = this.#parts.get(group) ?? new Map<string, Multiset[]>();
    this.#parts.set(group, parts);
    const own = parts.get(measure);
    if (own === undefined) parts.set(measure, [values]);
    else own.push(values);
  }

  answers(kpi: Kpi, aboutOf: (group: Group) => About): Map<Group, Answer> {
    const answers = new Map<Group, Answer>();
    for (const [group, parts] of this.#parts) {
      answers.set(
        group,
        kpi.answer((measure) => merge(parts.get(measure) ?? [EMPTY]), aboutOf(group)),
      );
    }
    return answers;
  }
}

/** The KPI asked of each group's cells; groups without a cell are absent. */
export function answersBy<Group>(
  loaded: Loaded,
  kpi: Kpi,
  filter: Filter,
  period: Pick<Period, "from" | "to">,
  groupOf: GroupOf<Group>,
  aboutOf: (group: Group) => About = () => aboutOne(filter, period),
): Map<Group, Answer> {
  const admit = admits(filter, kpi.only);
  const groups = new Groups<Group>();
  for (const measure of kpi.measures) {
    if (isStateMeasure(measure)) continue;
    eachCell(loaded, measure, period, admit, (values, dims, start) => {
      groups.add(groupOf(dims, start), measure, values);
    });
  }
  return groups.answers(kpi, aboutOf);
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
  const groups = new Groups<Group>();
  for (const span of spans) {
    if (!kpi.measures.includes(span.measure) || !admit(span)) continue;
    groups.add(groupOf(span, at), span.measure, [ageOf(span, at), 1]);
  }
  return groups.answers(kpi, () => MIXED);
}
