/**
 * Who and where, numbered: cells name a number of this table, never an agent or a queue. Numbers
 * are given in the order of first appearance and belong to one store: they are checkpointed with
 * the cells that use them, in pages.
 */
import type { Dims } from "./facts/fact.ts";

/** Numbers on one stored page. */
export const DIMS_PAGE = 256;

const SEPARATOR = "\u0000";
const NONE = "\u0001";

/** Text that is equal exactly when all five are; nobody is not an agent called "null". */
export const dimsKey = (dims: Dims): string =>
  (dims.agent ?? NONE) +
  SEPARATOR +
  (dims.team ?? NONE) +
  SEPARATOR +
  (dims.queue ?? NONE) +
  SEPARATOR +
  (dims.channel ?? NONE) +
  SEPARATOR +
  dims.direction;

const sameDims = (a: Dims, b: Dims): boolean =>
  a.agent === b.agent &&
  a.team === b.team &&
  a.queue === b.queue &&
  a.channel === b.channel &&
  a.direction === b.direction;

export type PackedDims = [
  Dims["agent"],
  Dims["team"],
  Dims["queue"],
  Dims["channel"],
  Dims["direction"],
];

const packDims = ({ agent, team, queue, channel, direction }: Dims): PackedDims => [
  agent,
  team,
  queue,
  channel,
  direction,
];

export const unpackDims = ([agent, team, queue, channel, direction]: PackedDims): Dims => ({
  agent,
  team,
  queue,
  channel,
  direction,
});

export class DimsTable {
  readonly #list: Dims[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #teams = new Set<string | null>();
  /** Facts of one entity mostly share who and where: the last answer is at hand. */
  #last: Dims | null = null;
  #lastNumber = 0;

  get size(): number {
    return this.#list.length;
  }

  /** The number of these dims, a new one when they were never seen. */
  numberOf(dims: Dims): number {
    if (this.#last !== null && sameDims(this.#last, dims)) return this.#lastNumber;
    const key = dimsKey(dims);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#list.length;
      this.#numbers.set(key, number);
      this.#list.push(unpackDims(packDims(dims)));
      this.#teams.add(dims.team);
    }
    this.#last = this.#list[number] as Dims;
    this.#lastNumber = number;
    return number;
  }

  /** Every team that any of them names; null: none. */
  get teams(): ReadonlySet<string | null> {
    return this.#teams;
  }

  /** What a number stands for. Throws on one that was never given: a cell without its table. */
  at(number: number): Dims {
    const dims = this.#list[number];
    if (dims === undefined) throw new RangeError(`there are no dims ${number}`);
    return dims;
  }

  /** The page that begins with `first`, as bytes to store. */
  page(first: number): Uint8Array {
    const page = this.#list.slice(first, first + DIMS_PAGE).map(packDims);
    return new TextEncoder().encode(JSON.stringify(page));
  }

  /** Takes stored pages back, in their order, into an empty table. */
  restore(pages: Iterable<Uint8Array>): void {
    for (const page of pages) {
      const packed: PackedDims[] = JSON.parse(new TextDecoder().decode(page));
      for (const one of packed) this.numberOf(unpackDims(one));
    }
  }
}
