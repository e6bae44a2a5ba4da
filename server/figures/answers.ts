/** One pass over the cells for many answers: per agent, per step of the day, per channel. */
import type { Answer, Kpi } from "../../shared/kpi/kpi.ts";
import { isStateMeasure } from "../../shared/kpi/measure.ts";
import { EMPTY, type Multiset, merge } from "../../shared/kpi/multiset.ts";
import type { Period } from "../../shared/time/interval.ts";
import type { Dims } from "../fold/facts/fact.ts";
import { eachCell, type Loaded } from "./read.ts";
import { admits, type Filter } from "./scope.ts";

/** The group of a cell; null: it belongs to none. */
export type GroupOf<Group> = (dims: Dims, start: number) => Group | null;

/** The KPI asked of each group's cells; groups without a cell are absent. */
export function answersBy<Group>(
  loaded: Loaded,
  kpi: Kpi,
  filter: Filter,
  period: Pick<Period, "from" | "to">,
  groupOf: GroupOf<Group>,
): Map<Group, Answer> {
  const admit = admits(filter, kpi.only);
  const groups = new Map<Group, Map<string, Multiset[]>>();
  for (const measure of kpi.measures) {
    if (isStateMeasure(measure)) continue;
    eachCell(loaded, measure, period, admit, (values, dims, start) => {
      const group = groupOf(dims, start);
      if (group === null) return;
      const parts = groups.get(group) ?? new Map<string, Multiset[]>();
      groups.set(group, parts);
      const own = parts.get(measure);
      if (own === undefined) parts.set(measure, [values]);
      else own.push(values);
    });
  }
  const answers = new Map<Group, Answer>();
  for (const [group, parts] of groups) {
    answers.set(
      group,
      kpi.answer((measure) => merge(parts.get(measure) ?? [EMPTY])),
    );
  }
  return answers;
}
