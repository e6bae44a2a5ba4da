/** What one computation of a board works with: its cells loaded, its filter, its instants. */
import { evidence } from "../../shared/kpi/evidence.ts";
import type { Answer, Kpi } from "../../shared/kpi/kpi.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import { DAY_MS, HOUR_MS, INTERVAL_MS, type Period, plusDays } from "../../shared/time/interval.ts";
import { answersBy } from "../figures/answers.ts";
import type { Ledger, Loaded } from "../figures/ledger.ts";
import { aboutOne, reader } from "../figures/read.ts";
import { Reading } from "../figures/reading.ts";
import type { Filter } from "../figures/scope.ts";
import type { Sees } from "../figures/sees.ts";
import {
  contributors,
  isAboutWork,
  isWholeDays,
  isWholeTeam,
  membersIn,
} from "../figures/small-groups.ts";
import type { Moment } from "./moment.ts";

export interface Frame {
  readonly org: OrgDocument;
  readonly filter: Filter;
  readonly team: string | null;
  readonly period: Period;
  readonly now: number;
  readonly loaded: Loaded;
  readonly floor: Moment["floor"];
  readonly waits: Moment["waits"];
  readonly sees: Sees;
  /** What sources lost and nobody has made good. */
  readonly lost: ReturnType<Ledger["lost"]>;
  /** What an agent is called; null: nothing is known. */
  readonly nameOf: (agent: string) => string | null;
  readonly answer: (kpi: Kpi) => Answer;
  /** False: too few people are behind this value (PRIV-5). */
  readonly mayShow: (kpi: Kpi) => boolean;
}

/** One state of the cells: to be used up before anything is awaited. */
export function frameOf(
  ledger: Ledger,
  loaded: Loaded,
  question: { filter: Filter; team: string | null; period: Period; sees: Sees; moment: Moment },
): Frame {
  const { filter, team, period, sees, moment } = question;
  const org = ledger.document();
  const { group } = sees;
  const members = group === null ? 0 : membersIn(org, ledger.directory(), team, period);
  const contributed = (kpi: Kpi) => contributors(loaded, kpi, filter, () => "").get("") ?? 0;
  const isEnough = (kpi: Kpi, least: number): boolean =>
    (isWholeTeam(filter) && isWholeDays(period) ? members : contributed(kpi)) >= least;
  const read = reader(loaded, filter, moment.states);
  const about = aboutOne(filter, period);
  return {
    org,
    filter,
    team,
    period,
    now: moment.now,
    loaded,
    floor: moment.floor,
    waits: moment.waits,
    sees,
    lost: ledger.lost(),
    nameOf: (agent) => ledger.nameOf(agent),
    answer: (kpi) => kpi.answer(read, about),
    mayShow: (kpi) => group === null || !isAboutWork(kpi) || isEnough(kpi, group),
  };
}

export interface Steps {
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
  /** What says something about work is shown of so many people up (PRIV-5); null: always. */
  readonly group: number | null;
}

/**
 * One value per step of `[from, to)`; null where nothing happened. A score of too few cases is not
 * shown anywhere (UX-9), so neither is one step of a line; and a step of too few people is not either,
 * where it is less than the day that counts the team's members.
 */
export function stepsOf(
  loaded: Loaded,
  kpi: Kpi,
  filter: Filter,
  { from, to, stepMs, group }: Steps,
): (number | null)[] {
  const stepAt = (_: unknown, start: number) =>
    start < from || start >= to ? null : Math.floor((start - from) / stepMs);
  const reading = new Reading(loaded, filter, stepAt, { when: "by start" });
  const answers = answersBy(reading, kpi, [aboutOne(filter, { from: 0, to: stepMs })]);
  const people =
    group === null || (stepMs >= DAY_MS && isWholeTeam(filter)) || !isAboutWork(kpi)
      ? null
      : contributors(loaded, kpi, filter, (dims, start) => String(stepAt(dims, start)));
  const steps: (number | null)[] = [];
  for (let step = 0; from + step * stepMs < to; step += 1) {
    if (people !== null && (people.get(String(step)) ?? 0) < (group ?? 0)) {
      steps.push(null);
      continue;
    }
    const answer = answers.get(step);
    if (kpi.nMin === null) steps.push(answer?.value ?? 0);
    else steps.push(answer !== undefined && evidence(kpi, answer.n).value ? answer.value : null);
  }
  return steps;
}

/** Steps a period is drawn in: quarters of an hour for a day, hours for a week, days beyond. */
export function stepMsOf({ from, to }: Pick<Period, "from" | "to">): number {
  if (to - from <= 26 * HOUR_MS) return INTERVAL_MS;
  return to - from <= 8 * DAY_MS ? HOUR_MS : DAY_MS;
}

/** The same stretch, `weeks` weeks earlier on the wall clock: 23 or 25 hours stay what they are. */
export const weeksBefore = (span: { from: number; to: number }, weeks: number, zone: string) => ({
  from: plusDays(span.from, -7 * weeks, zone),
  to: plusDays(span.to, -7 * weeks, zone),
  rolling: false,
});
