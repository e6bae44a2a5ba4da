/** Which revision of a week is the newest, asked again and again at the price of one look-up by name. */
import { revisionOf, type Settings } from "./revisions.ts";

export interface Newest {
  readonly revision: number;
  /** Ms since 1970. */
  readonly sealedAt: number;
  readonly digest: string;
}

export type FindNewest = (scope: string, week: string) => Promise<Newest | null>;

const WEEKS_MAX = 2_000;

/** Revisions are numbered without a hole and never go away. */
export function createNewest(settings: Settings): FindNewest {
  const known = new Map<string, Newest>();
  return async (scope, week) => {
    const name = `${week} ${scope}`;
    for (;;) {
      const newest = known.get(name);
      const next = await revisionOf(settings, scope, week, (newest?.revision ?? 0) + 1);
      if (next === null) return newest ?? null;
      if (known.size >= WEEKS_MAX) known.clear();
      const { revision, sealedAt, digest } = next.head;
      known.set(name, { revision, sealedAt: Date.parse(sealedAt), digest });
    }
  };
}
