/**
 * The same split for a percentile, which has no formula: shares and shapes are exchanged one at a time,
 * group by group, there and back, and each group gets the mean of the steps it made (a Shapley value of
 * two orders). The steps of a way add up to the difference, so their means do too; the way back of one
 * order is the other with the periods swapped, so swapping them negates every part.
 */
import {
  bucketOf,
  bucketValue,
  count,
  EXACT_VALUES_MAX,
  type Multiset,
  merge,
} from "../../../shared/kpi/multiset.ts";
import { Ranks } from "./ranks.ts";
import type { Pair, Part } from "./split.ts";

type Side = keyof Pair<unknown>;

/** A group's values in both periods, as a figure of so many values reads them, and how many they are. */
interface Member {
  readonly values: Pair<Multiset>;
  readonly n: Pair<number>;
}

/** Above EXACT_VALUES_MAX values of a period each is read as its bucket's (KPIS.md 8). */
function asRead(values: Multiset, n: number): Multiset {
  if (n <= EXACT_VALUES_MAX) return values;
  const read: Multiset[] = [];
  for (let at = 0; at < values.length; at += 2) {
    read.push([bucketValue(bucketOf(values[at] as number)), values[at + 1] as number]);
  }
  return merge(read);
}

/** As many values as in one period, shaped as in another; a group that had none there keeps its shape. */
function layer({ values, n }: Member, share: Side, shape: Side): [Multiset, number] {
  const from = n[shape] > 0 ? shape : share;
  return [values[from], n[from] === 0 ? 0 : n[share] / n[from]];
}

/** Parts of a nearest rank. Groups in the same order both ways round: the caller sorts them. */
export function splitRank<Group>(
  groups: ReadonlyMap<Group, Pair<Multiset>>,
  p100: number,
): Part<Group>[] {
  const total = (side: Side) =>
    [...groups.values()].reduce((sum, one) => sum + count(one[side]), 0);
  const [before, after] = [total("before"), total("after")];
  const members = [...groups.values()].map(
    (pair): Member => ({
      values: { before: asRead(pair.before, before), after: asRead(pair.after, after) },
      n: { before: count(pair.before), after: count(pair.after) },
    }),
  );
  const parts = [...groups.keys()].map((group) => ({ group, mix: 0, within: 0 }));
  const walk = (kinds: readonly ("share" | "shape")[], order: readonly number[]) => {
    const ranks = new Ranks(members.flatMap(({ values }) => [values.before, values.after]));
    const chosen = members.map(() => ({ share: "before" as Side, shape: "before" as Side }));
    const put = (index: number, sign: 1 | -1) => {
      const { share, shape } = chosen[index] as (typeof chosen)[number];
      const [values, weight] = layer(members[index] as Member, share, shape);
      ranks.add(values, sign * weight);
    };
    for (const index of order) put(index, 1);
    let value = ranks.at(p100);
    for (const kind of kinds) {
      for (const index of order) {
        put(index, -1);
        (chosen[index] as (typeof chosen)[number])[kind] = "after";
        put(index, 1);
        const next = ranks.at(p100);
        const part = parts[index] as { mix: number; within: number };
        part[kind === "share" ? "mix" : "within"] += (next - value) / 2;
        value = next;
      }
    }
  };
  const there = members.map((_, index) => index);
  walk(["share", "shape"], there);
  walk(["shape", "share"], [...there].reverse());
  return parts;
}
