/** When which entity must be looked at again because time passed: by the second, cheap to ask. */
import { type Entity, PINNED } from "../fold/entity.ts";

export class Agenda {
  readonly #due = new Map<number, Set<string>>();
  /** The seconds of `#due` as a heap: none is earlier than the one at half its index. */
  readonly #heap: number[] = [];

  /** Notes an entity for `at`, ms. What it was noted for before stays, and does no harm. */
  note(key: string, at: number): void {
    const second = Math.ceil(at / 1000);
    const keys = this.#due.get(second);
    if (keys !== undefined) {
      keys.add(key);
      return;
    }
    this.#due.set(second, new Set([key]));
    this.#push(second);
  }

  /** Notes when time alone changes an entity, if it ever does. */
  remind({ key, wakeAt }: Entity): void {
    if (wakeAt !== null && wakeAt !== PINNED) this.note(key, wakeAt);
  }

  isDue(now: number): boolean {
    return (this.#heap[0] ?? Infinity) * 1000 <= now;
  }

  /** Takes everything that is due. */
  take(now: number): Set<string> {
    const keys = new Set<string>();
    while (this.isDue(now)) {
      const second = this.#pop();
      for (const key of this.#due.get(second) ?? []) keys.add(key);
      this.#due.delete(second);
    }
    return keys;
  }

  #push(second: number): void {
    const heap = this.#heap;
    let at = heap.push(second) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((heap[parent] as number) <= second) break;
      heap[at] = heap[parent] as number;
      at = parent;
    }
    heap[at] = second;
  }

  /** The earliest; there is one. */
  #pop(): number {
    const heap = this.#heap;
    const earliest = heap[0] as number;
    const last = heap.pop() as number;
    if (heap.length === 0) return earliest;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if ((heap[child + 1] ?? Infinity) < (heap[child] as number)) child += 1;
      if ((heap[child] as number) >= last) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = last;
    return earliest;
  }
}
