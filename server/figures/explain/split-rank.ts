/**
 * The same split for a percentile, which has no formula: shares and shapes are exchanged one at a time,
 * group by group, there and back, and each group gets the mean of the steps it made (a Shapley value of
 * two orders). The steps of a way add up to the difference, so their means do too.
 */
import type { Multiset } from "../../../shared/kpi/multiset.ts";
import { count } from "../../../shared/kpi/multiset.ts";
import type { Pair, Part } from "./split.ts";

/** A group's values, each `times` times its weight: as many as it has in one period, shaped as in the other. */
interface Layer {
  readonly values: Multiset;
  readonly weight: number;
}

/** Nearest rank of weighted values: the smallest value with at least `p100` hundredths at or below it. */
function weightedRank(layers: readonly Layer[], p100: number): number {
  const weights = new Map<number, number>();
  let total = 0;
  for (const { values, weight } of layers) {
    for (let at = 0; at < values.length; at += 2) {
      const value = values[at] as number;
      const more = (values[at + 1] as number) * weight;
      weights.set(value, (weights.get(value) ?? 0) + more);
      total += more;
    }
  }
  const wanted = (p100 / 100) * total * (1 - 1e-12); // sums of weights are not exact, ranks are
  const sorted = [...weights].sort(([a], [b]) => a - b);
  let seen = 0;
  for (const [value, weight] of sorted) {
    seen += weight;
    if (seen >= wanted) return value;
  }
  return sorted.at(-1)?.[0] ?? 0;
}

type Period = "before" | "after";
interface Choice {
  share: Period;
  shape: Period;
}

/** A group without values in a period has the shape of the other: only its share changes. */
const shapeOf = (pair: Pair<Multiset>, shape: Period): Multiset =>
  count(pair[shape]) > 0 ? pair[shape] : pair[shape === "before" ? "after" : "before"];

export function splitRank<Group>(
  groups: ReadonlyMap<Group, Pair<Multiset>>,
  p100: number,
): Part<Group>[] {
  const list = [...groups];
  const rankOf = (choices: readonly Choice[]): number =>
    weightedRank(
      list.map(([, pair], index) => {
        const { share, shape } = choices[index] as Choice;
        const values = shapeOf(pair, shape);
        const n = count(values);
        return { values, weight: n === 0 ? 0 : count(pair[share]) / n };
      }),
      p100,
    );
  const parts = list.map(([group]) => ({ group, mix: 0, within: 0 }));
  const walk = (kinds: readonly ("share" | "shape")[], order: readonly number[]) => {
    const choices = list.map((): Choice => ({ share: "before", shape: "before" }));
    let value = rankOf(choices);
    for (const kind of kinds) {
      for (const index of order) {
        (choices[index] as Choice)[kind] = "after";
        const next = rankOf(choices);
        const part = parts[index] as { mix: number; within: number };
        part[kind === "share" ? "mix" : "within"] += (next - value) / 2;
        value = next;
      }
    }
  };
  const there = list.map((_, index) => index);
  walk(["share", "shape"], there);
  walk(["shape", "share"], [...there].reverse());
  return parts;
}
