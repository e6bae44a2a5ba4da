/** Calls at a source's own address that did not show its secret, since the last one that did; in memory (SCR-13). */

export interface Unproved {
  readonly count: number;
  /** The first and the last of them, ms since 1970. */
  readonly from: number;
  readonly lastAt: number;
}

export interface UnprovedCalls {
  /** Only of sources that have a key: strangers are nobody's. */
  note(source: string, at: number): void;
  /** One was proved: whoever mistyped the secret has mended it. */
  proved(source: string): void;
  bySource(): ReadonlyMap<string, Unproved>;
}

export function createUnproved(): UnprovedCalls {
  const calls = new Map<string, Unproved>();
  return {
    note(source, at) {
      const { count = 0, from = at } = calls.get(source) ?? {};
      calls.set(source, { count: count + 1, from, lastAt: at });
    },
    proved: (source) => void calls.delete(source),
    bySource: () => calls,
  };
}
