/**
 * Adds multisets up by counting: one slot per value, and bits that say which slots are used, so that
 * nothing is sorted and only what was used is looked at again. Values that are negative or beyond
 * 48 days of seconds are rare and kept apart.
 */

/** Values below this have a slot. */
const SLOTS = 2 ** 22;

export class Counter {
  /** How often each value was added. */
  readonly #times = new Int32Array(SLOTS);
  /** A bit for each value, and a bit for each word of those. */
  readonly #words = new Int32Array(SLOTS >> 5);
  readonly #groups = new Int32Array(SLOTS >> 10);
  #lowest = SLOTS;
  #highest = -1;
  readonly #rest = new Map<number, number>();
  /** Where a sum grows before it is copied at its length. */
  readonly #sum: number[] = [];
  #length = 0;

  /** Adds the first `length` numbers of `value, times, value, times, …`; −1 takes them away. */
  add(pairs: ArrayLike<number>, length: number, sign: 1 | -1): void {
    for (let at = 0; at < length; at += 2) {
      const value = pairs[at] as number;
      const times = (pairs[at + 1] as number) * sign;
      if (value < 0 || value >= SLOTS) {
        this.#rest.set(value, (this.#rest.get(value) ?? 0) + times);
        continue;
      }
      const slot = value | 0;
      this.#times[slot] = (this.#times[slot] as number) + times;
      const word = slot >> 5;
      if (this.#words[word] === 0) this.#use(word);
      this.#words[word] = (this.#words[word] as number) | (1 << (slot & 31));
    }
  }

  #use(word: number): void {
    const group = word >> 5;
    this.#groups[group] = (this.#groups[group] as number) | (1 << (word & 31));
    if (group < this.#lowest) this.#lowest = group;
    if (group > this.#highest) this.#highest = group;
  }

  /** The sum of all that was added, as a multiset; the counter is empty again. */
  take(): number[] {
    this.#length = 0;
    for (let group = this.#lowest; group <= this.#highest; group += 1) {
      for (let words = this.#groups[group] as number; words !== 0; words &= words - 1) {
        this.#takeWord((group << 5) + lowestBit(words));
      }
      this.#groups[group] = 0;
    }
    this.#lowest = SLOTS;
    this.#highest = -1;
    const sum = this.#sum.slice(0, this.#length);
    return this.#rest.size === 0 ? sum : this.#withRest(sum);
  }

  #takeWord(word: number): void {
    const sum = this.#sum;
    let length = this.#length;
    for (let bits = this.#words[word] as number; bits !== 0; bits &= bits - 1) {
      const value = (word << 5) + lowestBit(bits);
      const times = this.#times[value] as number;
      if (times === 0) continue;
      sum[length++] = value;
      sum[length++] = times;
      this.#times[value] = 0;
    }
    this.#length = length;
    this.#words[word] = 0;
  }

  #withRest(slots: readonly number[]): number[] {
    const rest = [...this.#rest].filter(([, times]) => times !== 0).sort(([a], [b]) => a - b);
    this.#rest.clear();
    return [
      ...rest.filter(([value]) => value < 0).flat(),
      ...slots,
      ...rest.filter(([value]) => value >= 0).flat(),
    ];
  }
}

const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits);
