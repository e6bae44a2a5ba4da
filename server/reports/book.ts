/** What a report's file is made of: one report, as one revision or as computed now, and nobody's name. */
import type { Report, ReportAnswer, RevisionHead } from "../../shared/wire/report.ts";

/** Of a revision: who issued it stays on the screen, and which contacts it was. */
export type BookRevision = Omit<RevisionHead, "by">;

export interface Book {
  readonly state: ReportAnswer["state"];
  /** Null: computed now. */
  readonly revision: BookRevision | null;
  readonly report: Report;
}

/** Of a sealed revision the same for ever, so that its file is: nothing of it depends on what came after. */
export function bookOf({ state, revision, revisions, report }: ReportAnswer): Book {
  const head = revisions.find((one) => one.revision === revision);
  if (head === undefined) return { state, revision: null, report };
  const { by: _, differences, ...rest } = head;
  const nameless = differences.map((difference) => ({
    ...difference,
    causes: difference.causes.map((cause) => ({ ...cause, keys: [] })),
  }));
  return { state: "sealed", revision: { ...rest, differences: nameless }, report };
}
