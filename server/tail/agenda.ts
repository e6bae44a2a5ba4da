/** When which entity must be looked at again because time passed: by the second, cheap to ask. */

export class Agenda {
  readonly #due = new Map<number, Set<string>>();
  #earliest = Infinity;

  /** Notes an entity for `at`, ms. What it was noted for before stays, and does no harm. */
  note(key: string, at: number): void {
    const second = Math.ceil(at / 1000);
    const keys = this.#due.get(second);
    if (keys === undefined) this.#due.set(second, new Set([key]));
    else keys.add(key);
    if (second < this.#earliest) this.#earliest = second;
  }

  isDue(now: number): boolean {
    return this.#earliest * 1000 <= now;
  }

  /** Takes everything that is due. */
  take(now: number): Set<string> {
    const keys = new Set<string>();
    if (!this.isDue(now)) return keys;
    this.#earliest = Infinity;
    for (const [second, own] of this.#due) {
      if (second * 1000 <= now) {
        for (const key of own) keys.add(key);
        this.#due.delete(second);
      } else if (second < this.#earliest) this.#earliest = second;
    }
    return keys;
  }
}
