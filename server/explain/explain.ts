/**
 * Why did it move? One figure of two periods, split exactly into mix and change within groups, as it was
 * known in time, and into what came late (KPIS.md 7.5, R11); with the contacts behind each part.
 */
import { change, changeKind, type Verdict } from "../../shared/kpi/change.ts";
import type { Interval } from "../../shared/kpi/confidence.ts";
import { percentileOf } from "../../shared/kpi/evidence.ts";
import type { About, Kpi } from "../../shared/kpi/kpi.ts";
import { type CellMeasure, isStateMeasure } from "../../shared/kpi/measure.ts";
import type { Movement } from "../../shared/wire/movement.ts";
import {
  type Group,
  groupsOf,
  isNothing,
  nothing,
  type Sides,
  sidesOf,
} from "../figures/explain/sides.ts";
import { type Pair, type Part, splitCount, splitRatio } from "../figures/explain/split.ts";
import { splitRank } from "../figures/explain/split-rank.ts";
import { inSteps, onGrid } from "../figures/explain/steps.ts";
import type { Loaded } from "../figures/ledger.ts";
import { aboutOne, load } from "../figures/read.ts";
import { type AsKnown, asKnown } from "./as-known.ts";
import type { History } from "./history.ts";
import { labelOf, partsOf } from "./parts.ts";
import type { WhyQuestion } from "./question.ts";

/** How often it is tried to see what was known and what is at one moment; folding goes on meanwhile. */
const TURNS_MAX = 3;

type Basis = Movement["basis"];
type Side = keyof Pair<unknown>;

const SIDES: readonly Side[] = ["before", "after"];

/** What was known of each period, or why that cannot be told. */
interface Background {
  readonly basis: Basis;
  readonly known: Pair<AsKnown | null>;
}

const cellMeasures = (kpi: Kpi): CellMeasure[] =>
  kpi.measures.filter((measure) => !isStateMeasure(measure));

async function backgroundOf(history: History, question: WhyQuestion): Promise<Background> {
  const { kpi, periods, now } = question;
  const look = (side: Side) =>
    asKnown(history, cellMeasures(kpi), periods[side], periods[side].to, now);
  const [before, after] = [await look("before"), await look("after")];
  const untold = [before, after].find((one) => typeof one === "string");
  if (typeof before === "string" || typeof after === "string") {
    return { basis: typeof untold === "string" ? untold : "too_many", known: NOTHING_KNOWN };
  }
  return { basis: "known_in_time", known: { before, after } };
}

const NOTHING_KNOWN: Pair<null> = { before: null, after: null };

const aboutOf = ({ scope, periods }: WhyQuestion, side: Side): About =>
  aboutOne(scope.filter, periods[side]);

function sidesIn(cells: readonly Loaded[], question: WhyQuestion, side: Side): Sides {
  const { kpi, scope, by } = question;
  return sidesOf(cells, kpi, scope.filter, by, aboutOf(question, side));
}

/** Both periods as they are and as they were known; only now nothing is awaited any more. */
interface Read {
  readonly basis: Basis;
  readonly known: Pair<AsKnown | null>;
  readonly is: Pair<Sides>;
  /** What the parts are of: what was known, or where that cannot be told, what is. */
  readonly was: Pair<Sides>;
  readonly position: number;
}

async function read(history: History, question: WhyQuestion): Promise<Read> {
  const { kpi, periods } = question;
  for (let turn = 1; ; turn += 1) {
    const { basis, known } = await backgroundOf(history, question);
    const before = await load(history, [kpi], periods.before);
    const after = await load(history, [kpi], periods.after);
    const isCurrent = [known.before, known.after].every((one) => one?.isCurrent() ?? true);
    if (!isCurrent && turn < TURNS_MAX) continue;
    const is = {
      before: sidesIn([before], question, "before"),
      after: sidesIn([after], question, "after"),
    };
    const position = history.position();
    if (known.before === null || known.after === null)
      return { basis, known, is, was: is, position };
    const was = {
      before: sidesIn([before, ...known.before.changes], question, "before"),
      after: sidesIn([after, ...known.after.changes], question, "after"),
    };
    const isLoadedLater = SIDES.some((side) => isEmpty(was[side]) && !isEmpty(is[side]));
    if (!isLoadedLater) return { basis, known, is, was, position };
    return { basis: "loaded_later", known: NOTHING_KNOWN, is, was: is, position };
  }
}

const isEmpty = ({ whole }: Sides): boolean => isNothing(whole.answer);

/** The parts of the difference between two values as known, exact up to rounding. */
function splitOf(question: WhyQuestion, was: Pair<Sides>): Part<Group>[] {
  const { kpi, kind } = question;
  const sideOf = (group: Group, side: Side) =>
    was[side].groups.get(group) ?? nothing(kpi, aboutOf(question, side));
  const pairs = <One>(of: (side: ReturnType<typeof sideOf>) => One): Map<Group, Pair<One>> =>
    new Map(
      groupsOf(was.before, was.after).map((group) => [
        group,
        { before: of(sideOf(group, "before")), after: of(sideOf(group, "after")) },
      ]),
    );
  if (kind === "count") return splitCount(pairs(({ answer }) => answer.numerator));
  if (kind === "rank")
    return splitRank(
      pairs(({ values }) => values),
      percentileOf(kpi.id) ?? 50,
    );
  const whole = { before: was.before.whole.answer, after: was.after.whole.answer };
  return splitRatio(
    pairs(({ answer }) => answer),
    whole,
  );
}

function judged(
  { kpi }: WhyQuestion,
  is: Pair<Sides>,
): { verdict: Verdict | null; interval: Interval | null } {
  const kind = changeKind(kpi);
  if (kind === null) return { verdict: null, interval: null };
  const { verdict, interval } = change(is.before.whole.answer, is.after.whole.answer, kind);
  return { verdict, interval };
}

function sideJson({ periods, zone }: WhyQuestion, side: Side, { whole }: Sides) {
  const { label, from, to } = periods[side];
  const { value, n, numerator, denominator, interval } = whole.answer;
  const [begin, end] = [from, to].map((at) => new Date(at).toISOString());
  const period = { label, from: begin ?? "", to: end ?? "", zone };
  return { period, value, n, numerator, denominator, interval };
}

/** The difference in whole steps, and how much of it came late. */
function stepsOf(is: Pair<Sides>, was: Pair<Sides>) {
  const figureOf = ({ whole }: Sides): number | null => whole.answer.value;
  const [v0, v1, k0, k1] = [is.before, is.after, was.before, was.after].map(figureOf);
  if (typeof v0 !== "number" || typeof v1 !== "number") return null;
  if (typeof k0 !== "number" || typeof k1 !== "number") return null;
  return {
    difference: onGrid(v1) - onGrid(v0),
    known: onGrid(k1) - onGrid(k0),
    late: { before: onGrid(v0) - onGrid(k0), after: onGrid(v1) - onGrid(k1) },
  };
}

/** Parts and what came late add up to the difference as plain numbers, in any order, to the last bit. */
export async function explain(history: History, question: WhyQuestion): Promise<Movement> {
  const { kpi, scope, by } = question;
  const { basis, known, is, was, position } = await read(history, question);
  const steps = stepsOf(is, was);
  const parts = steps === null ? [] : inSteps(splitOf(question, was), steps.known);
  return {
    kpi: kpi.id,
    scope: scope.label,
    by,
    unit: kpi.unit,
    definition: `${kpi.id}@${kpi.version}`,
    before: sideJson(question, "before", is.before),
    after: sideJson(question, "after", is.after),
    difference: steps?.difference ?? null,
    ...judged(question, is),
    late: basis === "known_in_time" ? (steps?.late ?? null) : null,
    basis,
    parts: await partsOf(history, question, { parts, was, known }),
    position,
  };
}

export interface AsItIs {
  readonly difference: number | null;
  readonly parts: readonly Pick<Movement["parts"][number], "group" | "label" | "mix" | "within">[];
}

/** The parts by the cells alone, in milliseconds: no contact is read, nothing is said of what came late. */
export async function explainAsItIs(history: History, question: WhyQuestion): Promise<AsItIs> {
  const { kpi, periods, by } = question;
  const before = await load(history, [kpi], periods.before);
  const after = await load(history, [kpi], periods.after);
  const is = {
    before: sidesIn([before], question, "before"),
    after: sidesIn([after], question, "after"),
  };
  const steps = stepsOf(is, is);
  if (steps === null) return { difference: null, parts: [] };
  const parts = inSteps(splitOf(question, is), steps.difference);
  return {
    difference: steps.difference,
    parts: parts.map(({ group, mix, within }) => ({
      group,
      label: labelOf(history, by, group),
      mix,
      within,
    })),
  };
}
