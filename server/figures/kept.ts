/**
 * What was merged of days that are over, kept while there is room: the same weeks are asked for again
 * and again. Packed cells never change, so what was made of the very same ones is still right.
 */
import type { Multiset } from "../../shared/kpi/multiset.ts";
import type { Part } from "../fold/parts.ts";

/** Numbers in all kept multisets, 8 bytes each. */
const NUMBERS_MAX = 6_000_000;

export type Sums<Group> = ReadonlyMap<Group, Multiset>;

interface Entry<Group> {
  readonly parts: readonly Part[];
  readonly sums: Sums<Group>;
  readonly numbers: number;
}

const isClosed = ({ changes }: Part): boolean => changes.size === 0;

const isSame = (own: readonly Part[], others: readonly Part[]): boolean =>
  own.length === others.length &&
  own.every(
    ({ packed, times }, at) => packed === others[at]?.packed && times === others[at]?.times,
  );

export class Kept<Group> {
  /** The least recently used first. */
  readonly #entries = new Map<string, Entry<Group>>();
  #numbers = 0;

  /** `name` says all that the sums depend on beside the parts. */
  get(name: string, parts: readonly Part[], make: () => Sums<Group>): Sums<Group> {
    if (parts.length === 0 || !parts.every(isClosed)) return make();
    const known = this.#entries.get(name);
    this.#forget(name);
    const isStill = known !== undefined && isSame(known.parts, parts);
    const sums = isStill ? known.sums : make();
    this.#put(name, isStill ? known : { parts, sums, numbers: numbersIn(sums) });
    return sums;
  }

  #put(name: string, entry: Entry<Group>): void {
    this.#entries.set(name, entry);
    this.#numbers += entry.numbers;
    for (const oldest of this.#entries.keys()) {
      if (this.#numbers <= NUMBERS_MAX) return;
      this.#forget(oldest);
    }
  }

  #forget(name: string): void {
    this.#numbers -= this.#entries.get(name)?.numbers ?? 0;
    this.#entries.delete(name);
  }
}

function numbersIn(sums: Sums<unknown>): number {
  let numbers = 0;
  for (const values of sums.values()) numbers += values.length;
  return numbers;
}
