/** Effective-dated entries of the organisation: since when something holds, and what holds when (R8). */
import { instantOf } from "../events/instant.ts";
import { instantAt } from "../time/local.ts";

/** A local date in `zone` (its midnight), or an RFC 3339 instant, as ms since 1970. */
export function sinceOf(value: string, zone: string): number {
  const instant = instantOf(value);
  if (!Number.isNaN(instant)) return instant;
  return instantAt(Date.parse(`${value.slice(0, 10)}T00:00:00Z`), zone);
}

/** The same, for an entry that may hold from the beginning. */
export const startOf = (from: string | undefined, zone: string): number =>
  from === undefined ? -Infinity : sinceOf(from, zone);

export interface Since<Entry> {
  /** In force from here, ms since 1970, until the next one begins. */
  readonly at: number;
  readonly entry: Entry;
}

/** Entries in the order in which they came into force; of two with the same start the later listed holds. */
export const inOrder = <Entry extends { readonly from?: string | undefined }>(
  entries: readonly Entry[],
  zone: string,
): Since<Entry>[] =>
  entries
    .map((entry) => ({ at: startOf(entry.from, zone), entry }))
    .sort((a, b) => (a.at === b.at ? 0 : a.at - b.at));

/** What is in force at an instant: the last that has begun, or undefined before the first. */
export function inForce<Entry>(dated: readonly Since<Entry>[], at: number): Entry | undefined {
  for (let index = dated.length - 1; index >= 0; index -= 1) {
    const one = dated[index];
    if (one !== undefined && one.at <= at) return one.entry;
  }
  return undefined;
}
