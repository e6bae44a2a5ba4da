/**
 * Cells as bytes: how they lie in the store and, until they change, in memory (KPIS.md 8).
 *
 *     1, count, { dims − previous dims, bytes of its values } × count, values × count
 *     values: { step × 2 + (times is 1 ? 0 : 1), times if it is not 1 } …
 *
 * All numbers are varints of 7 bits, the lowest first. The first step of a cell is its first value,
 * the others are differences; what can be negative (first values, times) is zigzagged. Cells stand
 * in the order of their dims' numbers, values in theirs: equal cells are equal bytes. Nothing at all
 * is no bytes. Typical handling times take one to two bytes each. Values and times may be as large
 * as ±2^48.
 */
import { countOne } from "../../shared/kpi/counter.ts";
import { add, type Multiset } from "../../shared/kpi/multiset.ts";

export const NO_CELLS = new Uint8Array(0);

/** The first byte: which format this is. */
const FORMAT = 1;

/** Changes of cells, by the number of their dims. */
export type Changes = ReadonlyMap<number, Multiset>;

const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const unzigzag = (value: number): number => ((value & 1) === 0 ? value / 2 : -(value + 1) / 2);

/** Bytes that grow. */
class Bytes {
  #bytes = new Uint8Array(1024);
  length = 0;

  #room(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.length + more));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }

  number(value: number): void {
    this.#room(8);
    let rest = value;
    while (rest >= 128) {
      this.#bytes[this.length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.length++] = rest;
  }

  append(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  whole(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }
}

/** The varint at a place, however long; `skip` says where it ends. */
function varint(bytes: Uint8Array, at: number): number {
  let value = 0;
  let scale = 1;
  for (let place = at; place < bytes.length; place += 1) {
    const byte = bytes[place] as number;
    value += (byte & 127) * scale;
    if (byte < 128) return value;
    scale *= 128;
  }
  throw new RangeError("packed cells end in the middle of a number");
}

function skip(bytes: Uint8Array, at: number): number {
  let place = at;
  while ((bytes[place] as number) > 127) place += 1;
  return place + 1;
}

/** How many cells there are. */
export const cellCount = (packed: Uint8Array): number =>
  packed.length === 0 ? 0 : varint(packed, 1);

/** Visits every cell: the number of its dims, and where its values lie. */
export function eachPacked(
  packed: Uint8Array,
  visit: (dims: number, from: number, to: number) => void,
): void {
  const count = cellCount(packed);
  if (count === 0) return;
  let at = skip(packed, 1);
  let from = at;
  for (let left = 2 * count; left > 0; from += 1) if ((packed[from] as number) < 128) left -= 1;
  let dims = 0;
  for (let cell = 0; cell < count; cell += 1) {
    dims += varint(packed, at);
    at = skip(packed, at);
    const to = from + varint(packed, at);
    at = skip(packed, at);
    visit(dims, from, to);
    from = to;
  }
}

/**
 * Counts the values of one cell (shared/kpi/counter.ts), or takes them away. The innermost loop of
 * every figure: numbers of one or two bytes are read in place, with integers only.
 */
export function countPacked(packed: Uint8Array, from: number, to: number, sign: 1 | -1): void {
  let at = from;
  let value = 0;
  let isFirst = true;
  while (at < to) {
    let head = packed[at++] as number;
    if (head > 127) {
      const more = packed[at++] as number;
      head = (head & 127) | ((more & 127) << 7);
      if (more > 127) {
        head = varint(packed, at - 2);
        at = skip(packed, at);
      }
    }
    const step = head <= INTEGER_MAX ? head >> 1 : Math.floor(head / 2);
    value = isFirst ? unzigzag(step) : value + step;
    isFirst = false;
    if ((head & 1) === 0) countOne(value, sign);
    else {
      countOne(value, sign * unzigzag(varint(packed, at)));
      at = skip(packed, at);
    }
  }
}

/** Up to here `>> 1` halves. */
const INTEGER_MAX = 2 ** 31 - 1;

/** The values of one cell as a multiset. */
export function valuesOf(packed: Uint8Array, from: number, to: number): number[] {
  const values: number[] = [];
  for (let at = from; at < to; ) {
    const head = varint(packed, at);
    at = skip(packed, at);
    const step = Math.floor(head / 2);
    const value = values.length === 0 ? unzigzag(step) : (values.at(-2) ?? 0) + step;
    let times = 1;
    if (head % 2 === 1) {
      times = unzigzag(varint(packed, at));
      at = skip(packed, at);
    }
    values.push(value, times);
  }
  return values;
}

function packValues(bytes: Bytes, values: Multiset): void {
  let before = 0;
  for (let at = 0; at < values.length; at += 2) {
    const value = values[at] as number;
    const times = values[at + 1] as number;
    const step = at === 0 ? zigzag(value) : value - before;
    bytes.number(step * 2 + (times === 1 ? 0 : 1));
    if (times !== 1) bytes.number(zigzag(times));
    before = value;
  }
}

/** Cells with changes added. Cells that did not change are copied; those that are empty are gone. */
export function patch(packed: Uint8Array, changes: Changes): Uint8Array {
  const head = new Bytes();
  const bodies = new Bytes();
  let count = 0;
  let before = 0;
  const put = (dims: number, write: () => void): void => {
    const from = bodies.length;
    write();
    if (bodies.length === from) return;
    head.number(dims - before);
    head.number(bodies.length - from);
    before = dims;
    count += 1;
  };
  const changed = [...changes.keys()].sort((a, b) => a - b);
  let next = 0;
  const putChanged = (dims: number, values: number[]): void => {
    const change = changes.get(dims) ?? [];
    for (let at = 0; at < change.length; at += 2) {
      add(values, change[at] as number, change[at + 1] as number);
    }
    put(dims, () => packValues(bodies, values));
    next += 1;
  };
  eachPacked(packed, (dims, from, to) => {
    for (let at = changed[next]; at !== undefined && at < dims; at = changed[next]) {
      putChanged(at, []);
    }
    if (changed[next] === dims) putChanged(dims, valuesOf(packed, from, to));
    else put(dims, () => bodies.append(packed.subarray(from, to)));
  });
  for (let at = changed[next]; at !== undefined; at = changed[next]) putChanged(at, []);
  return count === 0 ? NO_CELLS : joined(count, head, bodies);
}

function joined(count: number, head: Bytes, bodies: Bytes): Uint8Array {
  const all = new Bytes();
  all.number(FORMAT);
  all.number(count);
  all.append(head.whole());
  all.append(bodies.whole());
  return all.whole().slice();
}
