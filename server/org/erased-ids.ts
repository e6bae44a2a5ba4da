/**
 * What is left of an erased id: a keyed hash → its pseudonym, so that an event that is sent again still
 * counts for the same nobody and no number moves. Kept as long as raw events may come (PRIV-6).
 */
import type { Store } from "../store/store.ts";
import type { Identity } from "./identities.ts";

const PREFIX = "erased/";

interface Left {
  readonly pseudonym: string;
  /** When it was erased, ms. */
  readonly at: number;
}

const nameOf = (source: string | null, foreign: string): string =>
  JSON.stringify([source, foreign]);

export type ErasedIds = ReturnType<typeof erasedIds>;

export function erasedIds(settings: Pick<Store, "settings">, hash: (text: string) => string) {
  const left = new Map<string, Left>();
  return {
    count: (): number => left.size,
    async load(): Promise<void> {
      const found = await settings.settings(PREFIX);
      left.clear();
      for (const { name, value } of found) left.set(name.slice(PREFIX.length), JSON.parse(value));
    },
    find: (source: string | null, foreign: string): string | undefined =>
      left.size === 0 ? undefined : left.get(hash(nameOf(source, foreign)))?.pseudonym,
    add({ source, foreign }: Identity, pseudonym: string, at: number): Record<string, string> {
      const name = hash(nameOf(source, foreign));
      left.set(name, { pseudonym, at });
      return { [`${PREFIX}${name}`]: JSON.stringify({ pseudonym, at }) };
    },
    before(at: number): Record<string, null> {
      const old = [...left].filter(([, one]) => one.at < at).map(([name]) => name);
      for (const name of old) left.delete(name);
      return Object.fromEntries(old.map((name) => [`${PREFIX}${name}`, null]));
    },
  };
}
