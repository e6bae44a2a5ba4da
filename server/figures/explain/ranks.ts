/** The nearest rank of weighted values that are put in and taken out again (a Fenwick tree). */
import type { Multiset } from "../../../shared/kpi/multiset.ts";

/**
 * Sums of weights are not exact, ranks are: what is short by less than this has been reached. Small
 * enough for ten million values: a rank is at least a hundredth of one away from the next.
 */
const SHORT = 1e-9;

export class Ranks {
  readonly #values: readonly number[];
  readonly #index: ReadonlyMap<number, number>;
  readonly #sums: Float64Array;
  #total = 0;

  /** `multisets`: every value that may ever be put in. */
  constructor(multisets: Iterable<Multiset>) {
    const values = new Set<number>();
    for (const multiset of multisets) {
      for (let at = 0; at < multiset.length; at += 2) values.add(multiset[at] as number);
    }
    this.#values = [...values].sort((a, b) => a - b);
    this.#index = new Map(this.#values.map((value, index) => [value, index]));
    this.#sums = new Float64Array(this.#values.length + 1);
  }

  /** Puts each value in as often as it occurs, times `weight`; a negative weight takes out. */
  add(multiset: Multiset, weight: number): void {
    if (weight === 0) return;
    for (let at = 0; at < multiset.length; at += 2) {
      const more = (multiset[at + 1] as number) * weight;
      const index = this.#index.get(multiset[at] as number) as number;
      for (let node = index + 1; node < this.#sums.length; node += node & -node) {
        this.#sums[node] = (this.#sums[node] as number) + more;
      }
      this.#total += more;
    }
  }

  /** The smallest value with at least `p100` hundredths of the weight at or below it. */
  at(p100: number): number {
    const wanted = (p100 / 100) * this.#total * (1 - SHORT);
    let node = 0;
    let seen = 0;
    for (let step = 1 << 30; step > 0; step >>= 1) {
      const next = node + step;
      if (next >= this.#sums.length || seen + (this.#sums[next] as number) >= wanted) continue;
      node = next;
      seen += this.#sums[next] as number;
    }
    return this.#values[Math.min(node, this.#values.length - 1)] ?? 0;
  }
}
