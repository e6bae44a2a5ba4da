/** Each part as the wire has it: the group in both periods, and the contacts that weigh most in it. */
import { countedOf, type Kpi } from "../../shared/kpi/kpi.ts";
import type { Period } from "../../shared/time/interval.ts";
import type { Movement, MovementPart, PullingContact } from "../../shared/wire/movement.ts";
import { rowOf } from "../figures/contacts.ts";
import type { Group, Sides } from "../figures/explain/sides.ts";
import { centreOf, type Pair, type Part } from "../figures/explain/split.ts";
import { aboutOne } from "../figures/read.ts";
import { nameOf } from "../figures/scope.ts";
import type { AsKnown } from "./as-known.ts";
import type { History } from "./history.ts";
import { type Pulls, pullsOf } from "./pulls.ts";
import type { WhyQuestion } from "./question.ts";

/** Contacts listed with each part. */
const ROWS_MAX = 20;

interface Split {
  readonly parts: readonly Part<Group>[];
  readonly was: Pair<Sides>;
  readonly known: Pair<AsKnown | null>;
}

const AS_IT_IS = { replaced: new Set<string>(), instead: [] };

export async function partsOf(
  history: History,
  question: WhyQuestion,
  { parts, was, known }: Split,
): Promise<Movement["parts"]> {
  if (parts.length === 0) return [];
  const { kpi, kind, scope, periods, by } = question;
  const centre = centreOf({ before: was.before.whole.answer, after: was.after.whole.answer }) ?? 0;
  const pulls = (side: keyof Pair<unknown>, sign: 1 | -1): Promise<Pulls> =>
    pullsOf(history, known[side] ?? AS_IT_IS, {
      kpi,
      kind,
      filter: scope.filter,
      period: periods[side],
      by,
      about: aboutOne(scope.filter, periods[side]),
      whole: was[side].whole,
      centre,
      sign,
    });
  const found = { before: await pulls("before", -1), after: await pulls("after", 1) };
  return parts.map((part) => ({
    group: part.group,
    label: labelOf(history, by, part.group),
    before: groupSide(was.before, part.group),
    after: groupSide(was.after, part.group),
    mix: part.mix,
    within: part.within,
    contacts: {
      before: found.before.groups.get(part.group)?.size ?? 0,
      after: found.after.groups.get(part.group)?.size ?? 0,
      isComplete: found.before.isComplete && found.after.isComplete,
      rows: heaviest(part, found),
      query: queries(question, part.group),
    },
  }));
}

/** What a group is called; its id where it has no name. */
export function labelOf(history: History, by: WhyQuestion["by"], group: Group): string | null {
  if (group === null || by === "channel") return group;
  if (by === "agent") return history.nameOf(group) ?? group;
  return nameOf(history.document().teams, group) ?? group;
}

/** A share of the denominator; of a figure without one, of what was counted. */
function groupSide({ whole, groups }: Sides, group: Group): MovementPart["before"] {
  const answer = groups.get(group)?.answer;
  if (answer === undefined) return { value: null, n: 0, share: null };
  const of = (one: typeof answer): number => one.denominator ?? one.n;
  const all = of(whole.answer);
  return { value: answer.value, n: answer.n, share: all === 0 ? null : of(answer) / all };
}

/** Those that pulled in the direction of the part, the hardest first. */
function heaviest({ group, mix, within }: Part<Group>, found: Pair<Pulls>): PullingContact[] {
  const direction = Math.sign(mix + within);
  const weightOf = (pull: number): number => (direction === 0 ? Math.abs(pull) : pull * direction);
  const all = (["before", "after"] as const).flatMap((period) =>
    [...(found[period].groups.get(group) ?? [])].map(([key, { pull, facts }]) => ({
      key,
      period,
      pull,
      facts,
    })),
  );
  const first = (facts: (typeof all)[number]["facts"]): number => facts[0]?.at ?? 0;
  return all
    .filter(({ pull }) => weightOf(pull) > 0)
    .sort(
      (a, b) =>
        weightOf(b.pull) - weightOf(a.pull) ||
        first(a.facts) - first(b.facts) ||
        (a.key < b.key ? -1 : 1),
    )
    .slice(0, ROWS_MAX)
    .map(({ key, period, pull, facts }) => ({ ...rowOf(key, facts), period, pull }));
}

/** The same facts by the contacts' door, where its words can say so. */
function queries(question: WhyQuestion, group: Group): MovementPart["contacts"]["query"] {
  const { kpi, scope, periods, by } = question;
  const { channel, direction, queue } = scope.filter;
  if (group === null || countedOf(kpi, aboutOne(scope.filter, periods.after)) === null) return null;
  const narrowed = { channel, direction, queue };
  let label = scope.label;
  if (by === "channel") {
    if (!isReadAlike(kpi, question, group)) return null;
    narrowed.channel = group as typeof channel;
  } else if (scope.label === "centre") label = `${by}:${group}`;
  else if (scope.label !== `${by}:${group}`) return null;
  const query = ({ from, to }: Period): string => {
    const period = [from, to].map((at) => new Date(at).toISOString()).join("/");
    const words = new URLSearchParams({ kpi: kpi.id, scope: label, period });
    for (const [name, value] of Object.entries(narrowed)) {
      if (value !== undefined) words.set(name, value);
    }
    return `/api/v1/contacts?${words}`;
  };
  return { before: query(periods.before), after: query(periods.after) };
}

/** Asked for one channel alone a figure may read other values (handling time): then it is no such list. */
function isReadAlike(kpi: Kpi, { scope, periods }: WhyQuestion, channel: string): boolean {
  const about = aboutOne(scope.filter, periods.after);
  const mixed = countedOf(kpi, about)?.measures ?? [];
  const alone =
    countedOf(kpi, { ...about, channel: channel as typeof about.channel })?.measures ?? [];
  return mixed.join() === alone.join();
}
