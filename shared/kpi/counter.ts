/**
 * Adds multisets up by counting: one slot per value, and bits that say which slots are used, so that
 * nothing is sorted and only what was used is looked at again. There is one counter: what is counted
 * is taken before anything else is. Values that are negative or beyond 48 days of seconds are rare
 * and kept apart. No value is counted more than 2^31 times.
 */

/** Values below this have a slot. */
const SLOTS = 2 ** 22;

/** How often each value was counted; a bit for each value, and a bit for each word of those. */
const slots = new Int32Array(SLOTS);
const words = new Int32Array(SLOTS >> 5);
const groups = new Int32Array(SLOTS >> 10);
let lowest = groups.length;
let highest = -1;

const rest = new Map<number, number>();
/** Where a sum grows before it is copied at its length. */
const sum: number[] = [];

/** Counts a value so many times; negative times take away. */
export function countOne(value: number, times: number): void {
  if (value < 0 || value >= SLOTS) {
    rest.set(value, (rest.get(value) ?? 0) + times);
    return;
  }
  slots[value] = (slots[value] as number) + times;
  const word = value >> 5;
  if (words[word] === 0) use(word);
  words[word] = (words[word] as number) | (1 << (value & 31));
}

function use(word: number): void {
  const group = word >> 5;
  groups[group] = (groups[group] as number) | (1 << (word & 31));
  if (group < lowest) lowest = group;
  if (group > highest) highest = group;
}

/** Counts every value of a multiset; −1 takes them away. */
export function countAll(values: readonly number[], sign: 1 | -1 = 1): void {
  for (let at = 0; at < values.length; at += 2) {
    countOne(values[at] as number, sign * (values[at + 1] as number));
  }
}

/** All that was counted, as a multiset; nothing is counted then. */
export function takeCounted(): number[] {
  let length = 0;
  for (let group = lowest; group <= highest; group += 1) {
    for (let used = groups[group] as number; used !== 0; used &= used - 1) {
      length = takeWord((group << 5) + lowestBit(used), length);
    }
    groups[group] = 0;
  }
  lowest = groups.length;
  highest = -1;
  const taken = sum.slice(0, length);
  return rest.size === 0 ? taken : withRest(taken);
}

function takeWord(word: number, from: number): number {
  let length = from;
  for (let used = words[word] as number; used !== 0; used &= used - 1) {
    const value = (word << 5) + lowestBit(used);
    const times = slots[value] as number;
    if (times === 0) continue;
    sum[length++] = value;
    sum[length++] = times;
    slots[value] = 0;
  }
  words[word] = 0;
  return length;
}

function withRest(taken: readonly number[]): number[] {
  const others = [...rest].filter(([, times]) => times !== 0).sort(([a], [b]) => a - b);
  rest.clear();
  return [
    ...others.filter(([value]) => value < 0).flat(),
    ...taken,
    ...others.filter(([value]) => value >= 0).flat(),
  ];
}

const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits);
