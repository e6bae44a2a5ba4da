/** What is still to come, earliest first; of the same instant, what was planned first. */
export interface Agenda<Item> {
  readonly size: number;
  add(at: number, item: Item): void;
  /** The instant of the earliest item; Infinity when there is none. */
  nextAt(): number;
  take(): Item | undefined;
}

interface Entry<Item> {
  readonly at: number;
  readonly order: number;
  readonly item: Item;
}

const isBefore = <Item>(a: Entry<Item>, b: Entry<Item>): boolean =>
  a.at < b.at || (a.at === b.at && a.order < b.order);

/** A binary heap. */
export function agenda<Item>(): Agenda<Item> {
  const heap: Entry<Item>[] = [];
  let planned = 0;

  const rise = (from: number, entry: Entry<Item>) => {
    let index = from;
    while (index > 0) {
      const parent = heap[(index - 1) >> 1];
      if (parent === undefined || !isBefore(entry, parent)) break;
      heap[index] = parent;
      index = (index - 1) >> 1;
    }
    heap[index] = entry;
  };

  const sink = (entry: Entry<Item>) => {
    let index = 0;
    for (;;) {
      const left = heap[2 * index + 1];
      const right = heap[2 * index + 2];
      const child = left && right && isBefore(right, left) ? right : left;
      if (child === undefined || isBefore(entry, child)) break;
      heap[index] = child;
      index = child === right ? 2 * index + 2 : 2 * index + 1;
    }
    heap[index] = entry;
  };

  return {
    get size() {
      return heap.length;
    },
    add(at, item) {
      planned += 1;
      rise(heap.length, { at, order: planned, item });
    },
    nextAt: () => heap[0]?.at ?? Number.POSITIVE_INFINITY,
    take() {
      const first = heap[0];
      const last = heap.pop();
      if (first !== undefined && last !== undefined && heap.length > 0) sink(last);
      return first?.item;
    },
  };
}
