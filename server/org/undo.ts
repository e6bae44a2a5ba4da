/**
 * The last change of the organisation, to be taken back (SCR-18). In memory only: what was described
 * before holds names, and those must be nowhere but where they can be erased (PRIV-3).
 */
import type { OrgDocument } from "../../shared/org/org.ts";

/** What is described, and since when (ms). */
export interface Described {
  readonly document: OrgDocument;
  readonly version: number;
}

export interface Undo {
  /** A change was made: so it was before, and so it is since. */
  keep(before: OrgDocument, since: Described): void;
  /** What was before; null: it was changed again, somebody was erased since, or nothing was changed. */
  before(now: Described): OrgDocument | null;
  forget(): void;
}

const peopleIn = ({ agents }: OrgDocument): string => JSON.stringify(agents);

export function createUndo(): Undo {
  let last: { readonly before: OrgDocument; readonly since: Described } | null = null;
  return {
    keep: (before, since) => {
      last = { before, since };
    },
    before: ({ document, version }) => {
      if (last === null) return null;
      const { before, since } = last;
      // Whoever was erased meanwhile must not get the name back (PRIV-8).
      const isLast = since.version === version && peopleIn(since.document) === peopleIn(document);
      if (!isLast) last = null;
      return isLast ? before : null;
    },
    forget: () => {
      last = null;
    },
  };
}
