/**
 * Ids that came again with other content: a defect of their source (EVENTS.md 5). The fold keeps the
 * stronger of the two in whatever order they come; here it is only counted, since the start, so that
 * somebody hears of it.
 */

/** Ids remembered per source so that each counts once; beyond it the count stands still. */
export const CONFLICTS_MAX = 10_000;

export class Conflicts {
  readonly #ids = new Map<string, Set<string>>();

  note(source: string, id: string): void {
    const ids = this.#ids.get(source) ?? new Set<string>();
    if (ids.size < CONFLICTS_MAX) ids.add(id);
    this.#ids.set(source, ids);
  }

  bySource(): ReadonlyMap<string, number> {
    return new Map([...this.#ids].map(([source, ids]) => [source, ids.size]));
  }
}
